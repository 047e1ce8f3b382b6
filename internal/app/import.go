package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// Imported is a plan that has just come in.
type Imported struct {
	Plan  work.Plan
	Lines []work.Line
	Again bool // this draft was imported before: nothing was changed
	// Later is true where the draft was a later version of a plan; the counts
	// are those of its lines, Held those not applied: left out, or changed in
	// chat meanwhile. Nothing is new, changed or gone where nothing was to change.
	Later                          bool
	New, Changed, Gone, Same, Held int
	Renumbered                     int // of Same, those that have another number now
}

// Confirmation is what somebody confirmed who looked a draft through.
type Confirmation struct {
	Draft   string
	Version int64             // that they saw
	Channel string            // that follows a plan of its own; a later version stays in its plan's
	Units   []work.Unit       // to be named, with head and members; one without a head is left for later
	Same    map[string]string // the known unit that a printed name means
}

// Import turns a draft into a plan followed in a channel, owned by the actor,
// or applies the later version of a plan to it. The same draft twice is the
// same plan; a draft that has another version than was seen, or a plan of the
// same title and year in the channel, is a Conflict. Only its owner may apply a
// later version: for others it is Forbidden.
func (a *App) Import(ctx context.Context, who Actor, c Confirmation) (Imported, error) {
	var out Imported
	err := a.write(ctx, who, func(w Writer) error {
		out = Imported{}
		d, err := a.draft(ctx, w, who.Workspace, c.Draft)
		if err != nil {
			return err
		}
		if d.Plan != 0 {
			out.Again = true
			out.Plan, err = w.Plan(ctx, who.Workspace, d.Plan)
			return err
		}
		if err := asSeen(&d, c.Version); err != nil {
			return err
		}
		out, err = a.take(ctx, w, who, &d, c)
		return err
	})
	if err != nil {
		return Imported{}, err
	}
	a.wake()
	err = a.store.Read(ctx, func(r Reader) (err error) {
		out.Lines, err = a.lines(ctx, r, out.Plan)
		return err
	})
	return out, err
}

// take puts a draft into its plan, and keeps that it did.
func (a *App) take(ctx context.Context, w Writer, who Actor, d *work.StoredDraft, c Confirmation) (out Imported, err error) {
	if err := callUnits(ctx, w, d, c.Same); err != nil {
		return out, err
	}
	if d.Again() {
		out, err = a.apply(ctx, w, who, d)
	} else {
		out.Plan, err = a.putPlan(ctx, w, who, d, c.Channel)
	}
	if err != nil {
		return out, err
	}
	if err := a.putUnits(ctx, w, who, c.Units); err != nil {
		return out, err
	}
	d.Plan, d.ImportedAt = out.Plan.ID, a.now()
	return out, w.UpdateDraft(ctx, *d)
}

// callUnits gives the draft's leads and coordinators the names of the known
// units that they were said to be.
func callUnits(ctx context.Context, r Reader, d *work.StoredDraft, same map[string]string) error {
	if len(same) == 0 {
		return nil
	}
	units, err := r.Units(ctx, d.Workspace)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for printed, name := range same {
		u, known := work.Team{Units: units}.Unit(name)
		if !known {
			var all []string
			for _, u := range units {
				all = append(all, u.Name)
			}
			return work.E(work.NotFound, "error.unit_unknown", work.Args{"Given": name, "Names": all})
		}
		names[text.Fold(printed)] = u.Name
	}
	d.Draft.CallLeads(names)
	return nil
}

func (a *App) putUnits(ctx context.Context, w Writer, who Actor, units []work.Unit) error {
	plans, err := w.Plans(ctx, who.Workspace)
	if err != nil {
		return err
	}
	for _, u := range units {
		u.Workspace = who.Workspace
		u.Name = text.Line(text.NFC(u.Name))
		if u.Head == "" {
			continue // left for later
		}
		if err := checkUnit(u); err != nil {
			return err
		}
		if err := a.putUnit(ctx, w, who, plans, &u); err != nil {
			return err
		}
	}
	return nil
}

// putPlan stores a draft as a plan of its own, without the lines left out, and
// keeps in it what became of its lines.
func (a *App) putPlan(ctx context.Context, w Writer, who Actor, d *work.StoredDraft, channel string) (work.Plan, error) {
	p, err := a.newPlan(ctx, w, who, *d, channel)
	if err != nil {
		return p, err
	}
	if !slices.ContainsFunc(d.Draft.Tasks, func(t work.DraftTask) bool { return !t.Out }) {
		return p, work.E(work.Invalid, "error.draft_empty", nil)
	}
	if err := noTwin(ctx, w, p); err != nil {
		return p, err
	}
	if p.ID, err = w.InsertPlan(ctx, p); err != nil {
		return p, err
	}
	p.Version = 1
	put := &planting{app: a, w: w, who: who, plan: p, change: a.newID(), taken: work.Refs{}}
	d.Edition, d.Rows = 1, make([][]int64, len(d.Draft.Tasks))
	for i := range d.Draft.Tasks {
		if d.Rows[i], err = put.task(ctx, &d.Draft, i); err != nil {
			return p, err
		}
	}
	_, err = a.enqueue(ctx, w, work.Delivery{
		Workspace: who.Workspace, Key: fmt.Sprintf("imported/%d", p.ID),
		Kind: work.ImportedMessage, To: p.Channel, Plan: p.ID,
	})
	return p, err
}

func (a *App) newPlan(ctx context.Context, r Reader, who Actor, d work.StoredDraft, channel string) (work.Plan, error) {
	owner, err := r.Person(ctx, who.Workspace, who.Person)
	if err != nil && work.CodeOf(err) != work.NotFound {
		return work.Plan{}, err
	}
	p := work.Plan{
		Workspace: who.Workspace, Title: text.Cut(d.Draft.Title, work.MaxTitle), Year: d.Draft.Year,
		Channel: channel, Owner: who.Person, Language: owner.Language,
		Zone: a.plan.Zone, Country: a.plan.Country, Daily: a.plan.Daily, Weekly: a.plan.Weekly,
		MonthFirst: d.MonthFirst, CreatedAt: a.now(),
	}
	if p.Title == "" {
		p.Title = d.Source
	}
	if owner.Zone != "" {
		p.Zone, p.Country = owner.Zone, calendar.CountryOfZone(owner.Zone)
	}
	return p, nil
}

// noTwin refuses a plan that the channel follows already.
func noTwin(ctx context.Context, r Reader, p work.Plan) error {
	plans, err := r.Plans(ctx, p.Workspace)
	if err != nil {
		return err
	}
	for _, o := range plans {
		if o.Channel == p.Channel && o.Year == p.Year && text.Fold(o.Title) == text.Fold(p.Title) {
			return work.E(work.Conflict, "error.plan_exists", work.Args{"Title": o.Title})
		}
	}
	return nil
}

// planting stores a draft's tasks one after another.
type planting struct {
	app      *App
	w        Writer
	who      Actor
	plan     work.Plan
	change   string
	position int
	taken    work.Refs
	days     *calendar.Calendar
	names    *work.Names // of the workspace's people, once they are needed
}

// task stores the i-th task of a draft with its activities and returns their
// ids, for StoredDraft.Rows.
func (p *planting) task(ctx context.Context, d *work.Draft, i int) ([]int64, error) {
	at := work.DraftLine{Task: i, Activity: -1}
	dt := &d.Tasks[i]
	ids := make([]int64, 1+len(dt.Activities))
	if dt.Out {
		return ids, nil
	}
	t, err := p.row(d, at)
	if err != nil {
		return nil, err
	}
	t.Ref = p.free(d.Ref(at), strconv.Itoa(i+1))
	parent, err := p.enter(ctx, t, dt.Stand)
	if err != nil {
		return nil, err
	}
	ids[0] = parent.ID
	if dt.Itself() {
		ids[1] = parent.ID
		return ids, nil
	}
	for n := range dt.Activities {
		if dt.Activities[n].Out {
			continue
		}
		if ids[1+n], err = p.activity(ctx, d, work.DraftLine{Task: i, Activity: n}, parent); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// activity stores one activity of a task and returns its id.
func (p *planting) activity(ctx context.Context, d *work.Draft, at work.DraftLine, parent work.Task) (int64, error) {
	t, err := p.row(d, at)
	if err != nil {
		return 0, err
	}
	t.Parent = parent.ID
	ref := partRef(d, at, parent.Ref)
	t.Ref = p.free(ref, ref)
	t, err = p.enter(ctx, t, d.Tasks[at.Task].Activities[at.Activity].Stand)
	return t.ID, err
}

// partRef is an activity's ref as printed, else its place in its task.
func partRef(d *work.Draft, at work.DraftLine, parent string) string {
	if own := work.CleanRef(d.Tasks[at.Task].Activities[at.Activity].Ref); own != "" {
		return own
	}
	return work.ChildRef(parent, at.Activity+1)
}

// row is the task that a line becomes. A duty that comes back begins with its
// next occurrence.
func (p *planting) row(d *work.Draft, at work.DraftLine) (work.Task, error) {
	t := d.Task(at)
	cal, err := p.calendar()
	if err == nil {
		t.Deadline = work.FirstDeadline(d.Reading(at), p.plan, p.today(), cal)
	}
	return t, err
}

// calendar is the plan's working calendar, made once.
func (p *planting) calendar() (*calendar.Calendar, error) {
	if p.days != nil {
		return p.days, nil
	}
	var err error
	p.days, err = p.app.CalendarOf(p.plan)
	return p.days, err
}

func (p *planting) today() calendar.Date { return p.plan.Today(p.app.now()) }

func (p *planting) insert(ctx context.Context, t work.Task) (work.Task, error) {
	p.position++
	t.Workspace, t.Plan, t.Position = p.plan.Workspace, p.plan.ID, p.position
	t.CreatedOn, t.UpdatedAt = p.plan.Today(p.app.now()), p.app.now()
	if t.State == "" {
		t.State = work.NotStarted
	}
	return p.put(ctx, t)
}

// put stores a task with the event that begins its history.
func (p *planting) put(ctx context.Context, t work.Task) (work.Task, error) {
	t, err := p.w.InsertTask(ctx, t)
	if err != nil {
		return t, err
	}
	who := p.who
	who.Door = work.ByImport
	return t, p.app.recordNew(ctx, p.w, who, t, p.change)
}

func (p *planting) free(ref, fallback string) string { return p.taken.Free(ref, fallback) }
