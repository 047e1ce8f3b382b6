package main

import (
	"fmt"
	"slices"
	"testing"

	"nhacviec/bot/block"
)

// journey is how one person brings in a plan that was written in Word and a
// later version of it, in the words that the page has in that person's language.
type journey struct {
	name, user string
	plan       wordPlan
	offered    []string // by the bot
	doubts     []string // at the line that is put right by a press, and at the one that is by typing
	taken      string   // the button of another reading
	takes      []string // how the line is then
	phrase     string   // typed as the deadline
	typed      []string // how the line is then
	imported   string
	update     string
	later      [2]cell // what the later version has elsewhere
	counts     string
	shown      [2][]string // what `/task show` says of both lines in the end
}

// cell is one place of a plan's table with other words; row is the task's number.
type cell struct {
	row, column int
	was, now    string
}

// TestAWordPlanOnThePage is what a clerk does with mouse and keyboard, and with
// a finger on a phone.
func TestAWordPlanOnThePage(t *testing.T) {
	b := chromium(t)
	for _, window := range [][2]int{{1280, 800}, {390, 844}} {
		for _, j := range []journey{inVietnamese, inEnglish} {
			t.Run(fmt.Sprintf("%s, %d wide", j.name, window[0]), func(t *testing.T) {
				s := lookIn(t, b, sandboxed(t, "--empty", "--now", "2022-02-21T07:30:00+07:00"), window[0], window[1])
				clerk{s, j}.work()
			})
		}
	}
}

// clerk is the person of a journey at the page.
type clerk struct {
	*screen
	journey
}

func (c clerk) work() {
	c.t.Helper()
	if c.user != director {
		c.becomes(c.user)
	}
	c.goes("ke-hoach-nam")
	c.attaches(c.plan.save(c.t, "plan.docx"))
	c.reviews()
	c.mends()
	c.imports()
	c.becomes(techMember)
	c.tells(c.update)
	c.says(".message-ephemeral", "40%")
	c.becomes(c.user)
	c.applies()
	for i, change := range c.later {
		c.tells(fmt.Sprintf("/task show %d", change.row))
		c.says(".message-ephemeral", c.shown[i]...)
	}
	c.look("shown")
}

// line is a line of a review, numbered from 0.
func line(n int) string { return fmt.Sprintf(`[data-block-id="line:%d"]`, n) }

// control is a button or an input of a block.
func control(action, blockID string) string {
	return fmt.Sprintf(`[data-action-id="%s"][data-block-id="%s"]`, action, blockID)
}

const (
	offer = `[data-testid="message"][data-user="` + botUser + `"] [data-action-id="` + block.ActionImport + `"]`
	// doubtedRow and unclearRow are the lines of both plans that have no firm day.
	doubtedRow, unclearRow = 3, 5
)

// reviews opens the review and finds the doubts at their lines, before all else.
func (c clerk) reviews() {
	c.t.Helper()
	c.says(testID("message"), c.offered...)
	c.look("offered")
	c.touch(offer, "")
	c.modal(block.CallbackReview)
	c.says(line(doubtedRow), c.doubts[0], "⚠️")
	c.says(line(unclearRow), c.doubts[1], "⚠️")
	c.look("review")
}

// mends presses another reading of one deadline and types another.
func (c clerk) mends() {
	c.t.Helper()
	c.touch(control(block.ActionTake+":0", fmt.Sprintf("fix:%d", doubtedRow)), c.taken)
	c.says(line(doubtedRow), c.takes...)
	c.touch(control(block.ActionMend, fmt.Sprintf("fix:%d", unclearRow)), "")
	c.modal(block.CallbackMend)
	c.look("mend")
	c.types(`[data-input-block="`+block.BlockDeadline+`"] input`, c.phrase)
	c.touch(testID("modal-submit"), "")
	c.modal(block.CallbackReview)
	c.says(line(unclearRow), c.typed...)
	c.look("mended")
}

func (c clerk) imports() {
	c.t.Helper()
	c.touch(testID("modal-submit"), "")
	c.closed()
	c.says(testID("message"), c.imported)
	c.look("imported")
	c.tells("/task list all")
	for _, row := range c.plan.rows[1:] {
		c.says(".message-ephemeral", row[1])
	}
	c.look("tasks")
}

// applies brings in the later version: the review has its two changes and
// nothing else.
func (c clerk) applies() {
	c.t.Helper()
	later := c.plan
	for _, change := range c.later {
		later = later.with(change.row, change.column, change.now)
	}
	c.attaches(later.save(c.t, "plan-2.docx"))
	c.says(testID("message"), c.counts)
	c.look("offered-later")
	c.touch(offer, "")
	c.modal(block.CallbackReview)
	for _, change := range c.later {
		c.says(line(change.row-1), change.was, "→", change.now)
	}
	lines := c.page.MustEval(`() => [...document.querySelectorAll('[data-testid=modal] [data-testid=block][data-block-id^="line:"]')].map((e) => e.dataset.blockId)`)
	var got []string
	for _, id := range lines.Arr() {
		got = append(got, id.Str())
	}
	if want := []string{"line:1", "line:2"}; !slices.Equal(got, want) {
		c.t.Errorf("the later version changes %q, want %q", got, want)
	}
	c.look("later")
	c.touch(testID("modal-submit"), "")
	c.modal("")
	c.look("applied")
	c.touch(testID("modal-close"), "")
	c.closed()
}

// modal waits until the topmost view is the one with a callback id.
func (c clerk) modal(callback string) {
	c.t.Helper()
	c.holds(`(id) => document.querySelector('[data-testid=modal]')?.dataset.callbackId === id`, callback)
}

func (c clerk) closed() {
	c.t.Helper()
	c.holds(`() => !document.querySelector('[data-testid=modal]')`)
}

// look holds what is on the screen against the window: nothing stands out of
// it, no button's words are cut, no letter is broken.
func (c clerk) look(name string) {
	c.t.Helper()
	c.check(c.name + "-" + name)
	faults := c.page.MustEval(`() => {
		const faults = [];
		const seen = (e) => e.checkVisibility() && !e.closest('.unseen, .table-frame, .sidebar');
		const named = (e) => e.className + ' "' + e.textContent.trim().slice(0, 60) + '"';
		for (const e of document.querySelectorAll('.pane *, dialog *')) {
			if (!seen(e)) continue;
			const { left, right, width } = e.getBoundingClientRect();
			if (width && (left < -1 || right > innerWidth + 1)) faults.push('out of the window: ' + named(e));
			if (e.matches('button, .section-text, .input-label, .dialog-title') && e.scrollWidth > e.clientWidth + 1) faults.push('cut: ' + named(e));
		}
		const words = document.body.innerText;
		if (words.includes('\ufffd') || words !== words.normalize('NFC')) faults.push('broken letters');
		return faults;
	}`)
	for _, fault := range faults.Arr() {
		c.t.Errorf("%s: %s", name, fault.Str())
	}
	c.drawsVietnamese()
}
