package document

// Style is how an item is marked. Items of one style are siblings; which style
// stands above which is learnt from the document, with Rank as the first guess.
type Style string

// The styles of marks, highest first.
const (
	NoMark     Style = ""
	Hash       Style = "#"       // a heading of Markdown or of a word processor; Mark.Level tells how deep
	Division   Style = "part"    // "Phần thứ nhất", "Chương II", "Section 2"
	UpperAlpha Style = "A."      //
	Roman      Style = "I."      //
	Article    Style = "article" // "Điều 5.", "Mục 3"
	Named      Style = "named"   // "Nhiệm vụ 1.", "Task 3:"
	Decimal    Style = "1."      // also "1/"; Mark.Level is the number of parts in 1.2.3
	Paren      Style = "1)"      //
	Bracketed  Style = "(1)"     //
	Alpha      Style = "a)"      // also "a." and "a/"
	Dash       Style = "-"       //
	Plus       Style = "+"       // also "+)"
	Bullet     Style = "*"       // also •, o, ▪
)

// Mark is the number or bullet before a text.
type Mark struct {
	Style Style
	Label string // as it would be cited: "1.2", "IV", "a"; empty for bullets
	Level int    // depth within the style: parts of 1.2.3, hashes of ###
	Glyph string // the bullet itself, for bullets
}

// Rank is the natural depth of a mark, for the first time its style is met.
func (m Mark) Rank() int {
	switch m.Style {
	case Hash:
		return m.Level
	case Division:
		return 10
	case UpperAlpha:
		return 15
	case Roman:
		return 20
	case Article:
		return 22
	case Named:
		return 30
	case Decimal:
		return 39 + m.Level
	case Paren, Bracketed, Alpha:
		return 50
	case Dash:
		return 70
	case Plus:
		return 80
	case Bullet:
		return 90
	}
	return 100
}

// Bullet reports whether the mark has no number.
func (m Mark) Bullet() bool { return m.Style == Dash || m.Style == Plus || m.Style == Bullet }

// Same reports whether two marks are of siblings.
func (m Mark) Same(o Mark) bool {
	return m.Style == o.Style && m.Level == o.Level && m.Glyph == o.Glyph
}
