package locale

import (
	"errors"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/message"
)

// Locale says sentences in one language.
type Locale struct {
	conv     conventions
	sentence *i18n.Localizer
	parser   template.Parser
	number   *message.Printer
	escape   func(string) string
}

// Raw is text that is already as the reader must get it: Escaping leaves it
// alone. Nothing that a person typed may become Raw unescaped.
type Raw string

// PluralArg is the argument that chooses between a sentence's plural forms.
const PluralArg = "Count"

// YearArg is the argument, in any case, whose integer is a year: 2022, where
// every other 2022 is 2,022.
const YearArg = "Year"

func newLocale(conv conventions, sentence *i18n.Localizer) *Locale {
	return &Locale{conv: conv, sentence: sentence, parser: parser(), number: message.NewPrinter(conv.tag)}
}

// Language is "vi" or "en".
func (l *Locale) Language() string { return l.conv.code }

// Escaping returns a locale that passes every string among the arguments
// through esc first, however deep in lists and messages it lies; values of
// type Raw do not pass it.
func (l *Locale) Escaping(esc func(string) string) *Locale {
	c := *l
	c.escape = esc
	return &c
}

// Say fills the sentence of a key with its arguments, each written for the
// reader as Text says. The argument Count chooses the plural form. A key that
// is in no catalogue gives ⟦key⟧.
func (l *Locale) Say(key string, args map[string]any) string {
	s, err := l.sentence.Localize(&i18n.LocalizeConfig{
		MessageID:      key,
		TemplateData:   l.words(args),
		PluralCount:    pluralCount(args),
		TemplateParser: l.parser,
	})
	var unknown *i18n.MessageNotFoundErr
	if errors.As(err, &unknown) || s == "" && err != nil {
		return "⟦" + key + "⟧"
	}
	return s
}

// Has reports whether the language has a sentence for the key.
func (l *Locale) Has(key string) bool {
	_, err := l.sentence.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateParser: l.parser})
	var unknown *i18n.MessageNotFoundErr
	return !errors.As(err, &unknown)
}

func (l *Locale) words(args map[string]any) map[string]string {
	out := make(map[string]string, len(args))
	for k, v := range args {
		if n, ok := integer(v); ok && strings.EqualFold(k, YearArg) {
			out[k] = year(n)
			continue
		}
		out[k] = l.Text(v)
	}
	return out
}

// year writes a year without a separator, an unknown one as nothing.
func year(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// pluralCount is what go-i18n chooses a form by, nil where nothing is counted.
func pluralCount(args map[string]any) any {
	if n, ok := integer(args[PluralArg]); ok {
		return n
	}
	return nil
}
