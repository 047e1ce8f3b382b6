package work

import (
	"time"

	"nhacviec/internal/calendar"
)

// DeliveryKind says what a delivery shows; its words are made when it is sent.
type DeliveryKind string

// The kinds of deliveries.
const (
	DigestDelivery  DeliveryKind = "digest"   // one DM a person a day
	DailyDelivery   DeliveryKind = "daily"    // the short post in the plan's channel
	WeeklyDelivery  DeliveryKind = "weekly"   // the weekly summary in the plan's channel
	DraftDelivery   DeliveryKind = "draft"    // "I read this plan", with its Import button
	NameHeadNotice  DeliveryKind = "namehead" // the owner is asked to name a unit's head
	ImportedMessage DeliveryKind = "imported" // "the plan is in", in the plan's channel
	AppliedMessage  DeliveryKind = "applied"  // what a later version of its document changed, in the plan's channel
	SorryDelivery   DeliveryKind = "sorry"    // a document that could not be read, and why
	NudgeDelivery   DeliveryKind = "nudge"    // one task, brought to mind by hand
	DeputyNotice    DeliveryKind = "deputy"   // somebody is told that they stand in for another
)

// DeliveryState is where a delivery stands in the outbox.
type DeliveryState string

// The states of a delivery.
const (
	Ready      DeliveryState = "ready"   // to be sent at NotBefore or later
	Sending    DeliveryState = "sending" // claimed: a post may be under way, or lost, until the lease ends
	SentState  DeliveryState = "sent"
	FailedSend DeliveryState = "failed"    // given up; shown to the operator
	Withdrawn  DeliveryState = "cancelled" // nothing was left to say
)

// Delivery is one message owed to one conversation, exactly once.
type Delivery struct {
	ID        string // opaque, random; travels in the message's metadata and is all that does
	Workspace int64
	Key       string // unique in the workspace: what makes a second planning a no-op
	Kind      DeliveryKind
	To        string // Slack user id (a DM) or channel id
	Plan      int64  // 0 for a digest over all plans
	Date      calendar.Date
	Ref       string // what the kind needs: a draft's id, a unit's name, a message key, a change
	PlannedAt time.Time
	DueAt     time.Time // calendar time at which it was owed; later than this by much is "late"

	State     DeliveryState
	NotBefore time.Time // real time
	Attempt   int
	Lease     time.Time // real time until which the claimer may post
	Fence     int64     // grows with each claim: a claimer with an old one changes nothing
	Posting   time.Time // Slack's clock just before the last attempt; zero = never tried
	Channel   string    // where it was posted: the D… id for a DM
	TS        string
	SentAt    time.Time // calendar time
	Problem   string    // the last error, for the operator
}

// Request is something Slack sent that must survive a crash between its ack
// and its change.
type Request struct {
	Key        string // event_id, else envelope_id, else trigger_id
	Kind       string // "event", "command", "interaction"
	Payload    []byte
	ReceivedAt time.Time
}
