package docx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lvl is a level of a list: its format, its pattern and what else it says.
func lvl(n int, format, pattern string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, n, format, pattern, strings.Join(more, ""))
}

func abstract(id int, levels ...string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, strings.Join(levels, ""))
}

func num(id, definition int, more ...string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, definition, strings.Join(more, ""))
}

const startAt1 = `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`

func TestLists(t *testing.T) {
	deep := abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2."), lvl(2, "lowerLetter", "%3)"), lvl(3, "bullet", "\uF02D"))
	tests := []struct {
		name, numbering, styles, body string
		want                          string
	}{
		{"levels restart below those above", deep + num(1, 0), "",
			item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 2, "d") + item(1, 3, "e") + item(1, 0, "f") + item(1, 1, "g") + item(1, 2, "h"),
			"I. I.1. I.2. a) - II. II.1. a)"},
		{"a level that is skipped shows its start", deep + num(1, 0), "", item(1, 1, "a") + item(1, 0, "b") + item(1, 1, "c"), "I.1. I. I.1."},
		{"lists of one definition go on", deep + num(1, 0) + num(2, 0), "", item(1, 0, "a") + item(2, 0, "b"), "I. II."},
		{"a list that starts over", deep + num(1, 0) + num(2, 0, startAt1), "", item(1, 0, "a") + item(2, 0, "b") + item(2, 0, "c"), "I. I. II."},
		{"a level changed for one list", deep + num(1, 0, `<w:lvlOverride w:ilvl="0">`+lvl(0, "decimal", "Nhiệm vụ %1:")+`</w:lvlOverride>`), "", item(1, 0, "a") + item(1, 0, "b"), "Nhiệm vụ 1: Nhiệm vụ 2:"},
		{"never restarted", abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)", `<w:lvlRestart w:val="0"/>`)) + num(1, 0), "", item(1, 0, "a") + item(1, 1, "b") + item(1, 0, "c") + item(1, 1, "d"), "1. 1) 2. 2)"},
		{"restarted by the first level alone", abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)"), lvl(2, "decimal", "(%3)", `<w:lvlRestart w:val="1"/>`)) + num(1, 0), "",
			item(1, 0, "a") + item(1, 1, "b") + item(1, 2, "c") + item(1, 1, "d") + item(1, 2, "e") + item(1, 0, "f") + item(1, 2, "g"), "1. 1) (1) 2) (2) 2. (1)"},
		{"another start", abstract(0, strings.Replace(lvl(0, "decimal", "%1/"), `w:val="1"`, `w:val="7"`, 1)) + num(1, 0), "", item(1, 0, "a") + item(1, 0, "b"), "7/ 8/"},
		{"in Arabic digits", abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2", `<w:isLgl/>`)) + num(1, 0), "", item(1, 0, "a") + item(1, 1, "b"), "I. 1.1"},
		{"formats", abstract(0, lvl(0, "decimalZero", "%1"), lvl(1, "lowerRoman", "%2."), lvl(2, "upperLetter", "%3."), lvl(3, "ordinal", "%4"), lvl(4, "vietnameseCounting", "Phần thứ %5"), lvl(5, "none", "Việc"), lvl(6, "chineseCounting", "%7")) + num(1, 0), "",
			item(1, 0, "a") + item(1, 1, "b") + item(1, 2, "c") + item(1, 3, "d") + item(1, 4, "e") + item(1, 5, "f") + item(1, 6, "g"), "01 i. A. 1st Phần thứ một Việc 1"},
		{"a format of its own", abstract(0, `<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>`) + num(1, 0), "", item(1, 0, "a"), "001"},
		{"bullets", abstract(0, lvl(0, "bullet", "\uF0B7"), lvl(1, "bullet", "o"), lvl(2, "bullet", "§"), lvl(3, "bullet", "+"), lvl(4, "bullet", "\uF0D8"), lvl(5, "bullet", "★")) + num(1, 0), "",
			item(1, 0, "a") + item(1, 1, "b") + item(1, 2, "c") + item(1, 3, "d") + item(1, 4, "e") + item(1, 5, "f"), "• ◦ • + ➢ •"},
		{"by style", abstract(0, lvl(0, "upperRoman", "%1.", `<w:pStyle w:val="h1"/>`), lvl(1, "decimal", "%2.", `<w:pStyle w:val="h2"/>`)) + num(3, 0),
			`<w:style w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="h1"/></w:style>`,
			styled(`<w:pStyle w:val="h1"/>`, "a") + styled(`<w:pStyle w:val="h2"/>`, "b") + styled(`<w:pStyle w:val="h2"/>`, "c") + styled(`<w:pStyle w:val="h2"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "d"), "I. 1. 2. -"},
		{"by a numbering style", abstract(0, lvl(0, "decimal", "%1)")) + `<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="ns"/></w:abstractNum>` + num(1, 0) + num(2, 1),
			`<w:style w:type="numbering" w:styleId="ns"><w:name w:val="My list"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`, item(2, 0, "a"), "1)"},
		{"a list that is not there", "", "", item(9, 0, "a"), "-"},
		{"empty paragraphs count", deep + num(1, 0), "", item(1, 0, "a") + item(1, 0, "") + item(1, 0, "c"), "I. III."},
		{"a deleted end is not counted", deep + num(1, 0), "", item(1, 0, "a") + strings.Replace(item(1, 0, "b"), "</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>", 1) + item(1, 0, "c"), "I. II."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), build(t, tt.body, parts{styles: tt.styles, numbering: tt.numbering}))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range doc.Blocks {
				label := b.Label
				if label == "" {
					label = "-"
				}
				got = append(got, label)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNumbersInCells(t *testing.T) {
	numbering := parts{numbering: abstract(0, lvl(0, "decimal", "%1")) + num(1, 0)}
	body := tableOf(rowOf(cellOf("", item(1, 0, "")), cells("a")), rowOf(cellOf("", item(1, 0, "")), cells("b")))
	if diff := cmp.Diff([]string{"1 | a", "2 | b"}, shown(t, build(t, body, numbering))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLetters(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "A", 26: "Z", 27: "AA", 53: "AAA", maxCount: "GGGGGG"} {
		if got := letters(n); got != want {
			t.Errorf("letters(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{1: "I", 4: "IV", 19: "XIX", 90: "XC", 3999: "MMMCMXCIX", 4000: "4000"} {
		if got := roman(n); got != want {
			t.Errorf("roman(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{1: "st", 2: "nd", 3: "rd", 11: "th", 24: "th", 112: "th"} {
		if got := ordinalEnd(n); got != want {
			t.Errorf("ordinalEnd(%d) = %q, want %q", n, got, want)
		}
	}
}
