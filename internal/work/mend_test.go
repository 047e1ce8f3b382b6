package work

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
)

var spring = calendar.Context{Year: 2022, Today: calendar.Date{Year: 2022, Month: 2, Day: 21}}

func TestMendADeadline(t *testing.T) {
	for typed, want := range map[string]struct{ phrase, due, refused string }{
		"15/4":                       {"15/4", "2022-04-15", ""},
		"2022-04-15":                 {"đầu quý II", "2022-04-15", ""}, // a reading of the words there
		"  trước  ngày 15/4/2022 ":   {"trước ngày 15/4/2022", "2022-04-15", ""},
		"cuối tháng 4":               {"cuối tháng 4", "2022-04-30", ""},
		"":                           {"", "", ""},
		"sau khi Nghị định ban hành": {"sau khi Nghị định ban hành", "", ""},
		"31/4":                       {"", "", "error.deadline_invalid"},
		"quý I, quý III":             {"", "", "error.deadline_several"},
		"càng sớm càng tốt":          {"", "", "error.deadline_form"},
		"2202-04-15":                 {"", "", "error.deadline_form"},
	} {
		d := planOf("1 Trình quy chế @Phòng A # đầu quý II")
		a := &d.Tasks[0].Activities[0]
		a.Doubts = ReadingDoubts(a.Deadline, 1)
		err := d.Mend(DraftLine{0, -1}, Mend{Deadline: &typed}, spring)
		var at *FieldError
		if want.refused != "" {
			if !errors.As(err, &at) || at.Field != FieldDeadline || at.Err.Key != want.refused || len(d.Tasks[0].Activities[0].Doubts) != 1 {
				t.Errorf("%q: %v", typed, err)
			}
			continue
		}
		got := d.Tasks[0].Activities[0]
		if err != nil || got.Deadline.Phrase != want.phrase || got.Deadline.Due.String() != want.due {
			t.Errorf("%q: %+v, %v", typed, got.Deadline, err)
		}
		if diff := cmp.Diff(ReadingDoubts(got.Deadline, 0), got.Doubts, cmpopts.EquateEmpty()); diff != "" && typed != "" {
			t.Errorf("%q (-want +got): %s", typed, diff)
		}
	}
}

func TestMendALine(t *testing.T) {
	d := planOf("1 Xác lập quyền", "- Nộp đơn", "- Theo dõi # quý III")
	d.Doubts = []Doubt{{Message: Message{Key: "doubt.missing_lead"}}, {Message: Message{Key: "doubt.no_year"}}}
	d.Tasks[0].Doubts = []Doubt{{Message: Message{Key: "doubt.no_deadline"}, Text: "Nộp đơn"}, {Message: Message{Key: "doubt.rank_or_count"}}}
	before := d
	title, lead, target, when := " Xác lập  quyền SHTT ", "Phòng A", "05 văn bằng", "30/6"
	coordinators := []string{"Phòng B", "phòng b", ""}
	if err := d.Mend(DraftLine{0, -1}, Mend{Title: &title, Lead: &lead, Target: &target, Coordinators: &coordinators}, spring); err != nil {
		t.Fatal(err)
	}
	if err := d.Mend(DraftLine{0, 0}, Mend{Deadline: &when}, spring); err != nil {
		t.Fatal(err)
	}
	got := d.Tasks[0]
	if got.Title != "Xác lập quyền SHTT" || got.Lead != "Phòng A" || *got.Target != (Target{5, "văn bằng"}) || !cmp.Equal(got.Coordinators, []string{"Phòng B"}) {
		t.Errorf("%+v", got)
	}
	if got.Activities[0].Deadline.Due.String() != "2022-06-30" || len(got.Doubts) != 0 || len(d.Doubts) != 1 {
		t.Errorf("%+v, %+v", got, d.Doubts)
	}
	if before.Tasks[0].Title != "Xác lập quyền" || len(before.Tasks[0].Doubts) != 2 || before.Tasks[0].Activities[0].Deadline.Phrase != "" {
		t.Errorf("what was before is changed: %+v", before.Tasks[0])
	}
}

func TestParseTarget(t *testing.T) {
	for typed, want := range map[string]*Target{
		"": nil, "05 văn bằng bảo hộ": {5, "văn bằng bảo hộ"}, "1.200 hộ": {1200, "hộ"}, "80%": {80, "%"}, "ít nhất 5 mô hình": {5, "mô hình"},
		"3": {3, ""}, "≥ 10 lớp": {10, "lớp"},
	} {
		got, err := ParseTarget(typed)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%q: %v %s", typed, err, diff)
		}
	}
	for _, typed := range []string{"năm văn bằng", "0 hộ", "999999999999999999999 hộ", "2/5", "-3", "7.5%", "100001"} {
		if got, err := ParseTarget(typed); err == nil {
			t.Errorf("%q: %+v", typed, got)
		}
	}
}

func TestReadDatesInTheOtherOrder(t *testing.T) {
	d := planOf("1 Nộp báo cáo @A # 03/04/2026", "2 Họp @A # 25/12/2026")
	d.ReadDates(true, spring.Today)
	if a, b := d.Tasks[0].Activities[0].Deadline, d.Tasks[1].Activities[0].Deadline; a.Due.String() != "2026-03-04" || b.Due.String() != "2026-12-25" {
		t.Errorf("%v %v", a, b)
	}
	d.ReadDates(false, spring.Today)
	if a := d.Tasks[0].Activities[0]; a.Deadline.Due.String() != "2026-04-03" {
		t.Errorf("%+v", a)
	}
}

func TestPlacesKeepTheOrderAndMoveFew(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var spots []Spot
		stored := rapid.IntRange(0, 12).Draw(rt, "stored")
		for id := range stored {
			spots = append(spots, Spot{int64(id + 1), rapid.IntRange(1, 14).Draw(rt, "position")})
		}
		spots = append(spots, make([]Spot, rapid.IntRange(0, 4).Draw(rt, "new"))...)
		spots = rapid.Permutation(spots).Draw(rt, "order")
		got := Places(spots)
		next := int64(stored)
		for i := range spots {
			spots[i].Position = got[i]
			if spots[i].ID == 0 {
				next++
				spots[i].ID = next
			}
			if i > 0 && !spots[i-1].before(spots[i]) {
				rt.Fatalf("%v are not in order", spots[:i+1])
			}
		}
		if again := Places(spots); !cmp.Equal(again, got) {
			rt.Fatalf("in order already, moved from %v to %v", got, again)
		}
	})
	if got := Places([]Spot{{1, 1}, {2, 2}, {0, 0}, {3, 3}, {4, 4}}); !cmp.Equal(got, []int{1, 2, 2, 3, 4}) {
		t.Errorf("one put between: %v", got)
	}
	if got := Places([]Spot{{4, 4}, {1, 1}, {2, 2}, {3, 3}}); !cmp.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("the last put first: %v", got)
	}
}
