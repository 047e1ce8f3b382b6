package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nhacviec/internal/intake/pdf/pdfium"
)

// Widths of white space in parts of the font's size. A space is a quarter; a
// justified line stretches it, and seldom beyond one size.
const (
	letterGap = 0.15 // more than that between letters is a space, drawn or not
	columnGap = 1.5  // more than that parts columns
	lineDrift = 0.4  // by so much letters of one line stand higher or lower
	// markedLetter is how wide a small letter with marks is at the most. Some
	// programs draw the mark as a letter of its own and say that it is wider.
	markedLetter = 0.65

	noteSize = 0.75 // the mark of a footnote is no larger, beside its line's letters
	noteRise = 0.15 // and stands at least so much higher
)

// piece is a stretch of a line without a gap as wide as between columns.
type piece struct {
	text        string
	left, right float64
	firstWord   float64 // its width
}

// word is a word where it stands.
type word struct {
	text        string
	left, right float64
}

// row is one printed line. Lengths are points from the page's left and top.
type row struct {
	page   int // 0-based
	pieces []piece
	words  []word
	base   float64
	size   float64 // of its largest font
	space  float64 // between words, in parts of the font's size
	note   bool    // it begins with the mark of a footnote
}

func (r row) left() float64  { return r.pieces[0].left }
func (r row) right() float64 { return r.pieces[len(r.pieces)-1].right }

func (r row) text() string {
	words := make([]string, len(r.pieces))
	for i, p := range r.pieces {
		words[i] = p.text
	}
	return strings.Join(words, " ")
}

// rowsOf puts letters into lines, from the top of the page down.
func rowsOf(page int, glyphs []pdfium.Glyph) []row {
	order := slices.Clone(glyphs)
	slices.SortStableFunc(order, func(a, b pdfium.Glyph) int { return cmp.Compare(a.Base, b.Base) })
	var out []row
	for begin := 0; begin < len(order); {
		end := begin + 1
		size := order[begin].Size
		for end < len(order) && order[end].Base-order[begin].Base <= lineDrift*max(size, order[end].Size) {
			size = max(size, order[end].Size)
			end++
		}
		line, note := withoutNotes(order[begin:end], size)
		if pieces, words, space := piecesOf(line); len(pieces) > 0 {
			out = append(out, row{page: page, pieces: pieces, words: words, base: mainBase(line), size: size, space: space, note: note})
		}
		begin = end
	}
	return out
}

// mainBase is where most letters of a line stand, footnote marks aside.
func mainBase(line []pdfium.Glyph) float64 { return line[len(line)/2].Base }

// withoutNotes takes the marks of footnotes out of a line: small figures that
// stand high, but for the powers of units such as m². begins: the line begins
// with one, as the note itself does.
func withoutNotes(line []pdfium.Glyph, size float64) (_ []pdfium.Glyph, begins bool) {
	base, first := mainBase(line), line[0]
	for _, g := range line {
		if g.Left < first.Left {
			first = g
		}
	}
	raised := func(g pdfium.Glyph) bool {
		return '0' <= g.Rune && g.Rune <= '9' && g.Size <= noteSize*size && base-g.Base >= noteRise*size
	}
	kept := slices.DeleteFunc(slices.Clone(line), func(g pdfium.Glyph) bool {
		return raised(g) && !slices.ContainsFunc(line, func(o pdfium.Glyph) bool {
			return o.Rune == 'm' && math.Abs(o.Right-g.Left) < noteRise*size
		})
	})
	if len(kept) == 0 {
		return line, false
	}
	return kept, raised(first)
}

// letter is a glyph with the marks that stand on it.
type letter struct {
	text              string
	left, right, size float64
}

// lettersOf orders a line's letters from left to right, each with its marks.
func lettersOf(line []pdfium.Glyph) []letter {
	drawn := slices.Clone(line)
	var out []letter
	for _, g := range drawn {
		if n := len(out); unicode.Is(unicode.Mn, g.Rune) && n > 0 {
			out[n-1].text += string(g.Rune)
			continue
		}
		right := g.Right
		if g.Rune >= utf8.RuneSelf && unicode.IsLower(g.Rune) {
			right = min(right, g.Left+markedLetter*g.Size)
		}
		out = append(out, letter{string(symbol(g.Rune)), g.Left, right, g.Size})
	}
	slices.SortStableFunc(out, func(a, b letter) int { return cmp.Compare(a.left, b.left) })
	return out
}

// symbol gives the bullets that Symbol and Wingdings have as private letters.
func symbol(r rune) rune {
	switch {
	case r == 0xF02D || r == 0xF0BE:
		return '-'
	case r == 0xF02B:
		return '+'
	case 0xF020 <= r && r <= 0xF0FF:
		return '•'
	}
	return r
}

// piecesOf writes a line's words, apart where columns are, and says how wide
// the space between words is, in parts of the font's size.
func piecesOf(line []pdfium.Glyph) (_ []piece, _ []word, space float64) {
	letters := lettersOf(line)
	least, column, space := gaps(letters)
	w := pieceWriter{}
	blanks := 0
	for _, l := range letters {
		if strings.TrimSpace(l.text) == "" {
			blanks++
			continue
		}
		gap := l.left - w.right
		switch {
		case !w.open():
		case gap > column*l.size, blanks > 1 && !w.sentenceEnded() && gap > l.size/2:
			w.close()
		case blanks > 0, gap > least*l.size:
			w.space()
		}
		w.write(l)
		blanks = 0
	}
	w.close()
	return w.out, w.words, space
}

// gaps are how wide the white space of a line is at the least between words
// and between columns, and usually between words, in parts of the font's size.
func gaps(letters []letter) (word, column, usual float64) {
	var between, words []float64
	right := math.Inf(1) // no gap before the first
	for _, l := range letters {
		if strings.TrimSpace(l.text) == "" {
			continue
		}
		if gap := (l.left - right) / max(l.size, 1); gap < columnGap && !math.IsInf(gap, 0) {
			between = append(between, max(gap, 0))
			if gap > letterGap {
				words = append(words, gap)
			}
		}
		right = l.right
	}
	usual = median(words)
	return max(letterGap, 2*median(between)), max(columnGap, 2.5*usual), max(usual, letterGap)
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// pieceWriter collects the words of a line.
type pieceWriter struct {
	out   []piece
	words []word
	now   piece
	text  strings.Builder
	begin int     // of the word being written, in text
	right float64 // of the last letter
}

func (w *pieceWriter) open() bool { return w.text.Len() > 0 }

func (w *pieceWriter) write(l letter) {
	if !w.open() {
		w.now.left = l.left
	}
	if w.text.Len() == w.begin {
		w.words = append(w.words, word{left: l.left})
	}
	w.text.WriteString(l.text)
	w.right = max(w.right, l.right)
}

func (w *pieceWriter) space() {
	w.endWord()
	w.text.WriteByte(' ')
	w.begin = w.text.Len()
}

func (w *pieceWriter) endWord() {
	last := &w.words[len(w.words)-1]
	last.text, last.right = w.text.String()[w.begin:], w.right
	if w.now.firstWord == 0 {
		w.now.firstWord = w.right - w.now.left
	}
}

func (w *pieceWriter) sentenceEnded() bool {
	last, _ := utf8.DecodeLastRuneInString(w.text.String())
	return strings.ContainsRune(".:;?!", last)
}

func (w *pieceWriter) close() {
	if !w.open() {
		return
	}
	w.endWord()
	w.now.text, w.now.right = w.text.String(), w.right
	w.out = append(w.out, w.now)
	w.now, w.right, w.begin = piece{}, 0, 0
	w.text.Reset()
}
