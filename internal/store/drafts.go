package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"nhacviec/internal/work"
)

const dropDrafts = `DELETE FROM drafts WHERE expires_at < $1 AND plan IS NULL`

func scanDraft(r row, d *work.StoredDraft) error {
	err := r.Scan(&d.ID, &d.Workspace, &d.By, &d.Channel, &d.Source, asJSON{&d.Draft},
		asTime{&d.CreatedAt}, asTime{&d.ExpiresAt}, asID{&d.Plan})
	plainDoubts(&d.Draft)
	return err
}

func (r reader) Draft(ctx context.Context, ws int64, id string) (work.StoredDraft, error) {
	return one(ctx, r.session, scanDraft,
		`SELECT id, workspace, author, channel, source, draft, created_at, expires_at, plan
		 FROM drafts WHERE workspace = $1 AND id = $2`, ws, id)
}

func (w writer) PutDraft(ctx context.Context, d work.StoredDraft) error {
	body, err := json.Marshal(d.Draft)
	if err != nil {
		return fmt.Errorf("store: draft: %w", err)
	}
	n, err := w.exec(ctx,
		`INSERT INTO drafts (id, workspace, author, channel, source, draft, created_at, expires_at, plan)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		 ON CONFLICT (id) DO UPDATE SET author = excluded.author, channel = excluded.channel,
		   source = excluded.source, draft = excluded.draft, created_at = excluded.created_at,
		   expires_at = excluded.expires_at, plan = excluded.plan
		 WHERE drafts.workspace = excluded.workspace`,
		d.ID, d.Workspace, d.By, d.Channel, d.Source, string(body), millis(d.CreatedAt), millis(d.ExpiresAt),
		optID(d.Plan))
	if err == nil && n == 0 {
		return work.E(work.Conflict, "error.duplicate", nil) // another workspace's
	}
	return err
}

func (w writer) DropDrafts(ctx context.Context, t time.Time) error {
	_, err := w.exec(ctx, dropDrafts, millis(t))
	return err
}

// plainDoubts gives the arguments of doubts back as the numbers and words they
// were: a plural is chosen by an int, not by a json.Number.
func plainDoubts(d *work.Draft) {
	plainAll(d.Doubts)
	for i := range d.Tasks {
		plainAll(d.Tasks[i].Doubts)
		for j := range d.Tasks[i].Activities {
			plainAll(d.Tasks[i].Activities[j].Doubts)
		}
	}
}

func plainAll(doubts []work.Doubt) {
	for _, d := range doubts {
		for k, v := range d.Args {
			d.Args[k] = plain(v)
		}
	}
}

func plain(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return int(n)
		}
		f, _ := v.Float64()
		return f
	case []any:
		return plainList(v)
	}
	return v
}

// plainList is the []string that went in, where all are words.
func plainList(vs []any) any {
	words := make([]string, 0, len(vs))
	for i, v := range vs {
		if s, ok := v.(string); ok {
			words = append(words, s)
		}
		vs[i] = plain(v)
	}
	if len(words) == len(vs) {
		return words
	}
	return vs
}
