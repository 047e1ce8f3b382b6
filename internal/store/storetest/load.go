package storetest

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// activities is how many activities each of a load's tasks has.
const activities = 99

// LoadTeam is the Slack team id of a load's workspace.
const LoadTeam = "T1"

// Load is a workspace with one big plan, to measure on.
type Load struct {
	Workspace, Plan int64
	Tasks           int
}

// NewLoad fills a store with a plan of n tasks, activities counted, in one write.
func NewLoad(ctx context.Context, s app.Store, n int) (Load, error) {
	l := Load{Tasks: n}
	err := s.Write(ctx, func(w app.Writer) (err error) {
		if l.Workspace, err = w.PutWorkspace(ctx, work.Workspace{Team: LoadTeam}); err != nil {
			return err
		}
		if l.Plan, err = w.InsertPlan(ctx, work.Plan{Workspace: l.Workspace, Title: "Kế hoạch năm 2022"}); err != nil {
			return err
		}
		return l.insert(ctx, w)
	})
	return l, err
}

func (l Load) insert(ctx context.Context, w app.Writer) error {
	var top int64
	for i := range l.Tasks {
		t := work.Task{Workspace: l.Workspace, Plan: l.Plan, Ref: l.Ref(i), Position: i % (activities + 1),
			Title:  fmt.Sprintf("Xây dựng và trình ban hành kế hoạch số %d", i),
			Lead:   "Phòng Quản lý Khoa học",
			Target: &work.Target{Count: 5, Unit: "văn bằng"}, State: work.NotStarted,
			Deadline: work.Deadline{Phrase: "Quý III năm 2022",
				Start: calendar.Date{Year: 2022, Month: 7, Day: 1}, Due: calendar.Date{Year: 2022, Month: 9, Day: 30}}}
		if i%(activities+1) != 0 {
			t.Parent = top
		}
		t, err := w.InsertTask(ctx, t)
		if err != nil {
			return err
		}
		if t.Parent == 0 {
			top = t.ID
		}
	}
	return nil
}

// Ref is the ref of the i-th task in plan order.
func (l Load) Ref(i int) string {
	top := i/(activities+1) + 1
	if part := i % (activities + 1); part != 0 {
		return fmt.Sprintf("%d.%d", top, part)
	}
	return fmt.Sprint(top)
}

// Update does to the store what a progress report with a note does: the request
// is finished, the task found by its ref and changed, two events are recorded.
func (l Load) Update(ctx context.Context, s app.Store, ref, request string, at time.Time) error {
	return s.Write(ctx, func(w app.Writer) error {
		if _, err := w.FinishRequest(ctx, request, at); err != nil {
			return err
		}
		t, err := w.TaskByRef(ctx, l.Workspace, l.Plan, ref)
		if err != nil {
			return err
		}
		percent := (int(t.Version) * 7) % 101
		t.Percent, t.State, t.UpdatedAt = &percent, work.InProgress, at
		if err := w.UpdateTask(ctx, t); err != nil {
			return err
		}
		e := work.Event{Workspace: l.Workspace, Plan: l.Plan, Task: t.ID, Change: request, Version: t.Version + 1,
			By: "U0000001", Door: work.ByCommand, At: at}
		progress, note := e, e
		progress.Field, progress.To = work.FieldPercent, fmt.Sprint(percent)
		note.Field, note.To = work.FieldNote, "đã nộp thêm đơn"
		return w.InsertEvents(ctx, progress, note)
	})
}
