package container

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// Relation is a part that another part names. References out of the file
// (TargetMode="External": links, data connections, templates) are never among
// them.
type Relation struct {
	ID     string
	Type   string // the last element of the type's address: "styles", "numbering", "worksheet"
	Target string // the part's name
}

// Relations returns what a part refers to, in the order of the file; none
// where it refers to nothing.
func (a *Archive) Relations(ctx context.Context, part string) ([]Relation, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !a.Has(name) {
		return nil, nil
	}
	x, err := a.XML(ctx, name)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var out []Relation
	for {
		t, err := x.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || strings.EqualFold(attr(e, "TargetMode"), "External") {
			continue
		}
		out = append(out, Relation{ID: attr(e, "Id"), Type: path.Base(attr(e, "Type")), Target: resolve(dir, attr(e, "Target"))})
	}
}

// Related returns the name of the first part of a type that a part refers to,
// "" where there is none.
func (a *Archive) Related(ctx context.Context, part, kind string) (string, error) {
	all, err := a.Relations(ctx, part)
	for _, r := range all {
		if r.Type == kind && a.Has(r.Target) {
			return r.Target, err
		}
	}
	return "", err
}

func resolve(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(dir, target)
}
