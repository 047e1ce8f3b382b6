package pdf

import (
	"context"
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/intake/pdf/pdfium"
	"nhacviec/internal/work"
)

// found is what a file's pages are made of.
type found struct {
	glyphs, unknown int
	scans           []int // pages, from 1, that are pictures without text
}

// maxLetters bounds the letters of a file: there are 2,000 on a page.
const maxLetters = 4_000_000

func readPages(ctx context.Context, file *pdfium.Document) ([]page, found, error) {
	var pages []page
	var f found
	for i := range file.Pages() {
		p, err := file.Page(ctx, i)
		if err != nil {
			return nil, f, err
		}
		f.glyphs, f.unknown = f.glyphs+len(p.Glyphs), f.unknown+p.Unknown
		if f.glyphs > maxLetters {
			return nil, f, work.E(work.TooLarge, document.KeyTooMuchText, work.Args{"limit": document.MaxText >> 20})
		}
		if len(p.Glyphs) == 0 && p.Pictures > 0 {
			f.scans = append(f.scans, i+1)
		}
		pages = append(pages, layOut(i, p))
	}
	return pages, f, nil
}

// refusal is the error for a file in which there is nothing to read.
func (f found) refusal(pages int) error {
	switch {
	case f.glyphs == 0 && f.unknown == 0 && len(f.scans) > 0:
		return work.E(work.Invalid, KeyPictures, work.Args{"pages": pages})
	case f.unknown*3 > f.glyphs+f.unknown:
		return work.E(work.Invalid, KeyNoText, work.Args{})
	}
	return nil
}

func (f found) doubt() work.Doubt {
	words := make([]string, len(f.scans))
	for i, n := range f.scans {
		words[i] = strconv.Itoa(n)
	}
	return work.Doubt{Message: work.Message{Key: DoubtScans, Args: work.Args{"pages": strings.Join(words, ", ")}}}
}
