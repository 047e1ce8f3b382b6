package intake

import (
	"encoding/json"
	"io"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

type planJSON struct {
	Year   int         `json:"year"`
	Title  string      `json:"title"`
	Tasks  []taskJSON  `json:"tasks"`
	Doubts []doubtJSON `json:"doubts"`
}

type taskJSON struct {
	Ref          string         `json:"ref"`
	Line         int            `json:"line"`
	Title        string         `json:"title"`
	Lead         string         `json:"lead"`
	Coordinators []string       `json:"coordinators"`
	Target       *targetJSON    `json:"target"`
	Rank         string         `json:"rank,omitempty"`
	Results      string         `json:"results"`
	Items        []string       `json:"items"`
	Activities   []activityJSON `json:"activities"`
	Doubts       []doubtJSON    `json:"doubts"`
}

type targetJSON struct {
	Count int    `json:"count"`
	Unit  string `json:"unit"`
}

type activityJSON struct {
	Line       int         `json:"line"`
	Text       string      `json:"text"`
	Start      *string     `json:"start"`
	Due        *string     `json:"due"`
	Recurrence *string     `json:"recurrence"`
	Phrase     string      `json:"phrase"`
	Checklist  []string    `json:"checklist"`
	Doubts     []doubtJSON `json:"doubts"`
}

type doubtJSON struct {
	Key          string    `json:"key"`
	Args         work.Args `json:"args"`
	Line         int       `json:"line"`
	Text         string    `json:"text"`
	Alternatives []string  `json:"alternatives"`
}

// JSON writes a draft as an indented JSON object: year, title, tasks (ref,
// line, title, lead, coordinators, target, rank, results, items, activities)
// and doubts. Dates are YYYY-MM-DD; what is not known is null.
func JSON(d work.Draft, w io.Writer) error {
	out := planJSON{Year: d.Year, Title: d.Title, Tasks: []taskJSON{}, Doubts: doubtsJSON(d.Doubts)}
	for _, t := range d.Tasks {
		out.Tasks = append(out.Tasks, taskToJSON(t))
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func taskToJSON(t work.DraftTask) taskJSON {
	out := taskJSON{
		Ref: t.Ref, Line: t.Line, Title: t.Title, Lead: t.Lead, Rank: t.Rank, Results: t.Results,
		Coordinators: list(t.Coordinators), Items: list(t.Items), Doubts: doubtsJSON(t.Doubts),
		Activities: []activityJSON{},
	}
	if t.Target != nil {
		out.Target = &targetJSON{t.Target.Count, t.Target.Unit}
	}
	for _, a := range t.Activities {
		out.Activities = append(out.Activities, activityJSON{
			Line: a.Line, Text: a.Text, Phrase: a.Deadline.Phrase, Checklist: list(a.Checklist), Doubts: doubtsJSON(a.Doubts),
			Start: date(a.Deadline.Start), Due: date(a.Deadline.Due), Recurrence: orNull(string(a.Deadline.Recurrence)),
		})
	}
	return out
}

func doubtsJSON(ds []work.Doubt) []doubtJSON {
	out := []doubtJSON{}
	for _, d := range ds {
		args := d.Args
		if args == nil {
			args = work.Args{}
		}
		out = append(out, doubtJSON{d.Key, args, d.Line, d.Text, list(d.Alternatives)})
	}
	return out
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func date(d calendar.Date) *string { return orNull(d.String()) }

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
