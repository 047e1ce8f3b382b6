package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"nhacviec/bot/block"
)

// reader is one person's review of a plan.
type reader struct {
	*workspace
	user string
}

// words are all texts of a view, each once in the order shown.
func (v view) words() string {
	var out []string
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if s, ok := x["text"].(string); ok {
				out = append(out, s)
			}
			for _, key := range []string{"text", "label", "hint", "element", "accessory", "elements", "options", "initial_option"} {
				walk(x[key])
			}
		}
	}
	var blocks []any
	if json.Unmarshal(v.Blocks, &blocks) == nil {
		walk(blocks)
	}
	return strings.Join(out, "\n")
}

// sees waits until the topmost modal has the callback id and says all words.
func (r reader) sees(callback string, words ...string) view {
	r.t.Helper()
	deadline := time.Now().Add(patience)
	last := view{}
	for time.Now().Before(deadline) {
		var got struct {
			Modals []view `json:"modals"`
		}
		r.get("views", url.Values{"user": {r.user}}, &got)
		if n := len(got.Modals); n > 0 {
			last = got.Modals[n-1]
			if last.CallbackID == callback && says(last.words(), words) {
				return last
			}
		}
	}
	r.t.Fatalf("no modal %q that says %q for %s; the last, %q, says:\n%s", callback, words, r.user, last.CallbackID, last.words())
	return view{}
}

func says(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// open presses the button of an offer and waits for its review.
func (r reader) open(offer message, words ...string) view {
	r.t.Helper()
	r.press(r.user, offer, block.ActionImport, "")
	return r.sees(block.CallbackReview, words...)
}

// act presses something in a view; entered is what stands in its inputs.
func (r reader) act(v view, action, blockID string, value any, entered map[string]any) {
	r.t.Helper()
	body := map[string]any{"user": r.user, "view_id": v.ID, "action_id": action, "block_id": blockID}
	if value != nil {
		body["value"] = value
	}
	if entered != nil {
		body["values"] = entered
	}
	var got struct{ Status string }
	r.post("action", body, &got)
	if got.Status != "acked" {
		r.t.Fatalf("pressing %s: %s", action, got.Status)
	}
}

// choose picks from the menu of a line.
func (r reader) choose(v view, action, line string) {
	r.t.Helper()
	r.act(v, block.ActionLine, "line:"+line, action+" "+line, nil)
}

// sent submits a view and returns the response action and the errors by block.
func (r reader) sent(v view, entered map[string]any) (string, map[string]string) {
	r.t.Helper()
	if entered == nil {
		entered = map[string]any{}
	}
	var got struct {
		Status         string
		ResponseAction string `json:"response_action"`
		Errors         map[string]string
	}
	r.post("submit", map[string]any{"user": r.user, "view_id": v.ID, "values": entered}, &got)
	if got.Status != "acked" {
		r.t.Fatalf("submitting %s: %+v", v.CallbackID, got)
	}
	return got.ResponseAction, got.Errors
}

func entered(pairs ...string) map[string]any {
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = map[string]any{"value": pairs[i+1]}
	}
	return out
}

// offered uploads a document and waits for the bot's offer.
func (r reader) offered(name, text string) message {
	r.t.Helper()
	ts := r.upload(r.user, planChannel, name, []byte(text))
	return r.await("the offer of "+name, planChannel, "", func(m message) bool { return isOffer(m) && m.TS > ts })
}

// said waits until the message that an offer stood in says something else.
func (r reader) edited(m message, user string, words ...string) {
	r.t.Helper()
	deadline := time.Now().Add(patience)
	var last string
	for time.Now().Before(deadline) {
		for _, now := range r.messages(m.Channel, user) {
			if now.TS == m.TS {
				last = now.Text + string(now.Blocks)
			}
		}
		if says(last, words) && !strings.Contains(last, block.ActionImport) {
			return
		}
	}
	r.t.Fatalf("the offer never says %q: %s", words, last)
}

const longUnit = "Phòng Tổng hợp"

// yearPlan is a plan of n tasks in a line each; every 50th has a
// deadline without a firm day.
func yearPlan(n int) string {
	var b strings.Builder
	b.WriteString("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2022\n\n")
	for i := 1; i <= n; i++ {
		when := "quý II năm 2022"
		if i%50 == 0 {
			when = "đầu quý II năm 2022"
		}
		fmt.Fprintf(&b, "%d. Hoàn thiện hồ sơ số %d. Chủ trì: %s. Thời hạn: %s.\n", i, i, longUnit, when)
	}
	return b.String()
}

// A plan of 500 lines is paged through, mended here and there, and imported as
// mended.
func TestALongPlanIsReviewedPageByPage(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--empty")
	r := reader{w, director}
	offer := r.offered("ke-hoach-dai.txt", yearPlan(500))
	v := r.open(offer, "1–25 / 500", "Chỉ xem chỗ cần xem lại (10)", "Hoàn thiện hồ sơ số 50", "Hoàn thiện hồ sơ số 500", "Hoàn thiện hồ sơ số 15 ")

	// Another reading is one press away, and the line stays where it is.
	r.act(v, "line_take:0", "fix:49", nil, entered(block.HeadBlock(longUnit), planHead))
	v = r.sees(block.CallbackReview, "1–25 / 500", "– 15/04/2022\n✏️ đã sửa", "Chỉ xem chỗ cần xem lại (9)")

	// A line of another page: title, lead, deadline and target.
	r.act(v, block.ActionNext, "pager:0", nil, nil)
	v = r.sees(block.CallbackReview, "26–50 / 500", "Hoàn thiện hồ sơ số 17 ")
	r.choose(v, block.ActionMend, "16")
	form := r.sees(block.CallbackMend, "Đơn vị chủ trì", "Đang hiểu là: 01/04/2022 – 30/06/2022")
	action, errs := r.sent(form, entered(block.BlockDeadline, "bao giờ xong thì xong", block.BlockTitle, "Hồ sơ gộp"))
	if action != "errors" || errs[block.BlockDeadline] == "" {
		t.Errorf("a deadline that cannot be read: %s %v", action, errs)
	}
	action, errs = r.sent(form, entered(block.BlockTitle, "Hồ sơ gộp", block.BlockOtherLead, "Văn phòng Sở",
		block.BlockDeadline, "trước ngày 15/8/2022", block.BlockTarget, "7 bộ hồ sơ"))
	if action != "" {
		t.Errorf("the form is answered with %s %v", action, errs)
	}
	v = r.sees(block.CallbackReview, "26–50 / 500", "*17* Hồ sơ gộp", "Chủ trì: Văn phòng Sở · Chỉ tiêu: 7 bộ hồ sơ", "15/08/2022", "đã sửa",
		"Trưởng đơn vị: Văn phòng Sở")

	r.choose(v, block.ActionLeaveOut, "20")
	v = r.sees(block.CallbackReview, "Bỏ qua 1 dòng.", "Bỏ qua, không nhập.")
	r.choose(v, block.ActionLeaveOut, "21")
	v = r.sees(block.CallbackReview, "Bỏ qua 2 dòng.")
	r.act(v, block.ActionTakeBack, "line:21", nil, nil)
	v = r.sees(block.CallbackReview, "Bỏ qua 1 dòng.")

	r.act(v, block.ActionOnly, "pager:0", nil, nil)
	v = r.sees(block.CallbackReview, "1–10 / 10", "Xem tất cả (500)", "đã sửa")
	r.sent(v, nil)
	w.await("the plan", planChannel, "", func(m message) bool { return m.User == botUser && strings.Contains(m.Text, "499 nhiệm vụ") })
	r.edited(offer, "", "đã nhập kế hoạch", "499 nhiệm vụ")

	w.wants(director, "xem 17", "Hồ sơ gộp", "Văn phòng Sở", "7 bộ hồ sơ", "15/08/2022")
	w.wants(director, "xem 50", "15/04/2022")
	w.wants(director, "xem 21", "21 không có")
	w.wants(director, "xem 22", "Hoàn thiện hồ sơ số 22")
	w.wants(director, "xem 18", "<@"+planHead+">") // entered on the first page
}

// A later version of the plan: the progress entered between stays, and just
// what was changed in the document is shown and applied.
func TestALaterVersionChangesOnlyWhatItSays(t *testing.T) {
	t.Parallel()
	text := samplePlanText(t)
	w := sandboxed(t)
	w.importPlan()
	w.wants(techMember, "update 3 2/5 đã nộp thêm đơn", "2/5")
	r := reader{w, director}

	same := r.offered("ke-hoach.txt", text)
	if !strings.Contains(same.Text, "không có gì thay đổi") {
		t.Errorf("the same file is offered as:\n%s", same.Text)
	}
	later := strings.Replace(text, "Thời hạn: trong tháng 02/2022.", "Thời hạn: trong tháng 03/2022.", 1)
	later = strings.Replace(later, "05 văn bằng bảo hộ", "06 văn bằng bảo hộ", 1)
	offer := r.offered("ke-hoach-2.txt", later)
	if !strings.Contains(offer.Text, "2 thay đổi, 0 mới, 0 bỏ") {
		t.Errorf("the later version is offered as:\n%s", offer.Text)
	}
	v := r.open(offer, "2 thay đổi, 0 mới, 0 bỏ", "“trong tháng 02/2022” (01/02/2022 – 28/02/2022) → “trong tháng 03/2022” (01/03/2022 – 31/03/2022)",
		"chỉ tiêu: 5 văn bằng bảo hộ → 6 văn bằng bảo hộ")
	if strings.Contains(v.words(), "Mời người cố vấn") {
		t.Errorf("what stays as it was is shown:\n%s", v.words())
	}
	r.sent(v, nil)
	r.sees("", "đã áp dụng bản mới", "2 thay đổi, 0 mới, 0 bỏ")
	r.edited(offer, "", "đã áp dụng bản mới", "2 thay đổi")
	w.await("word of it in the channel", planChannel, "", func(m message) bool {
		return m.User == botUser && m.TS > offer.TS && strings.Contains(m.Text, "2 thay đổi")
	})
	w.wants(director, "xem 1.1", "31/03/2022")
	w.wants(director, "xem 3", "2/6", "đã nộp thêm đơn")
}

// What chat changed meanwhile is not overwritten unless somebody says so, and a
// change can be left out.
func TestALaterVersionLeavesAsideWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	text := samplePlanText(t)
	w := sandboxed(t)
	w.importPlan()
	r := reader{w, director}
	later := strings.Replace(text, "Thời hạn: trong tháng 02/2022.", "Thời hạn: trong tháng 03/2022.", 1)
	later = strings.Replace(later, "05 văn bằng bảo hộ", "06 văn bằng bảo hộ", 1)
	offer := r.offered("ke-hoach-2.txt", later)
	v := r.open(offer, "2 thay đổi")
	r.choose(v, block.ActionLeaveOut, "0.0")
	v = r.sees(block.CallbackReview, "Không áp dụng.")

	r.act(v, block.ActionAsNew, "choices", nil, nil)
	v = r.sees(block.CallbackReview, "kế hoạch riêng", "Mời người cố vấn", "Kênh theo dõi")
	r.act(v, block.ActionAsNew, "choices", nil, nil)
	v = r.sees(block.CallbackReview, "2 thay đổi", "Không áp dụng.")
	r.sent(v, nil)
	r.sees("", "đã áp dụng bản mới")
	w.wants(director, "xem 1.1", "28/02/2022")
	w.wants(director, "xem 3", "0/6")
}

func samplePlanText(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../internal/sandbox/sample/plan.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Two people look over the same plan: who comes second is told, sees how it is
// now, and loses nothing.
func TestTwoPeopleReviewAtOnce(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	one, two := reader{w, director}, reader{w, english}
	offer := w.await("the offer", planChannel, "", isOffer)
	first := one.open(offer, "Soạn kế hoạch")
	second := two.open(offer, "Soạn kế hoạch", "Leave out")

	one.choose(first, block.ActionLeaveOut, "0.0")
	one.sees(block.CallbackReview, "Bỏ qua 1 dòng.")
	two.choose(second, block.ActionLeaveOut, "0.1")
	second = two.sees(block.CallbackReview, "Somebody else has just changed", "1 line is left out.")
	two.choose(second, block.ActionMend, "1")
	form := two.sees(block.CallbackMend, "What is to be done")

	// The first goes on while the second's form is open.
	first = one.sees(block.CallbackReview, "Bỏ qua 1 dòng.")
	one.act(first, block.ActionTakeBack, "line:0.0", nil, nil)
	first = one.sees(block.CallbackReview, "Đã đọc được")
	if action, _ := two.sent(form, entered(block.BlockTitle, "Help the teams")); action != "update" {
		t.Errorf("the second's form is answered with %q", action)
	}
	form = two.sees(block.CallbackMend, "Somebody else has just changed")
	if action, _ := two.sent(form, entered(block.BlockTitle, "Help the teams")); action != "" {
		t.Errorf("pressed again it is answered with %q", action)
	}
	second = two.sees(block.CallbackReview, "Help the teams")

	// The first's Import is of a reading that is no more.
	one.sent(first, nil)
	first = one.sees(block.CallbackReview, "Có người khác vừa sửa", "Help the teams")
	one.sent(first, nil)
	w.await("the plan", planChannel, "", func(m message) bool {
		return m.User == botUser && strings.Contains(m.Text, "3 nhiệm vụ") && m.TS > offer.TS
	})
	two.sent(second, nil)
	two.sees("", "was imported before")
	one.edited(offer, "", "đã nhập kế hoạch")
	w.wants(director, "xem 2", "Help the teams")
}

// An offer that only one person sees is put right too, and an old button says
// why it does nothing.
func TestAnOfferIsPutRightOnceItsPlanIsIn(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--empty")
	r := reader{w, english}
	a := w.task(english, "import\nRelease plan 2022\n1. Ship the search page. Owner: Web team. Due: end of Q2\n2. Move the queue. Owner: Platform team. Due: before 1 July 2022\n")
	offer := w.await("the offer", planChannel, english, func(m message) bool { return m.Text == a.Text })
	v := r.open(offer, "Ship the search page", "Make it 30 Jun 2022", "Head of Web team")
	r.act(v, "line_take:0", "fix:1", nil, nil)
	v = r.sees(block.CallbackReview, "→ 30 Jun 2022", "mended")
	r.sent(v, nil)
	r.edited(offer, english, "imported", "2 tasks")
	w.wants(english, "show 2", "30 Jun 2022")

	var got struct{ Status string }
	w.post("action", map[string]any{"user": english, "channel": offer.Channel, "ts": offer.TS, "action_id": block.ActionImport, "value": draftOf(t, offer), "forge": true}, &got)
	r.sees("", "imported before")
}

// draftOf is the draft that an offer's button names.
func draftOf(t *testing.T, m message) string {
	t.Helper()
	var blocks []struct {
		Elements []struct {
			ActionID string `json:"action_id"`
			Value    string `json:"value"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(m.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.ActionID == block.ActionImport {
				return e.Value
			}
		}
	}
	t.Fatalf("no button in %s", m.Blocks)
	return ""
}

// A pasted plan whose review is too large for an ack comes in the place of a
// waiting view.
func TestALargeReviewComesAfterTheAck(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--empty")
	r := reader{w, english}
	long := "Rà soát lại toàn bộ và bổ sung cho đủ rồi hoàn thiện theo đúng hướng dẫn của cơ quan cấp trên và trình cấp có thẩm quyền phê duyệt để đưa vào lưu trữ lâu dài cho các đơn vị trực thuộc tra cứu mỗi khi cần đến"
	text := strings.ReplaceAll(yearPlan(28), "Hoàn thiện", long)
	lines := strings.SplitAfter(text, "\n")
	w.task(english, "import")
	v := w.modal(english, block.CallbackSource)
	// Slack's limit of an ack is 20 KB.
	boxes := entered(block.SourceBlock(0), strings.Join(lines[:9], ""), block.SourceBlock(1), strings.Join(lines[9:16], ""),
		block.SourceBlock(2), strings.Join(lines[16:23], ""), block.SourceBlock(3), strings.Join(lines[23:], ""))
	action, _ := r.sent(v, boxes)
	if action != "update" {
		t.Errorf("the submission is answered with %q", action)
	}
	review := r.sees(block.CallbackReview, "1–25 / 28")
	var traffic struct{ Traffic []json.RawMessage }
	w.get("traffic", url.Values{"method": {"views.update"}}, &traffic)
	if len(traffic.Traffic) == 0 {
		t.Error("the review went with the ack: the plan is too short for this test")
	}
	r.sent(review, nil)
	w.await("the plan", planChannel, "", func(m message) bool { return m.User == botUser && strings.Contains(m.Text, "28 tasks") })
	w.wants(english, "show 28", "khi cần đến hồ sơ số 28")
}
