package sandbox

import (
	"context"
	"fmt"
	"mime"
	"path/filepath"
	"slices"
	"strings"
)

// uploadLimit bounds one file, here and at the control API.
const uploadLimit = 60 << 20

func fileMethods() map[string]method {
	write := []string{"files:write"}
	return map[string]method{
		"files.info":                   {perMinute: tier4, scopes: []string{"files:read"}, run: (*Server).filesInfo},
		"files.getUploadURLExternal":   {perMinute: tier4, scopes: write, run: (*Server).filesUploadURL},
		"files.completeUploadExternal": {perMinute: tier4, scopes: write, run: (*Server).filesComplete},
	}
}

// file is an uploaded file; Data is nil until its bytes arrived.
type file struct {
	ID       string
	Name     string
	Title    string
	User     string
	Size     int
	Data     []byte
	Secret   string // in its upload URL
	Created  int64
	Channels []string // where it was shared
}

func (f *file) extension() string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(f.Name), "."))
}

// mimetype goes by the file's name, as Slack's does.
func (f *file) mimetype() string {
	known := map[string]string{
		"txt": "text/plain", "md": "text/plain", "csv": "text/csv", "pdf": "application/pdf", "png": "image/png", "ics": "text/calendar",
		"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	}
	if t := known[f.extension()]; t != "" {
		return t
	}
	kind, _, _ := strings.Cut(mime.TypeByExtension("."+f.extension()), ";")
	return orElse(kind, "application/octet-stream")
}

func (f *file) filetype() string {
	switch ext := f.extension(); ext {
	case "", "bin":
		return "binary"
	case "txt":
		return "text"
	case "md":
		return "markdown"
	default:
		return ext
	}
}

func (s *store) fileWireLocked(f *file) object {
	link := s.baseURL + "/files/" + f.ID + "/"
	name := strings.ReplaceAll(f.Name, "/", "_")
	channels, groups, ims := []string{}, []string{}, []string{}
	for _, id := range f.Channels {
		switch c := s.channelLocked(id); {
		case c == nil:
		case c.IM:
			ims = append(ims, id)
		case c.Private:
			groups = append(groups, id)
		default:
			channels = append(channels, id)
		}
	}
	return object{
		"id": f.ID, "created": f.Created, "timestamp": f.Created, "name": f.Name, "title": orElse(f.Title, f.Name), "user": f.User,
		"mimetype": f.mimetype(), "filetype": f.filetype(), "pretty_type": strings.ToUpper(f.filetype()), "mode": "hosted",
		"size": f.Size, "is_external": false, "is_public": len(channels) > 0, "file_access": "visible",
		"url_private": link + urlPath(name), "url_private_download": link + "download/" + urlPath(name), "permalink": link + urlPath(name),
		"channels": channels, "groups": groups, "ims": ims,
	}
}

func (s *store) filesWireLocked(ids []string) []object {
	out := []object{}
	for _, id := range ids {
		if f := s.files[id]; f != nil {
			out = append(out, s.fileWireLocked(f))
		}
	}
	return out
}

// addFileLocked stores a file whose bytes are here or still to come.
func (s *store) addFileLocked(name, user string, size int, data []byte) *file {
	f := &file{ID: s.nextIDLocked("F"), Name: name, User: user, Size: size, Data: data, Created: s.clock.server().Unix(), Secret: randomID(24)}
	s.files[f.ID] = f
	return f
}

// botSeesLocked reports whether the bot may read f: its own, or shared where it is.
func (s *store) botSeesLocked(f *file) bool {
	return f.User == s.app.UserID || slices.ContainsFunc(f.Channels, func(id string) bool {
		c := s.channelLocked(id)
		return c != nil && c.has(s.app.UserID)
	})
}

func (s *Server) filesInfo(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	f := st.files[a.str("file")]
	if f == nil || f.Data == nil || !st.botSeesLocked(f) {
		return nil, fail("file_not_found")
	}
	return object{"file": st.fileWireLocked(f), "comments": []any{}, "response_metadata": object{"next_cursor": ""}}, nil
}

func (s *Server) filesUploadURL(_ context.Context, a args) (object, error) {
	length, err := a.integer("length", 0)
	switch {
	case err != nil:
		return nil, err
	case a.str("filename") == "":
		return nil, argument("missing required field: filename", "filename")
	case length <= 0:
		return nil, argument("must be greater than 0", "length")
	case length > uploadLimit:
		return nil, fail("file_upload_size_restricted")
	}
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	f := st.addFileLocked(a.str("filename"), st.app.UserID, length, nil)
	return object{"upload_url": fmt.Sprintf("%s/upload/%s/%s", st.baseURL, f.ID, f.Secret), "file_id": f.ID}, nil
}

// filesComplete shares uploaded files: as one message of the bot, with the comment as its text.
func (s *Server) filesComplete(_ context.Context, a args) (object, error) {
	v, err := a.value("files")
	if err != nil {
		return nil, err
	}
	wanted, _ := v.([]any)
	if len(wanted) == 0 {
		return nil, argument("no less than 1 items allowed", "files")
	}
	files, ids, err := s.store.nameFiles(objects(wanted))
	if err != nil {
		return nil, err
	}
	if channel := orElse(a.str("channel_id"), firstWord(a.words("channels"))); channel != "" {
		if err := s.shareAsBot(channel, ids, a); err != nil {
			return nil, err
		}
	}
	return object{"files": files}, nil
}

func firstWord(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// nameFiles gives the uploaded files their titles.
func (s *store) nameFiles(wanted []object) (files []object, ids []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range wanted {
		f := s.files[str(w, "id")]
		if f == nil || f.Data == nil {
			return nil, nil, fail("file_not_found")
		}
		f.Title = orElse(str(w, "title"), f.Name)
		files, ids = append(files, s.fileWireLocked(f)), append(ids, f.ID)
	}
	return files, ids, nil
}

func (s *Server) shareAsBot(channel string, ids []string, a args) error {
	ch, err := s.target(channel)
	if err != nil {
		return err
	}
	blocks, err := a.blocks("blocks")
	if err != nil {
		return err
	}
	st := s.store
	if err := st.schema.checkBlocks(inMessage, st.installed().NewerBlocks, blocks); err != nil {
		return err
	}
	text := a.str("initial_comment")
	st.mu.Lock()
	m := *st.shareLocked(message{
		Channel: ch.ID, User: st.app.UserID, BotID: st.app.BotID, Text: text, Blocks: blocks,
		ThreadTS: a.str("thread_ts"), Pings: pings(text, blocks, false), Files: ids,
	})
	st.mu.Unlock()
	s.announce(m)
	return nil
}

// shareLocked posts a message with files and notes where they are shared.
func (s *store) shareLocked(m message) *message {
	for _, id := range m.Files {
		s.files[id].Channels = append(s.files[id].Channels, m.Channel)
	}
	m.Subtype = "file_share"
	return s.appendLocked(m)
}
