package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// printDraft shows on a terminal what was read, doubts where they stand.
func printDraft(w io.Writer, l *locale.Locale, d work.Draft) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, d.Title)
	fmt.Fprintln(out, l.Say("cli.draft_count", work.Args{
		"Tasks": len(d.Tasks), "Activities": d.Activities(), "Doubts": len(d.AllDoubts()),
	}))
	printDoubts(out, l, "", d.Doubts)
	for _, t := range d.Tasks {
		fmt.Fprintf(out, "\n%s. %s\n", t.Ref, t.Title)
		printTask(out, l, t)
		for n, a := range t.Activities {
			fmt.Fprintf(out, "   %s %s\n", work.ChildRef(t.Ref, n+1), a.Text)
			fmt.Fprintf(out, "       %s\n", when(l, a))
			printList(out, "       ☐ ", a.Checklist)
			printDoubts(out, l, "       ", a.Doubts)
		}
	}
	return out.Flush()
}

func printTask(out io.Writer, l *locale.Locale, t work.DraftTask) {
	say := func(key string, v any, there bool) {
		if there {
			fmt.Fprintf(out, "   %s\n", l.Say(key, work.Args{"Value": v}))
		}
	}
	say("cli.lead", t.Lead, t.Lead != "")
	say("cli.coordinators", strings.Join(t.Coordinators, "; "), len(t.Coordinators) > 0)
	if t.Target != nil {
		say("cli.target", fmt.Sprintf("%d %s", t.Target.Count, t.Target.Unit), true)
	}
	say("cli.rank", t.Rank, t.Rank != "")
	say("cli.results", t.Results, t.Results != "" && len(t.Items) == 0)
	printList(out, "   ☐ ", t.Items)
	printDoubts(out, l, "   ", t.Doubts)
}

func printList(out io.Writer, mark string, names []string) {
	for _, n := range names {
		fmt.Fprintln(out, mark+n)
	}
}

// when is the deadline as written beside what it was understood to mean.
func when(l *locale.Locale, a work.DraftActivity) string {
	d := a.Deadline
	switch {
	case d.Phrase == "":
		return l.Say("cli.no_deadline", nil)
	case d.Due.IsZero() && d.Start.IsZero() && d.Recurrence == "":
		return d.Phrase
	}
	window := strings.Trim(l.Text(d.Start)+" – "+l.Text(d.Due), " –")
	return strings.TrimSpace(d.Phrase + " → " + strings.TrimSpace(window+" "+string(d.Recurrence)))
}

func printDoubts(out io.Writer, l *locale.Locale, indent string, doubts []work.Doubt) {
	for _, d := range doubts {
		fmt.Fprintf(out, "%s%s\n", indent, l.Say("cli.doubt", work.Args{"Line": fmt.Sprint(d.Line), "What": d.Message}))
	}
}
