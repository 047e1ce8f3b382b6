package block

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFit(t *testing.T) {
	for _, tc := range []struct {
		in    string
		limit int
		want  string
	}{
		{"ngắn", 10, "ngắn"},
		{"một hai ba", 7, "một ha…"},
		{"một hai", 5, "một…"},
		{"e\u0301e\u0301e\u0301", 4, "e\u0301…"},
		{"👨‍👩‍👧‍👦!", 5, "…"},
		{"a&b", 4, "a…"},
		{"abc", 0, ""},
		{"", 3, ""},
	} {
		if got := fit(tc.in, tc.limit); got != tc.want {
			t.Errorf("fit(%q, %d) = %q, want %q", tc.in, tc.limit, got, tc.want)
		}
	}
}

func TestFitMarkupCutsNothingInTwo(t *testing.T) {
	for _, tc := range []struct {
		in    string
		limit int
		want  string
	}{
		{"a &amp; b", 9, "a &amp; b"},
		{"a &amp; b", 8, "a &amp;…"},
		{"a &amp; b", 7, "a…"},
		{"gửi <@U02CNTRUONG> xem", 12, "gửi…"},
		{"gửi <@U02CNTRUONG> xem", 19, "gửi <@U02CNTRUONG>…"},
	} {
		if got := fitMarkup(tc.in, tc.limit); got != tc.want {
			t.Errorf("fitMarkup(%q, %d) = %q, want %q", tc.in, tc.limit, got, tc.want)
		}
	}
}

func TestFitProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, limit := line(words().Draw(rt, "s"), 5000), rapid.IntRange(1, 200).Draw(rt, "limit")
		got := fit(s, limit)
		if size(got) > limit || !utf8.ValidString(got) || !strings.HasPrefix(s, strings.TrimSuffix(got, "…")) {
			rt.Fatalf("fit(%q, %d) = %q", s, limit, got)
		}
	})
}

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		" a\n\tb ":      "a b",
		"a\u202eb":      "ab",
		"a\x00b\xff":    "ab",
		"một\u00a0hai":  "một hai",
		"👩‍🚀":           "👩‍🚀",
		"\u2066x\u2069": "x",
	} {
		if got := line(in, 100); got != want {
			t.Errorf("line(%q) = %q, want %q", in, got, want)
		}
	}
}
