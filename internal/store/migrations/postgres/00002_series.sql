-- +goose Up

-- A duty that comes back is a series of tasks, one for each occurrence. series
-- is the first of them; it is empty for the first itself and for what comes
-- once. An occurrence keeps how the duty comes back.
ALTER TABLE tasks ADD COLUMN recur_month BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN recur_from TEXT COLLATE "C";
ALTER TABLE tasks ADD COLUMN recur_until TEXT COLLATE "C";
ALTER TABLE tasks ADD COLUMN series BIGINT;
ALTER TABLE tasks ADD FOREIGN KEY (workspace, series) REFERENCES tasks (workspace, id);
CREATE INDEX tasks_series ON tasks (series, id) WHERE series IS NOT NULL;
