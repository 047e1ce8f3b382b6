package calendar

import "time"

// Recurrence says how often a duty comes back; empty means once.
type Recurrence string

// The recurrences that plans name.
const (
	Daily      Recurrence = "daily"
	Weekly     Recurrence = "weekly"
	Monthly    Recurrence = "monthly"
	Quarterly  Recurrence = "quarterly"
	HalfYearly Recurrence = "6-monthly"
	Yearly     Recurrence = "yearly"
	FiveYearly Recurrence = "5-yearly"
	Ongoing    Recurrence = "ongoing"
)

// Flag is a reason to show a reading to a person before trusting it.
type Flag string

// The flags a reading can carry. Each has a sentence in the locale catalogue
// under "doubt." and its value.
const (
	YearAssumed    Flag = "year_assumed"    // the phrase names no year: the context's was taken
	DayAssumed     Flag = "day_assumed"     // "cuối tháng 3": the last day was taken
	NoFirmDay      Flag = "no_firm_day"     // "đầu quý II": no due day can be taken
	InvalidDate    Flag = "invalid_date"    // 31/11: left empty, never rolled over
	SeveralPeriods Flag = "several_periods" // "quý I, quý III": one activity for each
	Tentative      Flag = "tentative"       // "dự kiến", "phấn đấu"
	StrictBefore   Flag = "strict_before"   // "trước ngày 01/01/2026": is 31/12/2025 meant?
	EventDriven    Flag = "event_driven"    // "sau khi …": no date, the words are kept
	PeriodUnnamed  Flag = "period_unnamed"  // "định kỳ": how often is not said
	Repaired       Flag = "repaired"        // "3O/9/2O23": letters read as digits
	DayMonthOrder  Flag = "day_month_order" // 03/04/2026 could be either
	PastDate       Flag = "past_date"       // before the plan's year began
)

// Context is what a phrase leaves unsaid.
type Context struct {
	Year       int  // the year of the nearest heading, else of the document; 0 = unknown
	Month      int  // month of a heading that its bullets inherit; 0 = none
	Today      Date // for "next friday", "3 ngày nữa", "từ nay"; zero = such words give no date
	MonthFirst bool // 12/31 rather than 31/12
	// FirstMonth is the month that the plan's year begins with, 8 for a school
	// year: earlier months without a year are of the next. 0 = January.
	FirstMonth time.Month
}

// Reading is what a deadline phrase was understood to mean.
type Reading struct {
	Phrase     string     // the words, verbatim
	Start, Due Date       // the window; a limit has a Due alone, "from … on" a Start alone
	Recurrence Recurrence // empty: once
	Day        int        // day of the recurring period ("ngày 25 hằng tháng" 25), 0 = none
	Weekday    int        // for Weekly: 1 Monday … 7 Sunday, 0 = none
	Month      int        // month within a recurring quarter or half-year ("tháng đầu quý" 1), 0 = its last
	From       Date       // first day of a weekly to half-yearly duty's run ("hằng tháng, từ tháng 3"), zero = unsaid
	Until      Date       // last day of such a run ("hằng tháng đến hết năm 2025"), zero = unsaid
	Exclusive  bool       // "trước ngày X": Due is X, reminders count from the day before
	Flags      []Flag
	// Also holds further readings of the phrase: of "quý I, quý III" both, the
	// whole having no dates; of "trước 15/6, báo cáo trước 15/7" the second.
	Also []Reading
}

// All returns the readings of the phrase one by one, each without Also.
func (r Reading) All() []Reading {
	also := r.Also
	r.Also = nil
	if r.empty() && len(also) > 0 {
		return also
	}
	if r.Due.IsZero() && r.Start.IsZero() && len(also) > 0 && also[0].Recurrence == r.Recurrence && r.Day == 0 && r.Weekday == 0 {
		return also // "tháng 3, tháng 9 hằng năm"
	}
	return append([]Reading{r}, also...)
}

// Match is a phrase found inside a longer text.
type Match struct {
	Begin, End int // byte offsets in the text searched
	// Firm: the words around it make it a deadline: a limit word ("trước",
	// "chậm nhất", "trong", "định kỳ") or label before it, or brackets around
	// it. A mere "năm 2022" in running text is not firm.
	Firm    bool
	Reading Reading
}
