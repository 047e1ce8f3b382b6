package work

// Applied is what a later version of its document changed in a plan.
type Applied struct {
	Plan  Plan
	By    string       // Slack user id of who applied it
	Lines []LineChange // in the order of the change; LineSame are those that have another number alone
}

// AppliedTo tells what one change did to a task, from its events; false where
// there is nothing to tell. FieldChange.Here is empty: what was there is From.
func AppliedTo(t Task, events []Event) (LineChange, bool) {
	none := DraftLine{-1, -1}
	l := LineChange{Kind: LineSame, Line: none, Was: none, ID: t.ID, Ref: t.Ref, Title: t.Title}
	for _, e := range events {
		switch e.Field {
		case FieldPosition, FieldNote:
			continue
		case FieldCreated:
			l.Kind, l.Fields = LineNew, nil
			return l, true
		case FieldArchived:
			l.Kind, l.Fields = LineGone, nil
			return l, true
		case FieldRef:
		default:
			l.Kind = LineChanged
		}
		l.Fields = append(l.Fields, FieldChange{Field: e.Field, From: e.From, To: e.To})
	}
	return l, len(l.Fields) > 0
}
