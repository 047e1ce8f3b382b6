// Package page serves the sandbox's web page: a small Slack client in the
// browser, which does everything through the sandbox's control API.
//
// Its address says who looks at what: #user=U…&channel=C…, with &tab=home for
// the bot's Home. Tests may hold on to data-testid (composer, send,
// user-switch, clock, clock-morning, modal, modal-submit, message …), to
// data-ts of messages, to data-action-id and data-block-id of controls, and to
// data-ready of the body, set once the page is drawn.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static
var static embed.FS

// policy lets the page load nothing but its own files. Blobs are the images
// of files it has fetched itself.
const policy = "default-src 'self'; img-src 'self' blob:; object-src 'none'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// asset is one embedded file as it is sent.
type asset struct {
	body []byte
	kind string // Content-Type
	etag string
}

// Handler serves the page at "/" and its files beside it; the same under
// "/page/". Anything else is 404, any method but GET and HEAD 405.
// It holds no state: who looks and where is in the page's address.
func Handler() http.Handler {
	assets, err := load(static)
	if err != nil {
		panic(err) // the files are part of the binary: this is a broken build
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		serve(w, r, assets)
	})
}

func load(files fs.FS) (map[string]asset, error) {
	assets := map[string]asset{}
	err := fs.WalkDir(files, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		assets[strings.TrimPrefix(name, "static")] = asset{
			body: body,
			kind: contentType(name),
			etag: fmt.Sprintf("%q", hex.EncodeToString(sum[:8])),
		}
		return nil
	})
	return assets, err
}

// contentType does not rely on the machine's own table for the kinds a browser
// refuses when they are wrong.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

func serve(w http.ResponseWriter, r *http.Request, assets map[string]asset) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	a, ok := assets[assetName(r.URL.Path)]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", a.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
}

func assetName(urlPath string) string {
	name := path.Clean("/" + strings.TrimPrefix(urlPath, "/page/"))
	if name == "/" || name == "/page" {
		return "/index.html"
	}
	return name
}
