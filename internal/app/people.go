package app

import (
	"context"

	"nhacviec/internal/work"
)

// Workspace stores or refreshes a workspace by its enterprise and team.
func (a *App) Workspace(ctx context.Context, w work.Workspace) (work.Workspace, error) {
	err := a.store.Write(ctx, func(tx Writer) (err error) {
		w.ID, err = tx.PutWorkspace(ctx, w)
		return err
	})
	return w, err
}

// Workspaces lists all there are.
func (a *App) Workspaces(ctx context.Context) ([]work.Workspace, error) {
	var out []work.Workspace
	err := a.store.Read(ctx, func(r Reader) (err error) {
		out, err = r.Workspaces(ctx)
		return err
	})
	return out, err
}

// Person looks a person up; NotFound where the bot has not met them.
func (a *App) Person(ctx context.Context, ws int64, id string) (work.Person, error) {
	var p work.Person
	err := a.store.Read(ctx, func(r Reader) (err error) {
		p, err = r.Person(ctx, ws, id)
		return err
	})
	return p, err
}

// Names are the names of those the bot has met, by their ids.
func (a *App) Names(ctx context.Context, ws int64) (map[string]string, error) {
	out := map[string]string{}
	err := a.store.Read(ctx, func(r Reader) error {
		people, err := r.People(ctx, ws)
		for _, p := range people {
			out[p.ID] = p.Name
		}
		return err
	})
	return out, err
}

// Meet stores or refreshes people.
func (a *App) Meet(ctx context.Context, people ...work.Person) error {
	return a.store.Write(ctx, func(w Writer) error {
		for _, p := range people {
			if err := w.PutPerson(ctx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// Receive keeps a request that will be worked on after its ack; false where
// it was received before.
func (a *App) Receive(ctx context.Context, r work.Request) (bool, error) {
	r.ReceivedAt = a.now()
	fresh := false
	err := a.store.Write(ctx, func(w Writer) (err error) {
		fresh, err = w.OpenRequest(ctx, r)
		return err
	})
	return fresh, err
}

// Settle marks a request as done that changed nothing.
func (a *App) Settle(ctx context.Context, key string) error {
	return a.store.Write(ctx, func(w Writer) error {
		_, err := w.FinishRequest(ctx, key, a.now())
		return err
	})
}

// Unsettled are the requests that a crash left undone.
func (a *App) Unsettled(ctx context.Context) ([]work.Request, error) {
	var out []work.Request
	err := a.store.Read(ctx, func(r Reader) (err error) {
		out, err = r.OpenRequests(ctx)
		return err
	})
	return out, err
}

// Plans lists the workspace's plans; 0 means every workspace.
func (a *App) Plans(ctx context.Context, ws int64) ([]work.Plan, error) {
	var out []work.Plan
	err := a.store.Read(ctx, func(r Reader) (err error) {
		out, err = r.Plans(ctx, ws)
		return err
	})
	return out, err
}
