package store

import (
	"context"

	"nhacviec/internal/work"
)

const workspaceColumns = `id, enterprise, team, name`

func scanWorkspace(r row, w *work.Workspace) error {
	return r.Scan(&w.ID, &w.Enterprise, &w.Team, &w.Name)
}

func (r reader) Workspace(ctx context.Context, id int64) (work.Workspace, error) {
	return one(ctx, r.session, scanWorkspace,
		`SELECT `+workspaceColumns+` FROM workspaces WHERE id = $1`, id)
}

func (r reader) WorkspaceByTeam(ctx context.Context, enterprise, team string) (work.Workspace, error) {
	return one(ctx, r.session, scanWorkspace,
		`SELECT `+workspaceColumns+` FROM workspaces WHERE enterprise = $1 AND team = $2`, enterprise, team)
}

func (r reader) Workspaces(ctx context.Context) ([]work.Workspace, error) {
	return list(ctx, r.session, scanWorkspace, `SELECT `+workspaceColumns+` FROM workspaces ORDER BY id`)
}

func (w writer) PutWorkspace(ctx context.Context, ws work.Workspace) (int64, error) {
	return one(ctx, w.session, value[int64],
		`INSERT INTO workspaces (enterprise, team, name) VALUES ($1, $2, $3)
		 ON CONFLICT (enterprise, team) DO UPDATE SET name = excluded.name
		 RETURNING id`, ws.Enterprise, ws.Team, ws.Name)
}
