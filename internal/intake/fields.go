package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// field is a labelled value: "Cơ quan chủ trì: Sở Tư pháp".
type field struct {
	role  role
	label string
	value string
	line  int
}

// maxLabelBytes bounds how far before a colon a label may begin.
const maxLabelBytes = 90

// splitFields takes the labelled values off a text. What stands before the
// first label comes back as head.
func splitFields(s string, line int) (head string, fields []field) {
	type start struct {
		begin, value int
		role         role
	}
	var starts []start
	v := newView(s)
	for i := range len(v.low) {
		if v.low[i] != ':' || !labelColon(v.low, i) {
			continue
		}
		floor := 0
		if n := len(starts); n > 0 {
			floor = v.lowAt(starts[n-1].value)
		}
		if at, r, ok := labelStart(v, floor, i); ok {
			starts = append(starts, start{v.at[at], v.at[i+1], r})
		}
	}
	if len(starts) == 0 {
		return s, nil
	}
	for k, st := range starts {
		end := len(s)
		if k+1 < len(starts) {
			end = starts[k+1].begin
		}
		fields = append(fields, field{st.role, trimName(s[st.begin : st.value-1]), trimValue(s[st.value:end]), line})
	}
	return trimHead(s[:starts[0].begin]), fields
}

// labelColon reports whether the colon at i may end a label: it is not part of
// a time, a ratio or an address.
func labelColon(low string, i int) bool {
	if i == 0 || strings.HasPrefix(low[i:], "://") {
		return false
	}
	digits := i+1 < len(low) && unicode.IsDigit(rune(low[i+1])) && unicode.IsDigit(rune(low[i-1]))
	return !digits
}

// labelStart finds where the label before the colon at v.low[colon] begins:
// at the start of a sentence or clause, or, where the writer forgot the full
// stop, at the capital of a label of two words or more.
func labelStart(v view, floor, colon int) (int, role, bool) {
	from := max(floor, colon-maxLabelBytes)
	begins := clauseStarts(v.low, from, colon, floor)
	for _, b := range begins {
		if r, ok := exactRole(cleanLabel(v.low[b.at:colon])); ok && b.fits(r) {
			return b.at, r, true
		}
	}
	for _, b := range begins {
		if b.soft {
			continue
		}
		if r, ok := labelRole(v.low[b.at:colon]); ok {
			return b.at, r, true
		}
	}
	for i := from; i < colon; i++ {
		if i == 0 || v.low[i-1] != ' ' || !startsUpper(v.s[v.at[i]:]) {
			continue
		}
		label := cleanLabel(v.low[i:colon])
		if r, ok := exactRole(label); ok && strings.Contains(label, " ") && r != taskText {
			return i, r, true
		}
	}
	return 0, noRole, false
}

// clauseStart is a place where a label may begin. After a comma or a dash
// (soft) only the commonest labels of people and dates do.
type clauseStart struct {
	at   int
	soft bool
}

func (c clauseStart) fits(r role) bool {
	return !c.soft || r == leadUnit || r == withUnits || r == whoever || r == when
}

func clauseStarts(low string, from, colon, floor int) []clauseStart {
	var out []clauseStart
	if from == floor {
		out = append(out, clauseStart{skipSpace(low, from, colon), false})
	}
	for i := from; i < colon; i++ {
		switch low[i] {
		case ';', '(', '[':
			out = append(out, clauseStart{skipSpace(low, i+1, colon), false})
		case '.':
			if i+1 < len(low) && low[i+1] == ' ' {
				out = append(out, clauseStart{skipSpace(low, i+1, colon), false})
			}
		case ',', '-', '|':
			out = append(out, clauseStart{skipSpace(low, i+1, colon), true})
		}
	}
	return out
}

func skipSpace(s string, i, end int) int {
	for i < end && (s[i] == ' ' || s[i] == '-' || s[i] == '+') {
		i++
	}
	return i
}

func cleanLabel(low string) string {
	return strings.Join(strings.Fields(strings.Trim(low, " .:*-+\"'")), " ")
}

// opensField reports whether a line begins with a label and a colon.
func opensField(s string) bool {
	low := newView(headOf(s, 2*maxLabelBytes)).low
	i := strings.IndexByte(low, ':')
	if i <= 0 || i > maxLabelBytes || !labelColon(low, i) {
		return false
	}
	_, ok := labelRole(low[:i])
	return ok
}

// trimValue takes the punctuation off a labelled value, and a bracket that was
// opened before its label.
func trimValue(s string) string {
	s = trimEnd(strings.TrimSpace(s))
	for strings.Count(s, ")") > strings.Count(s, "(") && strings.HasSuffix(s, ")") {
		s = trimEnd(strings.TrimSuffix(s, ")"))
	}
	return strings.TrimLeft(strings.TrimRight(s, " –—"), " :-–")
}

// trimHead takes the open bracket and the separators off the text before a label.
func trimHead(s string) string {
	s = strings.TrimRight(s, " \t-–—|;,:([*")
	return trimEnd(s)
}

// trimEnd takes "./.", full stops, semicolons and commas off the end of s.
func trimEnd(s string) string {
	for {
		t := strings.TrimRightFunc(s, unicode.IsSpace)
		t = strings.TrimSuffix(t, "./.")
		t = strings.TrimRight(t, ";,")
		if strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "...") {
			t = strings.TrimSuffix(t, ".")
		}
		if t == s {
			return s
		}
		s = t
	}
}

// sentences splits s after full stops that end a sentence.
func sentences(s string) []string {
	var out []string
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		case '.', '!', '?':
			if depth > 0 || i+1 >= len(s) || s[i+1] != ' ' || abbreviation(s[from:i]) {
				continue
			}
			if r, _ := utf8.DecodeRuneInString(s[i+2:]); unicode.IsLower(r) {
				continue
			}
			out = append(out, s[from:i+1])
			from = i + 2
		}
	}
	return append(out, s[from:])
}

// abbreviation reports whether the text before a full stop ends in a short
// form: "TP.", "TS.", "e.g".
func abbreviation(s string) bool {
	i := strings.LastIndexAny(s, " (")
	switch strings.ToLower(s[i+1:]) {
	case "tp", "tx", "tt", "ts", "ths", "pgs", "gs", "bs", "ks", "st", "no", "vs", "e.g", "i.e", "mr", "ms", "mrs", "dr", "p", "q", "đ/c", "d/c":
		return true
	}
	return false
}
