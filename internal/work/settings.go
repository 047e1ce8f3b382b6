package work

import (
	"errors"
	"strings"
	"time"

	"nhacviec/internal/calendar"
)

// PlanSettings are what a plan's owner may change about how it is followed.
type PlanSettings struct {
	Daily      string `yaml:"daily"`   // time of the daily look, "08:00"
	Weekly     string `yaml:"weekly"`  // time of the weekly summary
	Zone       string `yaml:"zone"`    // IANA name
	Country    string `yaml:"country"` // whose holidays, "-" = weekends only
	MonthFirst bool   `yaml:"month_first"`
	Policy     Policy `yaml:"reminders"`
}

// The settings that refusals name, besides those of a policy.
const (
	FieldDaily   Field = "daily"
	FieldWeekly  Field = "weekly"
	FieldZone    Field = "zone"
	FieldCountry Field = "country"
)

// Settings are a plan's as they are. A schedule that is no time of day is given
// as its cron spec.
func (p *Plan) Settings() PlanSettings {
	s := PlanSettings{Daily: p.Daily, Weekly: p.Weekly, Zone: p.Zone, Country: p.Country,
		MonthFirst: p.MonthFirst, Policy: p.Reminding()}
	if t, ok := TimeOfSpec(p.Daily); ok {
		s.Daily = string(t)
	}
	if t, ok := TimeOfSpec(p.Weekly); ok {
		s.Weekly = string(t)
	}
	if s.Country == "" {
		s.Country = "-"
	}
	return s
}

// Set gives a plan settings; a *FieldError, Invalid, for the first that cannot
// be, and then nothing is changed. A cron spec is taken only where it is the
// plan's already.
func (p *Plan) Set(s PlanSettings) error {
	daily, err := specOf(FieldDaily, s.Daily, p.Daily)
	if err != nil {
		return err
	}
	weekly, err := specOf(FieldWeekly, s.Weekly, p.Weekly)
	if err != nil {
		return err
	}
	if err := CheckZone(s.Zone); err != nil {
		return err
	}
	country, err := countryOf(s.Country)
	if err != nil {
		return err
	}
	if err := s.Policy.Check(); err != nil {
		return err
	}
	p.Daily, p.Weekly, p.Zone, p.Country, p.MonthFirst = daily, weekly, s.Zone, country, s.MonthFirst
	p.Policy = &s.Policy
	return nil
}

func specOf(f Field, given, now string) (string, error) {
	if t, ok := ReadTime(given); ok {
		return t.Spec(), nil
	}
	if strings.TrimSpace(given) == now {
		return now, nil
	}
	return "", refuse(f, "error.time_form", Args{"Given": given})
}

// CheckZone refuses what is no IANA name of a zone.
func CheckZone(zone string) error {
	if zone != "" && zone != "Local" {
		if _, err := time.LoadLocation(zone); err == nil {
			return nil
		}
	}
	return refuse(FieldZone, "schedule.bad_zone", Args{"Zone": zone})
}

func countryOf(given string) (string, error) {
	country := strings.ToUpper(strings.TrimSpace(given))
	if country == "-" {
		country = ""
	}
	_, err := calendar.For(country)
	if said, ok := errors.AsType[interface {
		error
		Sentence() (string, map[string]any)
	}](err); ok {
		key, args := said.Sentence()
		return "", refuse(FieldCountry, key, args)
	}
	return country, err
}
