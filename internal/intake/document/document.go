// Package document is what every reader makes of its format, and all that the
// rules of intake see: headings, paragraphs, list items and tables in reading
// order.
package document

import "nhacviec/internal/work"

// Kind says what a block of a document is.
type Kind int

// The kinds of blocks. A reader that cannot tell a heading from a paragraph
// says Paragraph; the rules look again.
const (
	Paragraph Kind = iota
	Heading
	Item
	TableBlock
)

// Document is one plan as its reader saw it.
type Document struct {
	Name     string
	Blocks   []Block
	Encoding string // the encoding it was converted from, empty for UTF-8
	Year     int    // the year it was signed in, 0 where it does not say
	Repairs  Repairs
	// Places says where a Line is found in a format that has pages or sheets;
	// nil where Line is the line of a text.
	Places map[int]work.Place
	Doubts []work.Doubt // what the reader itself left out or could not tell
}

// Block is one heading, paragraph, list item or table, in reading order.
type Block struct {
	Kind   Kind
	Line   int    // 1-based line of a text; else a running number that Document.Places explains
	Text   string // on one line, without the mark
	Label  string // the number or bullet that a word processor puts before the text; part of a text otherwise
	Level  int    // 1–9 of a Heading made with a style, 0 otherwise
	Mark   Mark   // what the rules read Label or the text's beginning as; no reader sets it
	Indent int    // columns of white space before the text
	Gap    bool   // an empty line stands before it
	Wrap   Wrap   // why a line of a page began, where the format is printed pages
	Table  *Table // for TableBlock alone
}

// Wrap says why a line of a printed page began where it did. Other formats do
// not know, or have whole paragraphs.
type Wrap int

// Why a line began.
const (
	WrapUnknown Wrap = iota
	Pushed           // its first word found no room on the line before
	Ended            // the writer ended the line before, which had room
)

// Table is rows as printed, the header among them.
type Table struct {
	Rows []Row
}

// Row is one row of a table. A cell keeps its line breaks; a merged cell
// stands in every row and column that it covers.
type Row struct {
	Line  int
	Cells []string
	Gap   bool // an empty row stands before it
}
