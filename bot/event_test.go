package bot

import (
	"strings"
	"testing"
)

// A file that the bot itself sent comes back as an event, with or without a bot
// id. It asks for nothing: this bot has no store to ask.
func TestTheBotsOwnFileIsNoPlanToRead(t *testing.T) {
	const posted = `{"event_id":"Ev1","event":{"type":"message","subtype":"file_share","user":"UBOT","channel":"D1","channel_type":"im","text":"1\n2\n3","files":[{"id":"F1"}]}}`
	b := &Bot{user: "UBOT"}
	for _, payload := range []string{posted, strings.Replace(posted, `"user"`, `"bot_id":"B1","user"`, 1), strings.Replace(posted, `"message","subtype":"file_share"`, `"app_mention"`, 1)} {
		in, err := parseInbound(kindEvent, []byte(payload))
		if err != nil {
			t.Fatal(err)
		}
		if r := b.onEvent(t.Context(), in); r.ack != nil || r.then != nil {
			t.Errorf("%s is answered: %+v", payload, r)
		}
	}
}

func TestExportFormats(t *testing.T) {
	for typed, want := range map[string]string{"": "xlsx", "Excel": "xlsx", "XLSX": "xlsx", " csv ": "csv"} {
		if got := string(exportFormats[squeeze(typed)]); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	for _, typed := range []string{"xuất", "Xuat csv", "kết xuất", "ket-xuat xlsx", "export"} {
		if v, _, ok := findVerb(typed); !ok || v.name != "export" {
			t.Errorf("%q is the verb %q", typed, v.name)
		}
	}
}
