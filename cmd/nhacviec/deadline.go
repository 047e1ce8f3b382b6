package main

import (
	"bufio"
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
)

type deadlineCmd struct {
	Year       int    `help:"The year that phrases without one mean." placeholder:"YEAR"`
	Today      string `help:"The day that \"tomorrow\" is counted from, YYYY-MM-DD; the machine's otherwise." placeholder:"DATE"`
	MonthFirst bool   `help:"Dates are 12/31 rather than 31/12."`
}

// maxPhrase bounds one line of standard input, in bytes.
const maxPhrase = 64 << 10

// Run prints start, due and recurrence of each phrase, separated by tabs.
func (c *deadlineCmd) Run(ctx context.Context, s *streams) error {
	today, err := calendar.ParseDate(c.Today)
	if err != nil {
		return fmt.Errorf("--today: %w", err)
	}
	if today.IsZero() && c.Year == 0 {
		today = calendar.DateOf(time.Now())
	}
	in := bufio.NewScanner(s.in)
	in.Buffer(nil, maxPhrase)
	out := bufio.NewWriter(s.out)
	for in.Scan() && ctx.Err() == nil {
		r := calendar.Parse(in.Text(), calendar.Context{Year: c.Year, Today: today, MonthFirst: c.MonthFirst})
		fmt.Fprintf(out, "%s\t%s\t%s\n", r.Start, r.Due, r.Recurrence)
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("a line of standard input is longer than %d bytes: %w", maxPhrase, err)
	}
	return out.Flush()
}
