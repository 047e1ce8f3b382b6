// Package container opens the zip files in which office formats keep their
// parts, however hostile: names, sizes and counts are bounded before anything
// is unpacked, and again while it is. It follows no reference out of the file.
package container

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"nhacviec/internal/work"
)

// MaxBytes bounds an office file as it was sent; pictures make them larger
// than text.
const MaxBytes = 20 << 20

// Bounds of what is in a file, in parts and bytes. A plan of a thousand tasks
// unpacks to 5 MB; a sheet that was formatted down to its last row to 100 MB,
// which is read as a stream.
const (
	maxEntries = 4_000
	maxPart    = 128 << 20
	maxTotal   = 512 << 20
	maxRatio   = 250     // of XML; Word's and Excel's own reach 60
	ratioFrom  = 4 << 20 // what is smaller does no harm
)

// Archive is an opened container. It is not safe for concurrent use.
type Archive struct {
	kind  Kind
	main  string
	parts map[string]*zip.File // by name in small letters, as the format compares them
	left  int64                // bytes that may still be unpacked
}

// Open checks a container and finds out what it holds. Its errors are
// *work.Error with one of Keys: the file is damaged, unpacks to too much, wants
// a password, holds macros, or is of the binary formats before 2007.
func Open(data []byte) (*Archive, error) {
	if IsLegacy(data) {
		return nil, legacy(data)
	}
	// A directory entry costs far more memory than its bytes, so they are
	// counted before they are read.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxEntries {
		return nil, tooManyParts(n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	a := &Archive{parts: map[string]*zip.File{}, left: maxTotal}
	if err := a.index(z.File); err != nil {
		return nil, err
	}
	if err := a.identify(); err != nil {
		return nil, err
	}
	return a, nil
}

// IsZip reports whether data begins as a zip file does.
func IsZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// Kind is what the container holds, by its content.
func (a *Archive) Kind() Kind { return a.kind }

// Main is the name of the part that holds the document itself.
func (a *Archive) Main() string { return a.main }

// Has reports whether a part is there.
func (a *Archive) Has(name string) bool { return a.parts[key(name)] != nil }

// Part opens a part. Reading fails where it unpacks to more than it may, or is
// damaged; a part that is not there is damage too.
func (a *Archive) Part(name string) (io.ReadCloser, error) {
	f := a.parts[key(name)]
	if f == nil {
		return nil, damaged(errMissing(name))
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	return &part{in: r, archive: a, left: maxPart}, nil
}

// part is a part that is being unpacked. Headers lie, so what comes out is counted.
type part struct {
	in      io.ReadCloser
	archive *Archive
	left    int64
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.in.Read(b)
	p.left -= int64(n)
	p.archive.left -= int64(n)
	if p.left < 0 || p.archive.left < 0 {
		return 0, unpacksTooLarge()
	}
	if err != nil && err != io.EOF {
		return n, damaged(err)
	}
	return n, err
}

func (p *part) Close() error { return p.in.Close() }

// index takes down the parts by name, and refuses what no office program writes.
func (a *Archive) index(files []*zip.File) error {
	if len(files) > maxEntries {
		return tooManyParts(len(files))
	}
	total := uint64(0)
	for _, f := range files {
		name := key(f.Name)
		switch {
		case strings.HasSuffix(name, "/"):
			continue
		case name == "" || name == "." || strings.HasPrefix(name, "../") || strings.ContainsRune(name, 0):
			return damaged(errName(f.Name))
		case a.parts[name] != nil:
			return damaged(errTwice(f.Name))
		case f.Flags&1 != 0:
			return password()
		case f.UncompressedSize64 > maxTotal || inflated(name, f):
			return unpacksTooLarge()
		}
		if total += f.UncompressedSize64; total > maxTotal {
			return unpacksTooLarge()
		}
		a.parts[name] = f
	}
	return nil
}

// inflated reports whether markup unpacks to more of itself than markup does.
func inflated(name string, f *zip.File) bool {
	if ext := path.Ext(name); ext != ".xml" && ext != ".rels" {
		return false
	}
	return f.UncompressedSize64 > maxPart ||
		f.UncompressedSize64 > ratioFrom && f.UncompressedSize64 > maxRatio*f.CompressedSize64
}

// key is a part's name as names are compared: in small letters, without a
// leading slash, with the backslashes of careless writers turned.
func key(name string) string {
	slashes := strings.ReplaceAll(name, `\`, "/")
	clean := strings.TrimPrefix(path.Clean(slashes), "/")
	if strings.HasSuffix(slashes, "/") {
		clean += "/"
	}
	return strings.ToLower(clean)
}

func damaged(cause error) error {
	e := work.E(work.Invalid, KeyDamaged, work.Args{})
	e.Cause = cause
	return e
}

func unpacksTooLarge() error {
	return work.E(work.TooLarge, KeyUnpacks, work.Args{"limit": maxPart >> 20})
}

func tooManyParts(n int) error {
	return work.E(work.TooLarge, KeyParts, work.Args{"count": n, "limit": maxEntries})
}

func password() error { return work.E(work.Invalid, KeyPassword, work.Args{}) }
