package bot

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/calendar"
	"nhacviec/internal/intake"
	"nhacviec/internal/work"
)

// maxDocument is the largest file that is fetched from Slack, in bytes; intake
// has its own, lower bounds by format.
const maxDocument = 20 << 20

// document is a plan as it came in.
type document struct {
	name string // of the file, "" = pasted
	data []byte
	year int // asked for, 0 = as the document says
}

// read turns a document into a draft that waits for its confirmation. It is
// announced in the asker's channel where announce is true; p is moved on while
// it is read.
func (b *Bot) read(ctx context.Context, who asker, d document, announce bool, p *progress) (id string, err error) {
	draft, err := intake.Read(ctx, d.name, d.data, intake.Options{
		Year: d.year, Today: calendar.DateOf(b.now().In(b.zone(ctx, who))), Progress: p.set,
	})
	if err != nil {
		return "", err
	}
	return b.app.Propose(ctx, who.Actor, d.name, draft, announce)
}

// fetch downloads a file that was posted in Slack.
func (b *Bot) fetch(ctx context.Context, id string) (document, error) {
	f, _, _, err := b.slack.GetFileInfoContext(ctx, id, 0, 0)
	if err != nil {
		return document{}, err
	}
	if f.Size > maxDocument {
		return document{}, tooLarge(f)
	}
	into := &bounded{left: maxDocument}
	err = b.slack.GetFileContext(ctx, firstOf(f.URLPrivateDownload, f.URLPrivate), into)
	if errors.Is(err, errBound) {
		return document{}, tooLarge(f)
	}
	return document{name: f.Name, data: into.Bytes()}, err
}

func tooLarge(f *slack.File) error {
	return work.E(work.TooLarge, "error.file_large", work.Args{"Name": cut(f.Name), "Max": maxDocument >> 20})
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// bounded is a buffer that refuses more than it was given room for.
type bounded struct {
	bytes.Buffer
	left int
}

var errBound = errors.New("bot: the file is larger than it may be")

func (w *bounded) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errBound
	}
	return w.Buffer.Write(p)
}

// cmdImport answers `/task import`: a modal to paste a plan or pick a file.
func (b *Bot) cmdImport(ctx context.Context, who asker, c call) reply {
	if strings.Contains(c.rest, "\n") {
		return b.pasted(ctx, who, c.rest)
	}
	if c.in.command == nil {
		return reply{ack: ephemeral(block.Plain(who.l, work.Message{Key: "bot.paste_here"}))}
	}
	view := block.ImportModal(who.l)
	view.PrivateMetadata = who.Channel // where the plan will be followed unless another is chosen
	_, err := b.slack.OpenViewContext(ctx, c.in.command.TriggerID, view)
	if err != nil {
		return b.fail(who, err)
	}
	return reply{}
}

// pasted answers a plan typed or pasted as a message or after the command.
func (b *Bot) pasted(ctx context.Context, who asker, typed string) reply {
	id, err := b.read(ctx, who, document{data: []byte(asTyped(typed))}, false, &progress{})
	if err != nil {
		return b.fail(who, err)
	}
	return b.offer(ctx, who, id)
}

// offer answers with what was read and its Import button.
func (b *Bot) offer(ctx context.Context, who asker, draft string) reply {
	r, err := b.app.Review(ctx, who.Actor, draft)
	return b.answer(who, err, func() block.Message { return block.DraftOffer(who.l, r) })
}
