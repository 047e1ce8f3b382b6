package document

// RepairKind says what was mended in a line before it was read.
type RepairKind string

// The kinds of repairs that readers make to letters.
const (
	Eth        RepairKind = "repaired_eth"        // Icelandic Ð (U+00D0), which looks like Đ
	Decomposed RepairKind = "repaired_decomposed" // marks apart from their letters (NFD)
	Invisible  RepairKind = "repaired_invisible"  // zero-width spaces, direction marks, control characters
	Misread    RepairKind = "repaired_misread"    // "Sờ" for "Sở", a slip that scanners make
	Spaces     RepairKind = "repaired_spaces"     // no-break and other spaces that are not typed
)

// RepairKinds are all of them, in the order in which they are told.
func RepairKinds() []RepairKind { return []RepairKind{Eth, Decomposed, Invisible, Misread, Spaces} }

// Repairs are the lines that were mended, by what was wrong with them, each
// line once and in order. The zero value is ready to use.
type Repairs struct{ lines map[RepairKind][]int }

// Add notes a repair.
func (r *Repairs) Add(kind RepairKind, line int) {
	if r.lines == nil {
		r.lines = map[RepairKind][]int{}
	}
	if have := r.lines[kind]; len(have) == 0 || have[len(have)-1] != line {
		r.lines[kind] = append(have, line)
	}
}

// Lines are those mended in one way.
func (r *Repairs) Lines(kind RepairKind) []int { return r.lines[kind] }
