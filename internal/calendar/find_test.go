package calendar

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// marked writes text with each match in brackets: [[firm]] or [loose].
func marked(s string, c Context) string {
	var b strings.Builder
	at := 0
	for _, m := range Find(s, c) {
		open, shut := "[", "]"
		if m.Firm {
			open, shut = "[[", "]]"
		}
		b.WriteString(s[at:m.Begin] + open + s[m.Begin:m.End] + shut)
		at = m.End
	}
	return b.String() + s[at:]
}

func TestFind(t *testing.T) {
	for _, want := range []string{
		// deadlines
		"Sở Y tế báo cáo UBND tỉnh [[trước ngày 20 tháng 5 năm 2024]].",
		"Rà soát năng lực, [[hoàn thành trong tháng 5/2024]]; nếu chậm phải thay, [[chậm nhất ngày 15/6/2024]].",
		"[[Trước ngày 10/5/2024]], Sở Giáo dục xây dựng phương án",
		"Kiểm tra các chợ, [[định kỳ hằng quý]] báo cáo kết quả.",
		"Báo cáo tình hình [[trước 16 giờ hằng ngày]].",
		"Giải quyết 07 vụ việc, [[từ nay đến hết tháng 9/2024]].",
		"Tổng hợp lịch công tác ([[thứ Sáu hằng tuần]]).",
		"Chỉnh lý tài liệu ([[quý II, quý III/2024]]);",
		"Tổ chức 10 phiên ([[trong năm 2024]]);",
		"Thẩm định hồ sơ ([[6 tháng đầu năm]]);",
		"Trực đường dây nóng ([[thường xuyên, liên tục]]).",
		"Tổng kết ([[cuối năm 2024]]).",
		"Thời gian hoàn thành: [[Quý I, II năm 2024]];",
		"Thời hạn: [[Trước 28/02/2024]]",
		"1 | Kiện toàn Ban | Văn phòng | [[Tháng 01/2024]] | Quyết định",
		"2 | Kiểm tra | Thanh tra | [[Định kỳ hằng quý]] | Biên bản",
		"3 | Phát hành bản đồ | Phòng A | [[09/2024]] | Bản đồ",
		"Hoàn thành hồ sơ [[vào quý\nIV năm\n2024]].",
		"Xây dựng kế hoạch [năm 2025], [[hoàn thành trong tháng 12/2024]]",
		"Dự kiến tổ chức hội nghị [[vào quý III/2024]]",
		"Gửi báo cáo [[cuối tháng]]",
		"Nộp báo cáo [[trước thứ sáu tuần sau]] @lan",
		"Họp với đối tác [[ngày mai]]",
		"Nộp hồ sơ [31/12]",
		"Prepare the March release [[by end of Q2]]",
		"Review the contract ([[due Dec 31, 2024]])",
		"Owner: An. [[Due: end of Q2]]",
		"Back up the database [[every Friday]]",
		// only dates
		"Bình Sơn, [ngày 08 tháng 6 năm 2024]",
		"Kế hoạch cải cách [giai đoạn 2021 - 2025] của tỉnh",
		"Luật Đất đai [năm 2024] quy định",
		"tăng 6,8% so với cùng kỳ [năm 2024] của tỉnh",
		"Quyết định số 118/QĐ-UBND [ngày 15 tháng 12 năm 2024] của UBND tỉnh",
		"[đến năm 2030] đạt 80% dân số",
		"đơn vị [thường xuyên] kiểm tra cơ sở",
		// neither
		"Kế hoạch số 27/KH-UBND và Nghị quyết số 01/NQ-CP",
		"Nghị định số 24/2022/NĐ-CP, Luật số 45/2019/QH14",
		"liên thông 02 cấp, 06 tháng kinh nghiệm, 15.000 liều",
		"1/2 số xã, 2/3 đại biểu, hoàn thành 2/5 văn bằng, chiếm 15/6%",
		"năm học 2024 - 2025 và khóa học 2023",
		"phấn đấu đạt từ 25 - 30 huy chương, ra khỏi tốp 5",
		"Các nhiệm vụ từ 1 đến 4; Điều 5, khoản 2",
		"xếp hạng năm nay, lần thứ hai, đề tài năm thứ 2",
		"quy định 3 bước, quy trình hai lớp, quý khách",
		"Fix 3/4 of the bugs in version 2.5, second meeting",
		"We may 5 times march on",
	} {
		text := strings.NewReplacer("[", "", "]", "").Replace(want)
		// "xếp hạng năm nay" names a year relative to today: no context, no date.
		c := Context{Year: 2024, Today: Date{2024, 2, 21}}
		if strings.HasPrefix(text, "xếp hạng") || strings.HasPrefix(text, "Giải quyết") {
			c = Context{}
		}
		if diff := cmp.Diff(want, marked(text, c)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestFindOffsets: offsets are those of the text given, in any normal form.
func TestFindOffsets(t *testing.T) {
	const text = "Báo cáo\u00a0trước ngày 20 tháng 5 năm 2024, định kỳ hằng quý"
	for _, s := range []string{text, norm.NFD.String(text)} {
		got := Find(s, Context{Year: 2024})
		if len(got) != 2 {
			t.Fatalf("%d matches, want 2", len(got))
		}
		for i, want := range []string{"trước ngày 20 tháng 5 năm 2024", "định kỳ hằng quý"} {
			m := got[i]
			if phrase := norm.NFC.String(s[m.Begin:m.End]); phrase != want || m.Reading.Phrase != s[m.Begin:m.End] {
				t.Errorf("match %d is %q (%q), want %q", i, phrase, m.Reading.Phrase, want)
			}
		}
	}
}

// TestFoundPhrasesParseAlike: a phrase found reads alone as it read in place.
func TestFoundPhrasesParseAlike(t *testing.T) {
	c := Context{Year: 2024}
	for _, m := range Find(paragraph, c) {
		if got, want := brief(Parse(m.Reading.Phrase, c)), brief(m.Reading); got != want {
			t.Errorf("%q alone reads %q, in its sentence %q", m.Reading.Phrase, got, want)
		}
	}
}

// TestStarters: nothing that begins a clause is passed over.
func TestStarters(t *testing.T) {
	data, err := os.ReadFile("testdata/deadlines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for row := range strings.Lines(string(data)) {
		phrase, _, _ := strings.Cut(row, "\t")
		p := newParser(phrase, Context{Year: 2025, Today: Date{2025, 2, 19}}, true)
		for i := range p.toks {
			p.pos = i
			if _, ok := p.clause(); ok && !mayStart(&p.toks[i]) {
				t.Errorf("%q: a clause begins with %q, which is passed over", phrase, p.toks[i].fold)
			}
		}
	}
}

func TestFindIsLinear(t *testing.T) {
	for _, s := range []string{"quý I, ", "ngày 1, ", "1/", "từ ", "trước ", "- 5 ", "ngày lễ hội ", "6 tháng, ", "\u200b"} {
		Find(strings.Repeat(s, 20_000), Context{Year: 2025, Today: Date{2025, 2, 19}})
	}
}

func FuzzFind(f *testing.F) {
	f.Add(paragraph)
	f.Add("Kế hoạch số 27/KH-UBND ngày 05/01/2023 (quý I, III/2024), 1/2 số xã")
	f.Add("Due next friday\n\n- by end of Q2\n| 15/6 | every Monday")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, m := range Find(s, Context{Year: 2024, Today: Date{2024, 2, 21}}) {
			if m.Begin < last || m.End <= m.Begin || m.End > len(s) {
				t.Fatalf("match at %d..%d after %d in %d bytes", m.Begin, m.End, last, len(s))
			}
			for _, at := range []int{m.Begin, m.End} {
				if at < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[at]) {
					t.Fatalf("offset %d is inside a letter", at)
				}
			}
			last = m.End
			for _, r := range m.Reading.All() {
				checkReading(t, r)
			}
		}
	})
}
