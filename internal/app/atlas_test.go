package app_test

import (
	"strings"
	"testing"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// A Saturday that the operator's file calls worked has reminders, and the
// Monday it is exchanged for has none.
func TestRemindersKeepTheFileOfDaysOff(t *testing.T) {
	t.Parallel()
	atlas, err := calendar.ReadAtlas(strings.NewReader("country VN\n2022-10-01 work exchanged\n2022-10-03 off exchanged\n"))
	if err != nil {
		t.Fatal(err)
	}
	o := newOfficeWith(t, "2022-09-30 07:00", atlas)
	p := o.plan("p", "08:00", func(p *work.Plan) { every := work.DefaultPolicy(); every.OverdueEvery = 1; p.Policy = &every })
	o.task(p, "1", "việc", "2022-09-29", "an")
	o.walkTo("2022-10-04 09:00")
	var days []string
	for _, d := range o.sent {
		if d.to == "an" {
			days = append(days, d.at.In(o.now.Location()).Format("Mon 02"))
		}
	}
	wants(t, "on", days, []string{"Fri 30", "Sat 01", "Tue 04"})
}
