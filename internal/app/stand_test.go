package app_test

import (
	"slices"
	"strings"
	"testing"

	"nhacviec/internal/work"
)

// Who is named in an exported table and is nobody here is not dropped unseen.
func TestAnAssigneeNobodyIsCalledByIsDoubted(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.ok(d.Meet(t.Context(), work.Person{Workspace: d.who.Workspace, ID: "U1", Name: "Nguyễn Văn An"}))
	p := plan(first...)
	p.Tasks[0].Stand = &work.Stand{Assignee: "Nguyễn Văn An"}
	p.Tasks[1].Stand = &work.Stand{Assignee: "Trần Thị Không Có"}
	p.Tasks[1].Activities[0].Stand = &work.Stand{Later: []work.Occurrence{{Number: 2, Stand: work.Stand{Assignee: "Lê Văn Lạ"}}}}
	r := d.propose(p)
	var said []string
	for _, doubt := range r.Stored.Draft.AllDoubts() {
		if doubt.Key == "doubt.assignee_unknown" {
			said = append(said, doubt.Text)
		}
	}
	d.same("doubts", strings.Join(said, ", "), "Trần Thị Không Có, Lê Văn Lạ")
	if !slices.ContainsFunc(r.Stored.Draft.Tasks[1].Doubts, func(o work.Doubt) bool { return o.Text == "Trần Thị Không Có" && o.Line == 2 }) {
		t.Errorf("not at its line: %+v", r.Stored.Draft.Tasks[1].Doubts)
	}
}
