package docx

import (
	"strconv"
	"strings"
)

// maxCount bounds a printed number; letters are repeated for it.
const maxCount = 32_767

// next counts a paragraph of a list and returns the number or bullet that Word
// prints before it, "" for none.
func (l *lists) next(id string, n int) string {
	u := l.lists[id]
	if u == nil {
		return ""
	}
	d := l.definitions[u.definition]
	if d == nil {
		return ""
	}
	l.restart(u, d)
	v := l.level(u, n)
	if d.begun[n] {
		d.counts[n] = min(d.counts[n]+1, maxCount)
	} else {
		d.counts[n], d.begun[n] = v.start, true
	}
	for deeper := n + 1; deeper < levels; deeper++ {
		if r := l.level(u, deeper).restart; r == unset || n < r {
			d.begun[deeper] = false
		}
	}
	if v.format == "bullet" {
		return bulletOf(v.pattern)
	}
	return l.print(u, d, v)
}

// restart begins anew the levels that a list overrides, at its first paragraph.
func (l *lists) restart(u *list, d *definition) {
	if u.used {
		return
	}
	u.used = true
	for i, s := range u.starts {
		if s != unset {
			d.counts[i], d.begun[i] = s-1, true
		}
	}
}

// print fills a pattern such as "%1.%2." with the counts. A level that has not
// begun shows the number that it would begin with.
func (l *lists) print(u *list, d *definition, v level) string {
	if v.format == "none" {
		return strings.TrimSpace(unnumbered(v.pattern))
	}
	var b strings.Builder
	for i := 0; i < len(v.pattern); i++ {
		c := v.pattern[i]
		if c != '%' || i+1 == len(v.pattern) || v.pattern[i+1] < '1' || v.pattern[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		n := int(v.pattern[i] - '1')
		shown := l.level(u, n)
		if v.legal {
			shown.format = "decimal"
		}
		count := d.counts[n]
		if !d.begun[n] {
			count = shown.start
		}
		b.WriteString(shown.write(count))
	}
	return strings.TrimSpace(b.String())
}

// unnumbered is a pattern without its places for numbers.
func unnumbered(pattern string) string {
	for i := '1'; i <= '9'; i++ {
		pattern = strings.ReplaceAll(pattern, "%"+string(i), "")
	}
	return pattern
}

// write writes a number in the level's format (ECMA-376 part 1, 17.18.59).
// Formats of other scripts are written in digits.
func (v level) write(n int) string {
	switch v.format {
	case "none", "bullet":
		return ""
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "upperLetter":
		return letters(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		return padded(n, 2)
	case "vietnameseCounting":
		return counted(n)
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnd(n)
	}
	return padded(n, v.pad)
}

func padded(n, digits int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, digits-len(s))) + s
}

// padding is how many digits a custom format has: "01, 02, 03, …".
func padding(format string) int {
	first, _, _ := strings.Cut(format, ",")
	first = strings.TrimSpace(first)
	if strings.Trim(first, "0") != "1" {
		return 0
	}
	return min(len(first), 9)
}

// maxLetters bounds how often a letter is repeated.
const maxLetters = 6

// letters writes A to Z, then AA, BB, as Word does. It knows no Đ.
func letters(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), min((n-1)/26+1, maxLetters))
}

func roman(n int) string {
	if n <= 0 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		digit string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.digit)
		}
	}
	return b.String()
}

// counted writes a number in Vietnamese words up to ten, as in "Phần thứ hai".
func counted(n int) string {
	words := []string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"}
	if n < 1 || n > len(words) {
		return strconv.Itoa(n)
	}
	return words[n-1]
}

func ordinalEnd(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
