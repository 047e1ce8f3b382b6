package block

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// digestOption is the only option of the box that asks for the daily message.
const digestOption = "digest"

// PreferencesModal asks how a person wants to be reminded.
func PreferencesModal(l *locale.Locale, p work.Person, today calendar.Date) slack.ModalViewRequest {
	s := newView(l)
	f := p.Prefs
	if f.AwayUntil.Before(today) {
		f.AwayFrom, f.AwayUntil, f.Deputy = calendar.Date{}, calendar.Date{}, ""
	}
	s.add(hinted(input(string(work.FieldHour), s.label("block.me.hour", nil), timePicker(f.Hour)).WithOptional(true),
		s.label("block.me.hour_hint", nil)))
	s.add(hinted(textInput(string(work.FieldZone), s.label("block.me.zone", nil), f.Zone).WithOptional(true),
		s.label("block.me.zone_hint", args{"Zone": p.Zone})))
	box := slack.NewCheckboxGroupsBlockElement(inputAction, option(digestOption, s.label("block.me.digest_on", nil)))
	if !f.NoDigest {
		box.InitialOptions = box.Options
	}
	s.add(hinted(input(BlockDigest, s.label("block.me.digest", nil), box).WithOptional(true), s.label("block.me.digest_hint", nil)))
	s.add(input(string(work.FieldAwayFrom), s.label("block.me.away_from", nil), datePicker(f.AwayFrom)).WithOptional(true))
	s.add(hinted(input(string(work.FieldAwayUntil), s.label("block.me.away_until", nil), datePicker(f.AwayUntil)).WithOptional(true),
		s.label("block.me.away_hint", nil)))
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plainText(s.label("block.me.pick_deputy", nil), maxPlaceholder), inputAction)
	who.InitialUser = f.Deputy
	s.add(input(string(work.FieldDeputy), s.label("block.me.deputy", nil), who).WithOptional(true))
	v := s.modal("block.me.title", "block.settings.submit")
	v.CallbackID = CallbackPreferences
	return v
}

// ReadPreferences reads a submission of PreferencesModal.
func ReadPreferences(v slack.View) (work.Preferences, error) {
	f := work.Preferences{
		Hour:   work.TimeOfDay(value(v, string(work.FieldHour)).SelectedTime),
		Zone:   strings.TrimSpace(value(v, string(work.FieldZone)).Value),
		Deputy: value(v, string(work.FieldDeputy)).SelectedUser,
	}
	f.NoDigest = !slices.ContainsFunc(value(v, BlockDigest).SelectedOptions,
		func(o slack.OptionBlockObject) bool { return o.Value == digestOption })
	var err error
	if f.AwayFrom, err = calendar.ParseDate(value(v, string(work.FieldAwayFrom)).SelectedDate); err != nil {
		return f, badForm(err)
	}
	if f.AwayUntil, err = calendar.ParseDate(value(v, string(work.FieldAwayUntil)).SelectedDate); err != nil {
		return f, badForm(err)
	}
	return f, nil
}

// Preferences says how a person is reminded, with a button that changes it.
func Preferences(l *locale.Locale, p work.Person, today calendar.Date) Message {
	s := newSheet(l)
	f := p.Prefs
	hour := s.say("block.me.says_plans_hour", nil)
	if f.Hour != "" {
		hour = s.say("block.me.says_hour", args{"Time": string(f.Hour), "Zone": p.DigestZone("UTC")})
	}
	digest := s.say("block.me.says_digest", nil)
	if f.NoDigest {
		digest = s.say("block.me.says_no_digest", nil)
	}
	away := ""
	if !f.AwayUntil.Before(today) {
		away = s.say("block.me.says_away", args{"Days": locale.Raw(s.away(f))})
	}
	s.para(join("\n", hour, digest, away))
	s.add(actions("", button(ActionPreferences, "", s.label("block.button.preferences", nil))))
	return s.message()
}

func timePicker(t work.TimeOfDay) *slack.TimePickerBlockElement {
	e := slack.NewTimePickerBlockElement(inputAction)
	e.InitialTime = string(t)
	return e
}

func datePicker(d calendar.Date) *slack.DatePickerBlockElement {
	e := slack.NewDatePickerBlockElement(inputAction)
	e.InitialDate = d.String()
	return e
}

func textInput(blockID, label, now string) *slack.InputBlock {
	e := slack.NewPlainTextInputBlockElement(nil, inputAction)
	e.InitialValue = now
	return input(blockID, label, e)
}

func hinted(b *slack.InputBlock, hint string) *slack.InputBlock {
	b.Hint = plainText(hint, maxHint)
	return b
}
