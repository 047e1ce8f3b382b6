package store

import (
	"context"
	"encoding/json"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

const planColumns = `id, workspace, title, year, channel, owner, zone, language, country, daily, weekly,
	version, created_at, archived, month_first, policy`

func scanPlan(r row, p *work.Plan) error {
	p.Policy = nil
	return r.Scan(&p.ID, &p.Workspace, &p.Title, &p.Year, &p.Channel, &p.Owner, &p.Zone, &p.Language,
		&p.Country, &p.Daily, &p.Weekly, &p.Version, asTime{&p.CreatedAt}, &p.Archived, &p.MonthFirst, asJSON{&p.Policy})
}

func (r reader) Plan(ctx context.Context, ws, id int64) (work.Plan, error) {
	return one(ctx, r.session, scanPlan,
		`SELECT `+planColumns+` FROM plans WHERE workspace = $1 AND id = $2`, ws, id)
}

func (r reader) Plans(ctx context.Context, ws int64) ([]work.Plan, error) {
	return list(ctx, r.session, scanPlan,
		`SELECT `+planColumns+` FROM plans
		 WHERE archived = 0 AND (CAST($1 AS BIGINT) = 0 OR workspace = $1) ORDER BY id DESC`, ws)
}

func (w writer) InsertPlan(ctx context.Context, p work.Plan) (int64, error) {
	return one(ctx, w.session, value[int64],
		`INSERT INTO plans (workspace, title, folded, year, channel, owner, zone, language, country,
		   daily, weekly, version, created_at, archived, month_first, policy)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14, $15)
		 RETURNING id`,
		p.Workspace, p.Title, text.Fold(p.Title), p.Year, p.Channel, p.Owner, p.Zone, p.Language, p.Country,
		p.Daily, p.Weekly, millis(p.CreatedAt), flag(p.Archived), flag(p.MonthFirst), policyText(p.Policy))
}

func (w writer) UpdatePlan(ctx context.Context, p work.Plan) error {
	n, err := w.exec(ctx,
		`UPDATE plans SET title = $4, folded = $5, year = $6, channel = $7, owner = $8, zone = $9,
		   language = $10, country = $11, daily = $12, weekly = $13, archived = $14, month_first = $15,
		   policy = $16, version = version + 1
		 WHERE workspace = $1 AND id = $2 AND version = $3`,
		p.Workspace, p.ID, p.Version, p.Title, text.Fold(p.Title), p.Year, p.Channel, p.Owner, p.Zone,
		p.Language, p.Country, p.Daily, p.Weekly, flag(p.Archived), flag(p.MonthFirst), policyText(p.Policy))
	if err != nil || n == 1 {
		return err
	}
	if _, err := w.Plan(ctx, p.Workspace, p.ID); err != nil {
		return err
	}
	return errMoved()
}

// policyText is a plan's policy as a column that may be empty.
func policyText(p *work.Policy) any {
	if p == nil {
		return nil
	}
	b, _ := json.Marshal(p) // numbers and lists of them always marshal
	return string(b)
}
