package calendar

import (
	"iter"
	"maps"
	"strings"
)

// starters holds the first word of all that can begin a clause, so that a long
// text is passed over quickly.
var starters = firstWords(
	leads, hedges, wishes, everyWords, adverbs, uneven, regularly, constantly, onceWords, numberWords, byUnit,
	monthInPeriod, yearWord, wholeYear, relativeYear, eras, schoolWords, quarterWord, relativeQuarter, edgeQuarter,
	ofNothing, ordinalWords, halves, monthWord, monthNames, relativeMonth, edges, edgeShort, halvesOfMonth, dayWord,
	feastWord, feastPrefix, feasts, lunarNewYear, weekdayNames, thu, relativeDays, relativeWeeks, comingWords, nextWords, weekNumber, inWords, anArticle,
	unitWords, namesNumbers,
)

func firstWords(all ...interface{ firsts() iter.Seq[string] }) map[string]bool {
	out := map[string]bool{}
	for _, lex := range all {
		for w := range lex.firsts() {
			out[w] = true
		}
	}
	return out
}

func (l lexicon[T]) firsts() iter.Seq[string] { return maps.Keys(l) }

// mayStart reports whether a clause can begin with t.
func mayStart(t *token) bool {
	switch t.kind {
	case number:
		return true
	case punct:
		return false
	}
	return starters[t.fold] || len(t.fold) <= 2 || strings.HasPrefix(t.fold, "q")
}
