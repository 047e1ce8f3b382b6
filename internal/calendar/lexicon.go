package calendar

import (
	"slices"
	"strings"

	"nhacviec/internal/text"
)

// lexicon finds the longest of its phrases at a place, by first folded word.
type lexicon[T any] map[string][]entry[T]

type entry[T any] struct {
	words []spelling
	value T
}

// spelling is one word of a phrase as the lexicon spells it.
type spelling struct{ fold, canon string }

// newLexicon reads phrases, several with one meaning parted by "|".
func newLexicon[T any](phrases map[string]T) lexicon[T] {
	lex := lexicon[T]{}
	for key, value := range phrases {
		for p := range strings.SplitSeq(key, "|") {
			e := entry[T]{value: value}
			for w := range strings.FieldsSeq(p) {
				e.words = append(e.words, spelling{fold: text.Fold(w), canon: canonical(w)})
			}
			first := e.words[0].fold
			lex[first] = append(lex[first], e)
		}
	}
	for _, es := range lex {
		slices.SortFunc(es, func(a, b entry[T]) int { return len(b.words) - len(a.words) })
	}
	return lex
}

// words makes a lexicon of phrases that all mean the same.
func words(phrases string) lexicon[struct{}] {
	return newLexicon(map[string]struct{}{phrases: {}})
}

// apart holds folded words that are several Vietnamese words: their marks, if
// written, decide ("từ" from, "tư" fourth; "sau" after, "sáu" six).
var apart = map[string]bool{
	"tu": true, "quy": true, "nam": true, "thang": true, "ngay": true, "sau": true,
	"toi": true, "dau": true, "thu": true, "trong": true, "ky": true, "mai": true,
	"den": true, "tuan": true, "het": true, "cuoi": true, "han": true, "ba": true,
	"bon": true, "mot": true, "nay": true, "moi": true, "lan": true, "khi": true,
	"nua": true, "chin": true, "bay": true, "tam": true, "muoi": true, "mung": true,
	"gio": true, "hang": true, "so": true, "muc": true,
	"khoan": true, "khoa": true, "bang": true, "dieu": true, "nhat": true, "kia": true, "can": true, "qua": true, "chu": true,
}

// scarce holds marked words that a bare word is taken for only in a text
// without any marks: beside marks, "sau" is "after", never "sáu".
var scarce = map[string]bool{
	canonical("sáu"): true, canonical("tư"): true, canonical("bảy"): true, canonical("tám"): true,
	canonical("mốt"): true, canonical("mỗi"): true, canonical("tôi"): true, canonical("thứ"): true,
}

// spells reports whether t is the lexicon's word w.
func (p *parser) spells(t *token, w spelling) bool {
	if t.kind != word || t.fold != w.fold {
		return false
	}
	if !apart[w.fold] {
		return true
	}
	if !t.accented {
		return !p.marked || !scarce[w.canon]
	}
	return t.canon == w.canon
}

// take consumes the longest phrase of lex that stands at the parser's place.
func take[T any](p *parser, lex lexicon[T]) (T, bool) {
	v, n := look(p, lex, 0)
	p.pos += n
	return v, n > 0
}

// look is take without moving, ahead tokens further on; n is the phrase's length.
func look[T any](p *parser, lex lexicon[T], ahead int) (value T, n int) {
	at := p.pos + ahead
	if at < 0 || at >= len(p.toks) || p.toks[at].kind != word {
		return value, 0
	}
	for _, e := range lex[p.toks[at].fold] {
		if p.stands(at, e.words) {
			return e.value, len(e.words)
		}
	}
	return value, 0
}

func (p *parser) stands(at int, ws []spelling) bool {
	if at+len(ws) > len(p.toks) {
		return false
	}
	for i, w := range ws {
		t := &p.toks[at+i]
		if !p.spells(t, w) || i > 0 && t.gap == parted {
			return false
		}
	}
	return true
}
