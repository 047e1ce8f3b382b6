package page

import (
	"strings"
	"testing"
)

func TestEveryBlockIsShown(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	snap(t, p, "wide")
	tests := []struct{ kind, want string }{
		{"header", "Đã đọc chương trình công tác năm 2022"},
		{"section", "3 nhiệm vụ, 6 nội dung"},
		{"table", "31/12/2022"},
		{"rich_text", "@Trần Thị Mai"},
		{"markdown", "Hoàn thành 4"},
		{"image", "Biểu đồ tiến độ"},
		{"context", "15:00"},
		{"actions", "Nhập kế hoạch"},
		{"newer_block", "newer_block"},
	}
	for _, tt := range tests {
		if got := words(p, `[data-block-type="`+tt.kind+`"]`); !strings.Contains(got, tt.want) {
			t.Errorf("%s shows %q, want %q in it", tt.kind, got, tt.want)
		}
	}
	if n := len(p.MustElements(`[data-block-type="divider"] hr`)); n != 1 {
		t.Errorf("%d dividers, want 1", n)
	}
}

func TestTextIsNeverMarkup(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	got := words(p, `[data-ts="1645401300.000100"] .message-text`)
	if want := `<img src=x onerror="document.body.dataset.hacked=1"> <script>alert(1)</script> <javascript:alert(1)|bấm>`; got != want {
		t.Errorf("shown as %q, want %q", got, want)
	}
	if p.MustEval(`() => document.body.dataset.hacked !== undefined || document.querySelectorAll('.message script, .message-text img, a[href^="javascript"]').length > 0`).Bool() {
		t.Error("a message's text became markup")
	}
}

func TestMessagesCarryTheirMarks(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	tests := []struct{ selector, want string }{
		{`[data-ts="1645401400.000100"]`, "Chỉ bạn nhìn thấy"},
		{`[data-ts="1645401001.000100"]`, "(đã sửa)"},
		{`[data-ts="1645401310.000100"]`, "trả lời trong luồng của Hoàng Văn Minh"},
		{`[data-ts="1645401000.000100"] [data-testid="file"]`, "chuong-trinh-cong-tac-2022.txt"},
		{`.day`, "Hôm nay"},
		{`[data-ts="1645401000.000100"] .message-time`, "06:50"},
	}
	for _, tt := range tests {
		if got := words(p, tt.selector); !strings.Contains(got, tt.want) {
			t.Errorf("%s shows %q, want %q in it", tt.selector, got, tt.want)
		}
	}
}

func TestTimedOutCommandIsShownAsSlackbotSaysIt(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	<-f.listens
	f.set(func() {
		f.messages["CPLAN"] = append(f.messages["CPLAN"], map[string]any{
			"ts": "1645401600.000100", "channel": "CPLAN", "user": "USLACKBOT", "ephemeral_to": "UDIR", "text": `/task failed with the error "operation_timeout"`,
		})
	})
	f.signal(`{"type": "message", "channel": "CPLAN", "ts": "1645401600.000100"}`)
	if got := words(p, `[data-ts="1645401600.000100"]`); !strings.Contains(got, "Slackbot") || !strings.Contains(got, "operation_timeout") {
		t.Errorf("shown as %q", got)
	}
}
