package calendar

// Parse reads a deadline phrase that stands alone.
func Parse(phrase string, c Context) Reading {
	r := Reading{Phrase: phrase}
	if d, err := ParseDate(phrase); err == nil {
		r.Due = d
	}
	return r
}
