package docx

import "strings"

// inline reads what may stand in a paragraph. What tracked changes took away
// (w:del, w:moveFrom) is skipped with everything unknown.
func (r *reader) inline(p *paragraph) handler {
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "pPr":
			return r.properties(p)
		case "r":
			return r.run(p)
		case "sdt":
			return r.control(each)
		case "AlternateContent":
			return r.alternate(each)
		case "hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "rubyBase":
			return r.children(each)
		}
		return r.skip(e)
	}
	return each
}

// run reads w:r.
func (r *reader) run(p *paragraph) error {
	hidden := false
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "rPr":
			return r.children(func(c element) error {
				switch c.name() {
				case "vanish":
					hidden = c.on()
				case "rStyle":
					hidden = hidden || r.styles.lookOf(c.val()).hidden
				}
				return r.skip(c)
			})
		case "fldChar":
			r.field(e.attr("fldCharType"))
		case "lastRenderedPageBreak":
			r.turnPage(p)
		case "AlternateContent":
			return r.alternate(each)
		}
		if hidden || r.inInstruction() {
			return r.skip(e)
		}
		return r.shown(p, e)
	}
	return r.children(each)
}

// shown reads the parts of a run that print something.
func (r *reader) shown(p *paragraph, e element) error {
	switch e.name() {
	case "t":
		words, err := r.text()
		if err != nil {
			return err
		}
		p.words.WriteString(newlineAsSpace.Replace(words))
		return r.bounded(p.words.Len())
	case "tab", "ptab":
		p.words.WriteByte('\t')
	case "br", "cr":
		p.words.WriteByte('\n')
	case "noBreakHyphen":
		p.words.WriteByte('-')
	case "sym":
		p.words.WriteString(symbol(e.attr("char")))
	case "ruby":
		return r.children(r.inline(p))
	case "drawing", "pict", "object":
		return r.children(r.box(p))
	}
	return r.skip(e)
}

// newlineAsSpace: a line end in the file's markup is no line end of the text.
var newlineAsSpace = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// box looks for text boxes in a drawing; what else it holds is no text.
func (r *reader) box(p *paragraph) handler {
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "txbxContent":
			fields := r.fields
			r.fields = nil
			err := r.children(r.content(&p.boxes))
			r.fields = fields
			return err
		case "AlternateContent":
			return r.alternate(each)
		}
		return r.children(each)
	}
	return each
}

// turnPage counts a page break that Word noted. The paragraph is on the new
// page where nothing of it stands before the break.
func (r *reader) turnPage(p *paragraph) {
	r.page++
	r.paged = true
	if strings.TrimSpace(p.words.String()) == "" {
		p.page = r.page
	}
}

// maxFields bounds how deep fields are followed in one another.
const maxFields = 40

// field follows w:fldChar: between begin and separate stands what the field
// is told, between separate and end what it shows.
func (r *reader) field(kind string) {
	n := len(r.fields)
	switch kind {
	case "begin":
		if n < maxFields {
			r.fields = append(r.fields, false)
		}
	case "separate":
		if n > 0 {
			r.fields[n-1] = true
		}
	case "end":
		if n > 0 {
			r.fields = r.fields[:n-1]
		}
	}
}

func (r *reader) inInstruction() bool {
	for _, result := range r.fields {
		if !result {
			return true
		}
	}
	return false
}

// closeFields ends the fields that a paragraph left without a result: what
// follows a broken one is text again.
func (r *reader) closeFields() {
	for r.inInstruction() {
		r.fields = r.fields[:len(r.fields)-1]
	}
}
