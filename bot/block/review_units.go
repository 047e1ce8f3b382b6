package block

import (
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// maxUnitBlocks bounds what a review asks about units: two or three inputs for
// each, in a modal of 100 blocks of which a page of lines takes up to 60.
const maxUnitBlocks = 36

// maxUnitLabel bounds a label with a unit's name in it.
const maxUnitLabel = 150

// questions ask where the plan is followed and who is in the units that lead
// its tasks.
func (v reviewing) questions() {
	if unchanged(v.Review) {
		return
	}
	if v.Onto == nil {
		v.add(v.channelInput(v.Stored.Channel))
	}
	asked, left := askedUnits(v.Units)
	if len(asked) > 0 {
		v.aside(v.say("block.review.units", args{"Count": len(asked)}))
	}
	for _, u := range asked {
		if len(u.Like) > 0 {
			v.add(v.sameInput(u))
		}
		v.add(v.headInput(u), v.membersInput(u))
	}
	if left > 0 {
		v.aside(v.say("block.review.more_units", args{"Count": left}))
	}
}

// askedUnits are the units not yet known that a modal has room for, and how
// many it has not.
func askedUnits(units []work.ReviewUnit) (asked []work.ReviewUnit, left int) {
	used, seen := 0, map[string]bool{}
	for _, u := range units {
		id := HeadBlock(u.Name)
		if u.Known || seen[id] || text.Fold(u.Name) == "" {
			continue
		}
		seen[id] = true
		if used += 2 + min(len(u.Like), 1); used > maxUnitBlocks {
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

// newUnit is the option that a unit is none of those known.
const newUnit = "new"

// maxLike bounds the known units offered as the same.
const maxLike = 5

// sameInput asks whether a unit is another spelling of a known one.
func (s speaker) sameInput(u work.ReviewUnit) slack.Block {
	fresh := option(newUnit, s.label("block.review.new_unit", nil))
	options := []*slack.OptionBlockObject{fresh}
	for i, name := range u.Like[:min(len(u.Like), maxLike)] {
		options = append(options, option(strconv.Itoa(i), line(name, maxOptionText)))
	}
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, inputAction, options...)
	e.InitialOption = fresh
	return input(SameBlock(u.Name), fit(s.label("block.review.same", args{"Unit": u.Name}), maxUnitLabel), e).WithOptional(true)
}

func (s speaker) headInput(u work.ReviewUnit) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plainText(s.label("block.review.pick_head", nil), maxPlaceholder), inputAction)
	if userID.MatchString(u.Head) {
		e.InitialUser = u.Head
	}
	return input(HeadBlock(u.Name), fit(s.label("block.review.head", args{"Unit": u.Name}), maxUnitLabel), e).WithOptional(true)
}

func (s speaker) membersInput(u work.ReviewUnit) slack.Block {
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, plainText(s.label("block.review.pick_members", nil), maxPlaceholder), inputAction)
	e.InitialUsers = onlyUsers(u.Members)
	return input(MembersBlock(u.Name), fit(s.label("block.review.members", args{"Unit": u.Name}), maxUnitLabel), e).WithOptional(true)
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
// among Units, and neither are those in Same.
type ReviewInput struct {
	At      ReviewAt
	Channel string            // where the plan is followed, "" = not asked
	Units   []work.Unit       // Name, Head, Members
	Same    map[string]string // a unit's name as printed to the known unit that it is
}

// ReadReview reads a submission of the ReviewModal of r.
func ReadReview(v slack.View, r work.Review) (ReviewInput, error) {
	at, err := ReadReviewAt(v)
	if err != nil {
		return ReviewInput{}, err
	}
	out := ReviewInput{At: at, Channel: value(v, BlockChannel).SelectedConversation}
	asked, _ := askedUnits(r.Units)
	for _, u := range asked {
		if known, ok := sameAs(v, u); ok {
			if out.Same == nil {
				out.Same = map[string]string{}
			}
			out.Same[u.Name] = known
			continue
		}
		if entered := enteredUnit(v, u.Name); entered.Head != "" || len(entered.Members) > 0 {
			out.Units = append(out.Units, entered)
		}
	}
	return out, nil
}

// sameAs is the known unit that somebody said a unit is.
func sameAs(v slack.View, u work.ReviewUnit) (string, bool) {
	i, err := strconv.Atoi(value(v, SameBlock(u.Name)).SelectedOption.Value)
	if err != nil || i < 0 || i >= len(u.Like) {
		return "", false
	}
	return u.Like[i], true
}

func enteredUnit(v slack.View, name string) work.Unit {
	u := work.Unit{Name: name, Head: value(v, HeadBlock(name)).SelectedUser}
	for _, m := range value(v, MembersBlock(name)).SelectedUsers {
		if m != u.Head {
			u.Members = append(u.Members, m)
		}
	}
	return u
}
