package block

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// MendAt is the line that a MendModal is about, and the review below it.
type MendAt struct {
	Review ReviewAt `json:"review"`
	Root   string   `json:"root"` // view id of the review
	Line   string   `json:"line"` // as a button names it
}

// ReadLine reads which line a button of a review is about, "" and what else
// its value says.
func ReadLine(value string) (work.LineKey, string, error) {
	name, rest, _ := strings.Cut(value, " ")
	k, err := parseLine(name)
	return k, rest, err
}

// ReadTake reads which reading of a line a button takes in place of the one
// that was taken.
func ReadTake(value string) (work.LineKey, work.Mend, error) {
	k, taken, err := ReadLine(value)
	if err == nil && taken == "" {
		err = badForm(nil)
	}
	if _, isDay := dayIn(taken); isDay {
		return k, work.Mend{Deadline: &taken}, err
	}
	return k, work.Mend{Lead: &taken}, err
}

// ReadChoice reads the menu of a line: which action, and the value that its
// button would have.
func ReadChoice(a slack.BlockAction) (action, value string) {
	action, value, _ = strings.Cut(a.SelectedOption.Value, " ")
	return action, value
}

// MendModal asks for what was read wrong at one line. notice, where it has a
// key, is said first. ok is false where the draft has no such line.
func MendModal(l *locale.Locale, r work.Review, at MendAt, notice work.Message) (view slack.ModalViewRequest, ok bool) {
	k, err := parseLine(at.Line)
	v := reviewing{sheet: newView(l), Review: r} // its other lines are of no concern
	t, a, found := lineOf(r.Stored.Draft, k.DraftLine)
	if err != nil || k.Gone || !found {
		return view, false
	}
	at.Review.Draft, at.Review.Version = r.Stored.ID, r.Stored.Version
	if notice.Key != "" {
		v.para(fitMarkup(markDoubt+" "+v.saidOf(notice), rowChars))
	}
	v.para(fitMarkup(v.draftWords(k.DraftLine, true), rowChars))
	now := mendable(t, a)
	v.add(v.wordsInput(BlockTitle, now.title, true))
	if now.dated {
		if days := v.daysAt(k.DraftLine); len(days) > 0 {
			v.add(v.readingInput(now.reading, days))
		}
		v.add(v.deadlineInput(now))
	}
	if a == nil {
		v.add(v.leadInput(t.Lead, r.Units), v.otherLeadInput())
		v.add(v.wordsInput(BlockCoordinators, now.coordinators, false))
		v.add(v.wordsInput(BlockTarget, now.target, false))
	}
	m := v.modal("block.mend.heading", "block.mend.submit")
	m.Close = plainText(v.label("block.mend.back", nil), maxModalTitle)
	m.CallbackID = CallbackMend
	m.PrivateMetadata = metadata(at)
	return m, true
}

// daysAt are the other days that a line's deadline may mean.
func (v reviewing) daysAt(at work.DraftLine) []calendar.Date {
	var out []calendar.Date
	for _, alt := range v.alternativesAt(at) {
		if d, ok := dayIn(alt.value); ok {
			out = append(out, d)
		}
	}
	return out
}

// typedLine is what can be mended of a line, as the form has it.
type typedLine struct {
	title, lead, coordinators, target string
	dated                             bool
	phrase                            string
	reading                           calendar.Reading
}

func mendable(t work.DraftTask, a *work.DraftActivity) typedLine {
	if a != nil {
		return typedLine{title: oneLine(a.Text), dated: true, phrase: oneLine(a.Deadline.Phrase), reading: a.Deadline}
	}
	out := typedLine{title: oneLine(t.Title), lead: t.Lead, coordinators: oneLine(strings.Join(t.Coordinators, "; ")), target: targetTyped(t.Target)}
	if t.Itself() {
		out.dated, out.reading = true, t.Activities[0].Deadline
		out.phrase = oneLine(out.reading.Phrase)
	}
	return out
}

// oneLine is a text as a box of one line holds it.
func oneLine(s string) string { return fit(text.Line(text.NFC(s)), maxInput) }

// targetTyped is a target as a person types it.
func targetTyped(t *work.Target) string {
	if t == nil {
		return ""
	}
	return oneLine(join(" ", strconv.Itoa(t.Count), t.Unit))
}

func (s speaker) wordsInput(blockID, now string, required bool) slack.Block {
	e := slack.NewPlainTextInputBlockElement(nil, inputAction)
	e.InitialValue, e.MaxLength = now, maxInput
	e.Multiline = blockID == BlockTitle
	b := input(blockID, s.label("block.mend."+blockID, nil), e).WithOptional(!required)
	if blockID != BlockTitle {
		b.Hint = plainText(s.label("block.mend."+blockID+"_hint", nil), maxHint)
	}
	return b
}

// noLead is the option that nobody leads a task.
const noLead = "none"

// leadInput is a menu of the units that lead tasks of the draft, and of those
// known.
func (s speaker) leadInput(now string, units []work.ReviewUnit) slack.Block {
	none := option(noLead, s.label("block.mend.no_lead", nil))
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, inputAction, none)
	e.InitialOption = none
	for _, name := range leadNames(now, units) {
		o := option(leadValue(name), line(name, maxOptionText))
		if text.Fold(name) == text.Fold(now) {
			e.InitialOption = o
		}
		e.Options = append(e.Options, o)
	}
	return input(BlockLead, s.label("block.mend.lead", nil), e).WithOptional(true)
}

// leadNames are the units to choose from, the present one first.
func leadNames(now string, units []work.ReviewUnit) []string {
	var out []string
	seen := map[string]bool{}
	add := func(name string) {
		if v := leadValue(name); text.Fold(name) != "" && !seen[v] && len(out) < maxOptions-1 {
			seen[v] = true
			out = append(out, name)
		}
	}
	add(now)
	for _, u := range units {
		add(u.Name)
	}
	for _, u := range units {
		for _, like := range u.Like {
			add(like)
		}
	}
	return out
}

// leadValue names a unit in a menu, whose values are short.
func leadValue(name string) string { return unitBlock(BlockLead, name) }

func (s speaker) otherLeadInput() slack.Block {
	e := slack.NewPlainTextInputBlockElement(plainText(s.label("block.mend.other_lead_hint", nil), maxPlaceholder), inputAction)
	e.MaxLength = work.MaxName
	return input(BlockOtherLead, s.label("block.mend.other_lead", nil), e).WithOptional(true)
}

// keepReading is the option that a deadline means what it was taken for.
const keepReading = "keep"

// maxRadios is what a group of radio buttons holds.
const maxRadios = 10

// readingInput offers the other days that a deadline may mean.
func (s speaker) readingInput(now calendar.Reading, days []calendar.Date) slack.Block {
	keep := option(keepReading, s.label("block.mend.keep", args{"Reading": s.readingLabel(now)}))
	e := slack.NewRadioButtonsBlockElement(inputAction, keep)
	e.InitialOption = keep
	for _, d := range days[:min(len(days), maxRadios-1)] {
		e.Options = append(e.Options, option(d.String(), s.plain.Date(d)))
	}
	return input(BlockReading, s.label("block.mend.reading", nil), e).WithOptional(true)
}

func (s speaker) deadlineInput(now typedLine) slack.Block {
	e := slack.NewPlainTextInputBlockElement(nil, inputAction)
	e.InitialValue, e.MaxLength = now.phrase, maxInput
	b := input(BlockDeadline, s.label("block.mend.deadline", nil), e).WithOptional(true)
	b.Hint = plainText(s.label("block.mend.deadline_hint", args{"Reading": s.readingLabel(now.reading)}), maxHint)
	return b
}

// readingLabel is what a deadline was understood to mean, as plain text.
func (s speaker) readingLabel(r calendar.Reading) string {
	quiet := speaker{markup: s.plain, plain: s.plain}
	d := work.DeadlineOf(r)
	d.Phrase = ""
	if when := quiet.written(work.Line{Task: work.Task{Deadline: d}, Due: d.Due}); when != "" {
		return when
	}
	return s.label("block.due.none", nil)
}

// ReadMendAt reads which line a MendModal is about.
func ReadMendAt(v slack.View) (MendAt, work.LineKey, error) {
	var at MendAt
	if err := json.Unmarshal([]byte(v.PrivateMetadata), &at); err != nil {
		return at, work.LineKey{}, badForm(err)
	}
	k, err := parseLine(at.Line)
	if err == nil && at.Review.Draft == "" {
		err = badForm(nil)
	}
	return at, k, err
}

// ReadMend reads a submission of the MendModal of a line of r: what differs
// from what is there.
func ReadMend(v slack.View, r work.Review, at work.DraftLine) (work.Mend, error) {
	t, a, ok := lineOf(r.Stored.Draft, at)
	if !ok {
		return work.Mend{}, badForm(nil)
	}
	now := mendable(t, a)
	var m work.Mend
	m.Title = changedWords(v, BlockTitle, now.title)
	if now.dated {
		m.Deadline = changedDeadline(v, now.phrase)
	}
	if a != nil {
		return m, nil
	}
	m.Lead = changedLead(v, now.lead, r.Units)
	m.Target = changedWords(v, BlockTarget, now.target)
	if c := changedWords(v, BlockCoordinators, now.coordinators); c != nil {
		names := splitNames(*c)
		m.Coordinators = &names
	}
	return m, nil
}

// changedWords is what was typed where something else stood.
func changedWords(v slack.View, blockID, was string) *string {
	now := text.Line(text.NFC(value(v, blockID).Value))
	if now == text.Line(was) {
		return nil
	}
	return &now
}

// changedDeadline is what was typed, else the reading that was picked.
func changedDeadline(v slack.View, was string) *string {
	if typed := changedWords(v, BlockDeadline, was); typed != nil {
		return typed
	}
	picked := value(v, BlockReading).SelectedOption.Value
	if _, ok := dayIn(picked); !ok {
		return nil
	}
	return &picked
}

// changedLead is the unit that was typed, else the one that was picked.
func changedLead(v slack.View, was string, units []work.ReviewUnit) *string {
	if typed := changedWords(v, BlockOtherLead, ""); typed != nil {
		return typed
	}
	picked := value(v, BlockLead).SelectedOption.Value
	if picked == noLead && was != "" {
		return new("")
	}
	names := leadNames(was, units)
	i := slices.IndexFunc(names, func(n string) bool { return leadValue(n) == picked })
	if i < 0 || text.Fold(names[i]) == text.Fold(was) {
		return nil
	}
	return &names[i]
}

// splitNames reads names as typed in one box, apart by ; or new lines.
func splitNames(s string) []string {
	names := []string{}
	for name := range strings.SplitSeq(s, ";") {
		if name = text.Line(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// fieldBlocks are the inputs of a MendModal by the field that they ask for.
var fieldBlocks = map[work.Field]string{
	work.FieldTitle: BlockTitle, work.FieldCoordinators: BlockCoordinators,
	work.FieldDeadline: BlockDeadline, work.FieldTarget: BlockTarget, work.FieldLead: BlockOtherLead,
}

// MendError says at its input what is wrong with a value.
func MendError(l *locale.Locale, e *work.FieldError) map[string]string {
	at, ok := fieldBlocks[e.Field]
	if !ok {
		at = BlockTitle
	}
	s := speak(l)
	return map[string]string{at: fit(s.label(e.Err.Key, e.Err.Args), maxHint)}
}
