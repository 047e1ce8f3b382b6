package block

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// How long a reminder can be put off, as a snooze menu names it.
const (
	SnoozeTomorrow = "tomorrow"
	SnoozeWeek     = "week" // to Monday
	SnoozeDate     = "date" // opens SnoozeModal
)

// snoozeMenu puts a task's reminders off.
func (s speaker) snoozeMenu(t work.Task) *slack.SelectBlockElement {
	var options []*slack.OptionBlockObject
	for _, choice := range []string{SnoozeTomorrow, SnoozeWeek, SnoozeDate} {
		options = append(options, option(decimal(t.ID)+" "+choice, s.label("block.snooze."+choice, nil)))
	}
	return slack.NewOptionsSelectBlockElement(slack.OptTypeStatic,
		plainText(s.label("block.snooze.menu", nil), maxPlaceholder), ActionSnooze, options...)
}

// ReadSnooze reads a pick of a snooze menu: the task, and one of the choices.
func ReadSnooze(a slack.BlockAction) (task int64, choice string, err error) {
	digits, choice, _ := strings.Cut(a.SelectedOption.Value, " ")
	task, err = strconv.ParseInt(digits, 10, 64)
	if err != nil || task <= 0 {
		return 0, "", badForm(err)
	}
	return task, choice, nil
}

// SnoozeModal asks until which day to put a task's reminders off.
func SnoozeModal(l *locale.Locale, ln work.Line, first calendar.Date) slack.ModalViewRequest {
	s := newView(l)
	s.para(s.row(ln, rowOf{}))
	e := slack.NewDatePickerBlockElement(inputAction)
	e.InitialDate = first.String()
	s.add(input(BlockUntil, s.label("block.snooze.until", nil), e))
	v := s.modal("block.snooze.title", "block.snooze.submit")
	v.CallbackID = CallbackSnooze
	v.PrivateMetadata = decimal(ln.Task.ID)
	return v
}

// ReadSnoozeDate reads a submission of SnoozeModal.
func ReadSnoozeDate(v slack.View) (task int64, until calendar.Date, err error) {
	if task, err = strconv.ParseInt(v.PrivateMetadata, 10, 64); err != nil {
		return 0, until, badForm(err)
	}
	until, err = calendar.ParseDate(value(v, BlockUntil).SelectedDate)
	if err != nil || until.IsZero() {
		return 0, until, badForm(err)
	}
	return task, until, nil
}

// Snoozed says that a task's reminders were put off until a day, or, where that
// is zero, no longer are.
func Snoozed(l *locale.Locale, ln work.Line, until calendar.Date) Message {
	s := newSheet(l)
	s.snoozed(ln, until)
	return s.message()
}

// SnoozedModal is Snoozed in place of the modal that it came from.
func SnoozedModal(l *locale.Locale, ln work.Line, until calendar.Date) slack.ModalViewRequest {
	s := newView(l)
	s.snoozed(ln, until)
	return s.modal("block.snooze.title", "")
}

func (s *sheet) snoozed(ln work.Line, until calendar.Date) {
	id := decimal(ln.Task.ID)
	if until.IsZero() {
		s.para(s.say("block.snooze.over", args{"Ref": ln.Task.Ref}))
		s.add(actions("", button(ActionShow, id, s.label("block.button.show", nil))))
		return
	}
	s.para(join("\n", s.say("block.snooze.done", args{
		"Ref": ln.Task.Ref, "Date": until, "Weekday": s.markup.Weekday(until.Weekday()),
	}), heading(ln.Task, titleLetters)))
	s.aside(s.say("block.snooze.others", nil))
	s.add(actions("", button(ActionWake, id, s.label("block.snooze.wake", nil)),
		button(ActionShow, id, s.label("block.button.show", nil))))
}
