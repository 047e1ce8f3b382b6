package locale

import (
	"strings"
	"time"

	textlanguage "golang.org/x/text/language"
)

// conventions are how a language writes what is not a sentence.
type conventions struct {
	code     string
	tag      textlanguage.Tag // whose separators numbers have
	date     string           // layouts: see fill
	dayMonth string
	month    string
	and      string // before the last of a list
	weekdays [7]string
	months   [12]string // how a date names the month
	units    [3]string  // of a duration: days, hours, minutes
}

func languages() map[string]conventions {
	return map[string]conventions{"vi": vietnamese(), "en": english()}
}

func vietnamese() conventions {
	return conventions{
		code: "vi", tag: textlanguage.Vietnamese, and: "và",
		date: "{dd}/{mm}/{yyyy}", dayMonth: "{dd}/{mm}", month: "tháng {m}/{yyyy}",
		weekdays: [7]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"},
		units:    [3]string{"ngày", "giờ", "phút"},
	}
}

func english() conventions {
	return conventions{
		code: "en", tag: textlanguage.English, and: "and",
		date: "{d} {mon} {yyyy}", dayMonth: "{d} {mon}", month: "{mon} {yyyy}",
		weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		months:   [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		units:    [3]string{"d", "h", "min"},
	}
}

// fill writes a day by one of the language's layouts.
func (c conventions) fill(layout string, year int, month time.Month, day int) string {
	return strings.NewReplacer(
		"{dd}", two(day), "{d}", plain(day),
		"{mm}", two(int(month)), "{m}", plain(int(month)),
		"{mon}", c.monthName(month), "{yyyy}", plain(year),
	).Replace(layout)
}

func (c conventions) monthName(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return c.months[m-1]
}
