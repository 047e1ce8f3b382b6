package store

import (
	"context"
	"strings"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// unitRow is a unit with one of its members, or none.
type unitRow struct {
	work.Unit
	member string
}

func scanUnit(r row, u *unitRow) error {
	return r.Scan(&u.ID, &u.Workspace, &u.Name, &u.Head, asText{&u.member})
}

func (r reader) Units(ctx context.Context, ws int64) ([]work.Unit, error) {
	rows, err := list(ctx, r.session, scanUnit,
		`SELECT u.id, u.workspace, u.name, u.head, m.person
		 FROM units u LEFT JOIN unit_members m ON m.unit = u.id
		 WHERE u.workspace = $1 ORDER BY u.folded, m.position`, ws)
	var units []work.Unit
	for _, row := range rows {
		if len(units) == 0 || units[len(units)-1].ID != row.ID {
			units = append(units, row.Unit)
		}
		if row.member != "" {
			u := &units[len(units)-1]
			u.Members = append(u.Members, row.member)
		}
	}
	return units, err
}

func (w writer) PutUnit(ctx context.Context, u work.Unit) (int64, error) {
	id, err := one(ctx, w.session, value[int64],
		`INSERT INTO units (workspace, name, folded, head) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (workspace, folded) DO UPDATE SET name = excluded.name, head = excluded.head
		 RETURNING id`, u.Workspace, u.Name, unitKey(u.Name), u.Head)
	if err != nil {
		return 0, err
	}
	if _, err := w.exec(ctx, `DELETE FROM unit_members WHERE unit = $1`, id); err != nil {
		return 0, err
	}
	for i, m := range u.Members {
		if m == u.Head {
			continue
		}
		if _, err := w.exec(ctx,
			`INSERT INTO unit_members (workspace, unit, person, position) VALUES ($1, $2, $3, $4)
			 ON CONFLICT (unit, person) DO NOTHING`, u.Workspace, id, m, i); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// unitKey tells units apart; a name of signs alone folds to nothing.
func unitKey(name string) string {
	if f := text.Fold(name); f != "" {
		return f
	}
	return strings.TrimSpace(text.NFC(name))
}
