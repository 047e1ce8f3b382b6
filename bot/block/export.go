package block

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// WhichPlan asks which of several plans is to be exported.
func WhichPlan(l *locale.Locale, plans []work.Plan, f report.Format) Message {
	s := newSheet(l)
	s.para(s.say("block.which_plan", args{"Count": len(plans)}))
	s.reserve(1, 300)
	shown := 0
	for _, p := range plans {
		value := decimal(p.ID) + ":" + string(f)
		b := section("", s.say("block.plan_row", args{"Title": locale.Raw(typed(p.Title, titleLetters)), "Year": p.Year, "Channel": locale.Raw(room(p.Channel))}))
		b.Accessory = slack.NewAccessory(button(ActionExport, value, s.label("block.button.export", nil)))
		if !s.add(b) {
			break
		}
		s.tell(b.Text.Text)
		shown++
	}
	s.free(1, 300)
	s.more(len(plans) - shown)
	return s.message()
}

// ReadExport is the plan and the format that a button of WhichPlan stands for.
// A value that is none of ours is Invalid.
func ReadExport(value string) (plan int64, f report.Format, err error) {
	id, format, _ := strings.Cut(value, ":")
	plan, err = strconv.ParseInt(id, 10, 64)
	f = report.Format(format)
	if err != nil || plan <= 0 || f != report.XLSX && f != report.CSV {
		return 0, "", work.E(work.Invalid, "error.forged", nil)
	}
	return plan, f, nil
}
