package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// lawsOf are the days off that hold in the whole of a country, by its code.
// Where the library knows only states and cantons, or also days of some of
// them, those of all are picked.
func lawsOf() map[string][]*cal.Holiday {
	return map[string][]*cal.Holiday{
		"AT": at.Holidays, "BE": be.Holidays, "BR": br.Holidays, "CZ": cz.Holidays, "DE": de.Holidays,
		"DK": dk.Holidays, "ES": es.Holidays, "FR": fr.Holidays, "GB": gb.Holidays, "IE": ie.Holidays,
		"IT": it.Holidays, "JP": jp.Holidays, "NL": nl.Holidays, "NO": no.Holidays, "NZ": nz.Holidays,
		"PL": pl.Holidays, "SE": se.Holidays, "US": us.Holidays, "ZA": za.Holidays,
		"AU": {au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.MourningDay2022,
			au.ChristmasDay, au.BoxingDay},
		// Canada Labour Code, section 166.
		"CA": {ca.NewYear, ca.GoodFriday, ca.VictoriaDay, ca.CanadaDay, ca.LabourDay, ca.NationalDayForTruthAndReconciliation,
			ca.ThanksgivingDay, ca.RemembranceDay, ca.ChristmasDay, ca.BoxingDay},
		"CH": {ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag, ch.Weihnachtstag},
		"SG": singapore(),
	}
}

// singapore is what of Singapore's days off a rule can tell: Hari Raya, Vesak
// and Deepavali are known once they are gazetted.
func singapore() []*cal.Holiday {
	monday := &cal.Holiday{Type: cal.ObservancePublic, Observed: []cal.AltDay{{Day: time.Sunday, Offset: 1}}}
	national := &cal.Holiday{Name: "National Day", Month: time.August, Day: 9, Func: cal.CalcDayOfMonth, Observed: monday.Observed}
	labour := &cal.Holiday{Name: "Labour Day", Month: time.May, Day: 1, Func: cal.CalcDayOfMonth, Observed: monday.Observed}
	return []*cal.Holiday{aa.NewYear.Clone(monday), chineseNewYear(0), chineseNewYear(1), aa.GoodFriday,
		labour, national, aa.ChristmasDay.Clone(monday)}
}

// chineseNewYear is its first or second day. Where it is observed on a Monday
// that is its second day, the Tuesday is off.
func chineseNewYear(nth int) *cal.Holiday {
	h := &cal.Holiday{Name: "Chinese New Year", Observed: []cal.AltDay{{Day: time.Sunday, Offset: 1 + 1 - nth}}}
	h.Func = func(_ *cal.Holiday, year int) time.Time {
		first := springFestival(year)
		if first.IsZero() {
			return time.Time{}
		}
		return first.AddDays(nth).utc()
	}
	return h
}

// springFestival is Tết by Beijing's clock, an hour ahead of Hà Nội's: between
// 2008 and 2052 the new moon falls between their midnights in 2030 alone.
func springFestival(year int) Date {
	lunar, err := lunarYears()
	if err != nil {
		return Date{}
	}
	if year == 2030 {
		return lunar[year].tet.AddDays(1)
	}
	return lunar[year].tet
}

// byLaw works out the years of the table. It looks a year further on both
// sides, for a day of January may be observed in December.
//
// The library writes into its own values and reckons in the machine's zone;
// builtIn calls this from one goroutine, once.
func byLaw(laws []*cal.Holiday) *Calendar {
	cal.DefaultLoc = time.UTC
	c := &Calendar{days: map[Date]dayOff{}, years: map[int]bool{}}
	for year := firstYear; year <= lastYear; year++ {
		c.years[year] = year <= lastDecreed
	}
	for year := firstYear - 1; year <= lastYear+1; year++ {
		for _, h := range laws {
			actual, observed := h.Calc(year)
			c.holiday(actual, h.Name)
			c.holiday(observed, h.Name)
		}
	}
	return c.indexed()
}

func (c *Calendar) holiday(at time.Time, name string) {
	d := DateOf(at)
	if _, named := c.days[d]; at.IsZero() || named || d.Year < firstYear || d.Year > lastYear {
		return
	}
	c.days[d] = dayOff{name: name}
}
