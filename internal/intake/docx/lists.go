package docx

import (
	"context"

	"nhacviec/internal/intake/container"
)

// levels is how deep lists go (ECMA-376 part 1, 17.9.6).
const levels = 9

// level says how one level of a list is numbered.
type level struct {
	start   int
	format  string // w:numFmt: decimal, lowerLetter, bullet, …
	pattern string // w:lvlText: "%1.%2."
	style   string // the paragraph style that is on this level
	restart int    // w:lvlRestart: the level above that restarts it, 1-based; unset = any, 0 = none
	legal   bool   // w:isLgl: all numbers of the pattern in Arabic digits
	pad     int    // digits of a custom format "001, 002, …"
}

// definition is w:abstractNum: what lists that are one list share, the count
// included.
type definition struct {
	levels    [levels]level
	styleLink string // the numbering style that it defines
	usesStyle string // the numbering style that it takes everything from
	counts    [levels]int
	begun     [levels]bool
}

// list is w:num: a use of a definition, some of its levels changed.
type list struct {
	definition string
	starts     [levels]int // w:startOverride, unset where there is none
	changed    map[int]level
	used       bool
}

// lists is the numbering of a document and how far it has counted.
type lists struct {
	definitions map[string]*definition
	lists       map[string]*list
}

func readLists(ctx context.Context, a *container.Archive, s styles) (*lists, error) {
	out := &lists{definitions: map[string]*definition{}, lists: map[string]*list{}}
	name, err := a.Related(ctx, a.Main(), "numbering")
	if name == "" || err != nil {
		return out, err
	}
	x, err := a.XML(ctx, name)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	w := walker{x}
	err = w.root(func(e element) error {
		switch e.name() {
		case "abstractNum":
			return out.define(w, e)
		case "num":
			return out.use(w, e)
		}
		return w.skip(e)
	})
	out.link(s)
	return out, err
}

func (l *lists) define(w walker, e element) error {
	d := &definition{}
	for i := range d.levels {
		d.levels[i] = level{start: 1, format: "decimal", restart: unset}
	}
	l.definitions[e.attr("abstractNumId")] = d
	return w.children(func(c element) error {
		switch c.name() {
		case "styleLink":
			d.styleLink = c.val()
		case "numStyleLink":
			d.usesStyle = c.val()
		case "lvl":
			n := c.number("ilvl", 0, levels-1)
			return w.children(d.levels[n].property(w))
		}
		return w.skip(c)
	})
}

func (l *lists) use(w walker, e element) error {
	u := &list{changed: map[int]level{}}
	for i := range u.starts {
		u.starts[i] = unset
	}
	l.lists[e.attr("numId")] = u
	return w.children(func(c element) error {
		switch c.name() {
		case "abstractNumId":
			u.definition = c.val()
		case "lvlOverride":
			n := c.number("ilvl", 0, levels-1)
			return w.children(func(o element) error {
				switch o.name() {
				case "startOverride":
					u.starts[n] = o.number("val", 1, maxCount)
				case "lvl":
					v := level{start: 1, format: "decimal", restart: unset}
					err := w.children(v.property(w))
					u.changed[n] = v
					return err
				}
				return w.skip(o)
			})
		}
		return w.skip(c)
	})
}

// property reads the children of w:lvl.
func (v *level) property(w walker) handler {
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "start":
			v.start = e.number("val", 1, maxCount)
		case "numFmt":
			v.format = e.val()
			v.pad = padding(e.attr("format"))
		case "lvlText":
			v.pattern = e.val()
		case "pStyle":
			v.style = e.val()
		case "lvlRestart":
			v.restart = e.number("val", unset, levels)
		case "isLgl":
			v.legal = e.on()
		case "AlternateContent":
			return w.alternate(each)
		}
		return w.skip(e)
	}
	return each
}

// link gives the lists that are defined by a numbering style what it says.
func (l *lists) link(s styles) {
	for _, d := range l.definitions {
		if d.usesStyle == "" {
			continue
		}
		u := l.lists[s[d.usesStyle].list]
		if u == nil {
			continue
		}
		if from := l.definitions[u.definition]; from != nil && from != d {
			d.levels = from.levels
		}
	}
}

// levelOf is the level of a list that belongs to a paragraph style, 0 where
// none does.
func (l *lists) levelOf(id, style string) int {
	u := l.lists[id]
	if u == nil {
		return 0
	}
	for i := range levels {
		if v := l.level(u, i); v.style == style && style != "" {
			return i
		}
	}
	return 0
}

func (l *lists) level(u *list, n int) level {
	if v, ok := u.changed[n]; ok {
		return v
	}
	if d := l.definitions[u.definition]; d != nil {
		return d.levels[n]
	}
	return level{start: 1, format: "none", restart: unset}
}
