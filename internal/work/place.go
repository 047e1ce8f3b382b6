package work

import "slices"

// Spot is a task's place among its siblings: they are ordered by Position, then
// ID.
type Spot struct {
	ID       int64 // 0 = not stored yet: it will come after all that are
	Position int
}

// Places gives siblings, listed in the order they shall have, their positions,
// moving as few as can be. Those not stored yet must be stored in this order.
func Places(spots []Spot) []int {
	out := make([]int, len(spots))
	stays := inOrder(spots)
	last := Spot{ID: -1, Position: -1 << 30}
	for i, s := range spots {
		if last.Position == -1<<30 && !stays[i] {
			s.Position = firstStaying(spots, stays) - 1
		} else if !stays[i] || !last.before(s) {
			s.Position = last.Position
			if !last.before(s) {
				s.Position++
			}
		}
		out[i], last = s.Position, s
	}
	return out
}

// before reports whether s stands before o. What is not stored yet comes after
// what is, and after what was listed before it.
func (s Spot) before(o Spot) bool {
	if s.Position != o.Position {
		return s.Position < o.Position
	}
	return o.ID == 0 || s.ID != 0 && s.ID < o.ID
}

func firstStaying(spots []Spot, stays []bool) int {
	for i, s := range spots {
		if stays[i] {
			return s.Position
		}
	}
	return 2 // the first is 1
}

// inOrder marks the most stored spots that stand in order already: a longest
// increasing subsequence.
func inOrder(spots []Spot) []bool {
	var tails []int // index of the last of the best run of each length
	from := make([]int, len(spots))
	for i, s := range spots {
		if s.ID == 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(tails, s, func(t int, s Spot) int {
			if spots[t].before(s) {
				return -1
			}
			return 1
		})
		from[i] = -1
		if n > 0 {
			from[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	stays := make([]bool, len(spots))
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = from[i] {
			stays[i] = true
		}
	}
	return stays
}
