package block

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"nhacviec/internal/work"
)

// submitted is a modal as Slack hands it back, with what was entered in it.
func submitted(m slack.ModalViewRequest, entered map[string]slack.BlockAction) slack.View {
	state := &slack.ViewState{Values: map[string]map[string]slack.BlockAction{}}
	for id, a := range entered {
		state.Values[id] = map[string]slack.BlockAction{inputAction: a}
	}
	return slack.View{CallbackID: m.CallbackID, PrivateMetadata: m.PrivateMetadata, State: state}
}

func typedIn(s string) slack.BlockAction { return slack.BlockAction{Value: s} }

func picked(values ...string) slack.BlockAction {
	var out slack.BlockAction
	for _, v := range values {
		out.SelectedOptions = append(out.SelectedOptions, slack.OptionBlockObject{Value: v})
	}
	return out
}

func stageOf(n string) slack.BlockAction {
	return slack.BlockAction{SelectedOption: slack.OptionBlockObject{Value: n}}
}

func reviewModal(t *testing.T, language string, r work.Review, at ReviewAt) slack.ModalViewRequest {
	t.Helper()
	return ReviewModal(catalogue(t).For(language), r, at, work.Message{})
}

func TestReadReview(t *testing.T) {
	const unit = "Phòng Quản lý công nghệ"
	at := ReviewAt{Draft: "d1", Version: 1, Only: true, Offer: OfferAt{Channel: "C1", TS: "1.2"}}
	m := reviewModal(t, "vi", review(), at)
	got, err := ReadReview(submitted(m, map[string]slack.BlockAction{
		BlockChannel:       {SelectedConversation: "C02KHAC"},
		HeadBlock(unit):    {SelectedUser: "U1"},
		MembersBlock(unit): {SelectedUsers: []string{"U2", "U1", "U3"}},
	}), review())
	at.Version, at.Only = 0, false // the draft.s, and a short plan is seen whole
	want := ReviewInput{At: at, Channel: "C02KHAC", Units: []work.Unit{{Name: "Phòng Quản lý công nghệ", Head: "U1", Members: []string{"U2", "U3"}}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
}

func TestReviewAsksOnlyAboutUnitsThatAreNotKnown(t *testing.T) {
	r := review()
	r.Units[0].Known = true
	m := reviewModal(t, "vi", r, ReviewAt{Draft: "d1"})
	got, err := ReadReview(submitted(m, map[string]slack.BlockAction{
		HeadBlock("Văn phòng"): {SelectedUser: "U1"}, HeadBlock("phòng quản lý CÔNG NGHỆ"): {SelectedUser: "U1"},
	}), r)
	if err != nil || len(got.Units) != 1 || got.Units[0].Name != "Phòng Quản lý công nghệ" {
		t.Errorf("read %+v, %v", got, err)
	}
}

func TestReviewOfADirectMessageProposesNoChannel(t *testing.T) {
	r := review()
	r.Stored.Channel = "D02ABC"
	if got := transcript(reviewModal(t, "en", r, ReviewAt{Draft: "d1"})); !strings.Contains(got, "<conversations_select >") {
		t.Errorf("a channel is proposed:\n%s", got)
	}
}

func TestReadSource(t *testing.T) {
	brim := strings.Repeat("x", maxInput)
	for name, tc := range map[string]struct {
		entered map[string]slack.BlockAction
		want    SourceInput
	}{
		"nothing":            {nil, SourceInput{}},
		"one box":            {map[string]slack.BlockAction{SourceBlock(0): typedIn("kế hoạch\n")}, SourceInput{Text: "kế hoạch"}},
		"boxes with a gap":   {map[string]slack.BlockAction{SourceBlock(0): typedIn("a"), SourceBlock(2): typedIn("b")}, SourceInput{Text: "a\nb"}},
		"a box filled up":    {map[string]slack.BlockAction{SourceBlock(0): typedIn(brim), SourceBlock(1): typedIn("y")}, SourceInput{Text: brim + "y"}},
		"a file with a year": {map[string]slack.BlockAction{BlockFile: {Files: []slack.File{{ID: "F1"}}}, BlockYear: typedIn("2022")}, SourceInput{File: "F1", Year: 2022}},
	} {
		got, err := ReadSource(submitted(ImportModal(catalogue(t).For("vi")), tc.entered))
		if diff := cmp.Diff(tc.want, got); diff != "" || err != nil {
			t.Errorf("%s: error %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestReadUpdate(t *testing.T) {
	l := catalogue(t).For("vi")
	for name, tc := range map[string]struct {
		line    work.Line
		entered map[string]slack.BlockAction
		want    UpdateInput
	}{
		"a count and a stage": {at("2"), map[string]slack.BlockAction{BlockCount: typedIn("3"), StageBlock(52): stageOf("3"), BlockNote: typedIn(" xong đơn \n")},
			UpdateInput{Task: 5, Version: 7, Count: new(3), Stages: map[int64]int{52: 3}, Note: "xong đơn"}},
		"a percentage and a checklist": {at("1.2"), map[string]slack.BlockAction{BlockPercent: typedIn("55"), blockID(checksBlock, 0): picked("31", "32")},
			UpdateInput{Task: 3, Percent: new(55), Stages: map[int64]int{}, Checked: []int64{31, 32}, Asked: true}},
		"nothing entered":           {at("3"), nil, UpdateInput{Task: 6, Stages: map[int64]int{}}},
		"zero is not nothing":       {at("3"), map[string]slack.BlockAction{BlockPercent: typedIn("0")}, UpdateInput{Task: 6, Percent: new(0), Stages: map[int64]int{}}},
		"every result by one input": {manyResults(30), map[string]slack.BlockAction{PickBlock(8): picked("800", "801")}, UpdateInput{Task: 8, Stages: map[int64]int{}, Reached: []int64{800, 801}}},
	} {
		got, err := ReadUpdate(submitted(UpdateModal(l, tc.line), tc.entered))
		if diff := cmp.Diff(tc.want, got); diff != "" || err != nil {
			t.Errorf("%s: error %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func manyResults(n int) work.Line {
	t := work.Task{ID: 8, Ref: "8", Title: "Nhiều kết quả", Target: &work.Target{Count: n}}
	for i := range n {
		t.Items = append(t.Items, work.Item{ID: int64(800 + i), Kind: work.ResultItem, Name: fmt.Sprintf("Kết quả %d", i)})
	}
	return work.LineOf(t, nil, work.Team{}, date(today))
}

func TestForgedSubmissionsAreRefused(t *testing.T) {
	l := catalogue(t).For("vi")
	update := UpdateModal(l, at("2"))
	for name, read := range map[string]func() error{
		"a review without its state":  func() error { _, err := ReadReview(slack.View{}, review()); return err },
		"an update without its state": func() error { _, err := ReadUpdate(slack.View{PrivateMetadata: "[]"}); return err },
		"a count in words": func() error {
			_, err := ReadUpdate(submitted(update, map[string]slack.BlockAction{BlockCount: typedIn("ba")}))
			return err
		},
		"a stage in words": func() error {
			_, err := ReadUpdate(submitted(update, map[string]slack.BlockAction{StageBlock(52): stageOf("x")}))
			return err
		},
		"a year in words": func() error {
			_, err := ReadSource(submitted(ImportModal(l), map[string]slack.BlockAction{BlockYear: typedIn("nay")}))
			return err
		},
		"a pick without a task": func() error { _, _, err := ReadPick(slack.BlockAction{BlockID: "x"}); return err },
	} {
		if err := read(); work.CodeOf(err) != work.Invalid {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestReadPick(t *testing.T) {
	a := picked("52", "53", "x")
	a.BlockID = PickBlock(5)
	task, items, err := ReadPick(a)
	if diff := cmp.Diff([]int64{52, 53}, items); task != 5 || err != nil || diff != "" {
		t.Errorf("task %d, error %v, items (-want +got):\n%s", task, err, diff)
	}
}

func TestParseBlock(t *testing.T) {
	for id, want := range map[string]int64{"t:12": 12, "b:3": 3, "pick:-4": -4, "stage:9": 0, "t": 0, "t:": 0, "t:x": 0, "": 0} {
		if got, ok := TaskOf(id); got != want && ok || ok != (want != 0) {
			t.Errorf("TaskOf(%q) is %d, %v", id, got, ok)
		}
	}
}

func FuzzReadUpdate(f *testing.F) {
	f.Add(`{"task":5,"version":7,"checks":2}`, "3", "stage:52")
	f.Add(`{"task":-1,"checks":1000000000}`, "", "x")
	f.Fuzz(func(t *testing.T, metadata, value, id string) {
		v := slack.View{PrivateMetadata: metadata, State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{
			id: {inputAction: {Value: value, SelectedOption: slack.OptionBlockObject{Value: value}}},
		}}}
		_, err := ReadUpdate(v)
		var refused *work.Error
		if err != nil && !errors.As(err, &refused) {
			t.Errorf("an error without a sentence: %v", err)
		}
		if err == nil && !json.Valid([]byte(metadata)) {
			t.Errorf("read from %q", metadata)
		}
	})
}
