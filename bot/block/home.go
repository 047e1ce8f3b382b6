package block

import (
	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// HomeView is what one person's Home shows.
type HomeView struct {
	Digest work.Digest // everything of theirs that is open
	Plans  []HomePlan
}

// HomePlan is a plan in a line.
type HomePlan struct {
	Plan     work.Plan
	Headline report.Headline
}

const (
	homePlans = 10
	homeRows  = 35 // tasks with buttons: two blocks each, of 100
)

// Home renders the bot's Home: what is mine, then how each plan stands.
func Home(l *locale.Locale, h HomeView) slack.HomeTabViewRequest {
	s := newView(l)
	d := h.Digest
	s.add(header(s.label("block.home.title", args{"Date": d.Date, "Weekday": s.plain.Weekday(d.Date.Weekday())})))
	if d.Empty() {
		s.para(s.say("block.home.nothing", nil))
	} else {
		s.aside(s.digestCounts(d))
	}
	s.reserve(homePlans+5, 0)
	left := s.groups(digestGroups(d), homeRows)
	s.free(homePlans+5, 0)
	if left > 0 {
		s.aside(s.say("block.list.more", args{"Count": left}))
	}
	s.plans(h.Plans)
	s.add(actions("", button(ActionOpenImport, "", s.label("block.button.open_import", nil))))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: s.blocks}}
}

func (s *sheet) plans(plans []HomePlan) {
	if len(plans) == 0 {
		s.para(s.say("block.home.no_plans", nil))
		return
	}
	s.add(slack.NewDividerBlock())
	for _, p := range plans[:min(len(plans), homePlans)] {
		s.para(join("\n", bold(p.Plan.Title), s.headline(p.Headline)))
	}
	if more := len(plans) - homePlans; more > 0 {
		s.more(more)
	}
}
