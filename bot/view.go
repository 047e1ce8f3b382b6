package bot

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/slack-go/slack"

	"nhacviec/bot/block"
)

// shown is what comes in a submitted modal's place.
type shown struct {
	view slack.ModalViewRequest
	// close: it needs nothing in its place, unless something else stands there
	// already, which an app cannot close.
	close bool
}

// viewBudget is how long what was submitted may be worked on before a waiting
// view takes its place.
const viewBudget = 1500 * time.Millisecond

// inPlace answers a submission with what work makes: in the ack where that is
// soon and small enough, else later, while a waiting view says how far it is.
func (b *Bot) inPlace(ctx context.Context, who asker, work func(context.Context, *progress) shown) reply {
	p := &progress{}
	made := make(chan shown, 1)
	go func() { made <- work(ctx, p) }()
	budget := time.NewTimer(viewBudget)
	defer budget.Stop()
	select {
	case s := <-made:
		switch {
		case s.close:
			return reply{ack: slack.NewClearViewSubmissionResponse()}
		case fitsAck(s.view):
			return reply{ack: slack.NewUpdateViewSubmissionResponse(&s.view)}
		}
		made <- s
	case <-budget.C:
	}
	waiting := block.Waiting(who.l, 0, 0)
	waiting.ExternalID = shortID()
	return reply{
		ack:  slack.NewUpdateViewSubmissionResponse(&waiting),
		then: func(ctx context.Context) { b.replaceWaiting(ctx, who, waiting.ExternalID, p, made) },
	}
}

func fitsAck(view slack.ModalViewRequest) bool {
	body, err := json.Marshal(slack.NewUpdateViewSubmissionResponse(&view))
	return err == nil && len(body) <= maxAck
}

// replaceWaiting tells in a waiting view how far the work is, and shows there
// what it made. The view is named by an id of ours that it has only once Slack
// has taken the ack: until then it is not found, and an update cannot overtake
// the ack and be put away by it.
func (b *Bot) replaceWaiting(ctx context.Context, who asker, external string, p *progress, made <-chan shown) {
	stop := b.telling(ctx, p, func(done, total int) {
		waiting := block.Waiting(who.l, done, total)
		waiting.ExternalID = external
		_, err := b.slack.UpdateViewContext(ctx, waiting, external, "", "")
		b.viewTold(err)
	})
	s := <-made
	stop()
	_, err := backoff.Retry(ctx, func() (*slack.ViewResponse, error) {
		got, err := b.slack.UpdateViewContext(ctx, s.view, external, "", "")
		if err != nil && !viewMissing(err) {
			err = backoff.Permanent(err)
		}
		return got, err
	}, backoff.WithBackOff(&backoff.ExponentialBackOff{
		InitialInterval: 50 * time.Millisecond, Multiplier: 2, MaxInterval: time.Second,
	}), backoff.WithMaxElapsedTime(ackLands))
	b.viewTold(err)
}

// ackLands is how long Slack is given to show what an ack carried, before the
// modal is taken for closed.
const ackLands = 10 * time.Second

// updateView shows another view in the place of an open one.
func (b *Bot) updateView(ctx context.Context, id string, view slack.ModalViewRequest) {
	_, err := b.slack.UpdateViewContext(ctx, view, "", "", id)
	b.viewTold(err)
}

// viewTold logs a view that could not be shown; one that was closed meanwhile
// is no fault.
func (b *Bot) viewTold(err error) {
	switch {
	case err == nil:
	case viewMissing(err):
		b.log.Debug("a view was closed before it could be shown")
	default:
		b.log.Error("a view could not be shown", "err", err)
	}
}

// viewMissing reports whether Slack knows no such view: not yet, or no more.
func viewMissing(err error) bool {
	var refused slack.SlackErrorResponse
	return errors.As(err, &refused) && refused.Err == "not_found"
}
