package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/pdf"
	"nhacviec/internal/work"
)

func pngFile(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadRefuses(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want work.Message
		code work.Code
	}{
		{"empty.txt", nil, work.Message{Key: KeyEmpty, Args: work.Args{"name": "empty.txt"}}, work.Invalid},
		{"blank.txt", []byte(" \n\t\u200b\ufeff \r\n"), work.Message{Key: KeyEmpty, Args: work.Args{"name": "blank.txt"}}, work.Invalid},
		{"photo.txt", pngFile(t), work.Message{Key: KeyNotText, Args: work.Args{"name": "photo.txt", "kind": "PNG"}}, work.Invalid},
		{"bytes.txt", []byte{0, 1, 2, 3, 0xff, 0xfe, 0, 0, 7}, work.Message{Key: KeyEncoding, Args: work.Args{"name": "bytes.txt"}}, work.Invalid},
		{"plan.pdf", []byte("%PDF-1.7\n"), work.Message{Key: pdf.KeyDamaged, Args: work.Args{"name": "plan.pdf"}}, work.Invalid},
		{"plan.docx", []byte("PK\x03\x04rest"), work.Message{Key: container.KeyDamaged, Args: work.Args{"name": "plan.docx"}}, work.Invalid},
		{"big.txt", bytes.Repeat([]byte("a plan line\n"), 900_000), work.Message{Key: KeyTooLarge, Args: work.Args{"name": "big.txt", "size": 10_800_000, "limit": DefaultMaxBytes}}, work.TooLarge},
		{"letter.txt", []byte("Dear all,\n\nthank you for a good year.\n\nYours"), work.Message{Key: KeyNoTasks, Args: work.Args{"name": "letter.txt"}}, work.Invalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(context.Background(), tt.name, tt.data, Options{})
			var e *work.Error
			if !errors.As(err, &e) {
				t.Fatalf("Read = %v, want a *work.Error", err)
			}
			if diff := cmp.Diff(tt.want, e.Message); diff != "" || e.Code != tt.code {
				t.Errorf("code %s, message (-want +got):\n%s", e.Code, diff)
			}
		})
	}
}

func TestReadHonoursContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "a.txt", []byte("1. Do it by 5 May 2024\n"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Read with a cancelled context = %v", err)
	}
}

// onePlan reads the same in every encoding and normal form.
const onePlan = "KẾ HOẠCH\nCông tác năm 2024\n1. Đăng ký nhãn hiệu\n- Đơn vị chủ trì: Phòng Quản lý Công nghệ\n- Thời hạn: Quý IV/2024\n"

// onePlan as typed with the fonts of the time before Unicode.
const (
	tcvn3Plan = "KÕ HO¹CH\nC«ng t¸c n¨m 2024\n1. §¨ng ký nh·n hiÖu\n- §¬n vÞ chñ tr×: Phßng Qu¶n lý C«ng nghÖ\n- Thêi h¹n: Quý IV/2024\n"
	vniPlan   = "KEÁ HOAÏCH\nCoâng taùc naêm 2024\n1. Ñaêng kyù nhaõn hieäu\n- Ñôn vò chuû trì: Phoøng Quaûn lyù Coâng ngheä\n- Thôøi haïn: Quyù IV/2024\n"
)

func latinBytes(t *testing.T, s string) string {
	t.Helper()
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReadEncodings(t *testing.T) {
	want := brief(mustRead(t, "a.txt", onePlan))
	if len(want) != 2 || !strings.Contains(want[0], "Phòng Quản lý Công nghệ") {
		t.Fatalf("the plan itself reads as %q", want)
	}
	cp1258, err := charmap.Windows1258.NewEncoder().String(marksApart(onePlan))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		"UTF-8 with a byte order mark": "\uFEFF" + onePlan,
		"decomposed":                   norm.NFD.String(onePlan),
		"Icelandic eth":                strings.ReplaceAll(onePlan, "Đ", "Ð"),
		"Windows line ends":            strings.ReplaceAll(onePlan, "\n", "\r\n"),
		"old Macintosh line ends":      strings.ReplaceAll(onePlan, "\n", "\r"),
		"no-break spaces":              strings.ReplaceAll(onePlan, " ", "\u00a0"),
		"zero-width spaces":            strings.ReplaceAll(onePlan, " ", " \u200b"),
		"bold labels":                  strings.ReplaceAll(strings.ReplaceAll(onePlan, "- ", "- **"), ": ", ":** "),
		"UTF-16LE with a mark":         utf16Bytes("\uFEFF"+onePlan, false),
		"UTF-16BE with a mark":         utf16Bytes("\uFEFF"+onePlan, true),
		"Windows-1258":                 cp1258,
		"TCVN3 as bytes":               latinBytes(t, tcvn3Plan),
		"TCVN3 in UTF-8":               tcvn3Plan,
		"VNI as bytes":                 latinBytes(t, vniPlan),
		"VNI in UTF-8":                 vniPlan,
	}
	for name, s := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, brief(mustRead(t, "a.txt", s))); diff != "" {
				t.Errorf("reads differently (-want +got):\n%s", diff)
			}
		})
	}
}

// marksApart writes the tone marks apart, as Windows-1258 has them, and leaves
// the vowels whole.
func marksApart(s string) string {
	var b strings.Builder
	for _, r := range s {
		d := []rune(norm.NFD.String(string(r)))
		last := d[len(d)-1]
		switch {
		case len(d) > 1 && strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", last):
			b.WriteString(norm.NFC.String(string(withoutTone(d))))
			for _, m := range d {
				if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", m) {
					b.WriteRune(m)
				}
			}
		default:
			var kept []rune
			tone := rune(0)
			for _, m := range d {
				if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", m) {
					tone = m
					continue
				}
				kept = append(kept, m)
			}
			b.WriteString(norm.NFC.String(string(kept)))
			if tone != 0 {
				b.WriteRune(tone)
			}
		}
	}
	return b.String()
}

func withoutTone(d []rune) []rune {
	var out []rune
	for _, m := range d {
		if !strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", m) {
			out = append(out, m)
		}
	}
	return out
}

func utf16Bytes(s string, bigEndian bool) string {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestOptions(t *testing.T) {
	d, err := Read(context.Background(), "a.txt", []byte("1. Ship it. Due: 3/4\n"), Options{Year: 2031, MonthFirst: true})
	if err != nil {
		t.Fatal(err)
	}
	want := calendar.Date{Year: 2031, Month: 3, Day: 4}
	if got := d.Tasks[0].Activities[0].Deadline.Due; got != want || d.Year != 2031 {
		t.Errorf("year %d, due %s, want 2031 and %s", d.Year, got, want)
	}
}

func TestKeysAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Keys() {
		if seen[k] {
			t.Errorf("key %s stands twice", k)
		}
		seen[k] = true
	}
}

// manyLines is a plan of about n lines, of the forms that are commonest.
func manyLines(n int) string {
	var b strings.Builder
	b.WriteString("KẾ HOẠCH\nCông tác trọng tâm năm 2024\n\nI. NHIỆM VỤ\n")
	for i := 1; i <= n/5; i++ {
		fmt.Fprintf(&b, "%d. Rà soát, sửa đổi quy định số %d về quản lý đất đai\n", i%900+1, i)
		b.WriteString("- Cơ quan chủ trì: Sở Tài nguyên và Môi trường\n- Cơ quan phối hợp: Sở Tư pháp; UBND các huyện, thành phố\n")
		fmt.Fprintf(&b, "- Thời gian hoàn thành: Trước ngày %d/%d/2024\n- Sản phẩm: %02d báo cáo\n", i%28+1, i%12+1, i%9+1)
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		data := []byte(manyLines(n))
		b.Run(fmt.Sprintf("lines=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), "a.txt", data, Options{MaxBytes: len(data)}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}
