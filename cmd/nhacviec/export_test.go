package main

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/intake"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// exportChannel is another channel that the director and the bot are in.
const exportChannel = "C02CHUNG01"

// exportOf types `/task export …`, waits for the file in the user's
// conversation with the bot, and downloads it.
func (w *workspace) exportOf(user, channel, command string) (name string, data []byte) {
	w.t.Helper()
	seen := w.filesFor(user)
	w.command(user, channel, command)
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if files := w.filesFor(user); len(files) > len(seen) {
			f := files[len(files)-1]
			return f.Name, w.download(f.ID, user)
		}
		w.pause(user)
	}
	w.t.Fatalf("/task %s: no file came", command)
	return "", nil
}

type postedFile struct{ ID, Name string }

func (w *workspace) filesFor(user string) []postedFile {
	w.t.Helper()
	dm, ok := w.direct(user)
	if !ok {
		return nil
	}
	var got struct {
		Messages []struct {
			User  string
			Files []postedFile
		}
	}
	w.get("messages", url.Values{"channel": {dm}}, &got)
	var out []postedFile
	for _, m := range got.Messages {
		if m.User == botUser {
			out = append(out, m.Files...)
		}
	}
	return out
}

// pause long-polls the user's conversation with the bot, where there is one.
func (w *workspace) pause(user string) {
	w.t.Helper()
	if dm, ok := w.direct(user); ok {
		since := "0"
		if all := w.messages(dm, ""); len(all) > 0 {
			since = all[len(all)-1].TS
		}
		w.get("messages", url.Values{"channel": {dm}, "since": {since}, "wait": {"1"}}, nil)
	}
}

func (w *workspace) download(id, user string) []byte {
	w.t.Helper()
	res, err := http.Get(w.url + "/control/files/" + id + "?" + url.Values{"user": {user}}.Encode())
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		w.t.Fatalf("the file cannot be downloaded: %s %v", res.Status, err)
	}
	return data
}

// planIn is the plan of a channel with its tasks, as the database has them.
func (w *workspace) planIn(channel string) (work.Plan, []work.Task) {
	w.t.Helper()
	db, err := store.Open(w.t.Context(), filepath.Join(w.data, "nhacviec.db"), store.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	var plan work.Plan
	var tasks []work.Task
	err = db.Read(w.t.Context(), func(r app.Reader) error {
		plans, err := r.Plans(w.t.Context(), 0)
		if err != nil {
			return err
		}
		for _, p := range plans {
			if p.Channel == channel {
				plan = p
				tasks, err = r.Tasks(w.t.Context(), p.Workspace, p.ID)
			}
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return plan, tasks
}

// withoutIDs leaves of tasks what a file can tell.
func withoutIDs(tasks []work.Task) []work.Task {
	refs := map[int64]int64{}
	for i, t := range tasks {
		refs[t.ID] = int64(i + 1)
	}
	out := slices.Clone(tasks)
	for i := range out {
		t := &out[i]
		t.Parent, t.Series = refs[t.Parent], refs[t.Series]
		t.ID, t.Plan, t.Version, t.Position, t.UpdatedAt = 0, 0, 0, 0, time.Time{}
		t.Items = slices.Clone(t.Items)
		for j := range t.Items {
			t.Items[j].ID = 0
		}
	}
	return out
}

// asNew says in the review that the document is to be a plan of its own.
func (w *workspace) asNew(user string) view {
	w.t.Helper()
	was := w.modal(user, "draft_import")
	w.post("action", map[string]any{"user": user, "view_id": was.ID, "action_id": "review_as_new"}, nil)
	deadline := time.Now().Add(10 * time.Second)
	for time.Now().Before(deadline) {
		if now := w.modal(user, "draft_import"); string(now.Blocks) != string(was.Blocks) {
			return now
		}
	}
	w.t.Fatal("the review stays that of a later version")
	return view{}
}

// progress is entered in every way that there is.
func (w *workspace) progress() {
	w.t.Helper()
	w.wants(planHead, "update 1.1 60% đã trình dự thảo")
	w.wants(techMember, `update 3 "Cá lồng" đã cấp`)
	w.wants(techMember, `update 3 3/5 đã nộp thêm đơn`)
	w.wants(planHead, "done 1.2")
	w.wants(techHead, "assign 3.1 <@"+techMember+">")
	w.wants(director, "add =1+2 gửi báo cáo quý 15/3/2022")
	w.wants(director, "add Kiểm tra phòng thí nghiệm trước ngày 20 hằng tháng")
	w.wants(director, "done 5")
}

// kindsOf names what a plan has that could be lost.
func kindsOf(tasks []work.Task) string {
	has := map[string]bool{}
	for _, t := range tasks {
		has["percent"] = has["percent"] || t.Percent != nil
		has["count"] = has["count"] || t.Count != nil
		has["person"] = has["person"] || t.Assignee != ""
		has["done"] = has["done"] || !t.DoneOn.IsZero()
		has["occurrence"] = has["occurrence"] || t.Series != 0
		has["recurring"] = has["recurring"] || t.Recurs()
		for _, it := range t.Items {
			has["items"] = has["items"] || it.Stage > 0
		}
	}
	maps.DeleteFunc(has, func(_ string, there bool) bool { return !there })
	return strings.Join(slices.Sorted(maps.Keys(has)), ", ")
}

func TestAnExportedPlanIsImportedWithoutLoss(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ user, command, format string }{
		{director, "xuất", "xlsx"}, {english, "export csv", "csv"},
	} {
		t.Run(tc.format, func(t *testing.T) {
			t.Parallel()
			w := sandboxed(t)
			w.importPlan()
			w.progress()
			name, data := w.exportOf(tc.user, planChannel, tc.command)
			if !strings.HasSuffix(name, "-2022-02-21."+tc.format) {
				t.Errorf("the file is called %q", name)
			}
			plan, tasks := w.planIn(planChannel)
			if kinds := kindsOf(tasks); kinds != "count, done, items, occurrence, percent, person, recurring" {
				t.Fatalf("the plan has too little in it to lose: %s", kinds)
			}
			w.upload(director, exportChannel, name, data)
			offer := w.await("the offer", exportChannel, "", func(m message) bool { return m.User == botUser })
			w.press(director, offer, "draft_open", "")
			w.submit(director, w.asNew(director), nil)
			w.await("the plan", exportChannel, "", func(m message) bool { return m.User == botUser && m.TS != offer.TS })
			again, copied := w.planIn(exportChannel)
			if again.Title != plan.Title || again.Year != plan.Year {
				t.Errorf("%q of %d became %q of %d", plan.Title, plan.Year, again.Title, again.Year)
			}
			if diff := cmp.Diff(withoutIDs(tasks), withoutIDs(copied), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("the plan differs (-exported +imported):\n%s", diff)
			}
		})
	}
}

func TestAnExportedPlanChangesNothingWhereItCameFrom(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	w.progress()
	_, before := w.planIn(planChannel)
	name, data := w.exportOf(director, planChannel, "export")
	posted := w.upload(director, planChannel, name, data)
	said := w.await("what was read", planChannel, "", func(m message) bool { return m.User == botUser && m.TS > posted })
	if !strings.Contains(said.Text, "không có gì thay đổi") && !strings.Contains(said.Text, "Không có gì thay đổi") {
		t.Errorf("the bot says %q", said.Text)
	}
	if _, after := w.planIn(planChannel); !cmp.Equal(before, after, cmpopts.EquateEmpty()) {
		t.Errorf("something changed:\n%s", cmp.Diff(before, after, cmpopts.EquateEmpty()))
	}
}

// Where Slack takes long the asker is told that the file is coming.
func TestASlowExportIsTold(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	w.post("faults", map[string]any{"method": "files.getUploadURLExternal", "kind": "slow", "count": 1, "delay_ms": 1500}, nil)
	a := w.wants(techMember, "xuất", "Đang tạo tệp")
	if strings.Contains(a.Text, ".xlsx") {
		t.Errorf("the file is there already: %q", a.Text)
	}
	w.await("the word that it was sent", planChannel, techMember, func(m message) bool { return strings.Contains(m.Text, ".xlsx vào tin nhắn riêng") })
	dm, ok := w.direct(techMember)
	if files := w.filesFor(techMember); !ok || len(files) != 1 {
		t.Fatalf("the files are %+v", files)
	}
	if all := fromBot(w.messages(dm, "")); len(all) != 1 || !strings.Contains(all[0].Text, "tính đến 21/02/2022") {
		t.Errorf("the conversation has %+v", all)
	}
}

func TestExportAsksAndRefuses(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.wants(director, "export", "Chưa có kế hoạch")
	w.importPlan()
	w.wants(director, "export pdf", "“pdf” không phải định dạng tệp")
	w.wants(english, "export pdf", "is no format of a file")
	if w.await("the sample plan's answer", planChannel, "", func(m message) bool { return m.User == botUser }); len(w.filesFor(director)) > 0 {
		t.Error("a file was sent all the same")
	}
	w.upload(director, planChannel, "khac.txt", []byte("Kế hoạch khác năm 2022\n1. Viết quy chế. Chủ trì: Phòng Tổng hợp. Thời hạn: 30/6/2022\n2. Ban hành quy chế. Chủ trì: Phòng Tổng hợp. Thời hạn: 30/9/2022\n"))
	offer := w.await("the second offer", planChannel, "", func(m message) bool {
		return m.User == botUser && strings.Contains(m.Text, "Kế hoạch khác") && strings.Contains(string(m.Blocks), "draft_open")
	})
	w.press(director, offer, "draft_open", "")
	w.submit(director, w.modal(director, "draft_import"), nil)
	w.await("the second plan", planChannel, "", func(m message) bool { return m.User == botUser && m.TS > offer.TS })
	a := w.wants(english, "export csv", "There are 2 plans")
	var blocks []struct {
		BlockID   string `json:"block_id"`
		Accessory *struct{ Value string }
	}
	if err := json.Unmarshal(a.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	values := 0
	for _, b := range blocks {
		if b.Accessory != nil && strings.HasSuffix(b.Accessory.Value, ":csv") {
			values++
		}
	}
	if values != 2 {
		t.Errorf("%d buttons: %s", values, a.Blocks)
	}
}

func TestExportOnTheCommandLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, file := filepath.Join(dir, "bot.db"), filepath.Join(dir, "plan.csv")
	run := func(want int, said string, args ...string) string {
		t.Helper()
		code, out, errs := typed(t, "", append([]string{args[0], "--db", path}, args[1:]...)...)
		if code != want || !strings.Contains(out+errs, said) {
			t.Errorf("%v: %d %s %s", args, code, out, errs)
		}
		return out
	}
	run(1, "knows no Slack workspace yet", "export", "--lang", "en")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(w app.Writer) error {
		_, err := w.PutWorkspace(t.Context(), work.Workspace{Team: "T1"})
		return err
	})
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	run(1, "no plan yet", "export", "--language", "en")
	run(0, "Imported", "import", "--lang", "en", "--channel", "C1", "--owner", "U1", planFile(t))
	run(0, "Wrote", "export", "--language", "en", "--format", "csv", "-o", file)
	run(1, "channel C9 follows no plan", "export", "--channel", "C9")
	run(1, "Kênh C9 không theo dõi kế hoạch nào", "export", "--channel", "C9", "--language", "vi")
	run(1, "not there", "export", "--plan", "99", "--language", "en")
	other := filepath.Join(dir, "other.csv")
	if err := os.WriteFile(other, []byte("Work plan 2022\nRef,Kind,Title,Due,Assignee\n1,Task,Publish the report,2022-06-30,Nobody Known\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, "It is not clear who “Nobody Known” is", "import", "--lang", "en", "--channel", "C2", "--owner", "U1", other)
	run(1, "Which plan? Give --plan and one of these numbers: 2 (Work plan 2022, C2)", "export", "--language", "en")
	run(1, "channel C9 follows no plan", "export", "--channel", "C9", "--language", "en")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := intake.Read(t.Context(), "plan.csv", data, intake.Options{Today: calendar.Date{Year: 2022, Month: 2, Day: 21}})
	if err != nil || len(d.Tasks) != 3 || d.Activities() != 6 || d.Year != 2022 {
		t.Errorf("%d tasks, %d activities: %v", len(d.Tasks), d.Activities(), err)
	}
	if out := run(0, "", "export", "--language", "vi", "--format", "csv", "-o", "-", "--plan", "1"); !strings.Contains(out, "Thời hạn (như văn bản)") {
		t.Errorf("on standard output stands %.200q", out)
	}
}
