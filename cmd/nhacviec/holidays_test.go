package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
)

func daysOffFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "holidays.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHolidaysArePrinted(t *testing.T) {
	t.Parallel()
	file := daysOffFile(t, "country VN\n2027-02-11 off exchanged\n2027-02-20 work exchanged\n2027-03-03 off Ngày thành lập Sở\n")
	for _, tc := range []struct {
		args string
		want []string // lines, among others
	}{
		{"--country VN --year 2027 --lang vi", []string{"2027-02-04\tthứ Năm\tTết Nguyên đán\tdự kiến", "2027-11-24\tthứ Tư\tNgày Văn hóa Việt Nam\tdự kiến"}},
		{"--country vn --year 2027 --lang en", []string{"2027-05-03\tMonday\tIn lieu of a holiday on a weekend\texpected"}},
		{"--country VN --year 2026 --lang en", []string{"2026-01-10\tSaturday\tWorked in exchange\tworked", "2026-11-24\tTuesday\tViet Nam Culture Day"}},
		{"--country VN --year 2027 --lang vi --holidays " + file, []string{"2027-02-11\tthứ Năm\tNghỉ hoán đổi", "2027-02-20\tthứ Bảy\tLàm bù\tlàm việc", "2027-03-03\tthứ Tư\tNgày thành lập Sở"}},
		{"--country FR --year 2026 --lang vi", []string{"2026-07-14\tthứ Ba\tFête Nationale"}},
		{"--country - --year 2026 --lang en", []string{"2026: only weekends are off."}},
		{"--list --lang vi", []string{"VN\tViệt Nam", "US\tHoa Kỳ"}},
	} {
		code, out, errs := typed(t, "", append([]string{"holidays"}, strings.Fields(tc.args)...)...)
		for _, line := range tc.want {
			if code != 0 || !strings.Contains("\n"+out, "\n"+line+"\n") {
				t.Errorf("%s: %d, %q is not among\n%s%s", tc.args, code, line, out, errs)
			}
		}
	}
}

func TestHolidaysThatCannotBe(t *testing.T) {
	t.Parallel()
	file := daysOffFile(t, "country VN\n20/02/2027 work\n")
	for _, tc := range []struct{ args, want string }{
		{"--country XX --lang vi", "Chưa biết ngày nghỉ của nước “XX”. Các nước đã biết: AT, AU,"},
		{"--country VN --year 1999 --lang en", "The days off of VN are known from 2020 to 2050"},
		{"--holidays " + file + " --lang vi", "dòng 2 “20/02/2027 work”: ngày phải viết dạng năm-tháng-ngày"},
		{"--holidays " + file + ".missing --lang en", "can't be read"},
	} {
		code, out, errs := typed(t, "", append([]string{"holidays"}, strings.Fields(tc.args)...)...)
		if code != 1 || !strings.Contains(errs, tc.want) {
			t.Errorf("%s: %d %s %s, want %q", tc.args, code, out, errs, tc.want)
		}
	}
}

// What is wrong with the file or the country is said before anything is begun.
func TestDaysOffAreTriedFirst(t *testing.T) {
	t.Parallel()
	file := daysOffFile(t, "2027-02-20 work\n")
	for _, tc := range []struct{ name, value, want string }{
		{"--holidays", file, "country VN"},
		{"--country", "XX", "The days off of country “XX” are not known."},
	} {
		tokens := []string{"--slack-bot-token", "xoxb-1", "--slack-app-token", "xapp-1", "--db", filepath.Join(t.TempDir(), "bot.db"), tc.name, tc.value}
		code, out, _ := typed(t, "", append([]string{"check", "--lang", "en"}, tokens...)...)
		if code != 1 || !strings.Contains(out, "FAIL") || !strings.Contains(out, tc.want) {
			t.Errorf("check %s: %d %s", tc.name, code, out)
		}
		code, _, errs := typed(t, "", append([]string{"run"}, tokens...)...)
		if code != 1 || !strings.Contains(errs, tc.value) {
			t.Errorf("run %s: %d %s", tc.name, code, errs)
		}
	}
}

func TestEveryHolidayHasAName(t *testing.T) {
	t.Parallel()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"vi", "en"} {
		for _, name := range calendar.HolidayNames() {
			if !words.For(language).Has("holiday." + name) {
				t.Errorf("%s has no name for %q", language, name)
			}
		}
	}
}
