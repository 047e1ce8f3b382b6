package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// posted is a message to one person, with the tasks that it shows.
type posted struct {
	message
	to    string
	tasks []int64
}

var taskRow = regexp.MustCompile(`"block_id":"t:(\d+)"`)

// told are the messages to people that remind of something, by channel and ts.
func (w *workspace) told() map[string]posted {
	w.t.Helper()
	out := map[string]posted{}
	for _, user := range []string{planHead, techHead, techMember, director, english, "U02KH00001", "U02CN00002"} {
		dm, ok := w.direct(user)
		if !ok {
			continue
		}
		for _, m := range fromBot(w.messages(dm, "")) {
			p := posted{message: m, to: user}
			for _, found := range taskRow.FindAllStringSubmatch(string(m.Blocks), -1) {
				id, err := strconv.ParseInt(found[1], 10, 64)
				if err != nil {
					w.t.Fatal(err)
				}
				p.tasks = append(p.tasks, id)
			}
			if m.Metadata != nil && len(p.tasks) > 0 {
				out[dm+" "+m.TS] = p
			}
		}
	}
	return out
}

// explanations are what is said of every task of the plan, read from the bot's
// database at a moment.
func (w *workspace) explanations(at time.Time) []work.Explanation {
	w.t.Helper()
	db, err := store.Open(w.t.Context(), filepath.Join(w.data, "nhacviec.db"), store.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	a := app.New(app.Config{Store: db, Now: func() time.Time { return at }, NewID: newID})
	plans, err := a.Plans(w.t.Context(), 0)
	if err != nil {
		w.t.Fatal(err)
	}
	who := app.Actor{Workspace: plans[0].Workspace}
	list, err := a.List(w.t.Context(), who, app.Question{Filter: app.ListAll})
	if err != nil {
		w.t.Fatal(err)
	}
	var out []work.Explanation
	for _, l := range list.Lines {
		e, err := a.Why(w.t.Context(), who, app.Pick{ID: l.Task.ID}, "")
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

// explainsAll wants each message explained by the ledger, and each entry of the
// ledger that says it was sent to be in the message that it names.
func (w *workspace) explainsAll(at time.Time) (said map[work.Reason]int) {
	w.t.Helper()
	messages := w.told()
	said = map[work.Reason]int{}
	explained := map[string]bool{}
	for _, e := range w.explanations(at) {
		for i := range e.Entries {
			x := &e.Entries[i]
			said[x.Reason]++
			if x.Sent() {
				explained[x.Delivery.Channel+" "+x.Delivery.TS] = true
				w.isSaid(x, messages)
			} else {
				w.isNotSaid(x, messages)
			}
		}
	}
	for at, m := range messages {
		if !explained[at] {
			w.t.Errorf("nothing explains the message of %v to %s: %s", m.at(w.t), m.to, m.Text)
		}
	}
	return said
}

func (w *workspace) isSaid(x *work.Explained, messages map[string]posted) {
	w.t.Helper()
	m, there := messages[x.Delivery.Channel+" "+x.Delivery.TS]
	switch {
	case !there:
		w.t.Errorf("%s %s: no message %s was posted to %s", x.Ref, x.Rung, x.Delivery.TS, x.Person)
	case m.to != x.Person || !slices.Contains(m.tasks, x.Task):
		w.t.Errorf("%s %s: the message of %v to %s is not about it", x.Ref, x.Rung, m.at(w.t), m.to)
	case m.at(w.t).Unix() != x.Delivery.SentAt.Unix():
		w.t.Errorf("%s %s: said to be sent at %v, posted at %v", x.Ref, x.Rung, x.Delivery.SentAt, m.at(w.t))
	}
}

// isNotSaid wants no message of that day to the person to show the task, where
// the ledger says that it was not said.
func (w *workspace) isNotSaid(x *work.Explained, messages map[string]posted) {
	w.t.Helper()
	if x.Reason == "" {
		w.t.Errorf("%s %s %v for %s was neither sent nor is there a reason: %+v", x.Ref, x.Rung, x.On, x.Person, x.Delivery)
	}
	for _, m := range messages {
		if m.to == x.Person && m.at(w.t).Format(time.DateOnly) == x.On.String() && slices.Contains(m.tasks, x.Task) &&
			!strings.Contains(m.Text, "nhờ bạn xem lại") {
			w.t.Errorf("%s %s %v: not said to %s (%s), and yet: %s", x.Ref, x.Rung, x.On, x.Person, x.Reason, m.Text)
		}
	}
}

// TestWhyExplainsThePlayedYear plays the year with a snooze, an absence, an
// hour of one's own, nudges and a stop, and compares the ledger with every
// message that was posted.
func TestWhyExplainsThePlayedYear(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--now", "2022-01-04T07:30:00+07:00")
	at := func(day time.Time, hour int) { w.clock(day.Add(time.Duration(hour) * time.Hour)) }
	playYear(t, w, map[string]func(time.Time){
		"2022-04-19": func(day time.Time) { // the digest of 8:00 names 6, due on 3 May
			at(day, 9)
			w.pickSnooze(techMember, "6", "week")
		},
		"2022-06-17": func(day time.Time) {
			at(day, 9)
			w.wants(techMember, "hoãn 3.1 28/6", "3.1", "28/06/2022")
			w.wants(director, "nhắc 3.1", "<@"+techMember+">")
			w.wants(director, "nhắc 3.1", "mỗi ngày một lần")
		},
		"2022-07-01": func(day time.Time) { // 2.1 is overdue
			w.wants(techHead, "nghỉ đến 4/7 <@"+techMember+">", "04/07/2022", "<@"+techMember+">")
			at(day, 9)
		},
		"2022-08-26": func(day time.Time) { // missed at 8:00
			w.bot("stop")
			at(day, 10)
			w.bot("start")
		},
	})
	said := w.explainsAll(time.Date(2022, 12, 31, 12, 0, 0, 0, hanoi(t)))
	for _, reason := range []work.Reason{"", work.ReasonSnoozed, work.ReasonAway} {
		if said[reason] == 0 {
			t.Errorf("the story has no entry %q: %v", reason, said)
		}
	}
	why := w.wants(techHead, "vì sao 2.1", "quá hạn 1 ngày làm việc", "nhận thay", "nghỉ đến hết", "/archives/")
	if strings.Contains(why.Text, "⟦") {
		t.Error(why.Text)
	}
	w.wants(techMember, "why 3.1 me", "nhắc tay", "đã hoãn đến")
	w.wants(techMember, "why 7", "muộn 2 giờ")
	w.whyOnTheCommandLine(t)
}

// pickSnooze picks how long to put a task off in the last message that shows it.
func (w *workspace) pickSnooze(user, ref, choice string) {
	w.t.Helper()
	id := w.idOf(ref)
	dm, _ := w.direct(user)
	all := fromBot(w.messages(dm, ""))
	for _, m := range slices.Backward(all) {
		if !strings.Contains(string(m.Blocks), `"block_id":"b:`+id+`"`) {
			continue
		}
		var got struct{ Status string }
		w.post("action", map[string]any{"user": user, "channel": m.Channel, "ts": m.TS, "action_id": "task_snooze",
			"block_id": "b:" + id, "value": id + " " + choice}, &got)
		if got.Status != "acked" {
			w.t.Fatalf("putting %s off: %s", ref, got.Status)
		}
		w.await("the answer to the snooze", dm, user, func(a message) bool { return strings.Contains(a.Text, "nhắc lại về "+ref) })
		return
	}
	w.t.Fatalf("no message shows %s with a menu", ref)
}

func (w *workspace) idOf(ref string) string {
	w.t.Helper()
	for _, e := range w.explanations(time.Now()) {
		for _, l := range append([]work.Line{e.Line}, e.Line.Activities...) {
			if l.Task.Ref == ref {
				return strconv.FormatInt(l.Task.ID, 10)
			}
		}
	}
	w.t.Fatalf("there is no %s", ref)
	return ""
}

func (w *workspace) whyOnTheCommandLine(t *testing.T) {
	w.t.Helper()
	db := filepath.Join(w.data, "nhacviec.db")
	code, out, errs := typed(t, "", "why", "2.1", "--db", db, "--lang", "vi", "--plan", "1")
	if code != 0 || !strings.Contains(out, "nhận thay") || !strings.Contains(out, "đã gửi ngày") || strings.Contains(out, techHead) {
		w.t.Errorf("%d %s %s", code, out, errs)
	}
	if code, _, errs := typed(t, "", "why", "2.1", "--db", db, "--lang", "en", "--plan", "7"); code != 1 || !strings.Contains(errs, "Which plan?") {
		w.t.Errorf("another plan: %d %s", code, errs)
	}
}

func TestSettingsOnTheCommandLine(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--now", "2022-02-21T07:30:00+07:00")
	w.importPlan()
	db := filepath.Join(w.data, "nhacviec.db")
	code, printed, errs := typed(t, "", "settings", "--db", db)
	if code != 0 || !strings.Contains(printed, `daily: "08:00"`) || !strings.Contains(printed, "head_after: 3") {
		t.Fatalf("%d %s %s", code, printed, errs)
	}
	apply := func(text string) (int, string, string) {
		file := filepath.Join(t.TempDir(), "settings.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return typed(t, "", "settings", "--db", db, "--lang", "en", file)
	}
	for text, want := range map[string]string{
		"daily: 25:00\n":                                      "not a time of day",
		"dayly: 08:00\n":                                      "can't be read",
		"reminders:\n  ladders: []\n":                         "1 to 6 ladders",
		"reminders:\n  overdue_days: [3, 1]\n":                "in order",
		"zone: Nowhere\n":                                     "no zone",
		"country: XX\n":                                       "XX",
		"daily: 08:00\n---\ndaily: 09:00\n":                   "more than one document",
		"reminders:\n  ladders: [{window: 30, ahead: [1]}]\n": "its window is 0",
	} {
		if code, _, errs := apply(text); code != 1 || !strings.Contains(errs, want) {
			t.Errorf("%q: %d %s", text, code, errs)
		}
	}
	if code, _, errs := apply("daily: 09:30\nreminders:\n  head_after: 2\n"); code != 0 {
		t.Fatalf("%d %s", code, errs)
	}
	code, again, _ := typed(t, "", "settings", "--db", db)
	want := strings.Replace(strings.Replace(printed, `"08:00"`, `"09:30"`, 1), "head_after: 3", "head_after: 2", 1)
	if code != 0 || again != want {
		t.Errorf("after: %s", again)
	}
	if code, _, _ := typed(t, again, "settings", "--db", db, "-"); code != 0 {
		t.Error("what was printed cannot be applied")
	}
}
