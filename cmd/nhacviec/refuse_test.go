package main

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"nhacviec/bot/block"
)

// Bad input gets a sentence that helps, in the asker's language, and nothing
// is stored.
func TestBadInputIsAnsweredAndNothingIsStored(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	before := w.task(director, "list all").Text
	for _, tc := range []struct{ user, text, want string }{
		{techMember, "update 3 2/6", "Chỉ tiêu của 3 là 5 văn bằng bảo hộ, không phải 6. Ý bạn là `/task update 3 2/5`?"},
		{english, "update 3 2/6", "belongs to Phòng Quản lý công nghệ"},
		{techMember, "update 3 -1/5", "Số đạt được phải từ 0 trở lên"},
		{techMember, "update 9 10%", "9 không có. Gần nhất là 1, 2, 3"},
		{english, "update 9 10%", "There is no 9. Nearest are 1, 2, 3"},
		{techMember, "update 3.7 10%", "3.7 không có; nhiệm vụ 3 có 3.1 và 3.2."},
		{planHead, "update 1.1 abc", "“abc” không phải tiến độ"},
		{planHead, "update 1.1 101%", "Tiến độ từ 0% đến 100%"},
		{planHead, "update 1.1", "Thiếu tiến độ"},
		{planHead, "update", "/task update 3.1"},
		{techMember, "update 3 \"Cam sành\"", "3 không có “Cam sành”"},
		{techMember, "update 3 \"NHTT\"", "khớp với nhiều mục"},
		{techMember, "update 3 \"Cá lồng\" bay", "không phải một bước"},
		{english, "update <@U02GIAMDOC> 10%", "is not a task's number"},
		{techMember, "add " + strings.Repeat("ă", 5000), "5.000 chữ cái, nhiều nhất là 3.000"},
		{english, "add " + strings.Repeat("x", 5000), "5,000 letters; at most 3,000"},
		{techMember, "add", "Thiếu tên nhiệm vụ"},
		{techMember, "assign 3.1 <@U02CN00002>", "Bạn không giao được 3.1"},
		{techHead, "assign 3.1", "chọn đúng một người"},
		{techHead, "assign 3.1 <@UNOBODY>", "chọn đúng một người"},
		{techMember, "unit", "/task unit"},
		{techMember, "unit Phòng Kế hoạch và Quản lý chuyên ngành <@U02CN00001>", "Chỉ trưởng đơn vị"},
		{english, "frobnicate", "There is no command “frobnicate”"},
		{english, "upadte 3 10%", "Did you mean `/task update`?"},
		{english, "lsit", "Did you mean `/task list`?"},
		{techMember, "list không-có-đơn-vị-này", "Không có đơn vị"},
	} {
		if a := w.task(tc.user, tc.text); !strings.Contains(a.Text, tc.want) {
			t.Errorf("/task %.60s: no %q in %q", tc.text, tc.want, a.Text)
		}
	}
	if after := w.task(director, "list all").Text; after != before {
		t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
	}
}

// What a person typed is shown as typed and pings nobody.
func TestADangerousTitleIsShownAndPingsNobody(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	const title = "<!channel> <@U1> *x* & <http://a.example|b>"
	a := w.wants(techMember, "add "+title+" 28/2/2022", "&lt;!channel&gt; &lt;@U1&gt;")
	if strings.Contains(string(a.Blocks), "<!channel>") || strings.Contains(string(a.Blocks), `\u003c!channel`) {
		t.Errorf("blocks carry the mention: %s", a.Blocks)
	}
	var now struct{ Now string }
	w.post("clock", map[string]any{"advance": "176h"}, &now)
	dm, ok := w.direct(techMember)
	if !ok {
		t.Fatal("the member was told nothing")
	}
	told := fromBot(w.messages(dm, ""))
	if len(told) == 0 || !strings.Contains(told[len(told)-1].Text, "&lt;!channel&gt;") {
		t.Errorf("the title is not in the digest: %+v", told)
	}
	for _, m := range append(told, fromBot(w.messages(planChannel, ""))...) {
		for _, p := range m.Pings {
			if !strings.HasPrefix(p, "U02") {
				t.Errorf("%q pings %s", m.Text, p)
			}
		}
	}
}

// png is the beginning of a picture.
var png = append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), bytes.Repeat([]byte{0, 1, 2, 0xff, 0xfe}, 400)...)

func TestFilesThatAreNoPlanAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--empty")
	for _, tc := range []struct {
		user, name string
		data       []byte
		want       string
	}{
		{techMember, "rong.txt", []byte{}, "không có nội dung"},
		{techMember, "anh.txt", png, "không phải văn bản"},
		{techMember, "lon.txt", bytes.Repeat([]byte("Nhiệm vụ 1. Làm việc này trong tháng 3 năm 2022.\n"), 10<<20/56), "quá lớn"},
		{english, "empty.txt", []byte("  \n\n "), "empty"},
		{english, "notes.txt", []byte("Just some words that ask nobody for anything.\n"), "no task"},
	} {
		ts := w.upload(tc.user, planChannel, tc.name, tc.data)
		m := w.await("an answer to "+tc.name, planChannel, tc.user, func(m message) bool { return m.User == botUser && m.TS > ts })
		if !strings.Contains(strings.ToLower(m.Text), strings.ToLower(tc.want)) {
			t.Errorf("%s: no %q in %q", tc.name, tc.want, m.Text)
		}
	}
	if a := w.task(english, "list"); !strings.Contains(a.Text, "no plan yet") {
		t.Errorf("something was stored: %s", a.Text)
	}
}

// A hostile client sends what no button of ours carries.
func TestForgedPressesAreRefused(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	before := w.task(director, "list all").Text
	plan := fromBot(w.messages(planChannel, ""))
	for _, value := range []string{"999999", "-1", "1 OR 1=1", "", strings.Repeat("9", 40)} {
		var got struct{ Status string }
		w.post("action", map[string]any{
			"user": english, "channel": planChannel, "ts": plan[0].TS, "action_id": "draft_open", "value": value, "forge": true,
		}, &got)
		if got.Status != "acked" {
			t.Errorf("value %q: %s", value, got.Status)
		}
	}
	if after := w.task(director, "list all").Text; after != before {
		t.Errorf("something was stored:\n%s", after)
	}
}

func TestEveryChangeCanBeUndone(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	before := w.task(director, "list all").Text
	for _, text := range []string{
		"update 3 2/5 ghi chú", "cập nhật 1.1 60%", "capnhat 3 \"Bánh phồng\" đã nộp", "xong 2.1",
		"thêm Việc mới cuối tháng", "giao 3.1 <@U02CN00002>",
	} {
		a := w.task(director, text)
		m := w.await("the answer to "+text, planChannel, director, func(m message) bool { return m.Text == a.Text })
		w.press(director, m, "undo", "")
		w.await("undo of "+text, planChannel, director, func(u message) bool {
			return u.TS > m.TS && strings.Contains(u.Text, "Đã hoàn tác")
		})
		if after := w.task(director, "list all").Text; after != before {
			t.Fatalf("undoing %s left\n%s\nbefore:\n%s", text, after, before)
		}
	}
}

// Done on a task asks first, then closes its open activities; one Undo opens
// them all again.
func TestDoneOnATaskAsksFirst(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	before := w.task(director, "list all").Text
	a := w.wants(techHead, "done 3", "3 còn 2 nội dung chưa xong")
	if after := w.task(director, "list all").Text; after != before {
		t.Fatal("asking closed something")
	}
	m := w.await("the question", planChannel, techHead, func(m message) bool { return m.Text == a.Text })
	w.press(techHead, m, "task_done_all", "")
	done := w.await("the answer", planChannel, techHead, func(m message) bool { return strings.Contains(m.Text, "Đã hoàn thành 3") })
	w.wants(techHead, "show 3.2", "Hoàn thành đúng hạn")
	w.press(techHead, done, "undo", "")
	w.await("the undo", planChannel, techHead, func(u message) bool { return strings.Contains(u.Text, "Đã hoàn tác") })
	if after := w.task(director, "list all").Text; after != before {
		t.Errorf("undo left\n%s\nbefore:\n%s", after, before)
	}
}

// The update form starts from what is there and records only what was changed.
func TestTheUpdateForm(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	w.wants(techMember, "update 3 2/5", "2/5")
	a := w.task(techMember, "show 3")
	m := w.await("the task", planChannel, techMember, func(m message) bool { return m.Text == a.Text })
	w.press(techMember, m, "task_update", "")
	v := w.modal(techMember, "task_update")
	w.submit(techMember, v, map[string]any{"count": map[string]any{"value": "3"}, "note": map[string]any{"value": "thêm một đơn"}})
	w.wants(techMember, "show 3", "3/5", "thêm một đơn")
}

// A form that was open while another hand changed the task stores nothing.
func TestAFormThatIsOutOfDateStoresNothing(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	a := w.task(techMember, "show 3")
	m := w.await("the task", planChannel, techMember, func(m message) bool { return m.Text == a.Text })
	w.press(techMember, m, "task_update", "")
	v := w.modal(techMember, "task_update")
	w.wants(techHead, "update 3 4/5", "4/5")
	w.submit(techMember, v, map[string]any{"count": map[string]any{"value": "1"}})
	w.wants(techMember, "show 3", "4/5")
}

// Every verb works in Vietnamese with or without marks, and in English, and
// every answer has all its words.
func TestEveryVerbInBothLanguages(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	for _, text := range []string{
		"danh sách", "danhsach", "danh-sach tất cả", "list unit công nghệ", "list công nghệ và đổi mới", "xem 3", "show 2.1", "nhắc", "nhac", "remind",
		"báo cáo", "baocao", "report", "trợ giúp", "help", "", "list overdue", "quá hạn", "list mine",
		"đơn vị Phòng Thử nghiệm <@U02CN00003> <@U02CN00002>",
	} {
		for _, user := range []string{director, english} {
			if strings.HasPrefix(text, "đơn vị") && user == english {
				continue
			}
			a := w.task(user, text)
			if strings.Contains(a.Text, "⟦") || strings.TrimSpace(a.Text) == "" || strings.Contains(a.Text, "<no value>") {
				t.Errorf("/task %s as %s: %q", text, user, a.Text)
			}
		}
	}
	w.task(director, "import")
	w.modal(director, "import_source")
}

// A plan pasted into the modal goes in without a file.
func TestAPlanPastedIntoTheModal(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--empty")
	w.task(english, "import")
	v := w.modal(english, "import_source")
	w.submit(english, v, map[string]any{"source:0": map[string]any{"value": "Release plan 2022\n\n" +
		"1. Ship the search page\nOwner: Web team\nDue: end of Q2\n\n2. Move the queue\nOwner: Platform team\nDue: 30 September 2022\n"}})
	review := w.modal(english, "draft_import")
	if !bytes.Contains(review.Blocks, []byte("Ship the search page")) || !bytes.Contains(review.Blocks, []byte("30 Jun 2022")) {
		t.Errorf("the review: %s", review.Blocks)
	}
	w.submit(english, review, nil)
	w.await("the plan", planChannel, "", func(m message) bool { return m.User == botUser && strings.Contains(m.Text, "2 tasks") })
	w.wants(english, "list all", "Move the queue", "30 Sep 2022")
}

// A plan sent to the bot as a message goes in too, and short words are a
// command.
func TestWordsSaidToTheBot(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	var got struct{ TS string }
	dm := w.openDirect(techMember)
	w.post("message", map[string]any{"user": techMember, "channel": dm, "text": "xem 3.1"}, &got)
	w.await("the task", dm, "", func(m message) bool { return m.User == botUser && strings.Contains(m.Text, "*3.1*") })
	w.post("message", map[string]any{"user": techMember, "channel": dm,
		"text": "KẾ HOẠCH NHỎ NĂM 2022\n1. Sửa trang tin. Thời hạn: tháng 5/2022.\n2. Mua máy in. Thời hạn: quý III/2022.\n"}, &got)
	w.await("the offer", dm, "", func(m message) bool { return m.User == botUser && strings.Contains(m.Text, "2 nhiệm vụ") })
}

// A unit without a head: the plan's owner is told instead, and asked, once, to
// name one.
func TestAUnitWithoutAHeadIsAskedForOnce(t *testing.T) {
	t.Parallel()
	const unit = "Phòng Kế hoạch và Quản lý chuyên ngành"
	w := sandboxed(t)
	offer := w.await("the offer", planChannel, "", isOffer)
	w.press(director, offer, "draft_open", "")
	v := w.modal(director, "draft_import")
	w.submit(director, v, map[string]any{
		block.HeadBlock(unit): map[string]any{"value": ""}, block.MembersBlock(unit): map[string]any{"value": []string{}},
	})
	w.await("the plan", planChannel, "", func(m message) bool { return m.User == botUser && strings.Contains(m.Text, "6 nội dung.") })
	w.post("clock", map[string]any{"advance": "240h"}, nil)
	dm, ok := w.direct(director)
	if !ok {
		t.Fatal("the owner was told nothing")
	}
	asked, told := 0, 0
	for _, m := range fromBot(w.messages(dm, "")) {
		if strings.Contains(m.Text, "/task unit") {
			asked++
		}
		if strings.HasPrefix(m.Text, "Nhắc việc ") && strings.Contains(m.Text, "*1.1*") {
			told++
		}
	}
	if asked != 1 || told < 3 {
		t.Errorf("asked %d times, told %d times", asked, told)
	}
	w.wants(director, "unit Phòng Kế hoạch và Quản lý chuyên ngành <@"+planHead+"> <@U02KH00001>", "Phòng Kế hoạch")
	w.wants(director, "show 1.1", "<@"+planHead+">")
}

func (w *workspace) openDirect(user string) string {
	w.t.Helper()
	if dm, ok := w.direct(user); ok {
		return dm
	}
	var got struct {
		Channels []struct {
			ID      string
			IsIM    bool `json:"is_im"`
			Members []string
		}
	}
	w.post("home", map[string]any{"user": user}, nil)
	w.get("state", url.Values{}, &got)
	for _, c := range got.Channels {
		if c.IsIM && slices.Contains(c.Members, user) {
			return c.ID
		}
	}
	w.t.Fatalf("%s has no conversation with the bot", user)
	return ""
}

// Home shows what is mine and how the plan stands.
func TestHome(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	w.importPlan()
	w.post("home", map[string]any{"user": techHead}, nil)
	var got struct{ Home json.RawMessage }
	w.get("views", url.Values{"user": {techHead}}, &got)
	if !bytes.Contains(got.Home, []byte("2.1")) || !bytes.Contains(got.Home, []byte("Tổng số 6 nhiệm vụ")) {
		t.Errorf("Home: %s", got.Home)
	}
}
