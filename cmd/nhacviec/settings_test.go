package main

import (
	"strings"
	"testing"
	"time"
)

// value is an input of a modal as it is submitted.
func value(v any) map[string]any { return map[string]any{"value": v} }

// A plan's owner moves its hour in Slack: no day is lost, none doubled.
func TestSettingsInSlack(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--now", "2022-02-21T07:30:00+07:00")
	w.importPlan()
	a := w.wants(techHead, "cài đặt", "08:00", "Asia/Ho_Chi_Minh", "30, 14, 7, 3, 1, 0", "<@"+director+">")
	if strings.Contains(string(a.Blocks), "plan_settings") {
		t.Error("somebody else gets the button")
	}
	w.task(director, "settings")
	form := w.modal(director, "plan_settings")
	w.submit(director, form, map[string]any{"zone": value("Hà Nội")})
	w.submit(director, form, map[string]any{"ladder:0": value("một, hai")})
	w.submit(director, form, map[string]any{"zone": value("Asia/Ho_Chi_Minh"), "daily": value("09:30"), "ladder:0": value("2, 1, 0"), "head_after": value("2")})
	w.wants(director, "settings") // opens another
	w.wants(techHead, "caidat", "09:30", "2, 1, 0", "báo trưởng đơn vị sau 2 ngày")
	w.clock(time.Date(2022, 2, 28, 12, 0, 0, 0, hanoi(t)))
	var hours []string
	dm, _ := w.direct(planHead)
	for _, m := range fromBot(w.messages(dm, "")) {
		if strings.HasPrefix(m.Text, "Nhắc việc ") {
			hours = append(hours, m.at(t).Format("2/1 15:04"))
		}
	}
	// 1.1 is due on the 28th: 7, 3 and 1, 0 days ahead.
	if got := strings.Join(hours, ", "); got != "21/2 09:30, 25/2 09:30, 28/2 09:30" {
		t.Errorf("told at %s", got)
	}
}

// One's own hour, a pause and a snooze, through their forms.
func TestPreferencesInSlack(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--now", "2022-02-21T07:30:00+07:00")
	w.importPlan()
	w.task(planHead, "tôi")
	form := w.modal(planHead, "my_preferences")
	w.submit(planHead, form, map[string]any{"hour": value("10:15"), "zone": value("nowhere")})
	w.submit(planHead, form, map[string]any{"hour": value("10:15"), "zone": value(""), "away_until": value("2022-02-25"), "away_from": value("2022-02-25"), "deputy": value(planHead)})
	w.submit(planHead, form, map[string]any{"away_until": value("2022-02-25"), "away_from": value("2022-02-25"), "deputy": value("U02KH00001")})
	w.wants(planHead, "nghỉ", "25/02/2022", "<@U02KH00001>")
	w.clock(time.Date(2022, 2, 25, 12, 0, 0, 0, hanoi(t)))
	own, _ := w.direct(planHead)
	deputy, ok := w.direct("U02KH00001")
	if !ok {
		t.Fatal("the deputy was told nothing")
	}
	times := func(channel string) (out []string) {
		for _, m := range fromBot(w.messages(channel, "")) {
			if strings.HasPrefix(m.Text, "Nhắc việc ") {
				out = append(out, m.at(t).Format("2/1 15:04"))
			}
		}
		return out
	}
	if got := strings.Join(times(own), ", "); got != "21/2 10:15" {
		t.Errorf("the head is told at %s", got)
	}
	if got := strings.Join(times(deputy), ", "); got != "25/2 08:00" {
		t.Errorf("the deputy is told at %s", got)
	}
	notice := fromBot(w.messages(deputy, ""))[0]
	if !strings.Contains(notice.Text, "nhờ bạn nhận thay") {
		t.Errorf("the deputy's notice: %s", notice.Text)
	}
	w.wants("U02KH00001", "update 1.1 30%", "30%")
	w.wants(planHead, "nghỉ thôi", "không đặt lịch nghỉ")

	m := w.await("the deputy's digest", deputy, "", func(m message) bool { return strings.Contains(m.Text, "nhắc thay") })
	w.press("U02KH00001", m, "task_done", "")
	w.wants(planHead, "hoãn 1.2 ngày mai", "28/02/2022")
	w.wants(planHead, "hoãn 1.2 thôi", "như bình thường")
	w.wants(planHead, "hoãn 1.2 1/1/2030", "xa quá")
	w.wants(techMember, "hoãn 1.2", "không được nhắc")
}
