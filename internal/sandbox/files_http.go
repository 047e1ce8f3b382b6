package sandbox

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"
)

func urlPath(name string) string { return url.PathEscape(name) }

// serveUpload takes the bytes for an upload URL, raw or as a form with the file in it.
func (s *Server) serveUpload(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	data, err := uploadedBytes(r)
	if err == nil {
		err = s.store.receive(r.PathValue("id"), r.PathValue("secret"), data)
	}
	e := entry{Kind: "upload", Method: "upload", Status: "ok", HTTP: http.StatusOK}
	if err != nil {
		e.Status, e.HTTP, e.Error = "error", http.StatusBadRequest, err.Error()
	}
	s.traffic.add(e, began)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = io.WriteString(w, "OK")
}

// uploadedBytes reads the one file of a request.
func uploadedBytes(r *http.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(nil, r.Body, uploadLimit+1<<20)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return io.ReadAll(r.Body)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("the form holds no file")
		}
		if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			return io.ReadAll(part)
		}
	}
}

func (s *store) receive(id, secret string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	switch {
	case f == nil || f.Secret != secret || f.Data != nil:
		return errors.New("no upload is expected at this address")
	case len(data) != f.Size:
		return errors.New("the file is not of the length that was announced")
	}
	f.Data = data
	return nil
}

// serveFile hands a file to the bot. Without a token that may read it, it leads to the sign-in
// page, as Slack does.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	e := entry{Kind: "download", Method: "download", Status: "ok", HTTP: http.StatusOK}
	defer func() { s.traffic.add(e, began) }()
	f, ok := s.store.fileFor(r.PathValue("id"))
	err := s.checkToken(requestToken(r, args{}), false)
	if err == nil {
		err = s.store.needScope("files:read")
	}
	if err == nil && !ok {
		err = errors.New("the bot cannot see this file")
	}
	if err != nil {
		e.Status, e.HTTP, e.Error = "error", http.StatusFound, err.Error()
		http.Redirect(w, r, "/signin?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
		return
	}
	writeFile(w, f)
}

func writeFile(w http.ResponseWriter, f file) {
	w.Header().Set("Content-Type", f.mimetype())
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	_, _ = w.Write(f.Data)
}

// fileFor returns a file the bot may read.
func (s *store) fileFor(id string) (file, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || f.Data == nil || !s.botSeesLocked(f) {
		return file{}, false
	}
	return *f, true
}

func (s *Server) serveSignIn(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, "<!doctype html><title>Sign in</title><p>Sign in to see this file.</p>")
}
