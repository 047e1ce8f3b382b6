package work

// Near is the occurrence of a duty that falls nearest to one of the same duty
// as it was before its rule changed: "ngày 20 hằng tháng" that became "ngày 25
// hằng tháng" stays in its month. What comes once stays as it is.
func (d Deadline) Near(was Deadline, days Workdays) Deadline {
	if d.Recurrence == "" || was.Due.IsZero() {
		return d
	}
	from := was.Start
	if from.IsZero() {
		from = was.Due
	}
	near := d
	for i := range 2 {
		next, ok := d.Next(from, days)
		if !ok {
			break
		}
		if i == 0 || apart(next, was) < apart(near, was) {
			near = next
		}
		from = next.Due.AddDays(1)
	}
	return near
}

func apart(x, y Deadline) int {
	n := x.Due.Sub(y.Due)
	return max(n, -n)
}
