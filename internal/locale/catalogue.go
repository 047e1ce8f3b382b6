// Package locale turns keys and arguments into sentences, in Vietnamese and in
// English, and does so for every other room. The sentences are in vi and en,
// one file for each room whose words they are.
package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
	"gopkg.in/yaml.v3"
)

//go:embed vi/*.yaml en/*.yaml
var sentences embed.FS

// Catalogue holds every language's sentences. It is immutable and safe for
// concurrent use.
type Catalogue struct {
	locales map[string]*Locale
}

// Load reads the embedded sentences.
func Load() (*Catalogue, error) { return load(sentences) }

func load(files fs.FS) (*Catalogue, error) {
	c := &Catalogue{locales: map[string]*Locale{}}
	for code, conv := range languages() {
		tag := language.MustParse(code)
		bundle := i18n.NewBundle(tag)
		bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
		if err := addFiles(bundle, files, code); err != nil {
			return nil, err
		}
		c.locales[code] = newLocale(conv, i18n.NewLocalizer(bundle, code))
	}
	return c, nil
}

// addFiles adds a language's files to its bundle. go-i18n takes the language
// from a file's name, ours stands in the folder's.
func addFiles(bundle *i18n.Bundle, files fs.FS, code string) error {
	names, err := fs.Glob(files, code+"/*.yaml")
	if err != nil {
		return fmt.Errorf("list the sentences of %s: %w", code, err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		as := strings.TrimSuffix(path.Base(name), ".yaml") + "." + code + ".yaml"
		if _, err := bundle.ParseMessageFileBytes(b, as); err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
	}
	return nil
}

// For returns the locale of a language tag such as "vi", "vi-VN" or "en_US":
// Vietnamese for every Vietnamese one, English for all others.
func (c *Catalogue) For(tag string) *Locale {
	base, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if strings.EqualFold(base, "vi") {
		return c.locales["vi"]
	}
	return c.locales["en"]
}

// Languages are the codes that For can answer with, in a fixed order.
func (c *Catalogue) Languages() []string { return []string{"vi", "en"} }

// parser fills a sentence; a missing argument leaves nothing behind.
func parser() template.Parser { return &template.TextParser{Option: "missingkey=zero"} }
