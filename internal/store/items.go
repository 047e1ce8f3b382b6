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

// updateItems writes the stages that changed and adds the items without an id.
func (w writer) updateItems(ctx context.Context, t work.Task) error {
	if len(t.Items) == 0 {
		return nil
	}
	stages, err := w.stages(ctx, t)
	if err != nil {
		return err
	}
	for i, it := range t.Items {
		was, known := stages[it.ID]
		switch {
		case it.ID == 0:
			_, err = w.insertItem(ctx, t, i)
		case !known:
			err = errNotFound()
		case was != it.Stage:
			_, err = w.exec(ctx, `UPDATE items SET stage = $2 WHERE id = $1`, it.ID, it.Stage)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stages are the stages of the task's items by id.
func (w writer) stages(ctx context.Context, t work.Task) (map[int64]int, error) {
	stages := map[int64]int{}
	err := w.each(ctx, func(r row) error {
		var id int64
		var stage int
		if err := r.Scan(&id, &stage); err != nil {
			return err
		}
		stages[id] = stage
		return nil
	}, `SELECT id, stage FROM items WHERE workspace = $1 AND task = $2`, t.Workspace, t.ID)
	return stages, err
}
