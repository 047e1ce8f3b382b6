package docx

import (
	"context"
	"regexp"
	"strconv"

	"nhacviec/internal/intake/container"
)

// unset stands where a style or paragraph does not say.
const unset = -1

// look is what a paragraph, or the style it has, says about how it is printed.
type look struct {
	list    string // w:numId; "" = unset, "0" = none
	level   int    // w:ilvl
	outline int    // w:outlineLvl
	hidden  bool   // w:vanish
}

// style is one of styles.xml.
type style struct {
	look
	name  string
	based string
}

type styles map[string]style

func readStyles(ctx context.Context, a *container.Archive) (styles, error) {
	out := styles{}
	name, err := a.Related(ctx, a.Main(), "styles")
	if name == "" || err != nil {
		return out, err
	}
	x, err := a.XML(ctx, name)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	w := walker{x}
	return out, w.root(func(e element) error {
		if e.name() != "style" {
			return w.skip(e)
		}
		s := style{look: look{level: unset, outline: unset}}
		err := w.children(s.property(w))
		out[e.attr("styleId")] = s
		return err
	})
}

// property reads the children of w:style.
func (s *style) property(w walker) handler {
	return func(e element) error {
		switch e.name() {
		case "name":
			s.name = e.val()
		case "basedOn":
			s.based = e.val()
		case "pPr":
			return w.children(s.look.property(w))
		case "rPr":
			return w.children(func(p element) error {
				s.hidden = s.hidden || p.name() == "vanish" && p.on()
				return w.skip(p)
			})
		}
		return w.skip(e)
	}
}

// property reads the children of w:pPr that lists and headings hang on.
func (l *look) property(w walker) handler {
	return func(e element) error {
		switch e.name() {
		case "numPr":
			return w.children(func(p element) error {
				switch p.name() {
				case "numId":
					l.list = p.val()
				case "ilvl":
					l.level = p.number("val", 0, levels-1)
				}
				return w.skip(p)
			})
		case "outlineLvl":
			l.outline = e.number("val", unset, levels)
		}
		return w.skip(e)
	}
}

// maxStyles bounds how far styles are followed; they may go in a circle.
const maxStyles = 30

// lookOf is what a style says, with what it takes over from those it is based on.
func (s styles) lookOf(id string) look {
	out := look{level: unset, outline: unset}
	for range maxStyles {
		st, ok := s[id]
		if !ok {
			break
		}
		if out.list == "" {
			out.list = st.list
		}
		if out.level == unset {
			out.level = st.level
		}
		if out.outline == unset {
			out.outline = st.outline
		}
		if out.outline == unset {
			out.outline = headingName(st.name)
		}
		out.hidden = out.hidden || st.hidden
		id = st.based
	}
	return out
}

// Names of styles. Word keeps the English ones in the file whatever language it
// speaks; others write their own.
var (
	headings = regexp.MustCompile(`(?i)^(?:heading|tiêu đề|đề mục|đầu đề|titre|überschrift|título|заголовок|标题|見出し|제목)\s*([1-9])$`)
	contents = regexp.MustCompile(`(?i)^(?:toc|contents|mục lục)\s*\d$|^(?:toc heading|table of figures)$`)
)

func headingName(name string) int {
	m := headings.FindStringSubmatch(name)
	if m == nil {
		return unset
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return unset
	}
	return n - 1
}

// isContents reports whether a style is that of a line of a table of contents.
func (s styles) isContents(id string) bool { return contents.MatchString(s[id].name) }
