package container

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"

	"nhacviec/internal/work"
)

// Bounds of markup: how deep elements nest, and how many bytes one token has.
// A paragraph in a table in a table in a text box is 30 deep.
const (
	maxDepth = 400
	maxToken = 1 << 20
)

// XML reads the markup of a part as a stream. Entities that are declared in
// the file are not known and document types are refused, so nothing expands.
type XML struct {
	ctx    context.Context // of the reading that the stream belongs to
	dec    *xml.Decoder
	in     *guarded
	part   io.ReadCloser
	depth  int
	tokens int
}

// XML opens a part that is markup.
func (a *Archive) XML(ctx context.Context, name string) (*XML, error) {
	p, err := a.Part(name)
	if err != nil {
		return nil, err
	}
	in := &guarded{Reader: bufio.NewReaderSize(p, 64<<10)}
	return &XML{ctx: ctx, dec: xml.NewDecoder(in), in: in, part: p}, nil
}

var errDocumentType = errors.New("container: the markup declares a document type")

// Token returns the next token, io.EOF after the last. It is valid until the
// next call. Damage, too deep nesting and too large tokens are *work.Error.
func (x *XML) Token() (xml.Token, error) {
	if x.tokens++; x.tokens%1024 == 0 && x.ctx.Err() != nil {
		return nil, x.ctx.Err()
	}
	x.in.read = 0
	t, err := x.dec.Token()
	if err != nil {
		return nil, asWork(err)
	}
	switch t := t.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxDepth {
			return nil, work.E(work.TooLarge, KeyNested, work.Args{"limit": maxDepth})
		}
	case xml.EndElement:
		x.depth--
	case xml.Directive:
		if bytes.HasPrefix(bytes.ToUpper(t[:min(len(t), 7)]), []byte("DOCTYPE")) {
			return nil, damaged(errDocumentType)
		}
	}
	return t, nil
}

// Skip reads past the end of the element whose start was read last.
func (x *XML) Skip() error {
	for inside := 1; inside > 0; {
		t, err := x.Token()
		if err != nil {
			return err
		}
		switch t.(type) {
		case xml.StartElement:
			inside++
		case xml.EndElement:
			inside--
		}
	}
	return nil
}

// Close ends the reading.
func (x *XML) Close() { x.part.Close() }

// asWork keeps the errors of the part and calls all others damage.
func asWork(err error) error {
	if _, ok := errors.AsType[*work.Error](err); ok || errors.Is(err, io.EOF) {
		return err
	}
	return damaged(err)
}

// guarded counts the bytes of a token, which the decoder keeps in memory whole.
type guarded struct {
	*bufio.Reader
	read int
}

// ReadByte makes the decoder take bytes one by one, without a buffer of its own.
func (g *guarded) ReadByte() (byte, error) {
	if g.read++; g.read > maxToken {
		return 0, unpacksTooLarge()
	}
	return g.Reader.ReadByte()
}
