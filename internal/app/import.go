package app

import (
	"context"
	"fmt"
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
}

// Import turns a draft into a plan followed in a channel, owned by the actor,
// and names heads and members of units given. The same draft twice is the same
// plan; a plan of the same title and year in the channel is a Conflict.
func (a *App) Import(ctx context.Context, who Actor, draftID, channel string, units []work.Unit, same map[string]string) (Imported, error) {
	var out Imported
	err := a.write(ctx, who, func(w Writer) error {
		_ = same // filled in next
		out = Imported{}
		d, err := a.draft(ctx, w, who.Workspace, draftID)
		if err != nil {
			return err
		}
		if d.Plan != 0 {
			out.Again = true
			out.Plan, err = w.Plan(ctx, who.Workspace, d.Plan)
			return err
		}
		if out.Plan, err = a.putPlan(ctx, w, who, d, channel); err != nil {
			return err
		}
		if err := a.putUnits(ctx, w, who, units); err != nil {
			return err
		}
		d.Plan = out.Plan.ID
		if err := w.UpdateDraft(ctx, d); err != nil {
			return err
		}
		_, err = a.enqueue(ctx, w, work.Delivery{
			Workspace: who.Workspace, Key: fmt.Sprintf("imported/%d", out.Plan.ID),
			Kind: work.ImportedMessage, To: out.Plan.Channel, Plan: out.Plan.ID,
		})
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

func (a *App) putPlan(ctx context.Context, w Writer, who Actor, d work.StoredDraft, channel string) (work.Plan, error) {
	p, err := a.newPlan(ctx, w, who, d, channel)
	if err != nil {
		return p, err
	}
	if err := noTwin(ctx, w, p); err != nil {
		return p, err
	}
	if p.ID, err = w.InsertPlan(ctx, p); err != nil {
		return p, err
	}
	p.Version = 1
	put := &planting{app: a, w: w, who: who, plan: p, change: a.newID(), taken: map[string]bool{}}
	for i, t := range d.Draft.Tasks {
		if err := put.task(ctx, i, t); err != nil {
			return p, err
		}
	}
	return p, nil
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
		CreatedAt: a.now(),
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
	taken    map[string]bool
	names    *work.Names // of the workspace's people, once they are needed
}

func (p *planting) task(ctx context.Context, i int, d work.DraftTask) error {
	t := work.Task{
		Ref: p.free(work.CleanRef(d.Ref), strconv.Itoa(i+1)), Title: d.Title, Lead: d.Lead,
		Coordinators: d.Coordinators, Target: d.Target, Rank: d.Rank, Results: d.Results,
	}
	for _, name := range d.Items {
		t.Items = append(t.Items, work.Item{Kind: work.ResultItem, Name: name})
	}
	alone := len(d.Activities) == 1 && text.Fold(d.Activities[0].Text) == text.Fold(d.Title)
	if alone {
		if err := p.fill(&t, d.Activities[0]); err != nil {
			return err
		}
	}
	parent, err := p.enter(ctx, t, d.Stand)
	if err != nil || alone {
		return err
	}
	for n, da := range d.Activities {
		ref := work.ChildRef(parent.Ref, n+1)
		if own := work.CleanRef(da.Ref); own != "" {
			ref = own
		}
		child := work.Task{Parent: parent.ID, Ref: p.free(ref, ref), Title: da.Text}
		if err := p.fill(&child, da); err != nil {
			return err
		}
		if _, err := p.enter(ctx, child, da.Stand); err != nil {
			return err
		}
	}
	return nil
}

// fill gives a task what an activity says: its deadline and its checklist. A
// duty that comes back begins with its next occurrence.
func (p *planting) fill(t *work.Task, d work.DraftActivity) error {
	cal, err := calendarOf(p.plan)
	if err != nil {
		return err
	}
	t.Deadline = work.FirstDeadline(d.Deadline, p.plan, p.plan.Today(p.app.now()), cal)
	for _, name := range d.Checklist {
		t.Items = append(t.Items, work.Item{Kind: work.CheckItem, Name: name})
	}
	return nil
}

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

// free is the ref, or where it is empty or taken, fallback with as many
// primes as it takes.
func (p *planting) free(ref, fallback string) string {
	if ref == "" {
		ref = fallback
	}
	for n := 2; p.taken[ref]; n++ {
		ref = fallback + "x" + strconv.Itoa(n)
	}
	p.taken[ref] = true
	return ref
}
