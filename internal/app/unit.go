package app

import (
	"context"
	"slices"
	"strings"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// SetUnit names a unit's head and members. A unit that the workspace does not
// know is made; a name that is close to the lead of a plan is that lead's.
func (a *App) SetUnit(ctx context.Context, who Actor, u work.Unit) (work.Unit, error) {
	u.Workspace = who.Workspace
	u.Name = text.Line(text.NFC(u.Name))
	if err := checkUnit(u); err != nil {
		return u, err
	}
	err := a.write(ctx, who, func(w Writer) error {
		plans, err := w.Plans(ctx, who.Workspace)
		if err != nil {
			return err
		}
		if u.Name, err = knownName(ctx, w, plans, u); err != nil {
			return err
		}
		return a.putUnit(ctx, w, who, plans, &u)
	})
	return u, err
}

func (a *App) putUnit(ctx context.Context, w Writer, who Actor, plans []work.Plan, u *work.Unit) error {
	units, err := w.Units(ctx, who.Workspace)
	if err != nil {
		return err
	}
	old, known := work.Team{Units: units}.Unit(u.Name)
	if known && !work.MayRunUnit(old, owners(plans), who.Person) {
		return work.E(work.Forbidden, "error.not_your_unit", work.Args{"Unit": old.Name, "Head": work.Mention(old.Head)})
	}
	u.Members = slices.DeleteFunc(slices.Compact(u.Members), func(m string) bool { return m == u.Head })
	u.ID, err = w.PutUnit(ctx, *u)
	return err
}

func checkUnit(u work.Unit) error {
	switch {
	case u.Name == "":
		return work.E(work.Invalid, "error.unit_name", nil)
	case text.Len(u.Name) > work.MaxName:
		return work.E(work.TooLarge, "error.unit_long", work.Args{"Max": work.MaxName})
	case u.Head == "":
		return work.E(work.Invalid, "error.unit_head", work.Args{"Unit": u.Name})
	case len(u.Members) > work.MaxMembers:
		return work.E(work.TooLarge, "error.unit_members", work.Args{"Max": work.MaxMembers})
	}
	return nil
}

// knownName is the printed name that a typed one means: a known unit's or a
// lead's of some plan, compared folded, whole or by a unique part.
func knownName(ctx context.Context, r Reader, plans []work.Plan, u work.Unit) (string, error) {
	names, err := unitNames(ctx, r, u.Workspace, plans)
	if err != nil {
		return "", err
	}
	want := text.Fold(u.Name)
	var part []string
	for _, n := range names {
		folded := text.Fold(n)
		if folded == want {
			return n, nil
		}
		if wordsWithin(folded, want) {
			part = append(part, n)
		}
	}
	if len(part) == 1 {
		return part[0], nil
	}
	return u.Name, nil
}

func wordsWithin(s, part string) bool {
	return part != "" && strings.Contains(" "+s+" ", " "+part+" ")
}

func unitNames(ctx context.Context, r Reader, ws int64, plans []work.Plan) ([]string, error) {
	units, err := r.Units(ctx, ws)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var names []string
	add := func(n string) {
		if f := text.Fold(n); f != "" && !seen[f] {
			seen[f] = true
			names = append(names, n)
		}
	}
	for _, u := range units {
		add(u.Name)
	}
	for _, p := range plans {
		tasks, err := r.Tasks(ctx, ws, p.ID)
		if err != nil {
			return nil, err
		}
		for _, t := range tasks {
			add(t.Lead)
		}
	}
	return names, nil
}

func owners(plans []work.Plan) []string {
	var out []string
	for _, p := range plans {
		out = append(out, p.Owner)
	}
	return out
}
