package block

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// settingsState is what a settings modal's private_metadata carries.
type settingsState struct {
	Plan       int64  `json:"plan"`
	Version    int64  `json:"version"`
	Windows    []int  `json:"windows"` // of the ladders that it asks for
	SnoozeDays int    `json:"snooze_days"`
	Daily      string `json:"daily,omitempty"` // a cron spec that no picker can show
	Weekly     string `json:"weekly,omitempty"`
}

// The options of the box of a policy's switches, and of a plan's order of dates.
const (
	switchRisk         = "at_risk"
	switchCoordinators = "coordinators"
	orderDay           = "day"
	orderMonth         = "month"
)

// SettingsModal asks how a plan is to be followed.
func SettingsModal(l *locale.Locale, p work.Plan) slack.ModalViewRequest {
	s := newView(l)
	now := p.Settings()
	state := settingsState{Plan: p.ID, Version: p.Version, SnoozeDays: now.Policy.SnoozeDays}
	s.para(bold(p.Title))
	state.Daily = s.timeInput(work.FieldDaily, "block.settings.daily", now.Daily)
	state.Weekly = s.timeInput(work.FieldWeekly, "block.settings.weekly", now.Weekly)
	s.add(textInput(string(work.FieldZone), s.label("block.settings.zone", nil), now.Zone))
	s.add(hinted(textInput(string(work.FieldCountry), s.label("block.settings.country", nil), now.Country), s.label("block.settings.country_hint", nil)))
	s.add(s.orderInput(now.MonthFirst))
	for i, ladder := range now.Policy.Ladders {
		state.Windows = append(state.Windows, ladder.Window)
		s.add(textInput(ladderBlock(ladder.Window), s.ladderLabel(now.Policy.Ladders, i), list(ladder.Ahead)))
	}
	s.add(hinted(textInput(string(work.FieldOverdue), s.label("block.settings.overdue", nil), list(now.Policy.OverdueDays)).WithOptional(true), s.label("block.settings.overdue_hint", nil)))
	s.add(numberInput(work.FieldEvery, s.label("block.settings.every", nil), now.Policy.OverdueEvery))
	s.add(numberInput(work.FieldHead, s.label("block.settings.head", nil), now.Policy.HeadAfter))
	s.add(numberInput(work.FieldOwner, s.label("block.settings.owner", nil), now.Policy.OwnerAfter))
	s.add(s.switches(now.Policy))
	v := s.modal("block.settings.title", "block.settings.submit")
	v.CallbackID = CallbackSettings
	v.PrivateMetadata = metadata(state)
	return v
}

// longestSpec is the longest cron spec carried along, in bytes: as long as the
// scheduler takes one. Two of them fit private_metadata, escaped.
const longestSpec = 200

// timeInput asks for a time of day; a cron spec that is none stays, and is
// returned to be carried along.
func (s *sheet) timeInput(f work.Field, key, now string) (spec string) {
	t, ok := work.ReadTime(now)
	if !ok {
		s.aside(s.say("block.settings.spec", args{"Spec": now}))
		if len(now) > longestSpec {
			return ""
		}
		return now
	}
	s.add(input(string(f), s.label(key, nil), timePicker(t)))
	return ""
}

func (s speaker) orderInput(monthFirst bool) slack.Block {
	e := slack.NewRadioButtonsBlockElement(inputAction,
		option(orderDay, s.label("block.settings.order_day", nil)), option(orderMonth, s.label("block.settings.order_month", nil)))
	e.InitialOption = e.Options[order(monthFirst)]
	return input(BlockOrder, s.label("block.settings.order", nil), e)
}

func (s speaker) ladderLabel(all []work.Ladder, i int) string {
	switch {
	case len(all) == 1:
		return s.label("block.settings.ladder_all", nil)
	case i == len(all)-1:
		return s.label("block.settings.ladder_last", args{"Days": all[i-1].Window})
	}
	return s.label("block.settings.ladder", args{"Days": all[i].Window})
}

func (s speaker) switches(p work.Policy) slack.Block {
	e := slack.NewCheckboxGroupsBlockElement(inputAction,
		option(switchRisk, s.label("block.settings.at_risk", nil)),
		option(switchCoordinators, s.label("block.settings.coordinators", nil)))
	for i, on := range []bool{p.AtRisk, p.Coordinators} {
		if on {
			e.InitialOptions = append(e.InitialOptions, e.Options[i])
		}
	}
	return input(BlockSwitches, s.label("block.settings.switches", nil), e).WithOptional(true)
}

func numberInput(f work.Field, label string, now int) slack.Block {
	e := slack.NewNumberInputBlockElement(nil, inputAction, false)
	e.MinValue, e.MaxValue = "0", strconv.Itoa(work.MaxOverdue)
	e.InitialValue = strconv.Itoa(min(max(now, 0), work.MaxOverdue))
	return input(string(f), label, e)
}

func ladderBlock(window int) string { return blockID(ladderInput, int64(window)) }

// list writes figures as people type them: "7, 3, 1, 0".
func list(days []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(days), " ", ", "), "[]")
}

// SettingsInput is what a submitted SettingsModal says.
type SettingsInput struct {
	Plan, Version int64
	Settings      work.PlanSettings
}

// ReadSettings reads a submission of SettingsModal. What is no list of figures
// is a *work.FieldError.
func ReadSettings(v slack.View) (SettingsInput, error) {
	var state settingsState
	if err := json.Unmarshal([]byte(v.PrivateMetadata), &state); err != nil {
		return SettingsInput{}, badForm(err)
	}
	field := func(f work.Field) string { return strings.TrimSpace(value(v, string(f)).Value) }
	out := SettingsInput{Plan: state.Plan, Version: state.Version, Settings: work.PlanSettings{
		Daily: orElse(value(v, string(work.FieldDaily)).SelectedTime, state.Daily), Weekly: orElse(value(v, string(work.FieldWeekly)).SelectedTime, state.Weekly),
		Zone: field(work.FieldZone), Country: orElse(field(work.FieldCountry), "-"),
		MonthFirst: value(v, BlockOrder).SelectedOption.Value == orderMonth,
	}}
	p := &out.Settings.Policy
	p.SnoozeDays = state.SnoozeDays
	on := func(name string) bool {
		return slices.ContainsFunc(value(v, BlockSwitches).SelectedOptions, func(o slack.OptionBlockObject) bool { return o.Value == name })
	}
	p.AtRisk, p.Coordinators = on(switchRisk), on(switchCoordinators)
	return out, readPolicy(v, state, p)
}

func readPolicy(v slack.View, state settingsState, p *work.Policy) error {
	for _, w := range state.Windows[:min(len(state.Windows), work.MaxLadders)] {
		ahead, err := figures(value(v, ladderBlock(w)).Value)
		if err != nil {
			return &work.FieldError{Field: work.Field(ladderBlock(w)), Err: err}
		}
		p.Ladders = append(p.Ladders, work.Ladder{Window: w, Ahead: ahead})
	}
	overdue, err := figures(value(v, string(work.FieldOverdue)).Value)
	if err != nil {
		return &work.FieldError{Field: work.FieldOverdue, Err: err}
	}
	p.OverdueDays = overdue
	for f, to := range map[work.Field]*int{work.FieldEvery: &p.OverdueEvery, work.FieldHead: &p.HeadAfter, work.FieldOwner: &p.OwnerAfter} {
		n, err := wholeNumber(value(v, string(f)).Value)
		if err != nil {
			return err
		}
		*to = n
	}
	return nil
}

// figures reads "14, 7, 3": numbers parted by anything that is no digit or sign.
func figures(s string) ([]int, *work.Error) {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,;/\t\n\u00a0", r) })
	out := make([]int, 0, len(words))
	for _, w := range words {
		n, err := strconv.Atoi(w)
		if err != nil {
			return nil, work.E(work.Invalid, "error.days_form", work.Args{"Given": line(s, nameLetters)})
		}
		out = append(out, n)
	}
	return out, nil
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// FieldErrors says at which input of a settings or a preferences modal what is
// wrong.
func FieldErrors(l *locale.Locale, e *work.FieldError) map[string]string {
	at := string(e.Field)
	if e.Field == work.FieldLadders {
		if w, ok := e.Err.Args["Window"].(int); ok {
			at = ladderBlock(w)
		}
	}
	return map[string]string{at: fit(speak(l).label(e.Err.Key, e.Err.Args), maxHint)}
}

// Settings says how a plan is followed; whoever may change it gets a button.
func Settings(l *locale.Locale, p work.Plan, mayChange bool) Message {
	s := newSheet(l)
	now := p.Settings()
	s.para(join("\n", bold(p.Title), s.say("block.settings.says_times", args{
		"Daily": now.Daily, "Weekly": now.Weekly, "Zone": now.Zone, "Country": now.Country,
	})))
	var lines []string
	for i, ladder := range now.Policy.Ladders {
		lines = append(lines, "• "+typed(s.ladderLabel(now.Policy.Ladders, i), nameLetters)+": "+list(ladder.Ahead))
	}
	lines = append(lines, "• "+s.overdueSays(now.Policy))
	s.packed(lines)
	s.aside(s.say("block.settings.says_owner", args{"Owner": locale.Raw(Mention(p.Owner))}))
	if mayChange {
		s.add(actions("", button(ActionSettings, decimal(p.ID), s.label("block.button.settings", nil))))
	}
	return s.message()
}

func (s speaker) overdueSays(p work.Policy) string {
	return s.say("block.settings.says_overdue", args{
		"Days": list(p.OverdueDays), "Every": strconv.Itoa(p.OverdueEvery),
		"Head": strconv.Itoa(p.HeadAfter), "Owner": strconv.Itoa(p.OwnerAfter),
	})
}

// SettingsSaved says, in the form's place, how a plan is followed now.
func SettingsSaved(l *locale.Locale, p work.Plan) slack.ModalViewRequest {
	m := Settings(l, p, false)
	s := newView(l)
	s.para(s.say("block.settings.saved", nil))
	s.add(m.Blocks...)
	return s.modal("block.settings.title", "")
}

// PreferencesSaved says, in the form's place, how a person is reminded now.
func PreferencesSaved(l *locale.Locale, p work.Person, today calendar.Date) slack.ModalViewRequest {
	s := newView(l)
	s.para(s.say("block.settings.saved", nil))
	s.add(Preferences(l, p, today).Blocks...)
	return s.modal("block.me.title", "")
}

// SnoozeError says at the date of a SnoozeModal what is wrong with it.
func SnoozeError(l *locale.Locale, err error) map[string]string {
	var refused *work.Error
	if !errors.As(err, &refused) {
		return nil
	}
	return map[string]string{BlockUntil: fit(speak(l).label(refused.Key, refused.Args), maxHint)}
}
