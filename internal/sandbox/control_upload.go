package sandbox

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
)

// controlUpload posts a file: multipart with user, channel, text and file. Without a channel the
// file is only stored, for a modal's file input.
func (s *Server) controlUpload(r *http.Request) (any, error) {
	fields, name, data, err := readUpload(r)
	if err != nil {
		return nil, err
	}
	user, channel := fields["user"], fields["channel"]
	if err := s.activeUser(user); err != nil {
		return nil, err
	}
	if channel != "" {
		if channel, err = s.writable(user, channel); err != nil {
			return nil, err
		}
	}
	id := s.store.keepFile(name, user, data)
	if channel == "" {
		return object{"file_id": id}, nil
	}
	m := s.say(message{Channel: channel, User: user, Text: s.store.typed(fields["text"], false), ThreadTS: fields["thread_ts"], Files: []string{id}})
	return object{"ts": m.TS, "file_id": id, "channel": channel}, nil
}

func (s *store) keepFile(name, user string, data []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addFileLocked(name, user, len(data), data).ID
}

// readUpload reads a form's fields and its one file.
func readUpload(r *http.Request) (fields map[string]string, name string, data []byte, err error) {
	r.Body = http.MaxBytesReader(nil, r.Body, uploadLimit+controlBodyLimit)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "", nil, problem(http.StatusBadRequest, "an upload is multipart/form-data with user, channel, text and file")
	}
	fields = map[string]string{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = takePart(part, fields, &name, &data)
		}
		if err != nil {
			return nil, "", nil, uploadProblem(err)
		}
	}
	if data == nil {
		return nil, "", nil, problem(http.StatusBadRequest, "the form has no file in its field \"file\"")
	}
	return fields, name, data, nil
}

func takePart(part *multipart.Part, fields map[string]string, name *string, data *[]byte) error {
	body, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	if part.FileName() == "" && part.FormName() != "file" {
		fields[part.FormName()] = string(body)
		return nil
	}
	*name, *data = orElse(part.FileName(), "file"), append([]byte{}, body...)
	return nil
}

func uploadProblem(err error) error {
	if tooLarge(err) {
		return problem(http.StatusRequestEntityTooLarge, "a file has at most %d MB", uploadLimit>>20)
	}
	return problem(http.StatusBadRequest, "the form cannot be read: %v", err)
}

// serveControlFile hands a file to the page, for the person who looks at it.
func (s *Server) serveControlFile(w http.ResponseWriter, r *http.Request) {
	f, found := s.store.fileSeenBy(r.PathValue("id"), r.URL.Query().Get("user"))
	if !found {
		writeProblem(w, problem(http.StatusNotFound, "there is no file %q", r.PathValue("id")))
		return
	}
	writeFile(w, f)
}

// fileSeenBy returns a file that a user may see: an own one, or one shared where the user is.
func (s *store) fileSeenBy(id, user string) (file, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || f.Data == nil {
		return file{}, false
	}
	seen := user == "" || f.User == user || slices.ContainsFunc(f.Channels, func(id string) bool {
		c := s.channelLocked(id)
		return c != nil && (c.has(user) || !c.Private && !c.IM)
	})
	return *f, seen
}
