package work

import (
	"slices"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// Exported is a plan as it stands on a day, to be written to a file.
type Exported struct {
	Plan   Plan
	AsOf   calendar.Date
	Tasks  []Task   // in plan order, as app.Reader gives them
	People []Person // of the workspace
}

// Names tells what people are printed as and who is meant by what is printed.
type Names struct {
	names map[string]string   // by Slack id
	ids   map[string][]string // of those who are still there, by folded name
}

// NamesOf gathers people's names.
func NamesOf(people []Person) Names {
	n := Names{map[string]string{}, map[string][]string{}}
	for _, p := range people {
		n.names[p.ID] = text.Line(text.NFC(p.Name))
		if f := text.Fold(p.Name); f != "" && !p.Deleted {
			n.ids[f] = append(n.ids[f], p.ID)
		}
	}
	return n
}

// Printed is a person's name, with the Slack id behind it where it alone does
// not tell who is meant, and the id alone where no name is known.
func (n Names) Printed(id string) string {
	name := n.names[id]
	same := n.ids[text.Fold(name)]
	switch {
	case text.Fold(name) == "":
		return id
	case len(same) == 1 && same[0] == id:
		return name
	}
	return name + " (" + id + ")"
}

// Meant is the id of the one person who is printed so, names compared folded;
// "" where it is nobody's, or that of several.
func (n Names) Meant(printed string) string {
	if _, known := n.names[printed]; known {
		return printed
	}
	if at := strings.LastIndexByte(printed, '('); at >= 0 {
		if id := strings.TrimSuffix(printed[at+1:], ")"); n.names[id] != "" {
			return id
		}
	}
	if ids := n.ids[text.Fold(printed)]; len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// Assignees are the people that the document names for a task, its activities
// and their later occurrences, as printed.
func (t *DraftTask) Assignees() []string {
	out := t.Stand.assignees()
	for i := range t.Activities {
		out = append(out, t.Activities[i].Stand.assignees()...)
	}
	return out
}

func (s *Stand) assignees() []string {
	if s == nil {
		return nil
	}
	names := []string{s.Assignee}
	for i := range s.Later {
		names = append(names, s.Later[i].Assignee)
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(n string) bool { return n == "" })
}

// DoubtAssignees doubts, at their lines, those of whom the names do not tell
// who is meant. Its doubts no longer share their memory with a copy's.
func (t *DraftTask) DoubtAssignees(n Names) {
	t.Doubts = n.doubt(t.Doubts, t.Stand, t.Line)
	t.Activities = slices.Clone(t.Activities)
	for i := range t.Activities {
		a := &t.Activities[i]
		a.Doubts = n.doubt(a.Doubts, a.Stand, a.Line)
	}
}

func (n Names) doubt(doubts []Doubt, s *Stand, line int) []Doubt {
	doubts = slices.Clip(doubts)
	for _, name := range s.assignees() {
		if n.Meant(name) == "" {
			name = text.Cut(name, MaxName)
			doubts = append(doubts, Doubt{
				Message: Message{Key: "doubt.assignee_unknown", Args: Args{"name": name}}, Line: line, Text: name,
			})
		}
	}
	return doubts
}
