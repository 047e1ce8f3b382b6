package block

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

var update = flag.Bool("update", false, "write the golden files anew")

// scenes are what is held against golden files, in both languages.
func scenes() map[string]func(*locale.Locale) any {
	hanoi := time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)
	parent := at("1")
	return map[string]func(*locale.Locale) any{
		"outcome_count": func(l *locale.Locale) any {
			return Outcome(l, work.Outcome{Line: at("2"), Change: "c1", PickItems: true, Did: work.Message{Key: "block.done.ask", Args: work.Args{"Ref": "2", "Count": 1}}})
		},
		"outcome_activity": func(l *locale.Locale) any {
			return Outcome(l, work.Outcome{Line: at("1.2"), Parent: &parent, Change: "c1", OfferDone: true})
		},
		"confirm_done": func(l *locale.Locale) any { return Outcome(l, work.Outcome{Line: at("1"), ConfirmDone: true}) },
		"list_all": func(l *locale.Locale) any {
			return Listing(l, work.Listing{Filter: FilterAll, PlanTitle: samplePlan().Title, Today: date(today), Lines: lines(), Total: 4})
		},
		"list_overdue": func(l *locale.Locale) any {
			return Listing(l, work.Listing{Filter: FilterOverdue, PlanTitle: samplePlan().Title, Today: date(today), Lines: []work.Line{at("1.2")}, Total: 3})
		},
		"list_mine_none": func(l *locale.Locale) any {
			return Listing(l, work.Listing{Filter: FilterMine, Today: date(today)})
		},
		"show_task": func(l *locale.Locale) any { return Show(l, Detail{Line: at("2"), Events: events()[:3], Zone: hanoi}) },
		"show_activity": func(l *locale.Locale) any {
			return Show(l, Detail{Line: at("1.2"), Parent: &parent, Events: events()[3:5], Zone: hanoi})
		},
		"digest":       func(l *locale.Locale) any { return Digest(l, digest()) },
		"digest_empty": func(l *locale.Locale) any { return Digest(l, work.Digest{Date: date(today)}) },
		"daily": func(l *locale.Locale) any {
			return Daily(l, work.DailyPost{Plan: samplePlan(), Date: date(today), Overdue: []work.Line{at("1.2")}, Today: []work.Line{at("3")}, Told: 3})
		},
		"weekly":      func(l *locale.Locale) any { return Weekly(l, summary()) },
		"draft_offer": func(l *locale.Locale) any { return DraftOffer(l, review()) },
		"review":      func(l *locale.Locale) any { return ReviewModal(l, review(), ReviewAt{Draft: "d1"}, work.Message{}) },
		"review_later": func(l *locale.Locale) any {
			return ReviewModal(l, laterReview(), ReviewAt{Draft: "d2"}, work.Message{})
		},
		"review_long": func(l *locale.Locale) any {
			return ReviewModal(l, longReview(480), ReviewAt{Draft: "d3", Page: 1}, work.Message{Key: "block.review.changed_meanwhile"})
		},
		"offer_later": func(l *locale.Locale) any { return DraftOffer(l, laterReview()) },
		"offer_same":  func(l *locale.Locale) any { return DraftOffer(l, sameReview()) },
		"review_same": func(l *locale.Locale) any { return ReviewModal(l, sameReview(), ReviewAt{Draft: "d2"}, work.Message{}) },
		"offer_taken": func(l *locale.Locale) any {
			return OfferTaken(l, Taken{Plan: samplePlan(), By: "U02GIAMDOC", At: time.Date(2022, 2, 21, 1, 5, 0, 0, time.UTC), Tasks: 3, Activities: 6})
		},
		"offer_taken_later": func(l *locale.Locale) any {
			return OfferTaken(l, Taken{Plan: samplePlan(), By: "U02GIAMDOC", At: time.Date(2022, 2, 21, 1, 5, 0, 0, time.UTC), Later: true, New: 1, Changed: 2, Same: 40, Held: 1})
		},
		"applied": func(l *locale.Locale) any {
			return Applied(l, work.Applied{Plan: samplePlan(), By: "U02GIAMDOC", Lines: []work.LineChange{
				{Kind: work.LineChanged, ID: 5, Ref: "2", Title: "Bảo hộ nhãn hiệu cho đặc sản", Fields: []work.FieldChange{
					{Field: work.FieldDeadline, From: `{"Due":"2022-06-30"}`, To: `{"Phrase":"trước ngày 15/7/2022","Due":"2022-07-15"}`},
				}},
				{Kind: work.LineNew, ID: 6, Ref: "3", Title: "Tập huấn cho tổ công nghệ số"},
				{Kind: work.LineGone, ID: 7, Ref: "4", Title: "Sửa trụ sở"},
				{Kind: work.LineSame, ID: 8, Ref: "5", Title: "Mua máy in", Fields: []work.FieldChange{{Field: work.FieldRef, From: "6", To: "5"}}},
			}})
		},
		"taken_before":  func(l *locale.Locale) any { return TakenModal(l, Taken{Plan: samplePlan()}, true) },
		"offer_gone":    func(l *locale.Locale) any { return OfferGone(l) },
		"mend_task":     func(l *locale.Locale) any { return mendModal(l, "1") },
		"mend_activity": func(l *locale.Locale) any { return mendModal(l, "0.1") },
		"reading":       func(l *locale.Locale) any { return Waiting(l, 120, 500) },
		"import":        func(l *locale.Locale) any { return ImportModal(l) },
		"waiting":       func(l *locale.Locale) any { return Waiting(l, 0, 0) },
		"update_count":  func(l *locale.Locale) any { return UpdateModal(l, at("2")) },
		"update_percent": func(l *locale.Locale) any {
			return UpdateModal(l, at("1.2"))
		},
		"digest_standing_in": func(l *locale.Locale) any {
			return Digest(l, work.Digest{Person: work.Person{ID: "U02CNTRUONG"}, Date: date(today), Today: []work.Line{at("3")},
				StandIn: []work.Line{at("1.2")}, Coordinating: []work.Line{at("2")}, Snoozed: 2,
				Absent: []work.Absentee{{Person: "U02GIAMDOC", Until: date("2022-07-15")}, {Person: "U02CN00001"}}})
		},
		"settings": func(l *locale.Locale) any { return SettingsModal(l, samplePlan()) },
		"settings_said": func(l *locale.Locale) any {
			return Settings(l, samplePlan(), true)
		},
		"settings_saved": func(l *locale.Locale) any { return SettingsSaved(l, samplePlan()) },
		"me":             func(l *locale.Locale) any { return PreferencesModal(l, away(), date(today)) },
		"me_said":        func(l *locale.Locale) any { return Preferences(l, away(), date(today)) },
		"paused":         func(l *locale.Locale) any { return Paused(l, away(), date(today)) },
		"deputy":         func(l *locale.Locale) any { return DeputyNotice(l, away()) },
		"snooze":         func(l *locale.Locale) any { return SnoozeModal(l, at("1.2"), date("2022-07-05")) },
		"snoozed":        func(l *locale.Locale) any { return Snoozed(l, at("1.2"), date("2022-07-11")) },
		"nudge":          func(l *locale.Locale) any { return Nudge(l, at("1.2"), "U02GIAMDOC") },
		"nudged": func(l *locale.Locale) any {
			return Nudged(l, work.Nudged{Line: at("1"), People: []work.NudgedPerson{{Person: "U01"}, {Person: "U02", Before: true},
				{Person: "U03", For: "U04", Why: work.ReasonAway, Until: date("2022-07-15")}, {Person: "U05", For: "U06", Why: work.ReasonGone}, {For: "U07"}}})
		},
		"why": func(l *locale.Locale) any {
			return Why(l, explanation(), func(channel, ts string) string {
				return "https://so.slack.com/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
			})
		},
		"unit_saved": func(l *locale.Locale) any { return UnitSaved(l, team().Units[0]) },
		"name_head":  func(l *locale.Locale) any { return NameHead(l, "Văn phòng", samplePlan()) },
		"imported":   func(l *locale.Locale) any { return Imported(l, samplePlan(), lines()) },
		"which":      func(l *locale.Locale) any { return Which(l, "2", []work.Line{at("2"), at("3")}) },
		"error": func(l *locale.Locale) any {
			return Error(l, work.Message{Key: "block.error.number", Args: work.Args{"Given": "<!channel> *x*"}}, "7f3a")
		},
		"home": func(l *locale.Locale) any {
			return Home(l, HomeView{Digest: digest(), Plans: []HomePlan{{Plan: samplePlan(), Headline: report.HeadlineOf(work.Counted(lines()))}}})
		},
	}
}

func TestGolden(t *testing.T) {
	c := catalogue(t)
	for name, scene := range scenes() {
		for _, code := range c.Languages() {
			t.Run(name+"/"+code, func(t *testing.T) {
				shown := scene(c.For(code))
				golden(t, name+"."+code+".json", indented(t, shown))
				golden(t, name+"."+code+".txt", []byte(transcript(shown)))
			})
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run with -update and read what it writes", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// transcript is what a person reads, for a reviewer's eye.
func transcript(v any) string {
	switch v := v.(type) {
	case Message:
		return "text:\n" + v.Text + "\n\nblocks:\n" + readBlocks(v.Blocks)
	case slack.ModalViewRequest:
		out := "[" + v.Title.Text + "]\n" + readBlocks(v.Blocks.BlockSet)
		if v.Submit != nil {
			out += "[" + v.Submit.Text + "] "
		}
		return out + "[" + v.Close.Text + "]\n"
	case slack.HomeTabViewRequest:
		return readBlocks(v.Blocks.BlockSet)
	}
	return ""
}
