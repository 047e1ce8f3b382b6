-- +goose Up

-- Times are milliseconds UTC, dates YYYY-MM-DD, lists JSON, booleans 0 or 1.
-- Keys across tables carry the workspace, so that no row can point into
-- another workspace's. People are Slack's ids: a plan may name somebody whom
-- the bot has not met yet.

CREATE TABLE workspaces (
  id         INTEGER PRIMARY KEY,
  enterprise TEXT NOT NULL,
  team       TEXT NOT NULL,
  name       TEXT NOT NULL,
  UNIQUE (enterprise, team)
) STRICT;

CREATE TABLE people (
  workspace INTEGER NOT NULL REFERENCES workspaces (id),
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  folded    TEXT NOT NULL,
  language  TEXT NOT NULL,
  zone      TEXT NOT NULL,
  deleted   INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
  id        INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL REFERENCES workspaces (id),
  name      TEXT NOT NULL,
  folded    TEXT NOT NULL,
  head      TEXT NOT NULL,
  UNIQUE (workspace, folded),
  UNIQUE (workspace, id)
) STRICT;

CREATE TABLE unit_members (
  workspace INTEGER NOT NULL,
  unit      INTEGER NOT NULL,
  person    TEXT NOT NULL,
  position  INTEGER NOT NULL,
  PRIMARY KEY (unit, person),
  FOREIGN KEY (workspace, unit) REFERENCES units (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE plans (
  id         INTEGER PRIMARY KEY,
  workspace  INTEGER NOT NULL REFERENCES workspaces (id),
  title      TEXT NOT NULL,
  folded     TEXT NOT NULL,
  year       INTEGER NOT NULL,
  channel    TEXT NOT NULL,
  owner      TEXT NOT NULL,
  zone       TEXT NOT NULL,
  language   TEXT NOT NULL,
  country    TEXT NOT NULL,
  daily      TEXT NOT NULL,
  weekly     TEXT NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  created_at INTEGER NOT NULL,
  archived   INTEGER NOT NULL CHECK (archived IN (0, 1)),
  UNIQUE (workspace, id)
) STRICT;

CREATE TABLE tasks (
  id            INTEGER PRIMARY KEY,
  workspace     INTEGER NOT NULL,
  plan          INTEGER NOT NULL,
  parent        INTEGER,
  ref           TEXT NOT NULL,
  position      INTEGER NOT NULL,
  title         TEXT NOT NULL,
  folded        TEXT NOT NULL,
  lead          TEXT NOT NULL,
  coordinators  TEXT NOT NULL,
  assignee      TEXT NOT NULL,
  target_count  INTEGER,
  target_unit   TEXT,
  rank          TEXT NOT NULL,
  results       TEXT NOT NULL,
  phrase        TEXT NOT NULL,
  start_on      TEXT,
  due_on        TEXT,
  recurrence    TEXT NOT NULL,
  recur_day     INTEGER NOT NULL,
  recur_weekday INTEGER NOT NULL,
  due_exclusive INTEGER NOT NULL CHECK (due_exclusive IN (0, 1)),
  state         TEXT NOT NULL
                CHECK (state IN ('not_started', 'in_progress', 'awaiting', 'done', 'paused', 'cancelled')),
  percent       INTEGER CHECK (percent BETWEEN 0 AND 100),
  counted       INTEGER CHECK (counted >= 0),
  stages        TEXT NOT NULL,
  version       INTEGER NOT NULL CHECK (version > 0),
  created_on    TEXT,
  updated_at    INTEGER,
  done_on       TEXT,
  archived      INTEGER NOT NULL CHECK (archived IN (0, 1)),
  UNIQUE (workspace, id),
  FOREIGN KEY (workspace, plan) REFERENCES plans (workspace, id),
  FOREIGN KEY (workspace, parent) REFERENCES tasks (workspace, id)
) STRICT;
CREATE UNIQUE INDEX tasks_ref ON tasks (workspace, plan, ref) WHERE archived = 0;
CREATE INDEX tasks_order ON tasks (plan, parent, position, id);
CREATE INDEX tasks_children ON tasks (parent, position, id) WHERE parent IS NOT NULL;

CREATE TABLE items (
  id        INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  task      INTEGER NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('result', 'check')),
  name      TEXT NOT NULL,
  folded    TEXT NOT NULL,
  stage     INTEGER NOT NULL CHECK (stage >= 0),
  position  INTEGER NOT NULL,
  FOREIGN KEY (workspace, task) REFERENCES tasks (workspace, id)
) STRICT;
CREATE INDEX items_task ON items (task, position, id);

CREATE TABLE events (
  id          INTEGER PRIMARY KEY,
  workspace   INTEGER NOT NULL,
  plan        INTEGER NOT NULL,
  task        INTEGER NOT NULL,
  item        INTEGER REFERENCES items (id),
  change      TEXT NOT NULL,
  field       TEXT NOT NULL,
  was         TEXT NOT NULL,
  became      TEXT NOT NULL,
  version     INTEGER NOT NULL,
  author      TEXT NOT NULL,
  door        TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  FOREIGN KEY (workspace, plan) REFERENCES plans (workspace, id),
  FOREIGN KEY (workspace, task) REFERENCES tasks (workspace, id)
) STRICT;
CREATE INDEX events_task ON events (task, id);
CREATE INDEX events_plan ON events (plan, happened_at, id);
CREATE INDEX events_change ON events (workspace, change, id);

CREATE TABLE drafts (
  id         TEXT PRIMARY KEY,
  workspace  INTEGER NOT NULL REFERENCES workspaces (id),
  author     TEXT NOT NULL,
  channel    TEXT NOT NULL,
  source     TEXT NOT NULL,
  draft      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  plan       INTEGER,
  FOREIGN KEY (workspace, plan) REFERENCES plans (workspace, id)
) STRICT;
CREATE INDEX drafts_expiry ON drafts (expires_at) WHERE plan IS NULL;

CREATE TABLE deliveries (
  id         TEXT PRIMARY KEY,
  workspace  INTEGER NOT NULL REFERENCES workspaces (id),
  key        TEXT NOT NULL,
  kind       TEXT NOT NULL,
  recipient  TEXT NOT NULL,
  plan       INTEGER,
  day        TEXT,
  ref        TEXT NOT NULL,
  planned_at INTEGER,
  due_at     INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'sent', 'failed', 'cancelled')),
  not_before INTEGER NOT NULL,
  attempt    INTEGER NOT NULL,
  lease      INTEGER CHECK ((state = 'sending') = (lease IS NOT NULL)),
  fence      INTEGER NOT NULL,
  posting    INTEGER,
  channel    TEXT NOT NULL,
  ts         TEXT NOT NULL,
  sent_at    INTEGER,
  problem    TEXT NOT NULL,
  UNIQUE (workspace, key),
  FOREIGN KEY (workspace, plan) REFERENCES plans (workspace, id)
) STRICT;
CREATE INDEX deliveries_open ON deliveries (workspace, recipient, due_at, id)
  WHERE state IN ('ready', 'sending');

-- A reminder may be entered before the delivery that will carry it is, or
-- beside one that was there already: delivery is not a foreign key.
CREATE TABLE reminders (
  id        INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  task      INTEGER NOT NULL,
  deadline  TEXT NOT NULL,
  rung      TEXT NOT NULL,
  person    TEXT NOT NULL,
  fell_on   TEXT NOT NULL,
  delivery  TEXT NOT NULL,
  UNIQUE (task, deadline, rung, person),
  FOREIGN KEY (workspace, task) REFERENCES tasks (workspace, id)
) STRICT;
CREATE INDEX reminders_task ON reminders (workspace, task, fell_on, id);
CREATE INDEX reminders_day ON reminders (workspace, fell_on, id);

-- What runs for the whole installation belongs to no workspace: a schedule's
-- name holds its plan, and a request comes in before its workspace is known.
CREATE TABLE watermarks (
  name       TEXT PRIMARY KEY,
  reached_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
  seq         INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL,
  payload     BLOB NOT NULL,
  received_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX requests_open ON requests (received_at, seq) WHERE finished_at IS NULL;
