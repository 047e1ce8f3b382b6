package intake

import (
	"strconv"
	"strings"
)

// finish gives every task its reference: its number as printed, with its
// section's where numbers restart.
func (b *builder) finish() {
	b.numberSections()
	b.numberRest()
	count := map[string]int{}
	restart := false
	for _, m := range b.made {
		count[m.number]++
		restart = restart || count[m.number] > 1 || m.letter
	}
	used := map[string]int{}
	for _, m := range b.made {
		ref := m.number
		switch {
		case restart && m.section != "" && m.letter:
			ref = m.section + ref
		case restart && m.section != "" && !strings.HasPrefix(ref, m.section+"."):
			ref = m.section + "." + ref
		}
		used[ref]++
		if n := used[ref]; n > 1 {
			ref += "-" + strconv.Itoa(n)
		}
		m.task.Ref = ref
		for i := range m.task.Doubts {
			m.task.Doubts[i].Args["ref"] = ref
		}
		b.draft.Tasks = append(b.draft.Tasks, m.task)
	}
	b.doubtPlan()
}

// numberSections numbers the headings that have no number, in their order,
// past the numbers that others have.
func (b *builder) numberSections() {
	taken, given := map[string]bool{}, map[string]string{}
	for _, m := range b.made {
		taken[m.section] = true
	}
	next := 1
	for _, m := range b.made {
		if !strings.HasPrefix(m.section, unnumbered) {
			continue
		}
		if given[m.section] == "" {
			for taken[strconv.Itoa(next)] {
				next++
			}
			given[m.section] = strconv.Itoa(next)
			next++
		}
		m.section = given[m.section]
	}
}

// numberRest numbers the tasks that stand in paragraphs: as their section where
// they are all of it, else after the highest number printed.
func (b *builder) numberRest() {
	highest, inSection := 0, map[string]int{}
	for _, m := range b.made {
		highest = max(highest, atoi(m.section), roman(m.section), atoi(m.number))
		inSection[m.section]++
	}
	for _, m := range b.made {
		switch {
		case m.number != "":
		case m.section != "" && inSection[m.section] == 1:
			m.section, m.number = "", m.section
		default:
			highest++
			m.section, m.number = "", strconv.Itoa(highest)
		}
	}
}
