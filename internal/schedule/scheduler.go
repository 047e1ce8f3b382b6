package schedule

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Config is what a Scheduler is made of; Store, Source and Now must be given.
type Config struct {
	Store  Store
	Source Source
	Now    func() time.Time // calendar time
	Log    *slog.Logger     // slog.Default()
}

// Scheduler calls jobs when they are owed. Its methods may be called at once;
// no two jobs run at the same time.
type Scheduler struct {
	cfg  Config
	wake chan struct{} // of room for one
	turn sync.Mutex    // held while jobs run
	read specs
}

// New makes a Scheduler; it does nothing by itself until Run.
func New(cfg Config) (*Scheduler, error) {
	if cfg.Store == nil || cfg.Source == nil || cfg.Now == nil {
		return nil, errors.New("schedule: Store, Source and Now must be given")
	}
	cfg.Log = cmp.Or(cfg.Log, slog.Default())
	return &Scheduler{cfg: cfg, wake: make(chan struct{}, 1)}, nil
}

// JobError says which job failed, or cannot be read.
type JobError struct {
	Name string
	Err  error
}

func (e *JobError) Error() string { return fmt.Sprintf("schedule: job %s: %v", e.Name, e.Err) }
func (e *JobError) Unwrap() error { return e.Err }

// Next is the earliest moment that is owed and not worked out yet; it may lie
// in the past. ok is false where there is none. A job that cannot be read owes
// nothing here: RunDue says what is wrong with it.
func (s *Scheduler) Next(ctx context.Context) (next time.Time, ok bool, err error) {
	return s.earliest(ctx, time.Time{})
}

// RunDue runs each job that is owed a moment up to until: once, with the last
// such moment, in the order of those moments. A job that fails, or cannot be
// read, stops no other; the errors are joined, each a *JobError. It is owed the
// same at the next call, for its watermark has not moved.
func (s *Scheduler) RunDue(ctx context.Context, until time.Time) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	jobs, err := s.jobs(ctx)
	if err != nil {
		return err
	}
	due, errs := owed(jobs, until)
	for _, d := range due {
		if ctx.Err() != nil {
			return errors.Join(append(errs, ctx.Err())...)
		}
		if err := d.Run(ctx, d.since, d.at); err != nil {
			errs = append(errs, &JobError{d.Name, err})
		}
	}
	return errors.Join(errs...)
}

// job is a Job and how far it has been worked out.
type job struct {
	Job
	since time.Time
	times times
	bad   error // its spec or zone
}

// duty is a job that is owed, and the last moment that it is owed for.
type duty struct {
	job
	at time.Time
}

func owed(jobs []job, until time.Time) (due []duty, errs []error) {
	for _, j := range jobs {
		if j.bad != nil {
			errs = append(errs, &JobError{j.Name, j.bad})
			continue
		}
		if at := j.times.last(j.since, until); !at.IsZero() {
			due = append(due, duty{j, at})
		}
	}
	slices.SortStableFunc(due, func(a, b duty) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.Name, b.Name))
	})
	return due, errs
}

// earliest is the earliest moment owed of those after the given one.
func (s *Scheduler) earliest(ctx context.Context, after time.Time) (next time.Time, ok bool, err error) {
	jobs, err := s.jobs(ctx)
	if err != nil {
		return time.Time{}, false, err
	}
	for _, j := range jobs {
		if j.bad != nil {
			continue
		}
		from := j.since
		if from.Before(after) {
			from = after
		}
		if t := j.times.next(from); !t.IsZero() && (!ok || t.Before(next)) {
			next, ok = t, true
		}
	}
	return next, ok, nil
}

func (s *Scheduler) jobs(ctx context.Context) ([]job, error) {
	named, err := s.cfg.Source(ctx)
	if err != nil {
		return nil, fmt.Errorf("schedule: the jobs: %w", err)
	}
	marks, err := s.cfg.Store.Watermarks(ctx)
	if err != nil {
		return nil, fmt.Errorf("schedule: the watermarks: %w", err)
	}
	jobs := make([]job, len(named))
	for i, n := range named {
		jobs[i] = job{Job: n, since: n.Since}
		if mark, ok := marks[n.Name]; ok {
			jobs[i].since = mark
		}
		jobs[i].times, jobs[i].bad = s.read.parse(n.Spec, n.Zone)
	}
	return jobs, nil
}
