package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"nhacviec/config"
	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

type holidaysCmd struct {
	Country  string `help:"Its code, as VN; --list has those that are known." default:"VN" env:"NHACVIEC_COUNTRY" placeholder:"CODE"`
	Year     int    `help:"The current one otherwise." placeholder:"YEAR"`
	Holidays string `help:"File of days off and working Saturdays that is stronger than what is built in." env:"NHACVIEC_HOLIDAYS" placeholder:"FILE"`
	List     bool   `help:"List the countries instead."`
	Lang     string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`
}

// Run prints the days off of a year and the weekend days that are worked: date,
// weekday, name, and whether it is worked and expected, parted by tabs.
func (c *holidaysCmd) Run(_ context.Context, s *streams) error {
	words, err := locale.Load()
	if err != nil {
		return err
	}
	l := words.For(readersLanguage(c.Lang))
	atlas, err := atlasOf(c.Holidays, l)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	if c.List {
		err = listCountries(out, l)
	} else {
		err = c.print(out, l, atlas)
	}
	return errors.Join(err, out.Flush())
}

func (c *holidaysCmd) print(out *bufio.Writer, l *locale.Locale, atlas *calendar.Atlas) error {
	cal, err := atlas.For(c.Country)
	if err != nil {
		return said(err, l)
	}
	year := c.Year
	if year == 0 {
		year = time.Now().Year()
	}
	days := cal.Days(year)
	first, last := cal.Years()
	switch {
	case len(days) > 0:
	case last != 0 && (year < first || year > last):
		return errors.New(l.Say("holidays.beyond", work.Args{"Country": c.Country, "FirstYear": strconv.Itoa(first), "LastYear": strconv.Itoa(last)}))
	default:
		_, err := fmt.Fprintln(out, l.Say("holidays.none", work.Args{"Year": year}))
		return err
	}
	for _, d := range days {
		fmt.Fprintln(out, strings.Join(holidayRow(d, l), "\t"))
	}
	return nil
}

func holidayRow(d calendar.Day, l *locale.Locale) []string {
	row := []string{d.Date.String(), l.Weekday(d.Date.Weekday()), holidayName(d, l)}
	if d.Worked {
		row = append(row, l.Say("holidays.worked", nil))
	}
	if d.Expected {
		row = append(row, l.Say("holidays.expected", nil))
	}
	return row
}

// holidayName is in the reader's language where the catalogue has it; the names
// of other countries are in their own.
func holidayName(d calendar.Day, l *locale.Locale) string {
	if d.Worked && d.Name == calendar.Exchanged {
		return l.Say("holiday.exchanged_work", nil)
	}
	if key := "holiday." + d.Name; !strings.Contains(d.Name, " ") && l.Has(key) {
		return l.Say(key, nil)
	}
	return d.Name
}

func listCountries(out *bufio.Writer, l *locale.Locale) error {
	codes, err := calendar.Countries()
	if err != nil {
		return err
	}
	names := display.Regions(language.Make(l.Language()))
	for _, code := range codes {
		region, err := language.ParseRegion(code)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\t%s\n", code, names.Name(region))
	}
	return nil
}

// atlasOf reads the operator's file of days off; without one they are as built
// in. What is wrong with the file is said in l's language.
func atlasOf(path string, l *locale.Locale) (*calendar.Atlas, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.New(l.Say("holidays.file", work.Args{"File": path, "Problem": err.Error()}))
	}
	atlas, err := calendar.ReadAtlas(f)
	if err != nil {
		err = errors.New(l.Say("holidays.file", work.Args{"File": path, "Problem": said(err, l).Error()}))
	}
	return atlas, errors.Join(err, f.Close())
}

// calendarsOf reads the file of days off that the settings name, and tries the
// country that they give to new plans.
func calendarsOf(d config.Data, l *locale.Locale) (*calendar.Atlas, error) {
	atlas, err := atlasOf(d.Holidays, l)
	if err != nil {
		return nil, err
	}
	if _, err := atlas.For(d.PlanCountry()); err != nil {
		return nil, said(err, l)
	}
	return atlas, nil
}

// said is an error in the reader's language, where it has a sentence.
func said(err error, l *locale.Locale) error {
	known, ok := errors.AsType[interface {
		error
		Sentence() (string, map[string]any)
	}](err)
	if !ok {
		return err
	}
	key, args := known.Sentence()
	return errors.New(l.Say(key, args))
}
