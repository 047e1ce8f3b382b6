package store

import (
	"context"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

const personColumns = `workspace, id, name, language, zone, deleted`

func scanPerson(r row, p *work.Person) error {
	return r.Scan(&p.Workspace, &p.ID, &p.Name, &p.Language, &p.Zone, &p.Deleted)
}

func (r reader) Person(ctx context.Context, ws int64, id string) (work.Person, error) {
	return one(ctx, r.session, scanPerson,
		`SELECT `+personColumns+` FROM people WHERE workspace = $1 AND id = $2`, ws, id)
}

func (r reader) People(ctx context.Context, ws int64) ([]work.Person, error) {
	return list(ctx, r.session, scanPerson,
		`SELECT `+personColumns+` FROM people WHERE workspace = $1 ORDER BY folded, id`, ws)
}

func (w writer) PutPerson(ctx context.Context, p work.Person) error {
	_, err := w.exec(ctx,
		`INSERT INTO people (workspace, id, name, folded, language, zone, deleted)
		 VALUES ($1, $2, $3, $4, $5, $6, $7)
		 ON CONFLICT (workspace, id) DO UPDATE SET name = excluded.name, folded = excluded.folded,
		   language = excluded.language, zone = excluded.zone, deleted = excluded.deleted`,
		p.Workspace, p.ID, p.Name, text.Fold(p.Name), p.Language, p.Zone, flag(p.Deleted))
	return err
}
