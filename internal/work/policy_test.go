package work

import (
	"errors"
	"testing"
)

func TestPolicyRefusals(t *testing.T) {
	usual := DefaultPolicy()
	if err := usual.Check(); err != nil {
		t.Fatalf("the usual one: %v", err)
	}
	for name, tc := range map[string]struct {
		change func(*Policy)
		field  Field
	}{
		"no ladder":         {func(p *Policy) { p.Ladders = nil }, FieldLadders},
		"no last ladder":    {func(p *Policy) { p.Ladders = p.Ladders[:2] }, FieldLadders},
		"the wrong order":   {func(p *Policy) { p.Ladders[1].Window = 200 }, FieldLadders},
		"rungs upward":      {func(p *Policy) { p.Ladders[0].Ahead = []int{1, 7} }, FieldLadders},
		"a rung twice":      {func(p *Policy) { p.Ladders[0].Ahead = []int{7, 7} }, FieldLadders},
		"a rung behind":     {func(p *Policy) { p.Ladders[0].Ahead = []int{7, -1} }, FieldLadders},
		"no rung":           {func(p *Policy) { p.Ladders[0].Ahead = nil }, FieldLadders},
		"overdue on day 0":  {func(p *Policy) { p.OverdueDays = []int{0, 1} }, FieldOverdue},
		"overdue backwards": {func(p *Policy) { p.OverdueDays = []int{3, 1} }, FieldOverdue},
		"every -1":          {func(p *Policy) { p.OverdueEvery = -1 }, FieldEvery},
		"head":              {func(p *Policy) { p.HeadAfter = 1000 }, FieldHead},
		"owner":             {func(p *Policy) { p.OwnerAfter = -2 }, FieldOwner},
		"snooze":            {func(p *Policy) { p.SnoozeDays = 1000 }, FieldSnoozing},
	} {
		p := DefaultPolicy()
		tc.change(&p)
		var refused *FieldError
		if err := p.Check(); !errors.As(err, &refused) || refused.Field != tc.field || CodeOf(err) != Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadTime(t *testing.T) {
	for given, want := range map[string]TimeOfDay{
		"8:00": "08:00", "08:00": "08:00", "8h": "08:00", "8h30": "08:30", "8 giờ 30": "08:30", "17g15": "17:15", "8": "08:00",
		"5pm": "17:00", "5 PM": "17:00", "12am": "00:00", "5h chiều": "17:00", "23:59": "23:59",
		"24:00": "", "8:60": "", "": "", "tám giờ": "", "8:5": "", "-1": "",
	} {
		got, ok := ReadTime(given)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", given, got, ok)
		}
	}
	if got, ok := TimeOfSpec("30 7 * * *"); got != "07:30" || !ok {
		t.Errorf("a spec: %q", got)
	}
	if _, ok := TimeOfSpec("30 7 * * 1-5"); ok {
		t.Error("a spec of weekdays is no time of day")
	}
	if got := TimeOfDay("07:30").Spec(); got != "30 7 * * *" {
		t.Errorf("back: %q", got)
	}
}

func TestPlanSettings(t *testing.T) {
	p := Plan{Daily: "0 8 * * 1-5", Weekly: "15 8 * * *", Zone: "Asia/Ho_Chi_Minh", Country: "VN"}
	s := p.Settings()
	if s.Daily != "0 8 * * 1-5" || s.Weekly != "08:15" {
		t.Errorf("%+v", s)
	}
	s.Weekly, s.Country, s.MonthFirst = "9h", "-", true
	if err := p.Set(s); err != nil {
		t.Fatal(err)
	}
	if p.Daily != "0 8 * * 1-5" || p.Weekly != "0 9 * * *" || p.Country != "" || !p.MonthFirst || p.Policy == nil {
		t.Errorf("%+v", p)
	}
	for name, change := range map[string]func(*PlanSettings){
		"another cron spec": func(s *PlanSettings) { s.Daily = "0 9 * * 1-5" },
		"no time":           func(s *PlanSettings) { s.Weekly = "soon" },
		"no zone":           func(s *PlanSettings) { s.Zone = "Hà Nội" },
		"no country":        func(s *PlanSettings) { s.Country = "XX" },
		"no ladder":         func(s *PlanSettings) { s.Policy.Ladders = nil },
	} {
		bad := p.Settings()
		change(&bad)
		if err := p.Set(bad); CodeOf(err) != Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
