package work

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
)

func TestNamesSayWhoIsMeant(t *testing.T) {
	n := NamesOf([]Person{
		{ID: "U1", Name: "Nguyễn Văn An"}, {ID: "U2", Name: "Trần Bình"}, {ID: "U3", Name: "Tran Binh"},
		{ID: "U4", Name: "Lê Chi", Deleted: true}, {ID: "U5"}, {ID: "U6", Name: "Đỗ (Hà Nội)"},
	})
	for _, tc := range []struct{ id, printed string }{
		{"U1", "Nguyễn Văn An"}, {"U2", "Trần Bình (U2)"}, {"U3", "Tran Binh (U3)"},
		{"U4", "Lê Chi (U4)"}, {"U5", "U5"}, {"U6", "Đỗ (Hà Nội)"},
	} {
		if got := n.Printed(tc.id); got != tc.printed {
			t.Errorf("%s is printed %q, want %q", tc.id, got, tc.printed)
		}
		if got := n.Meant(tc.printed); got != tc.id {
			t.Errorf("%q means %q, want %q", tc.printed, got, tc.id)
		}
	}
	for printed, want := range map[string]string{"": "", "nguyen van an": "U1", "Trần Bình": "", "Lê Chi": "", "Người lạ": "", "X (U9)": ""} {
		if got := n.Meant(printed); got != want {
			t.Errorf("%q means %q, want %q", printed, got, want)
		}
	}
}

// What is applied to a fresh task is what is then told of it.
func TestAStandAppliedIsTheStandTold(t *testing.T) {
	today := calendar.Date{Year: 2022, Month: 3, Day: 1}
	rapid.Check(t, func(t *rapid.T) {
		fresh := Task{State: NotStarted, Target: &Target{Count: 5}}
		was := fresh
		was.State = rapid.SampledFrom([]State{NotStarted, InProgress, Awaiting, Done, Paused, Cancelled}).Draw(t, "state")
		was.Percent = rapid.Ptr(rapid.IntRange(0, 100), true).Draw(t, "percent")
		was.Count = rapid.Ptr(rapid.IntRange(0, 9), true).Draw(t, "count")
		if was.State == Done {
			was.DoneOn = today.AddDays(-rapid.IntRange(0, 30).Draw(t, "ago"))
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "items") {
			kind := rapid.SampledFrom([]ItemKind{ResultItem, CheckItem}).Draw(t, "kind")
			fresh.Items = append(fresh.Items, Item{Kind: kind})
			was.Items = append(was.Items, Item{Kind: kind, Stage: rapid.IntRange(0, was.StageCount(kind)-1).Draw(t, "stage")})
			_ = i
		}
		s := StandOf(was, "")
		s.Apply(&fresh, "", today)
		if diff := cmp.Diff(s, StandOf(fresh, "")); diff != "" {
			t.Fatalf("told and applied differ (-told +applied):\n%s", diff)
		}
		if diff := cmp.Diff(ProgressOf(was, nil), ProgressOf(fresh, nil)); diff != "" {
			t.Fatalf("progress differs:\n%s", diff)
		}
	})
}

func TestAStandOutOfBoundsIsHeldWithinThem(t *testing.T) {
	today := calendar.Date{Year: 2022, Month: 3, Day: 1}
	percent, count := 900, -4
	task := Task{Items: []Item{{Kind: ResultItem}, {Kind: CheckItem}, {Kind: ResultItem}}}
	s := Stand{State: Done, Percent: &percent, Count: &count, Results: []int{99, -1, 3}, Checks: []int{7}}
	s.Apply(&task, "U1", today)
	if *task.Percent != 100 || *task.Count != 0 || task.DoneOn != today || task.Assignee != "U1" {
		t.Errorf("%+v", task)
	}
	if got := []int{task.Items[0].Stage, task.Items[1].Stage, task.Items[2].Stage}; !cmp.Equal(got, []int{3, 1, 0}) {
		t.Errorf("stages %v", got)
	}
}
