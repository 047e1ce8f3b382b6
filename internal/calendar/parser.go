package calendar

// parser walks the tokens of one phrase or of one stretch of running text. Its
// productions consume what they read and answer false, having moved nothing,
// where they do not apply.
type parser struct {
	toks   []token
	pos    int
	ctx    Context
	marked bool // some word of the text has Vietnamese marks
	free   bool // running text, in which more must speak for a date
	held   bool // a limit word stands before the period being read

	quarterly bool // a clause before was quarterly: "tháng cuối" is its last month
	paired    bool // "between" stood before: "and" makes a range

	language language // of the text, once it was asked for
}

func newParser(s string, c Context, free bool) *parser {
	p := &parser{toks: tokenize(s), ctx: c, free: free}
	for i := range p.toks {
		if p.toks[i].accented {
			p.marked = true
			break
		}
	}
	return p
}

// none stands beyond either end of the text.
var none = token{gap: parted}

// at returns the token n places on, or an empty mark where there is none.
func (p *parser) at(n int) *token {
	if i := p.pos + n; i >= 0 && i < len(p.toks) {
		return &p.toks[i]
	}
	return &none
}

func (p *parser) done() bool { return p.pos >= len(p.toks) }

// mark consumes the punctuation s.
func (p *parser) mark(s string) bool {
	if t := p.at(0); t.kind != punct || t.fold != s || p.done() {
		return false
	}
	p.pos++
	return true
}

// isMark reports whether the token n places on is the punctuation s.
func (p *parser) isMark(n int, s string) bool {
	t := p.at(n)
	return t.kind == punct && t.fold == s
}

// has consumes a phrase of lex and reports whether one stood there.
func (p *parser) has(lex lexicon[struct{}]) bool {
	_, ok := take(p, lex)
	return ok
}

// number consumes a number between lo and hi.
func (p *parser) number(lo, hi int) (int, bool) {
	t := p.at(0)
	if t.kind != number || t.value < lo || t.value > hi {
		return 0, false
	}
	p.pos++
	return t.value, true
}

// lettersForDigits consumes a number, also one misread as letters alone
// ("lO" in "lO/9/2023").
func (p *parser) lettersForDigits(hi int) (int, bool) {
	if v, ok := p.number(0, hi); ok {
		return v, true
	}
	t := p.at(0)
	if t.kind != word || t.accented || len(t.fold) != 2 {
		return 0, false
	}
	v := 0
	for _, c := range t.fold {
		switch c {
		case 'o':
			v *= 10
		case 'l', 'i':
			v = v*10 + 1
		default:
			return 0, false
		}
	}
	if v == 0 || v > hi {
		return 0, false
	}
	t.repaired = true
	p.pos++
	return v, true
}

// follows holds the words that may come after a whole phrase in a sentence.
var follows = words("và|để|phải|thì|hoặc|hay|cho|đến|tới|từ|hằng|hàng|mỗi|năm|là|với|do|của|nhưng|phấn đấu|chậm nhất|" +
	"and|or|to|of|for|every|each|by|with|until|at|so|but|then")

// boundary reports whether a phrase can end here: at the end, before a mark,
// or before a word that joins.
func (p *parser) boundary() bool {
	t := p.at(0)
	if p.done() || t.kind == punct {
		return t.fold != "%"
	}
	if t.gap == parted {
		return true
	}
	_, n := look(p, follows, 0)
	return n > 0
}

// plain reports whether the elided member of a list or range that was just
// read may end here: always in a phrase alone, at a boundary in a sentence.
func (p *parser) plain() bool { return !p.free || p.boundary() }
