package block

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// shownLines are the names of the lines that a review shows.
func shownLines(m slack.ModalViewRequest) []string {
	var out []string
	for _, b := range m.Blocks.BlockSet {
		if name, ok := strings.CutPrefix(b.ID(), "line:"); ok {
			out = append(out, name)
		}
	}
	return out
}

// valueOf is the value of a button of a view, "" where there is none.
func valueOf(m slack.ModalViewRequest, action string) string {
	for _, b := range m.Blocks.BlockSet {
		a, ok := b.(*slack.ActionBlock)
		if !ok {
			continue
		}
		for _, e := range a.Elements.ElementSet {
			if btn, ok := e.(*slack.ButtonBlockElement); ok && btn.ActionID == action {
				return btn.Value
			}
		}
	}
	return ""
}

func standing(t *testing.T, m slack.ModalViewRequest) ReviewAt {
	t.Helper()
	at, err := ReadReviewAt(slack.View{PrivateMetadata: m.PrivateMetadata})
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestPagesShowEveryLineOnce(t *testing.T) {
	l := catalogue(t).For("vi")
	for _, lines := range []int{1, 25, 26, 480, 1500} {
		r := longReview(lines)
		at := ReviewAt{Draft: "d3"}
		seen := map[string]int{}
		pages := 0
		for {
			m := ReviewModal(l, r, at, work.Message{})
			for _, name := range shownLines(m) {
				seen[name]++
			}
			at = standing(t, m)
			if pages++; valueOf(m, ActionNext) == "" {
				break
			}
			at.Page++
		}
		for name, times := range seen {
			if times != 1 {
				t.Errorf("%d lines: line %s is shown %d times", lines, name, times)
			}
		}
		if want := (lines + reviewRows - 1) / reviewRows; len(seen) != lines || pages != want {
			t.Errorf("%d lines: %d shown on %d pages, want %d", lines, len(seen), pages, want)
		}
	}
}

func TestDoubtfulLinesComeFirstAndStayWhenMended(t *testing.T) {
	first := shownLines(reviewModal(t, "en", longReview(480), ReviewAt{}))
	if want := []string{"39", "79", "119", "159"}; !cmp.Equal(want, first[:4]) {
		t.Errorf("the first lines are %v, want %v; line 39 was mended", first[:4], want)
	}
	only := reviewModal(t, "en", longReview(480), ReviewAt{Only: true})
	if got := shownLines(only); len(got) != 12 || got[11] != "479" {
		t.Errorf("what needs a look: %v", got)
	}
	if valueOf(only, ActionOnly) != "0" || !strings.Contains(transcript(only), "[Show all (480)]") {
		t.Errorf("no way back to all lines:\n%s", transcript(only))
	}
}

func TestAShortPlanHasNoPager(t *testing.T) {
	m := reviewModal(t, "vi", review(), ReviewAt{Page: 7, Only: true})
	if want := []string{"0.1", "0", "0.0", "1", "1.0"}; !cmp.Equal(want, shownLines(m)) {
		t.Errorf("lines %v, want %v", shownLines(m), want)
	}
	if valueOf(m, ActionOnly)+valueOf(m, ActionNext) != "" {
		t.Error("there is a pager")
	}
}

func TestLinesThatNeedALookAreSetApart(t *testing.T) {
	titles := []string{"⚠️ *Please look at these first*", "*These have been looked at*", "*The other lines*"}
	count := func(r work.Review, at ReviewAt) (out []int) {
		got := transcript(reviewModal(t, "en", r, at))
		for _, title := range titles {
			out = append(out, strings.Count(got, title))
		}
		return out
	}
	sure := review()
	sure.Stored.Draft.Tasks[0].Activities[1].Doubts = nil
	mended := sure
	mended.Stored.Read = review().Stored.Draft
	sure.Stored.Read = sure.Stored.Draft
	for name, tc := range map[string]struct {
		r    work.Review
		at   ReviewAt
		want []int
	}{
		"a short plan":                  {review(), ReviewAt{}, []int{1, 0, 1}},
		"one whose doubts are mended":   {mended, ReviewAt{}, []int{0, 1, 1}},
		"a plan without doubts":         {sure, ReviewAt{}, []int{0, 0, 0}},
		"the page where one part ends":  {longReview(480), ReviewAt{}, []int{1, 0, 1}},
		"a page of lines without doubt": {longReview(480), ReviewAt{Page: 3}, []int{0, 0, 1}},
		"only what needs a look":        {longReview(480), ReviewAt{Only: true}, []int{1, 0, 0}},
	} {
		if got := count(tc.r, tc.at); !cmp.Equal(tc.want, got) {
			t.Errorf("%s: titles %v, want %v", name, got, tc.want)
		}
	}
}

func TestALineThatIsLeftOutCanBeTakenBack(t *testing.T) {
	r := review()
	r.Stored.Draft.Tasks[0].Out = true
	got := transcript(reviewModal(t, "en", r, ReviewAt{}))
	for _, want := range []string{"3 lines are left out.", "🚫 *1* Nâng thứ hạng cải cách hành chính\nLeft out: will not be imported.\n  [Take back]"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

func TestTheOrderOfDayAndMonthIsAskedWhereItIsInDoubt(t *testing.T) {
	r := review()
	r.Stored.Read = r.Stored.Draft
	if valueOf(reviewModal(t, "en", r, ReviewAt{}), ActionOrder) != "" {
		t.Error("it is asked without a doubt")
	}
	r.Stored.Read.Doubts = []work.Doubt{{Message: work.Message{Key: orderDoubt}}}
	if got := valueOf(reviewModal(t, "en", r, ReviewAt{}), ActionOrder); got != "1" {
		t.Errorf("months first is offered as %q", got)
	}
	r.Stored.MonthFirst = true
	if got := valueOf(reviewModal(t, "en", r, ReviewAt{}), ActionOrder); got != "0" {
		t.Errorf("days first is offered as %q", got)
	}
}

func TestAlternativesAreOnePressAway(t *testing.T) {
	m := reviewModal(t, "vi", review(), ReviewAt{})
	k, mend, err := ReadTake(valueOf(m, takeAction(1)))
	want := work.Mend{Deadline: new("2022-12-01")}
	if diff := cmp.Diff(want, mend); diff != "" || err != nil || k.DraftLine != (work.DraftLine{Task: 0, Activity: 1}) {
		t.Errorf("line %v, error %v (-want +got):\n%s", k, err, diff)
	}
	r := review()
	r.Stored.Draft.Tasks[1].Doubts = []work.Doubt{{Message: work.Message{Key: leadsDoubt}, Alternatives: []string{"Phòng A và B", "Sở C"}}}
	got := transcript(reviewModal(t, "vi", r, ReviewAt{}))
	if !strings.Contains(got, "[Chủ trì: Phòng A và B] [Chủ trì: Sở C]") {
		t.Errorf("the leads are not offered:\n%s", got)
	}
	if _, mend, err = ReadTake("1 Sở C"); err != nil || mend.Lead == nil || *mend.Lead != "Sở C" {
		t.Errorf("read %+v, %v", mend, err)
	}
}

func TestLineNamesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := work.LineKey{DraftLine: work.DraftLine{Task: rapid.IntRange(0, 60000).Draw(t, "task"), Activity: rapid.IntRange(-1, 900).Draw(t, "activity")}, Gone: rapid.Bool().Draw(t, "gone")}
		got, rest, err := ReadLine(lineKey(k) + " " + "2022-01-01")
		if err != nil || got != k || rest != "2022-01-01" {
			t.Fatalf("%q is read as %v %q, %v", lineKey(k), got, rest, err)
		}
	})
}

func FuzzReadLine(f *testing.F) {
	for _, s := range []string{"", "3", "3.1", "-3.1", "--3", "3.", ".1", "3.-1", "9999999999999999999", "3 x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		k, _, err := ReadLine(s)
		if err == nil && (k.Task < 0 || k.Activity < -1) {
			t.Errorf("%q is read as %v", s, k)
		}
		if err != nil && work.CodeOf(err) != work.Invalid {
			t.Errorf("an error without a sentence: %v", err)
		}
	})
}

func TestLaterVersionShowsOnlyWhatIsDifferent(t *testing.T) {
	m := reviewModal(t, "en", laterReview(), ReviewAt{})
	if want := []string{"0.1", "1", "0.0", "-0.2"}; !cmp.Equal(want, shownLines(m)) {
		t.Errorf("lines %v, want %v", shownLines(m), want)
	}
	if m.Submit == nil || m.Submit.Text != "Apply" {
		t.Errorf("submit %v", m.Submit)
	}
	if same := reviewModal(t, "en", sameReview(), ReviewAt{}); same.Submit != nil || len(shownLines(same)) != 0 {
		t.Errorf("nothing is to be applied:\n%s", transcript(same))
	}
	alone := laterReview()
	alone.Onto, alone.Stored.Alone = nil, true
	if got := valueOf(reviewModal(t, "en", alone, ReviewAt{}), ActionAsNew); got != "0" {
		t.Errorf("the way back to the plan that is there is %q", got)
	}
}

func TestReadReviewSaysWhichUnitIsAKnownOne(t *testing.T) {
	r := laterReview()
	m := reviewModal(t, "vi", r, ReviewAt{})
	got, err := ReadReview(submitted(m, map[string]slack.BlockAction{
		SameBlock("P. QLCN"): stageOf("0"), HeadBlock("P. QLCN"): {SelectedUser: "U1"},
	}), r)
	if diff := cmp.Diff(map[string]string{"P. QLCN": "Phòng Quản lý công nghệ"}, got.Same); diff != "" || err != nil || len(got.Units) != 0 {
		t.Errorf("units %v, error %v (-want +got):\n%s", got.Units, err, diff)
	}
	got, err = ReadReview(submitted(m, map[string]slack.BlockAction{SameBlock("P. QLCN"): stageOf("new"), HeadBlock("P. QLCN"): {SelectedUser: "U1"}}), r)
	if len(got.Same) != 0 || err != nil || len(got.Units) != 1 {
		t.Errorf("a new unit: %+v, %v", got, err)
	}
}

func TestReadMend(t *testing.T) {
	r := review()
	task, activity := work.DraftLine{Task: 1, Activity: -1}, work.DraftLine{Task: 0, Activity: 1}
	for name, tc := range map[string]struct {
		at      work.DraftLine
		entered map[string]slack.BlockAction
		want    work.Mend
	}{
		"nothing touched": {task, nil, work.Mend{}},
		"a title and a target": {task, map[string]slack.BlockAction{BlockTitle: typedIn(" Bảo hộ\nđặc sản "), BlockTarget: typedIn("7 văn bằng")},
			work.Mend{Title: new("Bảo hộ đặc sản"), Target: new("7 văn bằng")}},
		"no target and no coordinators": {task, map[string]slack.BlockAction{BlockTarget: typedIn(""), BlockCoordinators: typedIn(" ; ")},
			work.Mend{Target: new(""), Coordinators: &[]string{}}},
		"coordinators":            {task, map[string]slack.BlockAction{BlockCoordinators: typedIn("Phòng A; Phòng B, C ;")}, work.Mend{Coordinators: &[]string{"Phòng A", "Phòng B, C"}}},
		"a lead from the menu":    {task, map[string]slack.BlockAction{BlockLead: stageOf(leadValue("Văn phòng"))}, work.Mend{Lead: new("Văn phòng")}},
		"the same lead":           {task, map[string]slack.BlockAction{BlockLead: stageOf(leadValue("Phòng Quản lý công nghệ"))}, work.Mend{}},
		"nobody leads":            {task, map[string]slack.BlockAction{BlockLead: stageOf(noLead)}, work.Mend{Lead: new("")}},
		"a typed lead wins":       {task, map[string]slack.BlockAction{BlockLead: stageOf(noLead), BlockOtherLead: typedIn("Sở C")}, work.Mend{Lead: new("Sở C")}},
		"a lead not in the menu":  {task, map[string]slack.BlockAction{BlockLead: stageOf("lead:1")}, work.Mend{}},
		"a deadline":              {activity, map[string]slack.BlockAction{BlockDeadline: typedIn("quý III")}, work.Mend{Deadline: new("quý III")}},
		"no deadline":             {activity, map[string]slack.BlockAction{BlockDeadline: typedIn("")}, work.Mend{Deadline: new("")}},
		"another reading":         {activity, map[string]slack.BlockAction{BlockReading: stageOf("2022-11-30")}, work.Mend{Deadline: new("2022-11-30")}},
		"the reading stays":       {activity, map[string]slack.BlockAction{BlockReading: stageOf(keepReading)}, work.Mend{}},
		"a typed deadline wins":   {activity, map[string]slack.BlockAction{BlockReading: stageOf("2022-11-30"), BlockDeadline: typedIn("quý III")}, work.Mend{Deadline: new("quý III")}},
		"a lead for an activity":  {activity, map[string]slack.BlockAction{BlockOtherLead: typedIn("Sở C"), BlockTarget: typedIn("5 x")}, work.Mend{}},
		"a deadline for the task": {task, map[string]slack.BlockAction{BlockDeadline: typedIn("quý III")}, work.Mend{}},
	} {
		m, ok := MendModal(catalogue(t).For("vi"), r, MendAt{Line: lineKey(work.LineKey{DraftLine: tc.at})}, work.Message{})
		if !ok {
			t.Fatalf("%s: no form", name)
		}
		v := filled(m, tc.entered)
		_, line, err := ReadMendAt(v)
		if err != nil || line.DraftLine != tc.at {
			t.Errorf("%s: the form is about %v, %v", name, line, err)
		}
		got, err := ReadMend(v, r, tc.at)
		if diff := cmp.Diff(tc.want, got); diff != "" || err != nil {
			t.Errorf("%s: error %v (-want +got):\n%s", name, err, diff)
		}
	}
}

// filled is a form as Slack hands it back: what was entered, and the initial
// values of what nobody touched.
func filled(m slack.ModalViewRequest, entered map[string]slack.BlockAction) slack.View {
	all := map[string]slack.BlockAction{}
	for _, b := range m.Blocks.BlockSet {
		in, ok := b.(*slack.InputBlock)
		if !ok {
			continue
		}
		switch e := in.Element.(type) {
		case *slack.PlainTextInputBlockElement:
			all[in.BlockID] = typedIn(e.InitialValue)
		case *slack.SelectBlockElement:
			all[in.BlockID] = stageOf(e.InitialOption.Value)
		case *slack.RadioButtonsBlockElement:
			all[in.BlockID] = stageOf(e.InitialOption.Value)
		}
	}
	maps.Copy(all, entered)
	return submitted(m, all)
}

func TestMendErrorsStandAtTheirInputs(t *testing.T) {
	for field, want := range map[work.Field]string{
		work.FieldTitle: BlockTitle, work.FieldLead: BlockOtherLead, work.FieldDeadline: BlockDeadline,
		work.FieldTarget: BlockTarget, work.FieldCoordinators: BlockCoordinators, work.FieldState: BlockTitle,
	} {
		got := MendError(catalogue(t).For("en"), &work.FieldError{Field: field, Err: work.E(work.Invalid, "block.error.number", work.Args{"Given": "x<"})})
		if said := got[want]; len(got) != 1 || !strings.Contains(said, "“x<”") {
			t.Errorf("%s: %v", field, got)
		}
	}
}

func TestAnyMendModal(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		r := reviewGen().Filter(func(r work.Review) bool { return len(r.Stored.Draft.Tasks) > 0 }).Draw(rt, "review")
		at := MendAt{Root: "V123", Line: rapid.SampledFrom([]string{"0", "0.0"}).Draw(rt, "line"), Review: ReviewAt{Offer: OfferAt{URL: strings.Repeat("x", 300)}}}
		m, ok := MendModal(l, r, at, work.Message{Key: "block.mend.changed_meanwhile"})
		if !ok {
			rt.Fatalf("no form for %s", at.Line)
		}
		return m
	})
}

func TestAnyPageShowsAllItsLines(t *testing.T) {
	l := catalogue(t).For("vi")
	rapid.Check(t, func(rt *rapid.T) {
		r := reviewGen().Draw(rt, "review")
		at := ReviewAt{Page: rapid.IntRange(0, 40).Draw(rt, "page")}
		want := reviewOn(newView(l), r).page(at).lines
		if got := shownLines(ReviewModal(l, r, at, work.Message{})); len(got) != len(want) {
			rt.Fatalf("%d of %d lines are shown", len(got), len(want))
		}
	})
}

func TestForgedReviewsAreRefused(t *testing.T) {
	for name, read := range map[string]func() error{
		"a review without its state": func() error { _, err := ReadReviewAt(slack.View{PrivateMetadata: "{}"}); return err },
		"a form without its state":   func() error { _, _, err := ReadMendAt(slack.View{PrivateMetadata: "[]"}); return err },
		"a form without a line":      func() error { _, _, err := ReadMendAt(slack.View{PrivateMetadata: `{"line":"x"}`}); return err },
		"a line that is not there":   func() error { _, err := ReadMend(slack.View{}, review(), work.DraftLine{Task: 99}); return err },
		"a reading of nothing":       func() error { _, _, err := ReadTake("3.1"); return err },
	} {
		if err := read(); work.CodeOf(err) != work.Invalid {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
