package schedule

import "time"

// next is the first moment after t; zero where there is none in the five years
// that cron looks ahead.
func (s times) next(t time.Time) time.Time {
	t = t.Truncate(time.Second).Add(time.Second)
	for {
		p := periodOf(t.In(s.zone))
		wall := s.spec.Next(p.wall(t).Add(-time.Nanosecond)) // at or after t
		if wall.IsZero() {
			return time.Time{}
		}
		moment := p.moment(wall)
		switch {
		case p.has(moment) && (s.anyHour || !p.repeats(wall)):
			return moment.In(s.zone)
		case p.has(moment):
			t = moment.Add(time.Second)
		case !s.anyHour && p.jumpsOver(wall):
			if at := p.insteadOf(wall, s.zone); !at.IsZero() {
				return at
			}
			t = p.end
		default:
			t = p.end
		}
	}
}

// last is the last moment in (since, until]; zero where there is none. It looks
// back ever further, so that a year away costs no more than what it finds.
func (s times) last(since, until time.Time) time.Time {
	for back := time.Hour; ; back *= 8 {
		from := until.Add(-back)
		reached := !from.After(since)
		if reached {
			from = since
		}
		var found time.Time
		for t := s.next(from); !t.IsZero() && !t.After(until); t = s.next(t) {
			found = t
		}
		if reached || !found.IsZero() {
			return found
		}
	}
}

// period is a stretch of time in which a zone's clock runs evenly. Wall times
// are written as UTC.
type period struct {
	begin, end    time.Time // zero where it has none
	before, after time.Duration
	offset        time.Duration // of local time from UTC; before and after it, too
}

func periodOf(t time.Time) period {
	p := period{offset: offsetOf(t)}
	p.begin, p.end = t.ZoneBounds()
	p.before, p.after = p.offset, p.offset
	if !p.begin.IsZero() {
		p.before = offsetOf(p.begin.Add(-time.Nanosecond))
	}
	if !p.end.IsZero() {
		p.after = offsetOf(p.end)
	}
	return p
}

func offsetOf(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

func (p period) wall(t time.Time) time.Time      { return t.UTC().Add(p.offset) }
func (p period) moment(wall time.Time) time.Time { return wall.Add(-p.offset) }

// has reports whether t is before the period's end.
func (p period) has(t time.Time) bool { return p.end.IsZero() || t.Before(p.end) }

// repeats reports whether the clock has shown wall in the period before.
func (p period) repeats(wall time.Time) bool {
	return !p.begin.IsZero() && wall.Add(-p.before).Before(p.begin)
}

// jumpsOver reports whether the clock skips wall at the period's end.
func (p period) jumpsOver(wall time.Time) bool {
	return !p.end.IsZero() && wall.Add(-p.after).Before(p.end)
}

// insteadOf is the moment for a wall time that the clock skips at the period's
// end: when it has jumped, or the second before where it jumps into the next
// day. It is zero for a day that the zone has not had at all, as Samoa had no
// 30 December 2011.
func (p period) insteadOf(wall time.Time, zone *time.Location) time.Time {
	for _, at := range []time.Time{p.end.In(zone), p.end.Add(-time.Second).In(zone)} {
		if at.Day() == wall.Day() && at.Month() == wall.Month() {
			return at
		}
	}
	return time.Time{}
}
