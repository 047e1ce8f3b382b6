package pdfium

import (
	"context"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

// guest calls PDFium's functions and reads its memory. After the first error
// it calls nothing more and answers zero.
type guest struct {
	ctx     context.Context // the caller's, for its error
	free    context.Context // without an end
	module  api.Module
	known   map[string]api.Function
	scratch uint32 // 64 bytes for what functions write through pointers
	stack   [8]uint64
	err     error
}

func newGuest(ctx, free context.Context, module api.Module) *guest {
	g := &guest{ctx: ctx, free: free, module: module, known: map[string]api.Function{}}
	g.scratch = uint32(g.call("malloc", 64)) // #nosec G115 -- pointers of wasm32 have 32 bits
	return g
}

// call calls a function of PDFium with numbers and pointers as WebAssembly
// encodes them. Booleans are 0 and 1.
func (g *guest) call(name string, args ...uint64) uint64 {
	if g.err != nil {
		return 0
	}
	f := g.known[name]
	if f == nil {
		if f = g.module.ExportedFunction(name); f == nil {
			g.err = fmt.Errorf("pdfium: %s is not there", name)
			return 0
		}
		g.known[name] = f
	}
	g.stack[0] = 0
	copy(g.stack[:], args)
	if err := f.CallWithStack(g.free, g.stack[:]); err != nil {
		g.fail(name, err)
		return 0
	}
	return g.stack[0]
}

// fail notes why a call did not come back: the context's end, else a trap,
// which a damaged file can bring about.
func (g *guest) fail(name string, err error) {
	if g.err = g.ctx.Err(); g.err == nil {
		what, _, _ := strings.Cut(err.Error(), "\n") // without the stack
		g.err = fmt.Errorf("%w: %s: %s", ErrDamaged, name, what)
	}
}

// put copies bytes into the guest's memory.
func (g *guest) put(data []byte) uint64 {
	at := g.call("malloc", uint64(max(len(data), 1)))
	if g.err != nil {
		return 0
	}
	// #nosec G115 -- pointers of wasm32 have 32 bits
	if at == 0 || !g.module.Memory().Write(uint32(at), data) {
		g.err = ErrMemory
	}
	return at
}

// slot is the address of the i-th 8 bytes of the scratch memory.
func (g *guest) slot(i int) uint64 { return uint64(g.scratch) + 8*uint64(i) }

func (g *guest) float32(i int) float64 {
	v, _ := g.module.Memory().ReadFloat32Le(g.scratch + 4*uint32(i)) // #nosec G115 -- i is below 16
	return float64(v)
}

func (g *guest) float64(i int) float64 {
	v, _ := g.module.Memory().ReadFloat64Le(g.scratch + 8*uint32(i)) // #nosec G115 -- i is below 8
	return v
}

func (g *guest) int32(i int) int32 {
	v, _ := g.module.Memory().ReadUint32Le(g.scratch + 4*uint32(i)) // #nosec G115 -- i is below 16
	return int32(v)                                                 // #nosec G115 -- it is an int of C
}
