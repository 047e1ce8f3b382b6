package storetest

import (
	"testing"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

func testWorkspaces(t *testing.T, h *harness) {
	first := work.Workspace{Enterprise: "E1", Team: "T1", Name: "Sở"}
	put1 := func(ws work.Workspace) int64 {
		return put(h, func(w app.Writer) (int64, error) { return w.PutWorkspace(h.ctx, ws) })
	}
	first.ID = put1(first)
	second := work.Workspace{Enterprise: "E1", Team: "", Name: "org"}
	second.ID = put1(second)
	first.Name = "Sở mới"
	if again := put1(first); again != first.ID {
		t.Errorf("putting it again gave id %d, want %d", again, first.ID)
	}
	equal(t, "all", get(h, func(r app.Reader) ([]work.Workspace, error) { return r.Workspaces(h.ctx) }),
		[]work.Workspace{first, second})
	equal(t, "by id", get(h, func(r app.Reader) (work.Workspace, error) {
		return r.Workspace(h.ctx, first.ID)
	}), first)
	equal(t, "by team", get(h, func(r app.Reader) (work.Workspace, error) {
		return r.WorkspaceByTeam(h.ctx, "E1", "")
	}), second)
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.WorkspaceByTeam(h.ctx, "E2", "T1")
		return err
	})
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.Workspace(h.ctx, 99)
		return err
	})
}

func testPeople(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	minh := filled[work.Person]()
	minh.Workspace, minh.ID, minh.Name = ws, "U2", "Trần Minh"
	minh.Prefs = work.Preferences{}
	anh := work.Person{Workspace: ws, ID: "U1", Name: "Ánh", Language: "vi"}
	h.write(func(w app.Writer) error {
		h.ok(w.PutPerson(h.ctx, minh))
		return w.PutPerson(h.ctx, anh)
	})
	minh.Deleted, minh.Language = false, "en"
	h.write(func(w app.Writer) error { return w.PutPerson(h.ctx, minh) })
	equal(t, "one", get(h, func(r app.Reader) (work.Person, error) { return r.Person(h.ctx, ws, "U2") }), minh)
	equal(t, "all", get(h, func(r app.Reader) ([]work.Person, error) { return r.People(h.ctx, ws) }),
		[]work.Person{anh, minh})
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.Person(h.ctx, ws, "U3")
		return err
	})
	h.refused(work.NotFound, func(w app.Writer) error {
		return w.PutPerson(h.ctx, work.Person{Workspace: ws + 1, ID: "U1"})
	})
}

func testUnits(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	put1 := func(u work.Unit) int64 {
		return put(h, func(w app.Writer) (int64, error) { return w.PutUnit(h.ctx, u) })
	}
	science := work.Unit{Workspace: ws, Name: "Quản lý Khoa học", Head: "U1", Members: []string{"U3", "U2"}}
	science.ID = put1(science)
	office := work.Unit{Workspace: ws, Name: "Đo lường"}
	office.ID = put1(office)
	all := func() []work.Unit {
		return get(h, func(r app.Reader) ([]work.Unit, error) { return r.Units(h.ctx, ws) })
	}
	equal(t, "units", all(), []work.Unit{office, science})

	again := work.Unit{Workspace: ws, Name: "QUAN LY KHOA HOC", Head: "U2", Members: []string{"U2", "U4", "U4"}}
	if id := put1(again); id != science.ID {
		t.Errorf("the folded name gave id %d, want %d", id, science.ID)
	}
	science.Name, science.Head, science.Members = again.Name, "U2", []string{"U4"}
	equal(t, "units after", all(), []work.Unit{office, science})

	if put1(work.Unit{Workspace: ws, Name: "+"}) == put1(work.Unit{Workspace: ws, Name: "*"}) {
		t.Error("two names of signs alone are one unit")
	}
}

func testPreferences(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	put1 := func(p work.Person) {
		p.Workspace = ws
		h.write(func(w app.Writer) error { return w.PutPerson(h.ctx, p) })
	}
	one := func(id string) work.Person {
		return get(h, func(r app.Reader) (work.Person, error) { return r.Person(h.ctx, ws, id) })
	}
	apart := func() (ids []string) {
		for _, p := range get(h, func(r app.Reader) ([]work.Person, error) { return r.PeopleApart(h.ctx, ws) }) {
			ids = append(ids, p.ID)
		}
		return ids
	}
	put1(work.Person{ID: "U1", Name: "An"})
	put1(work.Person{ID: "U2", Name: "Bình", Deleted: true})
	put1(work.Person{ID: "U3", Name: "Chi", Deleted: true})
	put1(work.Person{ID: "U3", Name: "Chi"})
	equal(t, "the deactivated alone", apart(), []string{"U2"})

	prefs := filled[work.Preferences]()
	h.write(func(w app.Writer) error { return w.SetPreferences(h.ctx, ws, "U1", prefs) })
	equal(t, "set", one("U1").Prefs, prefs)
	equal(t, "apart", apart(), []string{"U1", "U2"})
	put1(work.Person{ID: "U1", Name: "An An"})
	equal(t, "what Slack says leaves them alone", one("U1"), work.Person{Workspace: ws, ID: "U1", Name: "An An", Prefs: prefs})

	h.write(func(w app.Writer) error {
		return w.SetPreferences(h.ctx, ws, "U1", work.Preferences{ChangedAt: morning})
	})
	equal(t, "given up", one("U1").Prefs, work.Preferences{ChangedAt: morning})
	h.refused(work.NotFound, func(w app.Writer) error { return w.SetPreferences(h.ctx, ws, "U9", prefs) })
}

func testSnoozes(t *testing.T, h *harness) {
	ws, other := h.workspace("T1"), h.workspace("T2")
	plan := h.plan(ws, "plan")
	first, second := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "1"}), h.task(work.Task{Workspace: ws, Plan: plan, Ref: "2"})
	day := func(n int) calendar.Date { return calendar.DateOf(morning).AddDays(n) }
	put1 := func(task int64, person string, until int) work.Snooze {
		s := work.Snooze{Workspace: ws, Task: task, Person: person, Until: day(until), MadeAt: morning}
		h.write(func(w app.Writer) error { return w.PutSnooze(h.ctx, s) })
		return s
	}
	from := func(ws int64, n int) []work.Snooze {
		return get(h, func(r app.Reader) ([]work.Snooze, error) { return r.Snoozes(h.ctx, ws, day(n)) })
	}
	put1(first.ID, "U1", 1)
	later := put1(first.ID, "U1", 3)
	theirs, last := put1(first.ID, "U2", 5), put1(second.ID, "U1", 2)
	equal(t, "all, the first to end first", from(ws, 0), []work.Snooze{last, later, theirs})
	equal(t, "from a day on", from(ws, 3), []work.Snooze{later, theirs})
	equal(t, "another workspace's", from(other, 0), nil)
	equal(t, "of a task", get(h, func(r app.Reader) ([]work.Snooze, error) {
		return r.SnoozesOf(h.ctx, ws, first.ID)
	}), []work.Snooze{later, theirs})
	h.write(func(w app.Writer) error { return w.DropSnooze(h.ctx, ws, first.ID, "U1") })
	equal(t, "after one was dropped", from(ws, 0), []work.Snooze{last, theirs})
	h.refused(work.NotFound, func(w app.Writer) error {
		return w.PutSnooze(h.ctx, work.Snooze{Workspace: ws, Task: 99, Person: "U1", Until: day(1)})
	})
}
