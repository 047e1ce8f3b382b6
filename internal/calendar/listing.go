package calendar

// Day is a day of a year on which the habit of the week does not hold, or a
// weekend day that has a name.
type Day struct {
	Date     Date
	Name     string // one of HolidayNames, or plain words
	Worked   bool   // a weekend day worked in exchange
	Expected bool   // by rule, not, or not yet, as decreed
}

// Days lists a year's named days in order.
func (c *Calendar) Days(year int) []Day {
	var out []Day
	for d := (Date{year, 1, 1}); d.Year == year; d = d.AddDays(1) {
		e, ok := c.days[d]
		if !ok || e.worked && !weekend(d) {
			continue
		}
		out = append(out, Day{Date: d, Name: e.name, Worked: e.worked, Expected: c.Expected(year) && !e.stated})
	}
	return out
}
