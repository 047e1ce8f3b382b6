package text

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Phòng Kế hoạch – Tài chính": "phong ke hoach tai chinh",
		"ĐẮK LẮK / Ðồng":             "dak lak dong",
		"  3.1. ":                    "3 1",
		"Quy\u0301":                  "quy",
		"":                           "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutKeepsLettersWhole(t *testing.T) {
	decomposed := "Ti\u1ec3u ba\u0309ng" // "bả" in two code points
	if got := Cut(decomposed, 8); got != "Tiểu ba\u0309…" {
		t.Errorf("%q", got)
	}
	if got := Cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2); got != "👩‍👩‍👧‍👦…" {
		t.Errorf("%q", got)
	}
	rapid.Check(t, func(rt *rapid.T) {
		s, n := rapid.String().Draw(rt, "s"), rapid.IntRange(0, 20).Draw(rt, "n")
		got := Cut(s, n)
		if Len(got) > n || utf8.ValidString(s) && !utf8.ValidString(got) {
			rt.Fatalf("Cut(%q, %d) = %q", s, n, got)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"upate", "update", 1}, {"kitten", "sitting", 3}} {
		if got := Distance(tc.a, tc.b); got != tc.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
}
