package block

import "testing"

// A format that has no lines says where something stands in its own terms.
func TestPlace(t *testing.T) {
	vi := speak(catalogue(t).For("vi"))
	at := places{
		2: {Sheet: "Phụ lục", Row: 7},
		3: {Row: 7},
		4: {Page: 3, Row: 7},
		5: {Page: 3, Paragraph: 12},
		6: {Paragraph: 12},
	}
	for line, want := range map[int]string{
		0: "", 1: "dòng 1", 2: "trang tính “Phụ lục”, hàng 7", 3: "hàng 7", 4: "trang 3, hàng 7 của bảng", 5: "trang 3", 6: "đoạn 12",
	} {
		if got := vi.place(at, line); got != want {
			t.Errorf("place of line %d %+v = %q, want %q", line, at[line], got, want)
		}
	}
}
