package app

import (
	"context"
	"time"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// DraftLife is how long a read plan waits to be confirmed.
const DraftLife = 7 * 24 * time.Hour

// Propose keeps a draft until it is confirmed and, where announce is true, owes
// its channel the message that offers to import it.
func (a *App) Propose(ctx context.Context, who Actor, source string, d work.Draft, announce bool) (string, error) {
	id := a.newID()
	err := a.write(ctx, who, func(w Writer) error {
		if err := w.DropDrafts(ctx, a.now()); err != nil {
			return err
		}
		err := w.PutDraft(ctx, work.StoredDraft{
			ID: id, Workspace: who.Workspace, By: who.Person, Channel: who.Channel, Source: source,
			Read: d, Draft: d, CreatedAt: a.now(), ExpiresAt: a.now().Add(DraftLife),
		})
		if err != nil || !announce {
			return err
		}
		_, err = a.enqueue(ctx, w, work.Delivery{
			Workspace: who.Workspace, Key: "draft/" + id, Kind: work.DraftDelivery, To: who.Channel, Ref: id,
		})
		return err
	})
	a.wake()
	return id, err
}

// Sorry owes the actor's channel a sentence about a document that could not
// be read; key and args are kept as said.
func (a *App) Sorry(ctx context.Context, who Actor, said string) error {
	err := a.write(ctx, who, func(w Writer) error {
		id := a.newID()
		_, err := a.enqueue(ctx, w, work.Delivery{
			Workspace: who.Workspace, Key: "sorry/" + id, Kind: work.SorryDelivery, To: who.Channel, Ref: said,
		})
		return err
	})
	a.wake()
	return err
}

// Review shows a draft and what is known of the units that lead its tasks.
func (a *App) Review(ctx context.Context, who Actor, id string) (work.Review, error) {
	var out work.Review
	err := a.store.Read(ctx, func(r Reader) error {
		d, err := a.draft(ctx, r, who.Workspace, id)
		if err != nil {
			return err
		}
		units, err := r.Units(ctx, who.Workspace)
		if err != nil {
			return err
		}
		out = work.Review{Stored: d, Units: reviewUnits(d.Draft, work.Team{Units: units})}
		return nil
	})
	return out, err
}

// draft finds one that has not expired.
func (a *App) draft(ctx context.Context, r Reader, ws int64, id string) (work.StoredDraft, error) {
	d, err := r.Draft(ctx, ws, id)
	if work.CodeOf(err) == work.NotFound || err == nil && d.Plan == 0 && d.ExpiresAt.Before(a.now()) {
		return d, work.E(work.Expired, "error.draft_gone", nil)
	}
	return d, err
}

func reviewUnits(d work.Draft, team work.Team) []work.ReviewUnit {
	var out []work.ReviewUnit
	seen := map[string]bool{}
	for _, t := range d.Tasks {
		f := text.Fold(t.Lead)
		if f == "" || seen[f] {
			continue
		}
		seen[f] = true
		u, known := team.Unit(t.Lead)
		out = append(out, work.ReviewUnit{Name: t.Lead, Known: known && u.Head != "", Head: u.Head, Members: u.Members})
	}
	return out
}
