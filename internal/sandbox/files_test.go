package sandbox

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func inner[T any](e socketmode.Event) (T, bool) {
	var none T
	outer, ok := e.Data.(slackevents.EventsAPIEvent)
	if !ok {
		return none, false
	}
	got, ok := outer.InnerEvent.Data.(T)
	return got, ok
}

func TestTheBotReadsAnUploadedFile(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	data := []byte("Kế hoạch năm 2022\n")
	if status, out := b.upload(director, planChannel, "kế hoạch.txt", data); status != 200 || out["ts"] == nil {
		t.Fatal(status, out)
	}
	r.next("a file_share message", func(e socketmode.Event) bool {
		m, ok := inner[*slackevents.MessageEvent](e)
		return ok && m.SubType == "file_share" && len(m.Message.Files) == 1
	})
	e := r.next("file_shared", func(e socketmode.Event) bool { _, ok := inner[*slackevents.FileSharedEvent](e); return ok })
	shared, _ := inner[*slackevents.FileSharedEvent](e)
	f, _, _, err := b.api.GetFileInfo(shared.FileID, 0, 0)
	if err != nil || f.Name != "kế hoạch.txt" || f.Mimetype != "text/plain" || f.Size != len(data) || f.Channels[0] != planChannel {
		t.Fatalf("file %+v %v", f, err)
	}
	var got bytes.Buffer
	if err := b.api.GetFile(f.URLPrivateDownload, &got); err != nil || !bytes.Equal(got.Bytes(), data) {
		t.Errorf("got %q %v", got.Bytes(), err)
	}
	stranger := slack.New("xoxb-stranger", slack.OptionAPIURL(b.s.URL()+"/api/"))
	if err := stranger.GetFile(f.URLPrivate, &got); err == nil || !strings.Contains(err.Error(), "sign-in") {
		t.Errorf("a stranger's token: %v", err)
	}
}

func TestTheBotUploadsAFile(t *testing.T) {
	b := start(t, nil)
	data := "ref,tiến độ\n3,2/5\n"
	sum, err := b.api.UploadFile(slack.UploadFileParameters{
		Filename: "bao-cao.csv", Title: "Báo cáo", FileSize: len(data), Content: data, Channel: planChannel, InitialComment: "Báo cáo tuần",
	})
	if err != nil {
		t.Fatal(err)
	}
	got := b.messages(planChannel, member)
	if len(got) != 1 || got[0]["text"] != "Báo cáo tuần" || got[0]["subtype"] != "file_share" {
		t.Fatalf("messages %v", got)
	}
	shown := objects(list(got[0], "files"))[0]
	if shown["id"] != sum.ID || shown["title"] != "Báo cáo" || shown["mimetype"] != "text/csv" {
		t.Errorf("file %v", shown)
	}
	resp, err := http.Get(b.s.URL() + "/control/files/" + sum.ID + "?user=" + member)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the page gets %v", resp)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	b := start(t, nil)
	b.refused("invalid_arguments", "files.getUploadURLExternal", object{"filename": "a.txt", "length": 0})
	b.refused("invalid_arguments", "files.getUploadURLExternal", object{"length": 3})
	b.refused("file_upload_size_restricted", "files.getUploadURLExternal", object{"filename": "a.txt", "length": uploadLimit + 1})
	b.refused("file_not_found", "files.info", object{"file": "F404"})
	b.refused("file_not_found", "files.completeUploadExternal", object{"files": []any{object{"id": "F404"}}})
	b.refused("invalid_arguments", "files.completeUploadExternal", object{"files": []any{}})
	out := b.call("files.getUploadURLExternal", object{"filename": "a.txt", "length": 3})
	resp, err := http.Post(str(out, "upload_url"), "application/octet-stream", strings.NewReader("four"))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("a file of another length: %d", resp.StatusCode)
	}
	b.refused("file_not_found", "files.completeUploadExternal", object{"files": []any{object{"id": out["file_id"]}}, "channel_id": planChannel})
}

func TestUploadsByPeople(t *testing.T) {
	b := start(t, nil)
	if status, out := b.upload(member, planChannel, "rong.txt", nil); status != 200 {
		t.Errorf("an empty file: %d %v", status, out)
	}
	if status, out := b.upload(member, "", "giu.txt", []byte("x")); status != 200 || out["file_id"] == nil || out["ts"] != nil {
		t.Errorf("a file for a modal: %d %v", status, out)
	}
	if status, _ := b.upload("U404", planChannel, "a.txt", []byte("x")); status != 404 {
		t.Errorf("by nobody: %d", status)
	}
	if status, out := b.upload(member, botUser, "dm.txt", []byte("x")); status != 200 || out["channel"] != "D02CN00001" {
		t.Errorf("to the bot: %d %v", status, out)
	}
	if got := b.messages("D02CN00001", member); len(got) != 1 {
		t.Errorf("the DM has %v", got)
	}
	_, out := b.upload(member, botUser, "kin.txt", []byte("x"))
	resp, err := http.Get(b.s.URL() + "/control/files/" + str(out, "file_id") + "?user=" + director)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 404 {
		t.Errorf("somebody else's file: %d", resp.StatusCode)
	}
}
