// Package pdfium opens PDF files with Google's PDFium, which runs as
// WebAssembly in a sandbox: it sees no file, no network and no clock, cannot
// take more memory than 64 MB, and is stopped when its context ends. It
// yields what stands on each page and where, and reads nothing into it.
package pdfium

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

//go:generate go run generate.go
//go:embed pdfium.wasm.gz
var packed []byte

// engine is PDFium compiled for this machine, which takes two seconds and 95 MB
// once, then 30 MB for as long as the program runs.
type engine struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
	turn    chan struct{} // one file at a time, so that the bound on memory is a bound on all
}

var start = sync.OnceValues(newEngine)

// Prepare compiles PDFium, where that was not done before.
func Prepare() error {
	_, err := start()
	return err
}

func newEngine() (_ *engine, err error) {
	ctx := context.Background()
	code, err := unpack()
	if err != nil {
		return nil, err
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).
		WithMemoryCapacityFromMax(true).
		WithDebugInfoEnabled(false)
	e := &engine{runtime: wazero.NewRuntimeWithConfig(ctx, config), turn: make(chan struct{}, 1)}
	if e.module, err = e.runtime.CompileModule(ctx, code); err != nil {
		return nil, fmt.Errorf("pdfium: compile: %w", err)
	}
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, e.runtime); err != nil {
		return nil, fmt.Errorf("pdfium: wasi: %w", err)
	}
	if err := e.outside(ctx); err != nil {
		return nil, err
	}
	debug.FreeOSMemory() // what compiling took
	return e, nil
}

func unpack() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("pdfium: unpack: %w", err)
	}
	code, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("pdfium: unpack: %w", err)
	}
	return code, nil
}

// outside gives PDFium the functions it wants of its host. Those for forms,
// scripts, downloads and saving do nothing: no file is given such a hand.
func (e *engine) outside(ctx context.Context) error {
	host := e.runtime.NewHostModuleBuilder("env")
	for _, f := range e.module.ImportedFunctions() {
		module, name, _ := f.Import()
		if module != "env" {
			continue
		}
		results := len(f.ResultTypes())
		zero := func(_ context.Context, stack []uint64) { clear(stack[:results]) }
		host.NewFunctionBuilder().WithGoFunction(api.GoFunc(zero), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	if _, err := host.Instantiate(ctx); err != nil {
		return fmt.Errorf("pdfium: host: %w", err)
	}
	return nil
}
