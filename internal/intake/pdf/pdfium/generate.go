//go:build ignore

// Command generate makes pdfium.wasm.gz of the PDFium that go-pdfium ships:
// go generate ./internal/intake/pdf/pdfium
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
)

const source = "github.com/klippa-app/go-pdfium@v1.20.0"

// maxFunction is the size in bytes from which a function is left out. The three
// beyond it mix the pixels of pictures. One of them alone, of 313 KB, takes
// 150 MB to compile, and a reader of text calls none.
const maxFunction = 64 << 10

// maxPages bounds what PDFium may take, in WebAssembly's pages of 64 KB: 64 MB,
// of which the file itself is a part.
const maxPages = 1024

func main() {
	log.SetFlags(0)
	out, err := exec.Command("go", "mod", "download", "-json", source).Output()
	if err != nil {
		log.Fatal(err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		log.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(module.Dir, "webassembly", "pdfium.wasm"))
	if err != nil {
		log.Fatal(err)
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := w.Write(trim(whole)); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("pdfium.wasm.gz", packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

const (
	header        = 8 // magic number and version
	memorySection = 5
	codeSection   = 10
)

// trim puts a trap in place of each function that is left out. Sections and
// bodies are as in the WebAssembly core specification 2.0, 5.5.
func trim(module []byte) []byte {
	out := append([]byte{}, module[:header]...)
	for rest := module[header:]; len(rest) > 0; {
		id := rest[0]
		size, n := binary.Uvarint(rest[1:])
		body := rest[1+n : 1+n+int(size)]
		rest = rest[1+n+int(size):]
		switch id {
		case memorySection:
			body = boundMemory(body)
		case codeSection:
			body = trimCode(body)
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out
}

// boundMemory lowers the most that the only memory may grow to.
func boundMemory(section []byte) []byte {
	const one, hasMax = 1, 1
	least, _ := binary.Uvarint(section[2:])
	out := binary.AppendUvarint([]byte{one, hasMax}, least)
	return binary.AppendUvarint(out, maxPages)
}

func trimCode(section []byte) []byte {
	trap := []byte{0x00, 0x00, 0x0b} // no locals, unreachable, end
	count, n := binary.Uvarint(section)
	out := binary.AppendUvarint(nil, count)
	for i, rest := uint64(0), section[n:]; i < count; i++ {
		size, n := binary.Uvarint(rest)
		body := rest[n : n+int(size)]
		rest = rest[n+int(size):]
		if size > maxFunction {
			fmt.Printf("left out function %d of %d bytes\n", i, size)
			body = trap
		}
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out
}
