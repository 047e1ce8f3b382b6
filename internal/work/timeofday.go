package work

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// TimeOfDay is a time on a wall clock, "08:00".
type TimeOfDay string

var timeForm = regexp.MustCompile(`^(\d{1,2})(?:\s*(?::|h|g|gio|\.)\s*(\d{2})?(?:\s*(?:p|phut))?)?\s*(am|pm|sang|chieu|toi)?$`)

// ReadTime reads a time as people type it: "8:00", "8h", "8h30", "8 giờ 30",
// "5pm", "5h chiều". ok is false where it is none.
func ReadTime(s string) (t TimeOfDay, ok bool) {
	s = strings.TrimSpace(s)
	m := timeForm.FindStringSubmatch(s)
	if m == nil && !strings.Contains(s, "-") { // folding drops signs
		m = timeForm.FindStringSubmatch(text.Fold(s))
	}
	if m == nil {
		return "", false
	}
	hour, err := strconv.Atoi(m[1])
	if err != nil {
		return "", false
	}
	minute := 0
	if m[2] != "" {
		if minute, err = strconv.Atoi(m[2]); err != nil {
			return "", false
		}
	}
	switch later := m[3] == "pm" || m[3] == "chieu" || m[3] == "toi"; {
	case later && hour < 12:
		hour += 12
	case m[3] == "am" && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return "", false
	}
	return clock(hour, minute), true
}

func clock(hour, minute int) TimeOfDay { return TimeOfDay(fmt.Sprintf("%02d:%02d", hour, minute)) }

var specForm = regexp.MustCompile(`^(\d{1,2}) (\d{1,2}) \* \* \*$`)

// TimeOfSpec is the time of a cron spec that falls once every day; ok is false
// for any other.
func TimeOfSpec(spec string) (t TimeOfDay, ok bool) {
	m := specForm.FindStringSubmatch(spec)
	if m == nil {
		return "", false
	}
	minute, err := strconv.Atoi(m[1])
	hour, err2 := strconv.Atoi(m[2])
	if err != nil || err2 != nil || hour > 23 || minute > 59 {
		return "", false
	}
	return clock(hour, minute), true
}

// Spec is the cron spec of every day at that time.
func (t TimeOfDay) Spec() string {
	hour, minute := t.parts()
	return fmt.Sprintf("%d %d * * *", minute, hour)
}

func (t TimeOfDay) parts() (hour, minute int) {
	if _, err := fmt.Sscanf(string(t), "%d:%d", &hour, &minute); err != nil {
		return 0, 0
	}
	return hour, minute
}

// On is the moment at which a day in a zone reaches that time.
func (t TimeOfDay) On(day calendar.Date, zone *time.Location) time.Time {
	hour, minute := t.parts()
	return day.At(hour, minute, zone)
}
