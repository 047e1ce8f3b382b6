package legacy

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestConvert(t *testing.T) {
	tests := []struct {
		e         Encoding
		old, want string
	}{
		{TCVN3, "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"},
		{TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"},
		{TCVN3, "Së Khoa häc vµ C«ng nghÖ", "Sở Khoa học và Công nghệ"},
		{TCVN3, "Thêi h¹n: tr\u00adíc ngµy 30/6/2005", "Thời hạn: trước ngày 30/6/2005"},
		{VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"},
		{VNI, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"},
		{VNI, "Sôû Khoa hoïc vaø Coâng ngheä", "Sở Khoa học và Công nghệ"},
		{VNI, "SÔÛ KHOA HOÏC VAØ COÂNG NGHEÄ, ÑÔN VÒ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ, ĐƠN VỊ"},
		{VNI, "Thôøi haïn: tröôùc ngaøy 30/6/2005, kyõ, lyù, ñeå, ñaët, baèng, vaãn", "Thời hạn: trước ngày 30/6/2005, kỹ, lý, để, đặt, bằng, vẫn"},
	}
	for _, tt := range tests {
		if got := tt.e.Convert(tt.old); got != tt.want {
			t.Errorf("%s: %q = %q, want %q", tt.e, tt.old, got, tt.want)
		}
		if e, ok := Recognize([]string{tt.old, tt.old, tt.old}); !ok || e != tt.e {
			t.Errorf("%q is recognised as %q, %t; want %q", tt.old, e, ok, tt.e)
		}
	}
}

func TestUnicodeIsLeftAlone(t *testing.T) {
	for _, s := range []string{
		"Sở Khoa học và Công nghệ chủ trì, phối hợp với các đơn vị.",
		"Vô tư, và cả nhà ta.", // no letter beyond Latin-1
		"Überprüfung der Maßnahmen für das Jahr; réunion à l'école",
		"Plain English, by 30 June.", "", "à", "©®§¶",
	} {
		if e, ok := Recognize([]string{s, s, s, s}); ok {
			t.Errorf("%q is taken for %s", s, e)
		}
	}
	mixed := []string{"Së Khoa häc vµ C«ng nghÖ, tr\u00adíc ngµy", "Sở Khoa học và Công nghệ"}
	e, ok := Recognize(mixed)
	if !ok || e != TCVN3 {
		t.Fatalf("a mixed document is %q, %t", e, ok)
	}
	if got := e.Convert(mixed[1]); got != mixed[1] {
		t.Errorf("a line in Unicode became %q", got)
	}
}

func TestTablesAreWhole(t *testing.T) {
	if n, m := utf8.RuneCountInString(unicodeLetters), utf8.RuneCountInString(tcvn3Letters); n != m || n != 74 {
		t.Fatalf("TCVN3 has %d letters for %d", m, n)
	}
	for _, letters := range []string{tcvn3Letters, unicodeLetters} {
		seen := map[rune]bool{}
		for _, r := range letters {
			if seen[r] {
				t.Errorf("%q stands twice in %q", r, letters)
			}
			seen[r] = true
		}
	}
	// Every Vietnamese vowel has one way to be typed in VNI.
	made := map[rune]bool{}
	for _, v := range "aeiouyAEIOUYôöÔÖñÑæóòîÆÓÒÎíìÍÌ" {
		for _, mark := range []string{"", "ù", "ø", "û", "õ", "ï", "â", "á", "à", "å", "ã", "ä", "ê", "é", "è", "ú", "ü", "ë"} {
			in := string(v) + mark
			if strings.ToUpper(string(v)) == string(v) {
				in = string(v) + strings.ToUpper(mark)
			}
			if out := []rune(vni().Replace(in)); len(out) == 1 {
				made[out[0]] = true
			}
		}
	}
	for _, r := range unicodeLetters {
		if !made[r] {
			t.Errorf("no VNI letters make %q", r)
		}
	}
}

func FuzzConvert(f *testing.F) {
	f.Add("Së Khoa häc vµ C«ng nghÖ")
	f.Add("Sôû Khoa hoïc vaø Coâng ngheä")
	f.Fuzz(func(t *testing.T, s string) {
		e, ok := Recognize(strings.Split(s, "\n"))
		if !ok {
			return
		}
		if out := e.Convert(s); utf8.ValidString(s) && !utf8.ValidString(out) {
			t.Errorf("%q became %q, which is not UTF-8", s, out)
		}
	})
}
