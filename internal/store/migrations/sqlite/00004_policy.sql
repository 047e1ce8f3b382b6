-- +goose Up

-- A plan's own rules of reminding; empty where it follows the usual ones.
ALTER TABLE plans ADD COLUMN policy TEXT;

-- How a person wants to be reminded, and when they are away.
ALTER TABLE people ADD COLUMN hour TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN hour_zone TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN no_digest INTEGER NOT NULL DEFAULT 0 CHECK (no_digest IN (0, 1));
ALTER TABLE people ADD COLUMN away_from TEXT;
ALTER TABLE people ADD COLUMN away_until TEXT;
ALTER TABLE people ADD COLUMN deputy TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN preferred_at INTEGER;
-- Who ever set any of these, and the deactivated.
ALTER TABLE people ADD COLUMN apart INTEGER NOT NULL DEFAULT 0 CHECK (apart IN (0, 1));
UPDATE people SET apart = 1 WHERE deleted = 1;
CREATE INDEX people_apart ON people (id) WHERE apart = 1;

-- task is the first occurrence of a duty that comes back.
CREATE TABLE snoozes (
  workspace INTEGER NOT NULL,
  task      INTEGER NOT NULL,
  person    TEXT NOT NULL,
  until_on  TEXT NOT NULL,
  made_at   INTEGER NOT NULL,
  PRIMARY KEY (workspace, task, person),
  FOREIGN KEY (workspace, task) REFERENCES tasks (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX snoozes_day ON snoozes (workspace, until_on, task, person);

-- The ledger says of each rung why it was for this person, and why it was not
-- said where it was not.
ALTER TABLE reminders ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE reminders ADD COLUMN moved_from TEXT;
ALTER TABLE reminders ADD COLUMN stands_for TEXT NOT NULL DEFAULT '';
ALTER TABLE reminders ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE reminders ADD COLUMN until_on TEXT;
ALTER TABLE reminders ADD COLUMN told_instead TEXT NOT NULL DEFAULT '';
ALTER TABLE reminders ADD COLUMN planned_at INTEGER;
CREATE INDEX reminders_delivery ON reminders (delivery, id) WHERE delivery <> '';
