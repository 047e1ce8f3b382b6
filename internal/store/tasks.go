package store

import (
	"context"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// A task is read together with its items, one row for each of them.
const (
	selectTask = `SELECT t.id, t.workspace, t.plan, t.parent, t.ref, t.position, t.title, t.lead,
	t.coordinators, t.assignee, t.target_count, t.target_unit, t.rank, t.results, t.phrase, t.start_on,
	t.due_on, t.recurrence, t.recur_day, t.recur_weekday, t.recur_month,
	t.recur_from, t.recur_until, t.series, t.due_exclusive, t.state, t.percent, t.counted,
	t.stages, t.version, t.created_on, t.updated_at, t.done_on, t.archived, i.id, i.kind, i.name, i.stage
	FROM tasks t LEFT JOIN items i ON i.task = t.id AND i.archived = 0 `

	taskByID  = selectTask + `WHERE t.workspace = $1 AND t.id = $2 ORDER BY i.position, i.id`
	taskByRef = selectTask + `WHERE t.workspace = $1 AND t.plan = $2 AND t.ref = $3 AND t.archived = 0
	ORDER BY i.position, i.id`
	tasksOfParent = selectTask + `WHERE t.workspace = $1 AND t.parent = $2 AND t.archived = 0
	ORDER BY t.position, t.id, i.position, i.id`
	tasksOfPlan = selectTask + `WHERE t.workspace = $1 AND t.plan = $2 AND t.archived = 0
	ORDER BY t.parent NULLS FIRST, t.position, t.id, i.position, i.id`
	laterOccurrences = selectTask + `WHERE t.workspace = $1 AND t.series = $2 AND t.archived = 0
	ORDER BY t.id, i.position, i.id`
	refsOfPlan = `SELECT id, parent, ref FROM tasks WHERE workspace = $1 AND plan = $2 AND archived = 0
	ORDER BY parent NULLS FIRST, position, id`
)

// taskScanner reads row after row, a task with one of its items or none, into
// the same place: a plan may have many.
type taskScanner struct {
	task       work.Task
	item       work.Item
	kind, unit string
	count      *int
	dest       []any
}

func newTaskScanner() *taskScanner {
	s := &taskScanner{}
	t, d, i := &s.task, &s.task.Deadline, &s.item
	s.dest = []any{&t.ID, &t.Workspace, &t.Plan, asID{&t.Parent}, &t.Ref, &t.Position, &t.Title, &t.Lead,
		asList{&t.Coordinators}, &t.Assignee, &s.count, asText{&s.unit}, &t.Rank, &t.Results, &d.Phrase,
		asDate{&d.Start}, asDate{&d.Due}, &d.Recurrence, &d.Day, &d.Weekday, &d.Month,
		asDate{&d.From}, asDate{&d.Until}, asID{&t.Series}, &d.Exclusive, &t.State,
		&t.Percent, &t.Count, asList{&t.Stages}, &t.Version, asDate{&t.CreatedOn}, asTime{&t.UpdatedAt},
		asDate{&t.DoneOn}, &t.Archived, asID{&i.ID}, asText{&s.kind}, asText{&i.Name}, asInt{&i.Stage}}
	return s
}

func (s *taskScanner) scan(r row) error {
	err := r.Scan(s.dest...)
	s.item.Kind = work.ItemKind(s.kind)
	s.task.Target = nil
	if s.count != nil {
		s.task.Target = &work.Target{Count: *s.count, Unit: s.unit}
	}
	return err
}

// tasks reads tasks whose rows stand together.
func (r reader) tasks(ctx context.Context, query string, args ...any) ([]work.Task, error) {
	var all []work.Task
	s := newTaskScanner()
	err := r.each(ctx, func(row row) error {
		if err := s.scan(row); err != nil {
			return err
		}
		if len(all) == 0 || all[len(all)-1].ID != s.task.ID {
			all = append(all, s.task)
		}
		if s.item.ID != 0 {
			last := &all[len(all)-1]
			last.Items = append(last.Items, s.item)
		}
		return nil
	}, query, args...)
	return all, err
}

func (r reader) task(ctx context.Context, query string, args ...any) (work.Task, error) {
	all, err := r.tasks(ctx, query, args...)
	if err != nil {
		return work.Task{}, err
	}
	if len(all) == 0 {
		return work.Task{}, errNotFound()
	}
	return all[0], nil
}

func (r reader) Task(ctx context.Context, ws, id int64) (work.Task, error) {
	return r.task(ctx, taskByID, ws, id)
}

func (r reader) TaskByRef(ctx context.Context, ws, plan int64, ref string) (work.Task, error) {
	return r.task(ctx, taskByRef, ws, plan, ref)
}

func (r reader) Children(ctx context.Context, ws, parent int64) ([]work.Task, error) {
	return r.tasks(ctx, tasksOfParent, ws, parent)
}

func (r reader) Occurrences(ctx context.Context, ws, first int64) ([]work.Task, error) {
	return r.tasks(ctx, laterOccurrences, ws, first)
}

func (r reader) Tasks(ctx context.Context, ws, plan int64) ([]work.Task, error) {
	all, err := r.tasks(ctx, tasksOfPlan, ws, plan)
	return planOrder(all, func(t *work.Task) (id, parent int64) { return t.ID, t.Parent }), err
}

// refRow is a task's ref and place.
type refRow struct {
	id, parent int64
	ref        string
}

func (r reader) Refs(ctx context.Context, ws, plan int64) ([]string, error) {
	rows, err := list(ctx, r.session, func(r row, v *refRow) error {
		return r.Scan(&v.id, asID{&v.parent}, &v.ref)
	}, refsOfPlan, ws, plan)
	if err != nil {
		return nil, err
	}
	var refs []string
	for _, v := range planOrder(rows, func(v *refRow) (id, parent int64) { return v.id, v.parent }) {
		refs = append(refs, v.ref)
	}
	return refs, nil
}

// planOrder puts each top-level row before its activities. The rows come with
// the top level first, each level in its own order. Activities whose task is
// not among the rows, being archived, come last.
func planOrder[T any](rows []T, place func(*T) (id, parent int64)) []T {
	if len(rows) == 0 {
		return nil
	}
	under := map[int64][]int{} // parent → indexes
	known := map[int64]bool{}
	for i := range rows {
		id, parent := place(&rows[i])
		known[id] = true
		under[parent] = append(under[parent], i)
	}
	ordered := make([]T, 0, len(rows))
	for _, top := range under[0] {
		id, _ := place(&rows[top])
		ordered = append(ordered, rows[top])
		for _, i := range under[id] {
			ordered = append(ordered, rows[i])
		}
	}
	for i := range rows {
		if _, parent := place(&rows[i]); parent != 0 && !known[parent] {
			ordered = append(ordered, rows[i])
		}
	}
	return ordered
}

func (w writer) InsertTask(ctx context.Context, t work.Task) (work.Task, error) {
	count, unit := targetColumns(t.Target)
	d := t.Deadline
	id, err := one(ctx, w.session, value[int64],
		`INSERT INTO tasks (workspace, plan, parent, ref, position, title, folded, lead, coordinators, assignee,
		   target_count, target_unit, rank, results, phrase, start_on, due_on, recurrence, recur_day,
		   recur_weekday, due_exclusive, state, percent, counted, stages, version, created_on, updated_at,
		   done_on, archived, recur_month, recur_from, recur_until, series)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
		   $20, $21, $22, $23, $24, $25, 1, $26, $27, $28, $29, $30, $31, $32, $33)
		 RETURNING id`,
		t.Workspace, t.Plan, optID(t.Parent), t.Ref, t.Position, t.Title, text.Fold(t.Title), t.Lead,
		listText(t.Coordinators), t.Assignee, count, unit, t.Rank, t.Results, d.Phrase, optDate(d.Start),
		optDate(d.Due), string(d.Recurrence), d.Day, d.Weekday, flag(d.Exclusive), string(t.State), t.Percent,
		t.Count, listText(t.Stages), optDate(t.CreatedOn), optMillis(t.UpdatedAt), optDate(t.DoneOn),
		flag(t.Archived), d.Month, optDate(d.From), optDate(d.Until), optID(t.Series))
	if err != nil {
		return work.Task{}, err
	}
	t.ID, t.Version = id, 1
	t.Items, err = w.insertItems(ctx, t)
	return t, err
}

func (w writer) UpdateTask(ctx context.Context, t work.Task) error {
	was, err := w.updateTask(ctx, t)
	if isNotFound(err) {
		if _, err := w.Task(ctx, t.Workspace, t.ID); err != nil {
			return err
		}
		return errMoved()
	}
	if err != nil {
		return err
	}
	if was != placeOf(t) {
		if err := w.moveTask(ctx, t); err != nil {
			return err
		}
	}
	return w.updateItems(ctx, t)
}

// taskPlace is what a task is found and ordered by.
type taskPlace struct {
	parent   int64
	ref      string
	position int
	archived bool
}

func placeOf(t work.Task) taskPlace { return taskPlace{t.Parent, t.Ref, t.Position, t.Archived} }

// updateTask writes all but the task's place and returns the place it has:
// naming indexed columns would write their indices anew at every update.
func (w writer) updateTask(ctx context.Context, t work.Task) (taskPlace, error) {
	count, unit := targetColumns(t.Target)
	d := t.Deadline
	return one(ctx, w.session, func(r row, p *taskPlace) error {
		return r.Scan(asID{&p.parent}, &p.ref, &p.position, &p.archived)
	},
		`UPDATE tasks SET title = $4, folded = $5, lead = $6, coordinators = $7, assignee = $8,
		   target_count = $9, target_unit = $10, rank = $11, results = $12, phrase = $13, start_on = $14,
		   due_on = $15, recurrence = $16, recur_day = $17, recur_weekday = $18, due_exclusive = $19,
		   state = $20, percent = $21, counted = $22, stages = $23, updated_at = $24, done_on = $25,
		   recur_month = $26, recur_from = $27, recur_until = $28, version = version + 1
		 WHERE workspace = $1 AND id = $2 AND version = $3
		 RETURNING parent, ref, position, archived`,
		t.Workspace, t.ID, t.Version, t.Title, text.Fold(t.Title), t.Lead, listText(t.Coordinators),
		t.Assignee, count, unit, t.Rank, t.Results, d.Phrase, optDate(d.Start), optDate(d.Due),
		string(d.Recurrence), d.Day, d.Weekday, flag(d.Exclusive), string(t.State), t.Percent, t.Count,
		listText(t.Stages), optMillis(t.UpdatedAt), optDate(t.DoneOn), d.Month, optDate(d.From),
		optDate(d.Until))
}

func (w writer) moveTask(ctx context.Context, t work.Task) error {
	_, err := w.exec(ctx,
		`UPDATE tasks SET parent = $3, ref = $4, position = $5, archived = $6 WHERE workspace = $1 AND id = $2`,
		t.Workspace, t.ID, optID(t.Parent), t.Ref, t.Position, flag(t.Archived))
	return err
}

func (w writer) FreeRefs(ctx context.Context, ws int64, ids ...int64) error {
	for _, id := range ids {
		if _, err := w.exec(ctx, `UPDATE tasks SET ref = '~' || id WHERE workspace = $1 AND id = $2`, ws, id); err != nil {
			return err
		}
	}
	return nil
}

func targetColumns(t *work.Target) (count, unit any) {
	if t == nil {
		return nil, nil
	}
	return t.Count, t.Unit
}
