package calendar

import (
	"fmt"
	"strings"
)

// brief writes a reading on one line: start..due, recurrence, d day, m month,
// w weekday, "before" where exclusive, the run, flags, and "+" the others.
func brief(r Reading) string {
	var w []string
	if !r.Start.IsZero() || !r.Due.IsZero() {
		w = append(w, r.Start.String()+".."+r.Due.String())
	}
	if r.Recurrence != "" {
		w = append(w, string(r.Recurrence))
	}
	for _, n := range []struct {
		mark  string
		value int
	}{{"d", r.Day}, {"m", r.Month}, {"w", r.Weekday}} {
		if n.value > 0 {
			w = append(w, fmt.Sprintf("%s%d", n.mark, n.value))
		}
	}
	if r.Exclusive {
		w = append(w, "before")
	}
	if !r.From.IsZero() || !r.Until.IsZero() {
		w = append(w, "run "+r.From.String()+".."+r.Until.String())
	}
	for _, f := range r.Flags {
		w = append(w, "!"+string(f))
	}
	for _, a := range r.Also {
		w = append(w, "+ "+brief(a))
	}
	return strings.Join(w, " ")
}
