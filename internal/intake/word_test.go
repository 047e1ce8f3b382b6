package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/intake/document"
)

// TestReadWord reads each plan as a Word document, with lists, headings, tables
// and tracked changes of its own or as bare lines, and finds what a clerk
// records of its text.
func TestReadWord(t *testing.T) {
	names := []string{"02", "04", "06", "07", "plan", "02.lines", "04.lines"}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			plan, _, _ := strings.Cut(name, ".")
			if diff := cmp.Diff(clerks(t, plan), read(t, "testdata/formats/"+name+".docx")); diff != "" {
				t.Errorf("reading differs from the clerk's (-clerk +read):\n%s", diff)
			}
		})
	}
}

// TestReadPasted reads texts that were broken into lines, or set in columns of
// spaces, before they were pasted into Word: they read as the text does.
func TestReadPasted(t *testing.T) {
	for _, name := range []string{"wrapped_lines", "table_fixed_width"} {
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile("testdata/forms/" + name + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join("testdata/formats", name+".docx"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(brief(mustRead(t, name+".txt", string(want))), brief(mustRead(t, name+".docx", string(got)))); diff != "" {
				t.Errorf("reads unlike the text (-text +docx):\n%s", diff)
			}
		})
	}
}

func TestRankHeadings(t *testing.T) {
	heading := func(level int, text string) document.Block {
		return document.Block{Kind: document.Heading, Level: level, Text: text}
	}
	tests := []struct {
		name   string
		blocks []document.Block
		want   []int
	}{
		{"all are numbered", []document.Block{heading(1, "I. CẢI CÁCH"), heading(2, "1. Rà soát quy định")}, []int{0, 0}},
		{"none is numbered", []document.Block{heading(1, "Goals"), heading(2, "Ship it")}, []int{1, 2}},
		{"numbers stand deeper", []document.Block{heading(1, "Nhiệm vụ"), heading(2, "1. Rà soát quy định")}, []int{1, 0}},
		{"numbers stand higher", []document.Block{heading(1, "1. Nhiệm vụ"), heading(2, "Rà soát quy định")}, []int{1, 2}},
		{"the number is printed by a list", []document.Block{{Kind: document.Heading, Level: 1, Label: "A.", Text: "MỤC ĐÍCH"}}, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rankHeadings(tt.blocks)
			var got []int
			for _, b := range tt.blocks {
				got = append(got, b.Level)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("levels (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBroken(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  bool
	}{
		{"sentences over lines", []string{"1. Phủ sóng Internet băng rộng đến 12 thôn", "còn lại; đơn vị chủ trì: Phòng Văn hóa và", "thông tin của huyện."}, true},
		{"whole paragraphs", []string{"1. Phủ sóng Internet.", "Đơn vị chủ trì: Phòng Văn hóa", "Thời hạn: quý I"}, false},
		{"a list in small letters", []string{"Gồm các việc:", "- soạn thảo", "- lấy ý kiến", "- trình ký"}, false},
		{"one slip", []string{"Phòng Nội vụ", "báo cáo", "Thời hạn: quý I"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var blocks []document.Block
			for _, l := range tt.lines {
				blocks = append(blocks, document.Block{Text: l})
			}
			if got := broken(blocks); got != tt.want {
				t.Errorf("broken = %t", got)
			}
		})
	}
}

// Word's own lists go on with small Roman numbers on their third level.
func TestSmallRomanMarks(t *testing.T) {
	for s, want := range map[string]string{"ii. Soạn thảo": "ii", "iv) Trình ký": "iv", "xi/ Báo cáo": "xi", "vi rút gây bệnh": ""} {
		if m, _ := parseMark(s); m.Label != want {
			t.Errorf("parseMark(%q) has the label %q, want %q", s, m.Label, want)
		}
	}
}
