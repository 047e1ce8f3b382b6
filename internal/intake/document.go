package intake

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

// Document is what every reader makes of its format, and all that the rules see.
type Document struct {
	Name     string
	Blocks   []Block
	Encoding string // the encoding it was converted from, empty for UTF-8
	Year     int    // the year it was signed in, 0 where it does not say
	Repairs  int    // letters mended: Ð, decomposed marks, invisible and no-break spaces
}

// Block is one heading, paragraph, list item or table, in reading order.
type Block struct {
	Kind   Kind
	Line   int    // 1-based line, page or row of the source
	Text   string // on one line, without the mark
	Mark   Mark   // the number or bullet before the text, zero for none
	Indent int    // columns of white space before the text
	Gap    bool   // an empty line stands before it
	Table  *Table // for TableBlock alone
}

// Table is rows as printed, the header among them.
type Table struct {
	Rows []Row
}

// Row is one row of a table.
type Row struct {
	Line  int
	Cells []string
}
