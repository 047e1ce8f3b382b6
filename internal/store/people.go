package store

import (
	"context"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

const personColumns = `workspace, id, name, language, zone, deleted,
	hour, hour_zone, no_digest, away_from, away_until, deputy, preferred_at`

// The + keeps SQLite from the primary key, which would read everybody.
const peopleApart = `SELECT ` + personColumns + ` FROM people
	WHERE apart = 1 AND +workspace = $1 ORDER BY id`

func scanPerson(r row, p *work.Person) error {
	f := &p.Prefs
	return r.Scan(&p.Workspace, &p.ID, &p.Name, &p.Language, &p.Zone, &p.Deleted,
		&f.Hour, &f.Zone, &f.NoDigest, asDate{&f.AwayFrom}, asDate{&f.AwayUntil}, &f.Deputy, asTime{&f.ChangedAt})
}

func (r reader) Person(ctx context.Context, ws int64, id string) (work.Person, error) {
	return one(ctx, r.session, scanPerson,
		`SELECT `+personColumns+` FROM people WHERE workspace = $1 AND id = $2`, ws, id)
}

func (r reader) People(ctx context.Context, ws int64) ([]work.Person, error) {
	return list(ctx, r.session, scanPerson,
		`SELECT `+personColumns+` FROM people WHERE workspace = $1 ORDER BY folded, id`, ws)
}

func (r reader) PeopleApart(ctx context.Context, ws int64) ([]work.Person, error) {
	return list(ctx, r.session, scanPerson, peopleApart, ws)
}

func (w writer) PutPerson(ctx context.Context, p work.Person) error {
	_, err := w.exec(ctx,
		`INSERT INTO people (workspace, id, name, folded, language, zone, deleted, apart)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
		 ON CONFLICT (workspace, id) DO UPDATE SET name = excluded.name, folded = excluded.folded,
		   language = excluded.language, zone = excluded.zone, deleted = excluded.deleted,
		   apart = CASE WHEN people.preferred_at IS NULL THEN excluded.deleted ELSE 1 END`,
		p.Workspace, p.ID, p.Name, text.Fold(p.Name), p.Language, p.Zone, flag(p.Deleted))
	return err
}

func (w writer) SetPreferences(ctx context.Context, ws int64, person string, f work.Preferences) error {
	n, err := w.exec(ctx,
		`UPDATE people SET hour = $3, hour_zone = $4, no_digest = $5, away_from = $6, away_until = $7,
		   deputy = $8, preferred_at = $9, apart = 1
		 WHERE workspace = $1 AND id = $2`,
		ws, person, string(f.Hour), f.Zone, flag(f.NoDigest), optDate(f.AwayFrom), optDate(f.AwayUntil),
		f.Deputy, optMillis(f.ChangedAt))
	if err == nil && n == 0 {
		err = errNotFound()
	}
	return err
}
