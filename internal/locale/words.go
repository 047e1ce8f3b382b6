package locale

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/number"
)

// civil is a calendar day, as calendar.Date is.
type civil interface {
	Civil() (year int, month time.Month, day int)
}

// sentence is a message not yet said, as work.Message is.
type sentence interface {
	Sentence() (key string, args map[string]any)
}

// Text writes one value for the reader: a day as the language writes days, a
// message as its sentence, a time.Duration in days, hours and minutes, an
// integer with separators of thousands, a list joined with "and". Strings pass
// the escaping.
func (l *Locale) Text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case Raw:
		return string(v)
	case string:
		return l.escaped(v)
	case civil:
		return l.Date(v)
	case sentence:
		key, args := v.Sentence()
		return l.Say(key, args)
	case time.Duration:
		return l.duration(v)
	case float64:
		return l.number.Sprint(number.Decimal(v, number.MaxFractionDigits(1)))
	case error:
		return l.escaped(v.Error())
	}
	return l.byKind(v)
}

// byKind writes values whose type has a name of its own, and lists.
func (l *Locale) byKind(v any) string {
	if n, ok := integer(v); ok {
		return l.Number(n)
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.String:
		return l.escaped(r.String())
	case reflect.Slice, reflect.Array:
		parts := make([]Raw, r.Len())
		for i := range parts {
			parts[i] = Raw(l.Text(r.Index(i).Interface()))
		}
		return l.list(parts)
	}
	return l.escaped(fmt.Sprint(v))
}

func (l *Locale) escaped(s string) string {
	if l.escape == nil {
		return s
	}
	return l.escape(s)
}

// Date writes a day: 30/06/2022, or 30 Jun 2022; the zero date as nothing.
func (l *Locale) Date(d civil) string { return l.day(l.conv.date, d) }

// DayMonth writes a day without its year: 30/06, or 30 Jun.
func (l *Locale) DayMonth(d civil) string { return l.day(l.conv.dayMonth, d) }

// Month writes the month of a day: tháng 6/2022, or Jun 2022.
func (l *Locale) Month(d civil) string { return l.day(l.conv.month, d) }

func (l *Locale) day(layout string, d civil) string {
	y, m, day := d.Civil()
	if y == 0 && m == 0 && day == 0 {
		return ""
	}
	return l.conv.fill(layout, y, m, day)
}

// Weekday names a day of the week.
func (l *Locale) Weekday(d time.Weekday) string { return l.conv.weekdays[(int(d)%7+7)%7] }

// Number writes an integer with the language's separator of thousands.
func (l *Locale) Number(n int64) string { return l.number.Sprint(number.Decimal(n)) }

// List joins words with commas and, before the last, the language's "and". The
// words pass the escaping.
func (l *Locale) List(words []string) string { return l.Text(words) }

func (l *Locale) list(parts []Raw) string {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case i == 0:
		case i == len(parts)-1:
			b.WriteString(" " + l.conv.and + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(p))
	}
	return b.String()
}

// duration writes a span of time in its two largest units, to the minute.
func (l *Locale) duration(d time.Duration) string {
	minutes := int64(d.Abs() / time.Minute)
	parts := []struct {
		n    int64
		unit string
	}{{minutes / (24 * 60), l.conv.units[0]}, {minutes / 60 % 24, l.conv.units[1]}, {minutes % 60, l.conv.units[2]}}
	var out []string
	for _, p := range parts {
		if p.n > 0 && len(out) < 2 {
			out = append(out, l.Number(p.n)+" "+p.unit)
		}
	}
	if len(out) == 0 {
		return "0 " + l.conv.units[2]
	}
	return strings.Join(out, " ")
}

// integer reads any value whose kind is an integer, durations excepted.
func integer(v any) (int64, bool) {
	if _, ok := v.(time.Duration); ok || v == nil {
		return 0, false
	}
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return r.Int(), true
	case r.CanUint():
		return int64(r.Uint()), true
	}
	return 0, false
}

func plain(n int) string { return strconv.Itoa(n) }

func two(n int) string { return fmt.Sprintf("%02d", n) }
