-- +goose Up

-- A draft is mended in its review and may be a later version of a plan. What
-- was read stays as it is; mends holds what differs from it. task_rows are the
-- tasks that its lines became, by which the next version finds them.
ALTER TABLE drafts ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);
ALTER TABLE drafts ADD COLUMN mends TEXT;
ALTER TABLE drafts ADD COLUMN month_first INTEGER NOT NULL DEFAULT 0 CHECK (month_first IN (0, 1));
ALTER TABLE drafts ADD COLUMN onto INTEGER REFERENCES plans (id);
ALTER TABLE drafts ADD COLUMN alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1));
ALTER TABLE drafts ADD COLUMN chosen TEXT;
ALTER TABLE drafts ADD COLUMN task_rows TEXT;
ALTER TABLE drafts ADD COLUMN imported_at INTEGER;
ALTER TABLE drafts ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
UPDATE drafts SET imported_at = created_at, edition = 1 WHERE plan IS NOT NULL;
CREATE INDEX drafts_plan ON drafts (plan, edition) WHERE plan IS NOT NULL;

ALTER TABLE plans ADD COLUMN month_first INTEGER NOT NULL DEFAULT 0 CHECK (month_first IN (0, 1));

-- An item that a later version of the plan names no more keeps its history.
ALTER TABLE items ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
