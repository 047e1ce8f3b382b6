package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// TestQueryPlans holds the queries of every request to their indices: on a plan
// of 100,000 tasks a scan or a sort would be felt.
func TestQueryPlans(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct{ query, index string }{
		{taskByID, "USING INTEGER PRIMARY KEY"},
		{taskByRef, "tasks_ref"},
		{tasksOfParent, "tasks_children"},
		{laterOccurrences, "tasks_series"},
		{tasksOfPlan, "tasks_order"},
		{refsOfPlan, "tasks_order"},
		{eventsOf, "events_task"},
		{eventsOfChange, "events_change"},
		{eventsBetween, "events_plan"},
		{claimable, "deliveries_open"},
		{nextClaimable, "deliveries_open"},
		{remindersOf, "reminders_task"},
		{remindersOn, "reminders_day"},
		{remindersIn, "reminders_delivery"},
		{peopleApart, "people_apart"},
		{snoozesFrom, "snoozes_day"},
		{snoozesOf, "PRIMARY KEY"},
		{openRequests, "requests_open"},
		{dropDrafts, "drafts_expiry"},
		{lastDraft, "drafts_plan"},
	} {
		steps := explain(t, db, c.query)
		all := strings.Join(steps, "\n")
		if !strings.Contains(all, c.index) {
			t.Errorf("%s\nuses no %s:\n%s", c.query, c.index, all)
		}
		for _, step := range steps {
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "INDEX") {
				t.Errorf("%s\nscans a table:\n%s", c.query, all)
			}
		}
	}
}

func explain(t *testing.T, db *DB, query string) (steps []string) {
	t.Helper()
	args := make([]any, strings.Count(query, "$"))
	for i := range args {
		args[i] = 1
	}
	onWriter(t, db, func(ctx context.Context, s *session) (err error) {
		steps, err = list(ctx, s, func(r row, detail *string) error {
			var id, parent, unused int
			return r.Scan(&id, &parent, &unused, detail)
		}, "EXPLAIN QUERY PLAN "+query, args...)
		return err
	})
	return steps
}
