package page

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"nhacviec/internal/sandbox"
)

// workspace runs a real local workspace with the page and a small bot in it, so that the page
// is held against the control API as it is and not only as the fake has it.
func workspace(t *testing.T) *sandbox.Server {
	t.Helper()
	sample, err := sandbox.SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	s, err := sandbox.New(sandbox.Config{
		Listen: "127.0.0.1:0", Start: time.Date(2022, 2, 21, 0, 30, 0, 0, time.UTC), LimitsTimes: 100,
		Workspace: sample, Plan: sandbox.SamplePlan(), Page: Handler(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served, played := make(chan error, 1), make(chan struct{})
	go func() { served <- s.Serve(ctx) }()
	go func() { defer close(played); (&smallBot{t: t}).run(ctx, s.URL()) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
		<-played
	})
	ready, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if err := s.Ready(ready); err != nil {
		t.Fatal(err)
	}
	return s
}

// smallBot answers a posted file with a button, the button with a modal, the modal with an error
// and then a message, a command with an ephemeral line, and shows a Home.
type smallBot struct {
	t        *testing.T
	api      *slack.Client
	refused  bool
	document string // ts of the message about the document
}

func (b *smallBot) run(ctx context.Context, url string) {
	b.api = slack.New("xoxb-sandbox", slack.OptionAppLevelToken("xapp-sandbox"), slack.OptionAPIURL(url+"/api/"))
	client := socketmode.New(b.api)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = client.RunContext(ctx) }()
	for {
		select {
		case e := <-client.Events:
			b.handle(ctx, client, e)
		case <-ended:
			return
		}
	}
}

func (b *smallBot) handle(ctx context.Context, client *socketmode.Client, e socketmode.Event) {
	switch data := e.Data.(type) {
	case slack.SlashCommand:
		_ = client.AckCtx(ctx, e.Request.EnvelopeID, map[string]any{"text": "Đã nghe: *" + data.Text + "*"})
	case slackevents.EventsAPIEvent:
		_ = client.AckCtx(ctx, e.Request.EnvelopeID, nil)
		b.event(ctx, data)
	case slack.InteractionCallback:
		_ = client.AckCtx(ctx, e.Request.EnvelopeID, b.interaction(ctx, data))
	}
}

func (b *smallBot) event(ctx context.Context, e slackevents.EventsAPIEvent) {
	switch inner := e.InnerEvent.Data.(type) {
	case *slackevents.MessageEvent:
		if inner.SubType != "file_share" || b.document != "" {
			return
		}
		text := slack.NewTextBlockObject(slack.MarkdownType, "Đã đọc *3 nhiệm vụ*, 6 nội dung.", false, false)
		button := slack.NewButtonBlockElement("import", "d1", plainText("Nhập kế hoạch")).WithStyle(slack.StylePrimary)
		_, b.document, _ = b.api.PostMessageContext(ctx, inner.Channel, slack.MsgOptionText("Đã đọc 3 nhiệm vụ", false),
			slack.MsgOptionBlocks(slack.NewSectionBlock(text, nil, nil), slack.NewActionBlock("act", button)))
	case *slackevents.AppHomeOpenedEvent:
		_, _ = b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: inner.User, View: slack.HomeTabViewRequest{
			Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plainText("Việc của tôi"))}},
		}})
	}
}

func (b *smallBot) interaction(ctx context.Context, c slack.InteractionCallback) any {
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		if _, err := b.api.OpenViewContext(ctx, c.TriggerID, importModal()); err != nil {
			b.t.Errorf("views.open: %v", err)
		}
	case slack.InteractionTypeViewSubmission:
		name := c.View.State.Values["name"]["v"].Value
		if !b.refused {
			b.refused = true
			return slack.NewErrorsViewSubmissionResponse(map[string]string{"name": "Tên này đã có."})
		}
		_, _, _, _ = b.api.UpdateMessageContext(ctx, "C02KEHOACH", b.document, slack.MsgOptionText("Đã nhập "+name, false),
			slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, "Đã nhập *"+name+"* cho <@"+c.View.State.Values["head"]["v"].SelectedUser+">", false, false), nil, nil)))
	}
	return nil
}

func importModal() slack.ModalViewRequest {
	head := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plainText("Chọn người"), "v")
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plainText("Nhập kế hoạch"), Submit: plainText("Nhập"), Close: plainText("Thôi"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("name", plainText("Tên kế hoạch"), nil, slack.NewPlainTextInputBlockElement(nil, "v")),
			slack.NewInputBlock("head", plainText("Trưởng phòng"), nil, head),
		}},
	}
}

func plainText(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

func TestPageInARealWorkspace(t *testing.T) {
	p := openAt(t, workspace(t).URL(), "", 1280, 800)
	importThePlan(t, p)
	askByCommand(t, p)
	lookAtHome(t, p)
	turnTheClock(t, p)
	snap(t, p, "real")
}

func importThePlan(t *testing.T, p *rod.Page) {
	t.Helper()
	if got := words(p, ".pane-title"); got != "ke-hoach-nam" {
		t.Fatalf("the page opens on %q", got)
	}
	p.MustElement(`[data-testid="file"]`)
	snap(t, p, "real-start")
	press(p, "import")
	p.MustElement(id("modal"))
	p.MustElement(`[data-input-block="name"] input`).MustInput("Chương trình 2022")
	p.MustElement(`[data-input-block="head"] .select`).MustClick()
	p.MustElement(".list-filter").MustInput("tran thi mai").MustType(input.Enter)
	snap(t, p, "real-modal")
	p.MustElement(id("modal-submit")).MustClick()
	p.MustElementR(id("input-error")+":not([hidden])", "Tên này đã có")
	p.MustElement(id("modal-submit")).MustClick()
	eventually(t, p, `() => !document.querySelector('[data-testid=modal]')`)
	p.MustElementR(id("message"), "Đã nhập Chương trình 2022 cho @Trần Thị Mai")
}

func askByCommand(t *testing.T, p *rod.Page) {
	t.Helper()
	box := p.MustElement(id("composer"))
	box.MustInput("/task xem 1.2")
	box.MustType(input.Enter)
	row := p.MustElementR(".message-ephemeral", "Đã nghe: xem 1.2")
	if got := row.MustText(); !strings.Contains(got, "Chỉ bạn nhìn thấy") {
		t.Errorf("the answer shows %q", got)
	}
}

func lookAtHome(t *testing.T, p *rod.Page) {
	t.Helper()
	p.MustElementR(id("channel"), "Nhắc Việc").MustClick()
	p.MustElement(id("tab-home")).MustClick()
	p.MustElementR(id("home"), "Việc của tôi")
	p.MustElement(id("tab-messages")).MustClick()
	p.MustElement(id("composer"))
}

func turnTheClock(t *testing.T, p *rod.Page) {
	t.Helper()
	p.MustElement(id("clock-monday")).MustClick()
	p.MustElementR(id("clock"), "28/02/2022 08:30")
	if got := words(p, id("bot")); got != "Bot ở tiến trình khác" {
		t.Errorf("a bot outside is called %q", got)
	}
}
