package store

import (
	"context"
	"slices"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

func (w writer) insertItems(ctx context.Context, t work.Task) ([]work.Item, error) {
	items := slices.Clone(t.Items)
	for i := range items {
		id, err := w.insertItem(ctx, t, i)
		if err != nil {
			return nil, err
		}
		items[i].ID = id
	}
	return items, nil
}

func (w writer) insertItem(ctx context.Context, t work.Task, i int) (int64, error) {
	it := t.Items[i]
	return one(ctx, w.session, value[int64],
		`INSERT INTO items (workspace, task, kind, name, folded, stage, position)
		 VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		t.Workspace, t.ID, string(it.Kind), it.Name, text.Fold(it.Name), it.Stage, i)
}

// lastItem is the position behind all items that the task ever had.
const lastItem = `(SELECT COALESCE(MAX(position), -1) + 1 FROM items WHERE task = $1)`

func (w writer) InsertItem(ctx context.Context, t work.Task, it work.Item) (work.Item, error) {
	if _, err := w.Task(ctx, t.Workspace, t.ID); err != nil {
		return it, err
	}
	var err error
	it.ID, err = one(ctx, w.session, value[int64],
		`INSERT INTO items (workspace, task, kind, name, folded, stage, position, archived)
		 VALUES ($2, $1, $3, $4, $5, $6, `+lastItem+`, 1) RETURNING id`,
		t.ID, t.Workspace, string(it.Kind), it.Name, text.Fold(it.Name), it.Stage)
	return it, err
}

// itemRow is what of an item may change.
type itemRow struct {
	id    int64
	stage int
	gone  bool
}

// updateItems writes the stages that changed, adds the items without an id, and
// archives or brings back the others.
func (w writer) updateItems(ctx context.Context, t work.Task) error {
	rows, err := w.itemRows(ctx, t)
	if err != nil {
		return err
	}
	for i, it := range t.Items {
		if err := w.updateItem(ctx, t, i, rows[it.ID]); err != nil {
			return err
		}
		delete(rows, it.ID)
	}
	for id, row := range rows {
		if row.gone {
			continue
		}
		if _, err := w.exec(ctx, `UPDATE items SET archived = 1 WHERE id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}

// updateItem writes the i-th item of a task over the row it has.
func (w writer) updateItem(ctx context.Context, t work.Task, i int, was itemRow) (err error) {
	it := t.Items[i]
	switch {
	case it.ID == 0:
		_, err = w.insertItem(ctx, t, i)
	case was.id == 0:
		err = errNotFound()
	case was.gone:
		_, err = w.exec(ctx, `UPDATE items SET archived = 0, stage = $3, position = `+lastItem+` WHERE id = $2`,
			t.ID, it.ID, it.Stage)
	case was.stage != it.Stage:
		_, err = w.exec(ctx, `UPDATE items SET stage = $2 WHERE id = $1`, it.ID, it.Stage)
	}
	return err
}

// itemRows are the task's items by id, archived ones too.
func (w writer) itemRows(ctx context.Context, t work.Task) (map[int64]itemRow, error) {
	rows := map[int64]itemRow{}
	err := w.each(ctx, func(r row) error {
		var it itemRow
		if err := r.Scan(&it.id, &it.stage, &it.gone); err != nil {
			return err
		}
		rows[it.id] = it
		return nil
	}, `SELECT id, stage, archived FROM items WHERE workspace = $1 AND task = $2`, t.Workspace, t.ID)
	return rows, err
}
