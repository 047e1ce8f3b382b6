package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// edgeLines is how many lines at the top and at the bottom of a page may be
// running heads and page numbers.
const edgeLines = 3

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`^[-–—\s]*\d{1,4}[-–—\s]*$`)
)

// dropFurniture takes the running heads, footers and page numbers off pages:
// what stands in the same place on at least half of them, page numbers aside,
// and a number alone at an edge.
func dropFurniture(pages []page) {
	type spot struct {
		text string
		y    float64
	}
	count := map[spot]int{}
	at := func(p page, i int) spot {
		r := p.flow[i].row
		return spot{digits.ReplaceAllString(r.text(), "#"), math.Round(r.base / 6)}
	}
	for _, p := range pages {
		for _, i := range edges(p) {
			count[at(p, i)]++
		}
	}
	for k := range pages {
		p := &pages[k]
		drop := map[int]bool{}
		for _, i := range edges(*p) {
			text := p.flow[i].row.text()
			repeated := count[at(*p, i)]
			outermost := i == 0 || i == len(p.flow)-1
			drop[i] = repeated >= 2 && repeated*2 >= len(pages) && !listMark.MatchString(text) ||
				outermost && pageNumber.MatchString(text)
		}
		var kept []item
		for i, it := range p.flow {
			if !drop[i] {
				kept = append(kept, it)
			}
		}
		p.flow = kept
	}
}

// edges are the lines at a page's top and bottom that stand apart from its
// text or are among the outermost, tables excepted.
func edges(p page) []int {
	var out []int
	for i := range p.flow {
		near := i < edgeLines || i >= len(p.flow)-edgeLines
		y := p.flow[i].top()
		if near && p.flow[i].table == nil && (y < p.height*0.12 || y > p.height*0.88) {
			out = append(out, i)
		}
	}
	return slices.DeleteFunc(out, func(i int) bool { return strings.TrimSpace(p.flow[i].row.text()) == "" })
}
