package block

import (
	"encoding/json"
	"slices"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// maxReviewUnits bounds the units a review asks about: two inputs each, in a
// modal of 100 blocks whose private_metadata holds their names.
const maxReviewUnits = 15

// reviewState is what a review's private_metadata carries to its submission.
type reviewState struct {
	Draft string   `json:"draft"`
	Units []string `json:"units"` // those asked about, in order
}

// ReviewModal renders what was read, before anything is stored, and asks who
// heads each lead unit that is not known yet and who is in it.
func ReviewModal(l *locale.Locale, r work.Review) slack.ModalViewRequest {
	s := newView(l)
	asked, left := askedUnits(r)
	s.reserve(2*len(asked)+3, 0)
	s.draft(r.Stored)
	s.free(2*len(asked)+3, 0)
	s.add(s.channelInput(r.Stored.Channel))
	if len(asked) > 0 {
		s.aside(s.say("block.review.units", args{"Count": len(asked)}))
	}
	state := reviewState{Draft: r.Stored.ID}
	for n, u := range asked {
		s.add(s.headInput(n, u), s.membersInput(n, u))
		state.Units = append(state.Units, u.Name)
	}
	if left > 0 {
		s.aside(s.say("block.review.more_units", args{"Count": left}))
	}
	v := s.modal("block.review.title", "block.review.submit")
	v.CallbackID = CallbackReview
	v.PrivateMetadata = metadata(state)
	return v
}

// askedUnits are the units not yet known that a modal has room for, and how
// many it has not.
func askedUnits(r work.Review) (asked []work.ReviewUnit, left int) {
	state := reviewState{Draft: r.Stored.ID}
	for _, u := range r.Units {
		if u.Known {
			continue
		}
		state.Units = append(state.Units, u.Name)
		if left > 0 || len(asked) == maxReviewUnits || size(metadata(state)) > maxMetadata {
			left++
			continue
		}
		asked = append(asked, u)
	}
	return asked, left
}

// channelInput asks where the plan is followed: by default where it was posted,
// unless that was a direct message.
func (s speaker) channelInput(posted string) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, plainText(s.label("block.review.pick_channel", nil), maxPlaceholder), inputAction)
	e.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private"}, ExcludeBotUsers: true}
	if channelID.MatchString(posted) && posted[0] != 'D' {
		e.InitialConversation = posted
	}
	return input(BlockChannel, s.label("block.review.channel", nil), e)
}

func (s speaker) headInput(n int, u work.ReviewUnit) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plainText(s.label("block.review.pick_head", nil), maxPlaceholder), inputAction)
	if userID.MatchString(u.Head) {
		e.InitialUser = u.Head
	}
	return input(HeadBlock(n), s.label("block.review.head", args{"Unit": u.Name}), e).WithOptional(true)
}

func (s speaker) membersInput(n int, u work.ReviewUnit) slack.Block {
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, plainText(s.label("block.review.pick_members", nil), maxPlaceholder), inputAction)
	e.InitialUsers = onlyUsers(u.Members)
	return input(MembersBlock(n), s.label("block.review.members", args{"Unit": u.Name}), e).WithOptional(true)
}

func onlyUsers(ids []string) []string {
	var out []string
	for _, id := range ids {
		if userID.MatchString(id) && !slices.Contains(out, id) && len(out) < work.MaxMembers {
			out = append(out, id)
		}
	}
	return out
}

// ReviewInput is what a submitted ReviewModal says. Units left empty are not
// among Units.
type ReviewInput struct {
	Draft   string
	Channel string      // where the plan is followed
	Units   []work.Unit // Name, Head, Members
}

// ReadReview reads a submission of ReviewModal.
func ReadReview(v slack.View) (ReviewInput, error) {
	var state reviewState
	if err := json.Unmarshal([]byte(v.PrivateMetadata), &state); err != nil {
		return ReviewInput{}, badForm(err)
	}
	out := ReviewInput{Draft: state.Draft, Channel: value(v, BlockChannel).SelectedConversation}
	for n, name := range state.Units {
		u := work.Unit{
			Name: name,
			Head: value(v, HeadBlock(n)).SelectedUser,
		}
		for _, m := range value(v, MembersBlock(n)).SelectedUsers {
			if m != u.Head {
				u.Members = append(u.Members, m)
			}
		}
		if u.Head != "" || len(u.Members) > 0 {
			out.Units = append(out.Units, u)
		}
	}
	return out, nil
}

// value is what was entered in a modal's input; nothing where it is not there.
func value(v slack.View, blockID string) slack.BlockAction {
	if v.State == nil {
		return slack.BlockAction{}
	}
	return v.State.Values[blockID][inputAction]
}

// badForm is for a submission that no modal of ours sends.
func badForm(cause error) error {
	e := work.E(work.Invalid, "block.error.form", nil)
	e.Cause = cause
	return e
}

func metadata(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
