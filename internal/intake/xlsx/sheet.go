package xlsx

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
)

// The size of a sheet (Excel specifications and limits).
const (
	maxRows    = 1_048_576
	maxColumns = 16_384
)

// maxHidden bounds the ranges of hidden columns.
const maxHidden = 1_000

// sheetReader reads the markup of one sheet (ECMA-376 part 1, 18.3.1).
type sheetReader struct {
	*book
	grid  *grid
	row   *row // that is open
	last  int  // number of the last row, with text or without
	skip  bool // the open row is not shown
	known map[position]bool
	areas []area
}

// position is a cell that has a text.
type position struct{ column, row int }

func (b *book) read(ctx context.Context, s sheet) (*grid, error) {
	r := &sheetReader{book: b, known: map[position]bool{}, grid: &grid{name: s.name, unseen: map[int]bool{}}}
	if err := b.each(ctx, s.part, r.element); err != nil {
		return nil, err
	}
	r.endRow()
	return r.grid, r.grid.merge(r.areas, &b.budget)
}

func (r *sheetReader) element(x *container.XML, e xml.StartElement) error {
	switch e.Name.Local {
	case "col":
		r.column(e)
	case "row":
		r.endRow()
		r.beginRow(e)
	case "c":
		return r.cell(x, e)
	case "mergeCell":
		a, ok := parseArea(attr(e, "ref"))
		if ok && len(r.areas) < maxMerges && r.known[position{a.columns.from, a.rows.from}] {
			r.areas = append(r.areas, a)
		}
	}
	return nil
}

func (r *sheetReader) column(e xml.StartElement) {
	from, err1 := strconv.Atoi(attr(e, "min"))
	to, err2 := strconv.Atoi(attr(e, "max"))
	if truth(attr(e, "hidden")) && err1 == nil && err2 == nil && len(r.grid.hidden) < maxHidden {
		r.grid.hidden = append(r.grid.hidden, span{from, to})
	}
}

func (r *sheetReader) beginRow(e xml.StartElement) {
	number, err := strconv.Atoi(attr(e, "r"))
	if err != nil || number <= r.last || number > maxRows {
		number = r.last + 1
	}
	r.row, r.skip = &row{number: number}, truth(attr(e, "hidden"))
	r.last = number
}

// endRow keeps the open row where it has something in it.
func (r *sheetReader) endRow() {
	done := r.row
	if r.row = nil; done == nil || len(done.cells)+len(done.doubts) == 0 {
		return
	}
	if r.skip {
		r.grid.hiddenRows++
		return
	}
	rows := r.grid.rows
	done.gap = len(rows) == 0 || rows[len(rows)-1].number+1 < done.number
	for _, c := range done.cells {
		r.known[position{c.column, done.number}] = true
	}
	r.grid.rows = append(rows, done)
}

// cell reads one cell into the open row.
func (r *sheetReader) cell(x *container.XML, e xml.StartElement) error {
	v, err := r.value(x)
	if err != nil || r.row == nil {
		return err
	}
	column, _, ok := parseRef(attr(e, "r"))
	if n := len(r.row.cells); !ok && n > 0 {
		column = r.row.cells[n-1].column + 1
	} else if !ok {
		column = 1
	}
	c := cell{column: column}
	kind := attr(e, "t")
	switch {
	case kind == "e":
		r.row.doubts = append(r.row.doubts, cellDoubt{DoubtCellError, v.stored})
	case v.formula && v.stored == "" && v.inline == "":
		r.row.doubts = append(r.row.doubts, cellDoubt{DoubtNotComputed, attr(e, "r")})
	default:
		c.text = r.text(kind, attr(e, "s"), v)
	}
	if strings.TrimSpace(c.text) == "" {
		return nil
	}
	if err := r.budget.Lines(1); err != nil {
		return err
	}
	if err := r.budget.Text(len(c.text)); err != nil {
		return err
	}
	r.grid.add(r.row, c)
	return nil
}

// text is what a cell of a type shows (ST_CellType, ECMA-376 part 1, 18.18.11).
func (r *sheetReader) text(kind, style string, v value) string {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(v.stored)); err == nil && 0 <= i && i < len(r.strings) {
			return r.strings[i]
		}
		return ""
	case "inlineStr":
		return v.inline
	case "str":
		return unescape(v.stored)
	case "b":
		return map[bool]string{true: "TRUE", false: "FALSE"}[truth(v.stored)]
	case "d":
		day, _, _ := strings.Cut(v.stored, "T")
		return day
	}
	f := format{}
	if i, err := strconv.Atoi(style); err == nil && 0 <= i && i < len(r.formats) {
		f = r.formats[i]
	}
	return f.show(strings.TrimSpace(v.stored), r.since)
}

// value is what a cell stores.
type value struct {
	stored  string
	inline  string
	formula bool
}

// value reads up to the end of the cell that is open.
func (r *sheetReader) value(x *container.XML) (v value, err error) {
	var stored strings.Builder
	var budget document.Budget // of this cell; the sheet's is charged for what is kept
	inValue := false
	for {
		t, err := x.Token()
		if err != nil {
			return v, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				inValue = true
			case "is":
				if v.inline, err = richText(x, &budget); err != nil {
					return v, err
				}
			case "f":
				v.formula = true
				err = x.Skip()
			default:
				err = x.Skip()
			}
			if err != nil {
				return v, err
			}
		case xml.CharData:
			if !inValue {
				continue
			}
			if err := budget.Text(len(t)); err != nil {
				return v, err
			}
			stored.Write(t)
		case xml.EndElement:
			if inValue = false; t.Name.Local == "c" {
				v.stored = stored.String()
				return v, nil
			}
		}
	}
}
