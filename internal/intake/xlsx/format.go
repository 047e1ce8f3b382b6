package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how a number is shown. The zero value shows it as it is.
type format struct {
	day, month, year, clock bool
	percent, thousands      bool
	digits                  int // least digits before the point: 2 of "00"
	decimals                int // -1 = as many as there are
	known                   bool
	before, after           string // words around the number: "Quý "0
}

// epoch is the day that a date counts from, in days before 1970-01-01.
type epoch int

// Excel's day 60 of 1900 is 29 February, which never was; from March on its
// days count from 30 December 1899. The Macintosh counted from 1904 (ECMA-376
// part 1, 18.17.4.1).
const (
	since1900 epoch = 25_569
	since1904 epoch = 24_107
)

// maxSerial is 31 December 9999, the last day that Excel knows.
const maxSerial = 2_958_465

// parseFormat reads a format code (ECMA-376 part 1, 18.8.31): of its sections
// the first, which is that of positive numbers.
func parseFormat(code string) format {
	f := format{decimals: -1}
	letters := f.literals(code)
	low := strings.ToLower(letters)
	if low == "" || low == "general" || low == "standard" {
		f.known = f.before != "" || f.after != ""
		return f
	}
	f.known = true
	if strings.ContainsAny(low, "dyhs") || strings.Contains(low, "m") {
		f.clock = strings.ContainsAny(low, "hs")
		f.day, f.year = strings.Contains(low, "d"), strings.Contains(low, "y")
		f.month = strings.Contains(low, "m") && (!f.clock || f.day || f.year)
		return f
	}
	f.percent = strings.Contains(low, "%")
	f.thousands = strings.Contains(low, ",")
	whole, part, _ := strings.Cut(low, ".")
	f.digits, f.decimals = strings.Count(whole, "0"), strings.Count(part, "0")+strings.Count(part, "#")
	return f
}

// literals takes words, colours and conditions out of the first section of a
// code, and keeps the words that stand before and after the number.
func (f *format) literals(code string) string {
	var letters strings.Builder
	word := func(s string) {
		if letters.Len() == 0 {
			f.before += s
		} else {
			f.after += s
		}
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return letters.String()
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return letters.String()
			}
			word(code[i+1 : i+1+end])
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return letters.String()
			}
			if elapsed := strings.ToLower(strings.Trim(code[i+1:i+end], "hmsHMS")); elapsed == "" {
				letters.WriteString("h")
			}
			i += end
		case '\\', '_', '*':
			if i++; i < len(code) && c == '\\' && code[i] < 0x80 {
				word(code[i : i+1])
			}
		default:
			letters.WriteByte(c)
		}
	}
	return letters.String()
}

// show writes a number as its cell does; days as YYYY-MM-DD, months as MM/YYYY
// and years alone, whatever order the format has.
func (f format) show(v string, since epoch) string {
	n, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return v
	}
	if f.day || f.month || f.year || f.clock {
		return f.date(n, v, since)
	}
	if !f.known {
		return general(n, v)
	}
	if f.percent {
		n *= 100
	}
	s := strconv.FormatFloat(n, 'f', f.decimals, 64)
	whole, part, _ := strings.Cut(s, ".")
	if f.decimals < 0 || strings.Trim(part, "0") == "" {
		part = strings.TrimRight(part, "0")
	}
	s = grouped(whole, f.digits, f.thousands)
	if part != "" {
		s += "," + part
	}
	if f.percent {
		s += "%"
	}
	return f.before + s + f.after
}

// general shows a number without a format, its binary tail rounded off.
func general(n float64, v string) string {
	if math.Abs(n) >= 1e15 {
		return v
	}
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(n, 'f', 9, 64), "0"), ".")
	return strings.Replace(s, ".", ",", 1)
}

// grouped pads a whole number and sets dots between its thousands, as
// Vietnamese is written.
func grouped(whole string, digits int, thousands bool) string {
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	if pad := min(digits, 20) - len(whole); pad > 0 {
		whole = strings.Repeat("0", pad) + whole
	}
	if thousands {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "." + whole[i:]
		}
	}
	return sign + whole
}

func (f format) date(n float64, v string, since epoch) string {
	if n < 0 || n > maxSerial {
		return v
	}
	if !f.day && !f.month && !f.year {
		seconds := int((n - float64(int(n))) * 86_400)
		return time.Unix(int64(seconds), 0).UTC().Format("15:04")
	}
	day := int64(n) - int64(since)
	if since == since1900 && n < 61 {
		day++
	}
	t := time.Unix(day*86_400, 0).UTC()
	switch {
	case f.day:
		return t.Format(time.DateOnly)
	case f.month:
		return t.Format("01/2006")
	}
	return t.Format("2006")
}
