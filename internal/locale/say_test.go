package locale

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// day stands for calendar.Date, said for work.Message: this room imports neither.
type day struct{ y, m, d int }

func (d day) Civil() (int, time.Month, int) { return d.y, time.Month(d.m), d.d }

type said struct {
	key  string
	args map[string]any
}

func (s said) Sentence() (string, map[string]any) { return s.key, s.args }

type named string

// small is a catalogue of a few sentences for the rules of saying them.
func small(t *testing.T) *Catalogue {
	t.Helper()
	c, err := load(fstest.MapFS{
		"en/a.yaml": {Data: []byte("a:\n  left:\n    one: '{{.Count}} day left'\n    other: '{{.Count}} days left'\n  told: 'Told {{.Who}}{{if .Why}} because {{.Why}}{{end}}.'\n  since: 'Known{{if .year}} since {{.year}}{{end}}.'\n")},
		"vi/a.yaml": {Data: []byte("a:\n  left:\n    one: 'Còn {{.Count}} ngày'\n    other: 'Còn {{.Count}} ngày'\n  told: 'Đã báo {{.Who}}{{if .Why}} vì {{.Why}}{{end}}.'\n  since: 'Biết{{if .year}} từ {{.year}}{{end}}.'\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSay(t *testing.T) {
	c := small(t)
	for _, tc := range []struct {
		language, key string
		args          map[string]any
		want          string
	}{
		{"en", "a.left", map[string]any{"Count": 1}, "1 day left"},
		{"en", "a.left", map[string]any{"Count": int64(0)}, "0 days left"},
		{"en", "a.left", map[string]any{"Count": 1234}, "1,234 days left"},
		{"vi", "a.left", map[string]any{"Count": 1234}, "Còn 1.234 ngày"},
		{"vi", "a.left", map[string]any{"Count": uint8(3)}, "Còn 3 ngày"},
		{"en", "a.told", map[string]any{"Who": "Ann"}, "Told Ann."},
		{"en", "a.told", map[string]any{"Who": named("Ann"), "Why": ""}, "Told Ann."},
		{"en", "a.told", map[string]any{"Who": []string{"Ann"}}, "Told Ann."},
		{"en", "a.told", map[string]any{"Who": []string{"Ann", "Bob", "Cy"}}, "Told Ann, Bob and Cy."},
		{"vi", "a.told", map[string]any{"Who": []string{"An", "Bình"}}, "Đã báo An và Bình."},
		{"en", "a.told", map[string]any{"Who": nil}, "Told ."},
		{"en", "a.told", nil, "Told ."},
		{"vi", "a.told", map[string]any{"Who": day{2022, 6, 30}}, "Đã báo 30/06/2022."},
		{"en", "a.told", map[string]any{"Who": day{2022, 6, 3}}, "Told 3 Jun 2022."},
		{"en", "a.told", map[string]any{"Who": day{}}, "Told ."},
		{"en", "a.told", map[string]any{"Who": []any{day{2022, 1, 2}, 1500, "x"}}, "Told 2 Jan 2022, 1,500 and x."},
		{"vi", "a.told", map[string]any{"Who": said{"a.left", map[string]any{"Count": 2}}, "Why": "2022"}, "Đã báo Còn 2 ngày vì 2022."},
		{"vi", "a.told", map[string]any{"Who": 1234.5}, "Đã báo 1.234,5."},
		{"en", "a.told", map[string]any{"Who": errors.New("no")}, "Told no."},
		{"en", "a.told", map[string]any{"Who": "{{.Why}}", "Why": "so"}, "Told {{.Why}} because so."},
		{"vi", "a.since", map[string]any{"year": 2022}, "Biết từ 2022."},
		{"en", "a.since", map[string]any{"year": 0}, "Known."},
		{"en", "a.none", map[string]any{"Count": 2}, "⟦a.none⟧"},
		{"vi", "", nil, "⟦⟧"},
	} {
		if got := c.For(tc.language).Say(tc.key, tc.args); got != tc.want {
			t.Errorf("%s %s %v says %q, want %q", tc.language, tc.key, tc.args, got, tc.want)
		}
	}
}

func TestEscapingReachesEveryString(t *testing.T) {
	l := small(t).For("en").Escaping(func(s string) string { return strings.ReplaceAll(s, "<", "&lt;") })
	for name, tc := range map[string]struct {
		who  any
		want string
	}{
		"a string":          {"<a", "Told &lt;a."},
		"a named string":    {named("<a"), "Told &lt;a."},
		"a list":            {[]string{"<a", "<b"}, "Told &lt;a and &lt;b."},
		"a list of any":     {[]any{"<a", named("<b")}, "Told &lt;a and &lt;b."},
		"a message":         {said{"a.told", map[string]any{"Who": "<a"}}, "Told Told &lt;a.."},
		"messages":          {[]said{{"a.told", map[string]any{"Who": "<a"}}}, "Told Told &lt;a.."},
		"an error":          {errors.New("<a"), "Told &lt;a."},
		"something else":    {struct{ S string }{"<a"}, "Told {&lt;a}."},
		"raw is left alone": {Raw("<@U1>"), "Told <@U1>."},
		"raws too":          {[]Raw{"<@U1>", "<@U2>"}, "Told <@U1> and <@U2>."},
	} {
		if got := l.Say("a.told", map[string]any{"Who": tc.who}); got != tc.want {
			t.Errorf("%s: says %q, want %q", name, got, tc.want)
		}
	}
}

func TestEscapingLeavesTheOriginalAlone(t *testing.T) {
	l := small(t).For("en")
	l.Escaping(func(string) string { return "x" })
	if got := l.Say("a.told", map[string]any{"Who": "Ann"}); got != "Told Ann." {
		t.Errorf("says %q", got)
	}
}

func TestFor(t *testing.T) {
	c := catalogue(t)
	for tag, want := range map[string]string{
		"vi": "vi", "vi-VN": "vi", "vi_VN": "vi", "VI": "vi", "en": "en", "en-US": "en", "en-GB": "en",
		"": "en", "fr-FR": "en", "vie": "en", "-": "en",
	} {
		if got := c.For(tag).Language(); got != want {
			t.Errorf("For(%q) speaks %s, want %s", tag, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	c := catalogue(t)
	vi, en := c.For("vi"), c.For("en")
	d := day{2022, 2, 5}
	for _, tc := range []struct{ got, want string }{
		{vi.Date(d), "05/02/2022"}, {en.Date(d), "5 Feb 2022"},
		{vi.DayMonth(d), "05/02"}, {en.DayMonth(d), "5 Feb"},
		{vi.Month(d), "tháng 2/2022"}, {en.Month(d), "Feb 2022"},
		{vi.Weekday(time.Monday), "thứ Hai"}, {vi.Weekday(time.Sunday), "Chủ nhật"}, {en.Weekday(time.Saturday), "Saturday"},
		{vi.Number(1234567), "1.234.567"}, {en.Number(-1234), "-1,234"},
		{vi.List([]string{"a", "b", "c"}), "a, b và c"}, {en.List(nil), ""},
		{en.Text(90 * time.Minute), "1 h 30 min"}, {vi.Text(26 * time.Hour), "1 ngày 2 giờ"}, {vi.Text(20 * time.Second), "0 phút"},
	} {
		if tc.got != tc.want {
			t.Errorf("wrote %q, want %q", tc.got, tc.want)
		}
	}
}

func TestHas(t *testing.T) {
	l := small(t).For("vi")
	for key, want := range map[string]bool{"a.left": true, "a.told": true, "a": false, "b.left": false} {
		if got := l.Has(key); got != want {
			t.Errorf("Has(%q) is %v", key, got)
		}
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	for name, data := range map[string]string{
		"no yaml":       "a: [",
		"mixed plurals": "a:\n  one: x\n  two.x: y\n  left: z\n",
	} {
		if _, err := load(fstest.MapFS{"en/a.yaml": {Data: []byte(data)}}); err == nil {
			t.Errorf("%s: was loaded", name)
		}
	}
}

func TestSayIsSafeForManyAtOnce(t *testing.T) {
	c := small(t)
	done := make(chan string)
	for range 8 {
		go func() { done <- c.For("en").Say("a.left", map[string]any{"Count": 2}) }()
	}
	for range 8 {
		if got := <-done; got != "2 days left" {
			t.Errorf("says %q", got)
		}
	}
}

func BenchmarkSay(b *testing.B) {
	l := catalogue(b).For("vi")
	args := map[string]any{"Count": 3, "Done": 2, "Of": 5, "What": "văn bằng"}
	for b.Loop() {
		l.Say("block.progress.count", args)
	}
}
