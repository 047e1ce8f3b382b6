package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"testing"
)

// file writes objects, numbered from 1, with a cross-reference table and a
// trailer that holds extra.
func file(objects []string, extra string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, extra, xref)
	return out.Bytes()
}

// Objects that every file here has.
const (
	catalogue = "<</Type /Catalog /Pages 2 0 R>>"
	helvetica = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
)

func stream(dict, body string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(body), body)
}

// pages writes a file with a page of each content, in Helvetica as /F. more
// are objects after those.
func pages(contents []string, more ...string) []byte {
	objects := []string{catalogue, "", helvetica}
	var kids []string
	for _, c := range contents {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F 3 0 R>>>>>>", n+1),
			stream("", c))
	}
	objects[1] = fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " "))
	return file(append(objects, more...), "")
}

// write draws a text at x points from the left and y from the top.
func write(x, y float64, s string) string { return writeSize(x, y, 12, s) }

func writeSize(x, y, size float64, s string) string {
	return fmt.Sprintf("BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", size, x, 842-y, s)
}

// line draws a line, in points from the left and the top.
func drawLine(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf("%g %g m %g %g l S\n", x0, 842-y0, x1, 842-y1)
}

// deflated packs a text that is many times as long as memory should hold.
func deflated(t *testing.T, head, again string, times int) string {
	t.Helper()
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	block := strings.Repeat(again, 4096)
	if _, err := io.WriteString(w, head); err != nil {
		t.Fatal(err)
	}
	for range times / 4096 {
		if _, err := io.WriteString(w, block); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
