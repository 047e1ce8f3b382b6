package document

import "nhacviec/internal/work"

// Bounds of what a reader of blocks and tables takes from a file: lines, where a
// cell is a line, and bytes of text. Two thousand pages have less, and the
// rules, which keep more of a line than its letters, stay below 256 MB.
const (
	MaxLines = 100_000
	MaxText  = 8 << 20
)

// The keys of a Budget's errors; the caller adds the argument name.
const (
	KeyTooLong     = "intake.too_many_lines" // name, lines, limit
	KeyTooMuchText = "intake.too_much_text"  // name, limit (MB)
)

// Budget counts what a reader has taken from a file that may be hostile. The
// zero value has everything left.
type Budget struct{ lines, text int }

// Lines takes n lines or cells. It fails with KeyTooLong where there are more
// than MaxLines.
func (b *Budget) Lines(n int) error {
	if n > MaxLines || b.lines+n > MaxLines {
		return TooLong(b.lines + min(n, MaxLines))
	}
	b.lines += n
	return nil
}

// Text takes n bytes of text. It fails with KeyTooMuchText where there is more
// than MaxText.
func (b *Budget) Text(n int) error {
	if b.text += n; b.text > MaxText {
		return work.E(work.TooLarge, KeyTooMuchText, work.Args{"limit": MaxText >> 20})
	}
	return nil
}

// TooLong is the error for a file of so many lines.
func TooLong(lines int) error {
	return work.E(work.TooLarge, KeyTooLong, work.Args{"lines": lines, "limit": MaxLines})
}
