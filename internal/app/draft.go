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
	var stored work.StoredDraft
	err := a.store.Read(ctx, func(r Reader) error {
		read, err := doubtAssignees(ctx, r, who.Workspace, d)
		if err != nil {
			return err
		}
		stored = work.StoredDraft{
			ID: id, Workspace: who.Workspace, By: who.Person, Channel: who.Channel, Source: source,
			Read: read, Draft: read, CreatedAt: a.now(), ExpiresAt: a.now().Add(DraftLife),
		}
		return a.recognise(ctx, r, who, &stored)
	})
	if err != nil {
		return "", err
	}
	err = a.write(ctx, who, func(w Writer) error {
		if err := w.DropDrafts(ctx, a.now()); err != nil {
			return err
		}
		err := w.PutDraft(ctx, stored)
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
// be read: said, in its reader's language and escaped.
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

// Review shows a draft, what is known of the units that lead its tasks and,
// where it is a later version of a plan, what it changes there.
func (a *App) Review(ctx context.Context, who Actor, id string) (work.Review, error) {
	var out work.Review
	err := a.store.Read(ctx, func(r Reader) error {
		d, err := a.draft(ctx, r, who.Workspace, id)
		if err != nil {
			return err
		}
		out, err = a.review(ctx, r, d)
		return err
	})
	return out, err
}

func (a *App) review(ctx context.Context, r Reader, d work.StoredDraft) (work.Review, error) {
	out := work.Review{Stored: d}
	units, err := r.Units(ctx, d.Workspace)
	if err != nil {
		return out, err
	}
	known := map[string]bool{}
	if d.Again() && d.Plan == 0 {
		b, err := a.base(ctx, r, d.Workspace, d.Onto)
		if err != nil {
			return out, err
		}
		out.Onto, out.Difference = &b.plan, work.Compare(&b.draft, &d, b.tasks)
		for _, t := range b.draft.Draft.Tasks {
			known[text.Fold(t.Lead)] = true // asked about when the plan came in
		}
	}
	out.Units = reviewUnits(d.Draft, work.Team{Units: units}, known)
	return out, nil
}

// draft finds one that has not expired.
func (a *App) draft(ctx context.Context, r Reader, ws int64, id string) (work.StoredDraft, error) {
	d, err := r.Draft(ctx, ws, id)
	if work.CodeOf(err) == work.NotFound || err == nil && d.Plan == 0 && d.ExpiresAt.Before(a.now()) {
		return d, work.E(work.Expired, "error.draft_gone", nil)
	}
	return d, err
}

// reviewUnits are the lead units of a draft, but those asked about before.
func reviewUnits(d work.Draft, team work.Team, asked map[string]bool) []work.ReviewUnit {
	var names []string
	for _, u := range team.Units {
		names = append(names, u.Name)
	}
	var out []work.ReviewUnit
	for _, t := range d.Tasks {
		f := text.Fold(t.Lead)
		if f == "" || asked[f] || t.Out {
			continue
		}
		asked[f] = true
		u, known := team.Unit(t.Lead)
		unit := work.ReviewUnit{Name: t.Lead, Known: known && u.Head != "", Head: u.Head, Members: u.Members}
		if !known {
			unit.Like = work.LikeUnits(t.Lead, names)
		}
		out = append(out, unit)
	}
	return out
}
