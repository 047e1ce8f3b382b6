package block

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// validator holds what is rendered against Slack's limits on its own: it knows
// the JSON, not the code, and its figures are typed from Slack's pages anew.
type validator struct {
	problems []string
	ids      map[string]bool
	total    int
	tables   int
}

func (v *validator) fail(at, format string, a ...any) {
	v.problems = append(v.problems, at+": "+fmt.Sprintf(format, a...))
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

type obj = map[string]any

// limits of texts by where they stand: block type or element type, and field.
var textLimits = map[string]int{
	"section.text": 3000, "header.text": 150, "context.elements": 3000,
	"button.text": 75, "input.label": 2000, "input.hint": 2000, "option.text": 75, "placeholder": 150,
	"modal.title": 24, "modal.submit": 24, "modal.close": 24,
}

func (v *validator) text(at, limit string, x any) {
	o, ok := x.(obj)
	if !ok {
		v.fail(at, "is no text object: %v", x)
		return
	}
	s, _ := o["text"].(string)
	if s == "" || units(s) > textLimits[limit] {
		v.fail(at, "has %d characters, may have 1 to %d", units(s), textLimits[limit])
	}
	v.total += units(s)
	v.letters(at, s)
	if o["type"] == "mrkdwn" {
		v.markup(at, s)
		if o["verbatim"] != true {
			v.fail(at, "is not verbatim")
		}
	}
}

func (v *validator) letters(at, s string) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, '\ufffd') {
		v.fail(at, "broken letters: %q", s)
	}
	if strings.ContainsAny(s, "\u202e⟦\x00") {
		v.fail(at, "must not be shown: %q", s)
	}
}

var (
	reference = regexp.MustCompile(`<@U0[A-Z0-9]+>|<#C0[A-Z0-9]+>|<https://so\.slack\.com/[A-Za-z0-9/.]+\|(xem|see)>`)
	slackID   = regexp.MustCompile(`^[UWCG][A-Z0-9]+$`)
	entity    = regexp.MustCompile(`&(amp|lt|gt);`)
	dayForm   = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	timeForm  = regexp.MustCompile(`^\d{2}:\d{2}$`)
)

// markup wants every & < > escaped but for references that the test's ids make.
func (v *validator) markup(at, s string) {
	rest := entity.ReplaceAllString(reference.ReplaceAllString(s, ""), "")
	if strings.ContainsAny(rest, "&<>") {
		v.fail(at, "is not escaped: %q", s)
	}
	if strings.Contains(s, "```") {
		v.fail(at, "opens a block of code: %q", s)
	}
}

func (v *validator) list(at string, x any, least, most int) []any {
	l, _ := x.([]any)
	if len(l) < least || len(l) > most {
		v.fail(at, "has %d entries, may have %d to %d", len(l), least, most)
	}
	return l
}

func (v *validator) block(at string, x any) {
	o := x.(obj)
	if id, _ := o["block_id"].(string); id != "" {
		if v.ids[id] || units(id) > 255 {
			v.fail(at, "block_id %q is there twice or too long", id)
		}
		v.ids[id] = true
	}
	switch o["type"] {
	case "section":
		v.text(at, "section.text", o["text"])
		if a, ok := o["accessory"]; ok {
			v.element(at+"/accessory", a)
		}
	case "header":
		v.text(at, "header.text", o["text"])
		if o["text"].(obj)["type"] != "plain_text" {
			v.fail(at, "a header is plain text")
		}
	case "context":
		for _, e := range v.list(at, o["elements"], 1, 10) {
			v.text(at, "context.elements", e)
		}
	case "actions":
		v.elements(at, v.list(at, o["elements"], 1, 25))
	case "input":
		v.text(at, "input.label", o["label"])
		if h, ok := o["hint"]; ok {
			v.text(at, "input.hint", h)
		}
		v.element(at, o["element"])
	case "table":
		v.table(at, o)
	case "divider":
	default:
		v.fail(at, "is of unknown type %v", o["type"])
	}
}

func (v *validator) elements(at string, list []any) {
	seen := map[any]bool{}
	for _, e := range list {
		id := e.(obj)["action_id"]
		if seen[id] {
			v.fail(at, "action_id %v is there twice", id)
		}
		seen[id] = true
		if strings.HasPrefix(fmt.Sprint(e.(obj)["type"]), "multi_") {
			v.fail(at, "a multi-select stands in a section or input only")
		}
		v.element(at, e)
	}
}

func (v *validator) element(at string, x any) {
	o := x.(obj)
	if id, _ := o["action_id"].(string); id == "" || units(id) > 255 {
		v.fail(at, "action_id %q", id)
	}
	if p, ok := o["placeholder"]; ok {
		v.text(at, "placeholder", p)
	}
	switch o["type"] {
	case "button":
		v.text(at, "button.text", o["text"])
		if s, _ := o["value"].(string); units(s) > 2000 {
			v.fail(at, "a value of %d characters", units(s))
		}
	case "checkboxes", "radio_buttons":
		v.options(at, o, 10)
	case "overflow":
		v.options(at, o, 5)
	case "static_select", "multi_static_select":
		v.options(at, o, 100)
	case "plain_text_input":
		if n, ok := o["max_length"].(float64); ok && n > 3000 {
			v.fail(at, "max_length %v", n)
		}
	case "users_select", "multi_users_select", "conversations_select":
		v.references(at, o)
	case "datepicker":
		if d, ok := o["initial_date"].(string); ok && !dayForm.MatchString(d) {
			v.fail(at, "initial_date %q", d)
		}
	case "timepicker":
		if d, ok := o["initial_time"].(string); ok && !timeForm.MatchString(d) {
			v.fail(at, "initial_time %q", d)
		}
	case "number_input", "file_input":
	default:
		v.fail(at, "is of unknown type %v", o["type"])
	}
}

// references wants whoever is proposed to be somebody that Slack could know.
func (v *validator) references(at string, o obj) {
	proposed, _ := o["initial_users"].([]any)
	for _, key := range []string{"initial_user", "initial_conversation"} {
		if x, ok := o[key]; ok {
			proposed = append(proposed, x)
		}
	}
	for _, x := range proposed {
		if s, _ := x.(string); !slackID.MatchString(s) {
			v.fail(at, "proposes %q", x)
		}
	}
}

func (v *validator) options(at string, o obj, most int) {
	values := map[string]bool{}
	known := map[string]bool{}
	for _, x := range v.list(at, o["options"], 1, most) {
		v.text(at, "option.text", x.(obj)["text"])
		value, _ := x.(obj)["value"].(string)
		if value == "" || units(value) > 150 || values[value] {
			v.fail(at, "option value %q is empty, too long or there twice", value)
		}
		values[value] = true
		known[asJSON(x)] = true
	}
	initial, _ := o["initial_options"].([]any)
	if one, ok := o["initial_option"]; ok {
		initial = append(initial, one)
	}
	for _, x := range initial {
		if !known[asJSON(x)] {
			v.fail(at, "the initial option %v is none of the options", x)
		}
	}
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func (v *validator) table(at string, o obj) {
	if v.tables++; v.tables > 1 {
		v.fail(at, "only one table a message")
	}
	width := 0
	for _, row := range v.list(at, o["rows"], 1, 100) {
		cells := v.list(at, row, 1, 20)
		if width != 0 && len(cells) != width {
			v.fail(at, "rows of %d and %d cells", width, len(cells))
		}
		width = len(cells)
		for _, c := range cells {
			s, _ := c.(obj)["text"].(string)
			if s == "" {
				v.fail(at, "an empty cell")
			}
			v.total += units(s)
			v.letters(at, s)
		}
	}
}

func generic(t testing.TB, x any) any {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// validMessage returns what Slack would not take.
func validMessage(t testing.TB, m Message) []string {
	t.Helper()
	v := &validator{ids: map[string]bool{}}
	blocks, _ := generic(t, m.Blocks).([]any)
	if len(blocks) == 0 || len(blocks) > 50 {
		v.fail("blocks", "%d blocks", len(blocks))
	}
	for i, b := range blocks {
		v.block(fmt.Sprintf("blocks/%d", i), b)
	}
	if v.total > 13200 {
		v.fail("blocks", "%d characters in all", v.total)
	}
	if m.Text == "" || units(m.Text) > 4000 {
		v.fail("text", "%d characters", units(m.Text))
	}
	v.letters("text", m.Text)
	v.markup("text", m.Text)
	return v.problems
}

// validModal is validMessage for a modal.
func validModal(t testing.TB, m slack.ModalViewRequest) []string {
	t.Helper()
	v := &validator{ids: map[string]bool{}}
	o := generic(t, m).(obj)
	v.text("title", "modal.title", o["title"])
	v.text("close", "modal.close", o["close"])
	inputs := v.viewBlocks(o)
	if s, ok := o["submit"]; ok {
		v.text("submit", "modal.submit", s)
	} else if inputs {
		v.fail("submit", "a modal with inputs needs one")
	}
	if units(m.PrivateMetadata) > 3000 || units(m.CallbackID) > 255 {
		v.fail("private_metadata", "%d characters", units(m.PrivateMetadata))
	}
	if n := len(asJSON(o)); n > 250*1024 {
		v.fail("view", "%d bytes", n)
	}
	return v.problems
}

func (v *validator) viewBlocks(o obj) (inputs bool) {
	blocks, _ := o["blocks"].([]any)
	if len(blocks) == 0 || len(blocks) > 100 {
		v.fail("blocks", "%d blocks", len(blocks))
	}
	for i, b := range blocks {
		v.block(fmt.Sprintf("blocks/%d", i), b)
		inputs = inputs || b.(obj)["type"] == "input"
	}
	return inputs
}

// validHome is validMessage for Home.
func validHome(t testing.TB, h slack.HomeTabViewRequest) []string {
	t.Helper()
	v := &validator{ids: map[string]bool{}}
	v.viewBlocks(generic(t, h).(obj))
	if n := len(asJSON(h)); n > 250*1024 {
		v.fail("view", "%d bytes", n)
	}
	return v.problems
}

func problems(v any, t testing.TB) []string {
	t.Helper()
	switch v := v.(type) {
	case Message:
		return validMessage(t, v)
	case slack.ModalViewRequest:
		return validModal(t, v)
	case slack.HomeTabViewRequest:
		return validHome(t, v)
	}
	return []string{fmt.Sprintf("nothing that is rendered: %T", v)}
}

func TestScenesAreValid(t *testing.T) {
	c := catalogue(t)
	for name, scene := range scenes() {
		for _, code := range c.Languages() {
			for _, p := range problems(scene(c.For(code)), t) {
				t.Errorf("%s in %s: %s", name, code, p)
			}
		}
	}
}

func TestTheValidatorCanFail(t *testing.T) {
	bad := Message{Text: "<!channel>", Blocks: []slack.Block{
		slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, strings.Repeat("x", 3001)+"<@U1>", false, false), nil, nil),
		slack.NewActionBlock("a", slack.NewButtonBlockElement("x", "1", slack.NewTextBlockObject(slack.PlainTextType, strings.Repeat("y", 76), true, false)),
			slack.NewButtonBlockElement("x", "1", slack.NewTextBlockObject(slack.PlainTextType, "z", true, false))),
		slack.NewDividerBlock(), slack.NewActionBlock("a"),
	}}
	if got := validMessage(t, bad); len(got) < 8 {
		t.Errorf("found only %d problems: %q", len(got), got)
	}
}
