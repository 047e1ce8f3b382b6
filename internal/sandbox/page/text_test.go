package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// reader stands for Trần Thị Mai, who looks on 21 February 2022 at 07:30.
const reader = `{
  t: (key) => ({today: 'Hôm nay', yesterday: 'Hôm qua', tomorrow: 'Ngày mai'})[key] ?? key,
  locale: 'vi-VN', tz: 'Asia/Ho_Chi_Minh', me: 'UMAI', now: () => new Date('2022-02-21T00:30:00Z'),
  people: {name: (id, label) => id === 'UMAI' ? 'Trần Thị Mai' : label ?? id, channelName: (id) => id === 'C1' ? 'chung' : null, groupName: () => null},
}`

func TestMrkdwn(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"styles", `*đậm* _nghiêng_ ~bỏ~ ` + "`mã`", `<strong>đậm</strong> <em>nghiêng</em> <s>bỏ</s> <code>mã</code>`},
		{"styles inside styles", `*đậm _và nghiêng_*`, `<strong>đậm <em>và nghiêng</em></strong>`},
		{"marks inside words are text", `2*3*4 tên_tệp_dài`, `2*3*4 tên_tệp_dài`},
		{"marks beside spaces are text", `* a * và 5 * 3`, `* a * và 5 * 3`},
		{"a style ends with its line", "*a\nb*", "*a\nb*"},
		{"unclosed", `*a _b`, `*a _b`},
		{"code keeps its marks", "`*a*`", `<code>*a*</code>`},
		{"fences", "a\n```\n*x* &lt;b&gt;\n```", "a\n<pre>*x* &lt;b&gt;</pre>"},
		{"quotes", "trước\n&gt; một\n&gt; hai\nsau", "trước\n<blockquote>một\nhai</blockquote>sau"},
		{"a quote to the end", "&gt;&gt;&gt; một\nhai", "<blockquote>một\nhai</blockquote>"},
		{"entities", `a &amp; b &lt;c&gt; &amp;lt;`, `a &amp; b &lt;c&gt; &amp;lt;`},
		{"markup is text", `<img src=x onerror=alert(1)>`, `&lt;img src=x onerror=alert(1)&gt;`},
		{"a script address is text", `<javascript:alert(1)|bấm>`, `&lt;javascript:alert(1)|bấm&gt;`},
		{"links", `<https://a.vn/?x=1&amp;y=2|xem *đây*>`, `<a href="https://a.vn/?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">xem *đây*</a>`},
		{"bare links", `xem https://a.vn/b, nhé`, `xem <a href="https://a.vn/b" target="_blank" rel="noopener noreferrer">https://a.vn/b</a>, nhé`},
		{"a link in a style", `*<https://a.vn/*|a>*`, `<strong><a href="https://a.vn/*" target="_blank" rel="noopener noreferrer">a</a></strong>`},
		{"mail", `<mailto:a@b.vn>`, `<a href="mailto:a@b.vn" target="_blank" rel="noopener noreferrer">a@b.vn</a>`},
		{"myself", `<@UMAI>`, `<span class="mention mention-me" data-user="UMAI">@Trần Thị Mai</span>`},
		{"a stranger", `<@U9|khách>`, `<span class="mention" data-user="U9">@khách</span>`},
		{"a channel", `<#C1>`, `<a class="mention" href="#channel=C1">#chung</a>`},
		{"everybody", `<!channel> <!here|here>`, `<span class="mention mention-me">@channel</span> <span class="mention mention-me">@here</span>`},
		{"a group", `<!subteam^S1|@phong>`, `<span class="mention">@phong</span>`},
		{"a date in the reader's zone", `<!date^1645430400^{date_num} {time}|lúc nào>`, `<time title="lúc nào">2022-02-21 15:00</time>`},
		{"today", `<!date^1645430400^{date_short_pretty}|x>`, `<time title="x">hôm nay</time>`},
		{"a date that is none", `<!date^xx^{date}|31 tháng 2>`, `<time title="31 tháng 2">31 tháng 2</time>`},
		{"emoji", `:warning: :tada: :không: :no_such_thing: 10:30:45`, `⚠️ 🎉 :không: :no_such_thing: 10:30:45`},
		{"a wall of marks", `**********`, `**********`},
	}
	p := open(t, newFake(t), "", 1280, 800)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := p.MustEval(`async (text) => {
				const { mrkdwn } = await import('/js/mrkdwn.js');
				const box = document.createElement('div');
				box.append(mrkdwn(text, `+reader+`));
				return box.innerHTML;
			}`, tt.text).Str()
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMrkdwnIsQuickOnHostileText(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	p.MustEval(`async () => {
		const { mrkdwn } = await import('/js/mrkdwn.js');
		const { markdown } = await import('/js/markdown.js');
		for (const piece of ['*a ', '_~*', '<', '&gt;', '` + "`" + `', ':a', 'http://a ', '[a](', '**a', '> ', '- ', '| - |\n']) {
			mrkdwn(piece.repeat(10000), ` + reader + `);
			markdown(piece.repeat(3000), ` + reader + `);
		}
	}`) // bounded by the patience of the page, which a runaway search outlasts
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"headings", "# Một\n### Ba", `<h3 class="block-header">Một</h3><h5 class="block-header">Ba</h5>`},
		{"styles", "**đậm** *nghiêng* ~~bỏ~~ `mã`", "<p><strong>đậm</strong> <em>nghiêng</em> <s>bỏ</s> <code>mã</code></p>"},
		{"lists", "- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
		{"numbers", "3. a\n4. b", `<ol start="3"><li>a</li><li>b</li></ol>`},
		{"a table", "| a | b |\n|---|---|\n| 1 | 2 |", `<div class="table-frame" tabindex="0"><table><thead><tr><th class="cell wrapped">a</th><th class="cell wrapped">b</th></tr></thead><tbody><tr><td class="cell wrapped">1</td><td class="cell wrapped">2</td></tr></tbody></table></div>`},
		{"a quote", "> a\n> b", "<blockquote><p>a\nb</p></blockquote>"},
		{"a fence", "```\n<b>*x*\n```", "<pre>&lt;b&gt;*x*</pre>"},
		{"markup is text", "<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"},
		{"a script link is text", "[bấm](javascript:alert)", "<p>bấm</p>"},
	}
	p := open(t, newFake(t), "", 1280, 800)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := p.MustEval(`async (text) => {
				const { markdown } = await import('/js/markdown.js');
				const box = document.createElement('div');
				box.append(markdown(text, `+reader+`));
				return box.innerHTML;
			}`, tt.text).Str()
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDates(t *testing.T) {
	const hcm, london = "'Asia/Ho_Chi_Minh'", "'Europe/London'"
	tests := []struct{ name, expr, want string }{
		{"next morning", "d.rfc3339(d.nextMorning(new Date('2022-02-21T07:30:00+07:00')," + hcm + ")," + hcm + ")", "2022-02-22T08:30:00+07:00"},
		{"next morning over a month's end", "d.rfc3339(d.nextMorning(new Date('2022-02-28T23:30:00+07:00')," + hcm + ")," + hcm + ")", "2022-03-01T08:30:00+07:00"},
		{"next Monday on a Monday", "d.rfc3339(d.nextMonday(new Date('2022-02-21T07:30:00+07:00')," + hcm + ")," + hcm + ")", "2022-02-28T08:30:00+07:00"},
		{"next Monday on a Sunday", "d.rfc3339(d.nextMonday(new Date('2022-02-27T07:30:00+07:00')," + hcm + ")," + hcm + ")", "2022-02-28T08:30:00+07:00"},
		{"next Monday, local day differs", "d.rfc3339(d.nextMonday(new Date('2022-02-20T23:30:00Z')," + hcm + ")," + hcm + ")", "2022-02-28T08:30:00+07:00"},
		{"over the start of summer time", "d.rfc3339(d.nextMorning(new Date('2022-03-26T12:00:00Z')," + london + ")," + london + ")", "2022-03-27T08:30:00+01:00"},
		{"over the end of summer time", "d.rfc3339(d.nextMorning(new Date('2022-10-29T12:00:00Z')," + london + ")," + london + ")", "2022-10-30T08:30:00+00:00"},
		{"west of Greenwich", "d.rfc3339(new Date('2022-01-01T00:00:00Z'),'America/St_Johns')", "2021-12-31T20:30:00-03:30"},
		{"what is typed", "d.rfc3339(d.fromLocalInput('2022-12-31T17:05'," + hcm + ")," + hcm + ")", "2022-12-31T17:05:00+07:00"},
		{"what is not typed", "String(d.fromLocalInput(''," + hcm + "))", "null"},
		{"Vietnamese time", "d.time(new Date('2022-02-21T00:30:00Z'),{tz:" + hcm + ",locale:'vi-VN'})", "07:30"},
		{"English time", "d.time(new Date('2022-02-21T14:30:00Z'),{tz:" + london + ",locale:'en-US'}).replace(/\\s/,' ')", "2:30 PM"},
	}
	p := open(t, newFake(t), "", 1280, 800)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := p.MustEval(`async () => { const d = await import('/js/dates.js'); return ` + tt.expr + `; }`).Str(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
