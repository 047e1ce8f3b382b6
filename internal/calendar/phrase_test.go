package calendar

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// TestParseFamilies reads phrases of a plan of 2025, beside those of the table.
func TestParseFamilies(t *testing.T) {
	for _, tc := range []struct{ phrase, want string }{
		// periods
		{"Quý I-III/2025", "2025-01-01..2025-09-30"},
		{"Quý III - IV/2025", "2025-07-01..2025-12-31"},
		{"quý I-II năm 2025", "2025-01-01..2025-06-30"},
		{"quý 1, 2/2025", "2025-01-01..2025-06-30"},
		{"Q.II/2025", "2025-04-01..2025-06-30"},
		{"QI/2025", "2025-01-01..2025-03-31"},
		{"T3-T5/2025", "2025-03-01..2025-05-31"},
		{"quý một năm 2025", "2025-01-01..2025-03-31"},
		{"quí II/2025", "2025-04-01..2025-06-30"},
		{"quý2/2025", "2025-04-01..2025-06-30"},
		{"Quý IV/2025 và Quý I/2026", "2025-10-01..2026-03-31"},
		{"Quý I + II/2025", "2025-01-01..2025-06-30"},
		{"Quý II/25", "2025-04-01..2025-06-30"},
		{"tháng 3-2025", "2025-03-01..2025-03-31"},
		{"03-2025", "2025-03-01..2025-03-31"},
		{"tháng10/2025", "2025-10-01..2025-10-31"},
		{"Tháng Mười năm 2025", "2025-10-01..2025-10-31"},
		{"tháng 7, 8, 9 năm 2025", "2025-07-01..2025-09-30"},
		{"Tháng 5 và 6/2025", "2025-05-01..2025-06-30"},
		{"tháng 4 đến 10/2025", "2025-04-01..2025-10-31"},
		{"Tháng 6 - tháng 7/2025", "2025-06-01..2025-07-31"},
		{"tháng 11 đến tháng 2/2026", "2025-11-01..2026-02-28"},
		{"tháng 11/2025 đến tháng 2", "2025-11-01..2026-02-28"},
		{"6 tháng đầu năm", "2025-01-01..2025-06-30 !year_assumed"},
		{"sáu tháng đầu năm 2025", "2025-01-01..2025-06-30"},
		{"9 tháng đầu năm 2025", "2025-01-01..2025-09-30"},
		{"nửa cuối năm 2025", "2025-07-01..2025-12-31"},
		{"Cả năm", "2025-01-01..2025-12-31 !year_assumed"},
		{"Năm 2025, 2026", "2025-01-01..2026-12-31"},
		{"Giai đoạn 2026 - 2030", "2026-01-01..2030-12-31"},
		{"tháng 1 năm sau", "2026-01-01..2026-01-31"},
		{"Tuần thứ 3 tháng 9/2025", "2025-09-15..2025-09-21"},
		{"nửa đầu tháng 9/2025", "2025-09-01..2025-09-15"},
		{"trung tuần tháng 9/2025", "2025-09-11..2025-09-20"},
		{"trong năm học 2025 - 2026", "2025-09-05..2026-05-31"},
		{"chuyển tiếp sang năm 2026", "2026-01-01..2026-12-31"},
		// lists with a gap
		{"Quý I, III/2025", "!several_periods + 2025-01-01..2025-03-31 + 2025-07-01..2025-09-30"},
		{"tháng 4, 6 và 8/2025", "!several_periods + 2025-04-01..2025-04-30 + 2025-06-01..2025-06-30 + 2025-08-01..2025-08-31"},
		{"năm 2025 và 2027", "!several_periods + 2025-01-01..2025-12-31 + 2027-01-01..2027-12-31"},
		{"Quý II; Quý IV/2025", "!several_periods + 2025-04-01..2025-06-30 + 2025-10-01..2025-12-31"},
		{"6 tháng, 9 tháng và cả năm", "!several_periods !day_assumed !year_assumed + ..2025-06-30 !day_assumed + ..2025-09-30 !day_assumed + ..2025-12-31 !day_assumed"},
		{"sơ kết 6 tháng, tổng kết năm 2025", "!several_periods !day_assumed + ..2025-06-30 !day_assumed + ..2025-12-31 !day_assumed"},
		// days
		{"Ngày 26/7/2025", "..2025-07-26"},
		{"15.11.2025", "..2025-11-15"},
		{"15-11-2025", "..2025-11-15"},
		{"2025-11-15", "..2025-11-15"},
		{"15 / 11 / 2025", "..2025-11-15"},
		{"15/11/25", "..2025-11-15"},
		{"thứ Sáu, ngày 15/8/2025", "..2025-08-15"},
		{"Thứ Bảy (14/6/2025)", "..2025-06-14"},
		{"8h30 ngày 12/6/2025", "..2025-06-12"},
		{"15/8/2025 (trước 17h00)", "..2025-08-15"},
		{"ngày 10 - 15 tháng 5", "2025-05-10..2025-05-15 !year_assumed"},
		{"10-15/8/2025", "2025-08-10..2025-08-15"},
		{"từ 15 đến 20/6/2025", "2025-06-15..2025-06-20"},
		{"20/12 - 15/01/2026", "2025-12-20..2026-01-15"},
		{"Ngày 20 và 21/11/2025", "2025-11-20..2025-11-21"},
		// limits
		{"Trước 28/02/2025", "..2025-02-28 before"},
		{"hoàn thành trước 25/12", "..2025-12-25 before !year_assumed"},
		{"trước ngày 15.6", "..2025-06-15 before !year_assumed"},
		{"xong trước ngày khai giảng 05/9/2025", "..2025-09-05 before"},
		{"trước ngày khai giảng (05/9/2025)", "..2025-09-05 before"},
		{"trước ngày 01/7/2025", "..2025-07-01 before !strict_before"},
		{"chậm nhất 17h00 ngày 20/8/2025", "..2025-08-20"},
		{"trước 7h00 ngày 20/8/2025", "..2025-08-20 before"},
		{"trước 17 giờ 30 phút, ngày 20/8/2025", "..2025-08-20"},
		{"trước 24h00' ngày 31/12/2025", "..2025-12-31"},
		{"không chậm quá ngày 15/9/2025", "..2025-09-15"},
		{"hạn cuối: 20/10/2025", "..2025-10-20"},
		{"đến hết quý IV/2025", "..2025-12-31"},
		{"hết ngày 31/10/2025", "..2025-10-31"},
		{"cuối năm 2025", "..2025-12-31 !day_assumed"},
		{"đến cuối quý III/2025", "..2025-09-30 !day_assumed"},
		{"muộn nhất là vào cuối tháng 9", "..2025-09-30 !day_assumed !year_assumed"},
		{"trước tháng 6/2025", "..2025-05-31 !strict_before"},
		{"trước quý III/2025", "..2025-06-30 !strict_before"},
		{"trước năm 2026", "..2025-12-31 !strict_before"},
		{"trước cuối tháng 9", "..2025-09-30 !day_assumed !year_assumed"},
		{"trước khi kết thúc quý II", "..2025-06-30 !year_assumed"},
		{"đến hết nhiệm kỳ 2021-2026", "..2026-12-31"},
		{"Trước Tết Nguyên đán Ất Tỵ", "..2025-01-29 before"},
		{"trước ngày Quốc khánh", "..2025-09-02 before !year_assumed"},
		// no firm day
		{"giữa tháng 8/2025", "2025-08-01.. !no_firm_day"},
		{"đầu tháng 5 năm 2025", "2025-05-01.. !no_firm_day"},
		{"khoảng giữa tháng 10/2025", "2025-10-01.. !tentative !no_firm_day"},
		// from
		{"từ quý II/2025 trở đi", "2025-04-01.."},
		{"từ 01/7/2025 đến khi hoàn thành", "2025-07-01.."},
		{"sau ngày 15/6/2025", "2025-06-16.."},
		{"từ năm 2026 trở đi", "2026-01-01.. ongoing"},
		{"2025 và các năm tiếp theo", "2025-01-01.. ongoing"},
		{"Bắt đầu từ quý II, hoàn thành trong quý IV/2025", "2025-04-01..2025-12-31"},
		{"Khởi công quý II/2025, hoàn thành quý IV/2026", "2025-04-01..2026-12-31"},
		{"từ nay đến 30/6/2025", "..2025-06-30"},
		// one date among several
		{"Trước ngày 30/6/2025 (phấn đấu trước ngày 31/5/2025)", "..2025-06-30 before"},
		{"Hoàn thành trong quý III/2025, phấn đấu trong tháng 8/2025", "2025-07-01..2025-09-30"},
		{"phấn đấu hoàn thành trước ngày 15/7/2025, chậm nhất 31/7/2025", "..2025-07-31"},
		{"Quý III/2025 (trước ngày 15/9)", "2025-07-01..2025-09-15 before"},
		{"Năm 2025 (Quý III)", "2025-07-01..2025-09-30"},
		{"hoàn thành trước ngày 30/6/2025; báo cáo kết quả trước ngày 15/7/2025", "..2025-06-30 before !several_periods + ..2025-07-15 before"},
		{"Trước 31/3/2025 (quý I), 30/6/2025 (quý II)", "..2025-03-31 before !several_periods + ..2025-06-30"},
		// recurrences
		{"hằng quí", "quarterly"},
		{"theo quý", "quarterly"},
		{"mỗi quý một lần", "quarterly"},
		{"01 lần/quý", "quarterly"},
		{"ít nhất 02 lần/năm", "6-monthly"},
		{"3 tháng một lần", "quarterly"},
		{"06 tháng/lần", "6-monthly"},
		{"định kỳ 5 năm", "5-yearly"},
		{"mỗi tuần", "weekly"},
		{"2 tuần một lần", "ongoing !period_unnamed"},
		{"Hằng tháng, quý, năm", "monthly !several_periods + quarterly + yearly"},
		{"định kỳ 3 tháng, 6 tháng, năm", "quarterly !several_periods + 6-monthly + yearly"},
		{"Thường xuyên (định kỳ báo cáo quý)", "quarterly"},
		{"hằng tháng (trước ngày 25)", "monthly d25 before"},
		{"ngày 10 và 25 hằng tháng", "monthly d10 !several_periods + monthly d25"},
		{"hằng tháng, chậm nhất ngày 28", "monthly d28"},
		{"Trước ngày 05 của tháng sau", "monthly d5 before"},
		{"Hằng quý (trước ngày 20 tháng cuối quý)", "quarterly d20 before"},
		{"định kỳ hằng quý, trước ngày 20 của tháng cuối", "quarterly d20 before"},
		{"trước ngày 10 tháng đầu tiên của quý tiếp theo", "quarterly d10 m1 before"},
		{"trước ngày 05 của quý sau", "quarterly d5 m1 before"},
		{"trước ngày 15 hằng quý", "quarterly d15 before"},
		{"Thứ 6 hàng tuần", "weekly w5"},
		{"Hằng tuần (thứ Sáu)", "weekly w5"},
		{"thứ Hai và thứ Năm hằng tuần", "weekly w1 !several_periods + weekly w4"},
		{"Trước 17h ngày thứ Năm hằng tuần", "weekly w4"},
		{"Hằng năm, trước ngày 15/11", "..2025-11-15 yearly before"},
		{"hàng năm (Quý IV)", "2025-10-01..2025-12-31 yearly"},
		{"Quý IV hằng năm, trước ngày 15/12", "2025-10-01..2025-12-15 yearly before"},
		{"Tháng 3, tháng 9 hằng năm", "yearly !several_periods + 2025-03-01..2025-03-31 yearly + 2025-09-01..2025-09-30 yearly"},
		{"hằng năm, đến năm 2030", "yearly run ..2030-12-31"},
		{"Hằng tháng, từ tháng 3 đến tháng 12/2025", "monthly run 2025-03-01..2025-12-31"},
		{"Thường xuyên trong năm", "ongoing"},
		{"thường xuyên, liên tục", "ongoing"},
		// event-driven
		{"Theo lịch thi đấu của Tổng cục", "!event_driven"},
		{"Theo Kế hoạch số 27/KH-UBND ngày 15/01/2025", "!event_driven"},
		{"Trong vòng 30 ngày kể từ ngày ký", "!event_driven"},
		{"Chậm nhất 05 ngày làm việc sau khi nhận văn bản", "!event_driven"},
		{"khi có yêu cầu", "!event_driven"},
		{"18 tháng kể từ ngày ký hợp đồng", "!event_driven"},
		{"Sau khi Nghị định được ban hành, chậm nhất quý III/2025", "..2025-09-30"},
		{"Quý I/2026 (sau khi có hướng dẫn của Bộ)", "2026-01-01..2026-03-31"},
		// misread letters
		{"Quý Il/2025", "2025-04-01..2025-06-30 !repaired"},
		{"quý lV/2025", "2025-10-01..2025-12-31 !repaired"},
		{"Quý 1V/2025", "2025-10-01..2025-12-31 !repaired"},
		{"tháng l2/2025", "2025-12-01..2025-12-31 !repaired"},
		{"trước ngày 2O/lO/2025", "..2025-10-20 before !repaired"},
		{"lO/9/2025", "..2025-09-10 !repaired"},
		// without marks
		{"quy IV/2025", "2025-10-01..2025-12-31"},
		{"truoc ngay 30 thang 6 nam 2025", "..2025-06-30 before"},
		{"cham nhat ngay 15/8/2025", "..2025-08-15"},
		{"dinh ky hang thang", "monthly"},
		{"tu thang 3 den thang 6/2025", "2025-03-01..2025-06-30"},
		{"het quy III", "..2025-09-30 !year_assumed"},
		// no such day
		{"31/6/2025", "!invalid_date"},
		{"29/2/2025", "!invalid_date"},
		{"trước ngày 30 tháng 02 năm 2025", "!invalid_date"},
		{"ngày 30/02 hằng năm", "yearly !invalid_date"},
		// past
		{"Quý IV/2024", "2024-10-01..2024-12-31 !past_date"},
		// nothing
		{"nt", ""},
		{"như trên", ""},
		{"chưa xác định", ""},
		{"Hoàn thành", ""},
	} {
		r := Parse(tc.phrase, Context{Year: 2025})
		if diff := cmp.Diff(tc.want, brief(r)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tc.phrase, diff)
		}
		if r.Phrase != tc.phrase {
			t.Errorf("%q: the words are kept as %q", tc.phrase, r.Phrase)
		}
	}
}

// TestParseCommands reads what people type, on Wednesday 23 February 2022.
func TestParseCommands(t *testing.T) {
	today := Date{2022, 2, 23}
	for _, tc := range []struct{ phrase, want string }{
		// Vietnamese
		{"hôm nay", "..2022-02-23"},
		{"ngày mai", "..2022-02-24"},
		{"mai", "..2022-02-24"},
		{"ngày kia", "..2022-02-25"},
		{"chiều mai", "..2022-02-24"},
		{"3 ngày nữa", "..2022-02-26"},
		{"hai tuần nữa", "..2022-03-09"},
		{"1 tháng nữa", "..2022-03-23"},
		{"sau 3 ngày", "..2022-02-26"},
		{"trong 3 ngày tới", "..2022-02-26"},
		{"trong vòng 10 ngày", "..2022-03-05"},
		{"thứ sáu", "..2022-02-25"},
		{"thứ sáu này", "..2022-02-25"},
		{"thứ sáu tuần sau", "..2022-03-04"},
		{"thứ 6 tuần sau", "..2022-03-04"},
		{"chủ nhật", "..2022-02-27"},
		{"trước thứ sáu", "..2022-02-25 before"},
		{"chậm nhất thứ hai tuần sau", "..2022-02-28"},
		{"tuần sau", "2022-02-28..2022-03-06"},
		{"cuối tuần", "..2022-02-25 !day_assumed"},
		{"cuối tuần sau", "..2022-03-04 !day_assumed"},
		{"tháng sau", "2022-03-01..2022-03-31"},
		{"cuối tháng", "..2022-02-28 !day_assumed"},
		{"cuối tháng sau", "..2022-03-31 !day_assumed"},
		{"đầu tháng sau", "2022-03-01.. !no_firm_day"},
		{"ngày 5 tháng sau", "..2022-03-05"},
		{"ngày 15", "..2022-03-15 !year_assumed"},
		{"ngày 25", "..2022-02-25 !year_assumed"},
		{"31/12", "..2022-12-31 !year_assumed"},
		{"1/1", "..2023-01-01 !year_assumed"},
		{"tháng 1", "2023-01-01..2023-01-31 !year_assumed"},
		{"quý sau", "2022-04-01..2022-06-30"},
		{"cuối quý", "..2022-03-31 !day_assumed"},
		{"hết quý III", "..2022-09-30 !year_assumed"},
		{"cuối năm", "..2022-12-31 !day_assumed !year_assumed"},
		{"năm sau", "2023-01-01..2023-12-31"},
		{"từ nay đến cuối tháng", "2022-02-23..2022-02-28 !day_assumed"},
		{"trước 17h ngày mai", "..2022-02-24"},
		{"17h thứ sáu", "..2022-02-25"},
		// without marks
		{"thu sau tuan sau", "..2022-03-04"},
		{"ngay mai", "..2022-02-24"},
		{"cuoi thang", "..2022-02-28 !day_assumed"},
		{"3 ngay nua", "..2022-02-26"},
		// English
		{"today", "..2022-02-23"},
		{"tomorrow", "..2022-02-24"},
		{"the day after tomorrow", "..2022-02-25"},
		{"in 3 days", "..2022-02-26"},
		{"in two weeks", "..2022-03-09"},
		{"a week from now", "..2022-03-02"},
		{"within 2 weeks", "..2022-03-09"},
		{"within 10 days of receipt", "!event_driven"},
		{"Friday", "..2022-02-25"},
		{"by Friday", "..2022-02-25"},
		{"before Friday", "..2022-02-25 before"},
		{"next Friday", "..2022-03-04"},
		{"due next friday", "..2022-03-04"},
		{"friday next week", "..2022-03-04"},
		{"this week", "2022-02-21..2022-02-27"},
		{"next month", "2022-03-01..2022-03-31"},
		{"end of month", "..2022-02-28 !day_assumed"},
		{"end of next month", "..2022-03-31 !day_assumed"},
		{"end of the week", "..2022-02-25 !day_assumed"},
		{"EOM", "..2022-02-28 !day_assumed"},
		{"by end of Q2", "..2022-06-30 !day_assumed !year_assumed"},
		{"by the end of the week", "..2022-02-25 !day_assumed"},
		{"31 December 2022", "..2022-12-31"},
		{"December 31st, 2022", "..2022-12-31"},
		{"Dec 31, 2022", "..2022-12-31"},
		{"Dec 31", "..2022-12-31 !year_assumed"},
		{"by 15 March 2022", "..2022-03-15"},
		{"may 5", "..2022-05-05 !year_assumed"},
		{"Sept 2022", "2022-09-01..2022-09-30"},
		{"by May", "..2022-05-31 !year_assumed"},
		{"mid-May", "2022-05-01.. !no_firm_day !year_assumed"},
		{"late June 2022", "..2022-06-30 !day_assumed"},
		{"Q1-Q2 2022", "2022-01-01..2022-06-30"},
		{"from Q2 to Q4 2022", "2022-04-01..2022-12-31"},
		{"second quarter of 2022", "2022-04-01..2022-06-30"},
		{"first half of 2022", "2022-01-01..2022-06-30"},
		{"H1 2022", "2022-01-01..2022-06-30"},
		{"between 1 March and 15 April 2022", "2022-03-01..2022-04-15"},
		{"in May and October 2022", "!several_periods + 2022-05-01..2022-05-31 + 2022-10-01..2022-10-31"},
		{"before Q2 2022", "..2022-03-31 !strict_before"},
		{"from 2023 onwards", "2023-01-01.. ongoing"},
		{"no later than 30 June 2022", "..2022-06-30"},
		{"by 5pm Friday", "..2022-02-25"},
		{"by 9:00 AM on 15 March 2022", "..2022-03-15"},
		{"due 03/04/2022", "..2022-04-03 !day_month_order"},
		{"12/31/2022", "..2022-12-31 !day_month_order"},
		{"every Friday", "weekly w5"},
		{"every Monday and Thursday", "weekly w1 !several_periods + weekly w4"},
		{"weekly on Friday", "weekly w5"},
		{"monthly", "monthly"},
		{"monthly on the 20th", "monthly d20"},
		{"by the 20th of each month", "monthly d20"},
		{"the last day of each month", "monthly"},
		{"quarterly, by the 25th of the last month", "quarterly d25"},
		{"every 6 months", "6-monthly"},
		{"twice a year", "6-monthly"},
		{"by 31 March every year", "..2022-03-31 yearly"},
		{"biweekly", "ongoing !period_unnamed"},
		{"ongoing", "ongoing"},
		{"upon approval", "!event_driven"},
		{"as needed", "!event_driven"},
		{"TBD", ""},
	} {
		if diff := cmp.Diff(tc.want, brief(Parse(tc.phrase, Context{Today: today}))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tc.phrase, diff)
		}
	}
}

// TestParseForms: one phrase, however its letters are written.
func TestParseForms(t *testing.T) {
	const want = "..2025-06-30 before"
	for name, phrase := range map[string]string{
		"NFC":            "Trước ngày 30 tháng 6 năm 2025",
		"NFD":            norm.NFD.String("Trước ngày 30 tháng 6 năm 2025"),
		"no-break":       "Trước\u00a0ngày\u00a030\u202ftháng 6 năm 2025",
		"zero-width":     "Tr\u200bước ngày\ufeff 30 thá\u200dng 6 năm 2025",
		"hard wrap":      "Trước ngày 30\ntháng 6 năm\r\n2025",
		"capitals":       "TRƯỚC NGÀY 30 THÁNG 6 NĂM 2025",
		"no marks":       "truoc ngay 30 thang 6 nam 2025",
		"odd tone":       "Trứơc ngày 30 tháng 6 năm 2025",
		"loose":          "  Trước  ngày  30  /  6 / 2025 . ",
		"digits misread": "Trước ngày 3O/6/2O25",
	} {
		got := Parse(phrase, Context{Year: 2025})
		got.dropFlag(Repaired)
		if brief(got) != want {
			t.Errorf("%s: %q reads as %q, want %q", name, phrase, brief(got), want)
		}
	}
	for _, phrase := range []string{"Ðịnh kỳ hằng tháng", "Định kỳ hằng tháng", norm.NFD.String("Định kỳ hằng tháng")} {
		if got := brief(Parse(phrase, Context{})); got != "monthly" {
			t.Errorf("%q reads as %q", phrase, got)
		}
	}
}

func TestContext(t *testing.T) {
	today := Date{2022, 2, 23}
	for _, tc := range []struct {
		name, phrase string
		ctx          Context
		want         string
	}{
		{"heading's month", "ngày 20", Context{Year: 2023, Month: 3}, "..2023-03-20 !year_assumed"},
		{"heading's month, range", "05 - 31/8", Context{Year: 2019}, "2019-08-05..2019-08-31 !year_assumed"},
		{"no year known", "quý II", Context{}, ""},
		{"year before today", "31/1", Context{Year: 2022, Today: today}, "..2022-01-31 !year_assumed"},
		{"from now", "từ nay đến hết quý I", Context{Year: 2022, Today: today}, "2022-02-23..2022-03-31 !year_assumed"},
		{"months first", "12/31/2022", Context{MonthFirst: true}, "..2022-12-31"},
		{"months first, both", "03/04/2022", Context{MonthFirst: true}, "..2022-03-04 !day_month_order"},
		{"months first, day named", "31/12/2022", Context{MonthFirst: true}, "..2022-12-31 !day_month_order"},
		{"year end", "tuần sau", Context{Today: Date{2022, 12, 30}}, "2023-01-02..2023-01-08"},
		{"leap day", "1 năm nữa", Context{Today: Date{2024, 2, 29}}, "..2025-02-28"},
		{"month end", "1 tháng nữa", Context{Today: Date{2022, 1, 31}}, "..2022-02-28"},
		{"Saturday's week end", "cuối tuần", Context{Today: Date{2022, 2, 26}}, "..2022-02-27 !day_assumed"},
	} {
		if got := brief(Parse(tc.phrase, tc.ctx)); got != tc.want {
			t.Errorf("%s: %q reads as %q, want %q", tc.name, tc.phrase, got, tc.want)
		}
	}
}

func TestAll(t *testing.T) {
	for phrase, want := range map[string]int{
		"Quý II/2025": 1, "Quý I, III/2025": 2, "6 tháng và cả năm": 2, "ngày 10 và 25 hằng tháng": 2,
		"trước 15/6, báo cáo trước 15/7": 2, "Tháng 3, tháng 9 hằng năm": 2, "nt": 1,
	} {
		all := Parse(phrase, Context{Year: 2025}).All()
		if len(all) != want {
			t.Errorf("%q has %d readings, want %d", phrase, len(all), want)
		}
		for _, r := range all {
			if len(r.Also) > 0 {
				t.Errorf("%q: a single reading has others beside it", phrase)
			}
		}
	}
}

func TestLongPhraseIsBounded(t *testing.T) {
	Parse(strings.Repeat("quý I, ", 1<<16), Context{Year: 2025})
	if got := brief(Parse("Quý II/2025 "+strings.Repeat("ă", 1<<16), Context{Year: 2025})); got != "2025-04-01..2025-06-30" {
		t.Errorf("a long phrase reads as %q", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"Quý I, II năm 2022", "từ nay đến hết năm 2025", "ngày 25 hằng tháng", "by end of Q2", "3O/9/2O23", "6 tháng và cả năm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range []Context{{Year: 2025}, {Today: Date{2022, 2, 23}}, {Year: 2022, Today: Date{2022, 2, 23}, Month: 3, MonthFirst: true}} {
			for _, r := range Parse(s, c).All() {
				checkReading(t, r)
			}
		}
	})
}

// checkReading holds what is true of every reading.
func checkReading(t *testing.T, r Reading) {
	t.Helper()
	for _, d := range []Date{r.Start, r.Due} {
		if !d.IsZero() && !d.Valid() {
			t.Fatalf("%q has the date %v, which does not exist", r.Phrase, d)
		}
	}
	if r.Day < 0 || r.Day > 39 || r.Weekday < 0 || r.Weekday > 7 {
		t.Fatalf("%q has day %d, weekday %d", r.Phrase, r.Day, r.Weekday)
	}
	if start, due, ok := r.Next(Date{2025, 1, 1}); ok && (due.Before(Date{2025, 1, 1}) || start.After(due)) {
		t.Fatalf("%q (%s) comes next from %s to %s", r.Phrase, brief(r), start, due)
	}
}

func TestARangeNeverEndsBeforeItBegins(t *testing.T) {
	for phrase, want := range map[string]string{
		"2/1 - 1/1":             "2025-01-02..2026-01-01 !year_assumed",
		"15/11 - 15/3":          "2025-11-15..2026-03-15 !year_assumed",
		"20/6 - 10/6/2025":      "2024-06-20..2025-06-10",
		"5/2025 - 3/2025":       "!invalid_date",
		"15/6/2025 - 10/6/2025": "!invalid_date",
	} {
		got := brief(Parse(phrase, Context{Year: 2025}))
		if got != want {
			t.Errorf("%q = %s, want %s", phrase, got, want)
		}
	}
}
