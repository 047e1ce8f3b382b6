package intake

import (
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
)

// enter makes the scope of the items below a heading.
func (b *builder) enter(it *item, sc scope) scope {
	n := it.node
	sub := sc
	if !b.isTitle(n) {
		sub.area = areaOf(n.Text, sc.area)
	}
	b.sections++
	switch {
	case n.Mark.Label != "" && (sc.section == "" || n.Mark.Style != document.UpperAlpha && n.Mark.Style != document.Division):
		sub.section = n.Mark.Label
	case sc.section == "" && (n.Mark.Style != document.Hash || n.Mark.Level > 1):
		sub.section = unnumbered + strconv.Itoa(b.sections)
	}
	if u := b.headingUnit(it); u != "" {
		sub.lead, sub.coords = b.expand(u), nil
	} else if it.party.lead != "" && !b.isTitle(n) && areaOf(n.Text, areaPlain) < areaDuties {
		sub.lead, sub.coords = it.party.lead, it.party.coords
	}
	if periodHeading(n.Text) {
		b.enterPeriod(n, &sub)
	} else if d := b.recurringHead(n, sub); d != nil {
		sub.when = d
	} else if it.dated() && n.rank < rankField && !b.isTitle(n) && !b.never(it) {
		sub.when = it.firstWhen()
	} else if m := yearWord.FindStringSubmatch(fold(n.Text)); m != nil && sub.area != areaNoTasks && !yearSpan.MatchString(n.Text) && b.opt.Year == 0 {
		sub.year = atoi(m[1])
	}
	return sub
}

// recurringHead returns what a heading that opens a list says of how often it
// comes back: "Nhiệm vụ thường xuyên:".
func (b *builder) recurringHead(n *node, sc scope) *dated {
	if !strings.HasSuffix(n.Text, ":") || len(n.Text) > 80 {
		return nil
	}
	text := strings.TrimRight(n.Text, ": ")
	for _, m := range calendar.Find(text, sc.context(b)) {
		if m.End == len(text) && m.Reading.Recurrence != "" {
			return dates(text[m.Begin:m.End], m.Reading, n.Line)
		}
	}
	return nil
}

var monthOnly = regexp.MustCompile(`\b(?:thang|month)\s+(\d{1,2})\b`)

// enterPeriod passes a month or quarter on to the items below.
func (b *builder) enterPeriod(n *node, sub *scope) {
	phrase := trimEnd(strings.TrimRight(strings.TrimSpace(n.Text), " :"))
	if ms := calendar.Find(phrase, sub.context(b)); len(ms) == 1 && understood(ms[0].Reading) {
		phrase = phrase[ms[0].Begin:ms[0].End]
	}
	d := deadlineValue(phrase, sub.context(b), n.Line)
	if d == nil || !understood(d.readings[0]) {
		return
	}
	r := d.readings[0]
	sub.when = d
	switch {
	case !r.Due.IsZero():
		sub.year = r.Due.Year
	case !r.Start.IsZero():
		sub.year = r.Start.Year
	}
	if !r.Start.IsZero() && !r.Due.IsZero() && r.Start.Month == r.Due.Month && r.Start.Year == r.Due.Year {
		sub.month = int(r.Start.Month)
	} else if m := monthOnly.FindStringSubmatch(fold(phrase)); m != nil && len(d.readings) == 1 {
		sub.month = atoi(m[1])
	}
	if sub.month > 0 && n.Mark.Label == "" && r.Start.Day == 1 && r.Due == r.Start.MonthEnd() {
		sub.section = strconv.Itoa(sub.month)
	}
}

func (it *item) firstWhen() *dated {
	if len(it.whens) > 0 {
		return it.whens[0]
	}
	for _, c := range it.acts {
		if c.when != nil {
			return c.when
		}
	}
	return nil
}
