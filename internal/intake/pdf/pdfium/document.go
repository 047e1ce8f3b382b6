package pdfium

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/sys"
)

// What Open and Page fail with, besides the context's error.
var (
	ErrPassword = errors.New("pdfium: the file wants a password")
	ErrDamaged  = errors.New("pdfium: the file cannot be opened")
	ErrMemory   = errors.New("pdfium: the file wants more memory than it may have")
)

// Document is an open file. It is not safe for concurrent use, and the next
// one cannot be opened before this is closed.
type Document struct {
	engine *engine
	guest  *guest
	handle uint64
	pages  int
	stop   func() bool // of watching the context
}

// Open opens a file, with an empty password where it is encrypted. It waits
// until the file before is closed. What it returns works until ctx ends.
func Open(ctx context.Context, data []byte) (_ *Document, err error) {
	e, err := start()
	if err != nil {
		return nil, err
	}
	select {
	case e.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	d := &Document{engine: e}
	defer func() {
		if err != nil {
			d.Close()
		}
	}()
	// A context without an end spares a goroutine a call; stop ends the guest instead.
	free := context.WithoutCancel(ctx)
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize")
	module, err := e.runtime.InstantiateModule(free, e.module, config)
	if err != nil {
		return nil, fmt.Errorf("pdfium: start: %w", err)
	}
	d.guest = newGuest(ctx, free, module)
	d.stop = context.AfterFunc(ctx, func() { _ = module.CloseWithExitCode(free, sys.ExitCodeContextCanceled) })
	return d, d.load(data)
}

// Codes of FPDF_GetLastError, fpdfview.h.
const (
	wantsPassword = 4
	unknownLock   = 5 // a security handler other than the standard one
)

func (d *Document) load(data []byte) error {
	g := d.guest
	g.call("FPDF_InitLibrary")
	at := g.put(data)
	password := g.put([]byte{0})
	if g.err != nil {
		return g.err
	}
	d.handle = g.call("FPDF_LoadMemDocument64", at, uint64(len(data)), password)
	if d.handle == 0 {
		switch code := g.call("FPDF_GetLastError"); {
		case g.err != nil:
			return g.err
		case code == wantsPassword, code == unknownLock:
			return ErrPassword
		}
		return ErrDamaged
	}
	d.pages = int(api.DecodeI32(g.call("FPDF_GetPageCount", d.handle)))
	return g.err
}

// Pages is how many pages the file says it has.
func (d *Document) Pages() int { return d.pages }

// Close gives the document's memory back, and the next reader its turn.
func (d *Document) Close() {
	if d.stop != nil {
		d.stop()
	}
	if d.guest != nil {
		_ = d.guest.module.Close(context.Background())
	}
	d.guest = nil
	debug.FreeOSMemory() // the guest's at once, lest the next one's stand beside it
	<-d.engine.turn
}
