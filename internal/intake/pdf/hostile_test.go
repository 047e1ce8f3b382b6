package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/work"
)

// hostile are files that were made to break their reader. read: their text is
// read all the same; otherwise they are refused.
var hostile = []struct {
	name string
	make func(t *testing.T) []byte
	read bool
}{
	{"cut off", func(t *testing.T) []byte {
		data := pages([]string{write(70, 100, "Task"), write(70, 100, "Another")})
		return data[:len(data)/3]
	}, false},
	{"cut off before its table of objects", func(*testing.T) []byte {
		data := pages([]string{write(70, 100, "Task")})
		return data[:bytes.Index(data, []byte("xref"))]
	}, false},
	{"a table of objects that points to itself", func(*testing.T) []byte {
		data := pages([]string{write(70, 100, "Task")})
		at := bytes.Index(data, []byte("\nxref")) + 1
		return bytes.Replace(data, []byte("/Root"), fmt.Appendf(nil, "/Prev %d /Root", at), 1)
	}, true},
	{"a page tree that is its own branch", func(*testing.T) []byte {
		return file([]string{catalogue, "<</Type /Pages /Count 900 /Kids [2 0 R 2 0 R]>>"}, "")
	}, false},
	{"a hundred thousand pages", func(*testing.T) []byte {
		return file([]string{
			catalogue, "<</Type /Pages /Count 100000 /Kids [" + strings.Repeat("3 0 R ", 100_000) + "]>>",
			"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
		}, "")
	}, false},
	{"two billion pages, by its own word", func(*testing.T) []byte {
		return file([]string{
			catalogue, "<</Type /Pages /Count 2000000000 /Kids [3 0 R]>>",
			"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
		}, "")
	}, false},
	{"many arrays in one another", func(*testing.T) []byte {
		return file([]string{"<</Type /Catalog /Pages 2 0 R /X " + strings.Repeat("[", 300_000) + ">>", "<</Type /Pages /Count 0 /Kids []>>"}, "")
	}, false},
	{"many dictionaries in one another", func(*testing.T) []byte {
		return file([]string{"<</Type /Catalog /Pages 2 0 R /X " + strings.Repeat("<</X ", 300_000) + ">>", "<</Type /Pages /Count 0 /Kids []>>"}, "")
	}, false},
	{"a form that draws itself", func(*testing.T) []byte {
		return file([]string{
			catalogue, "<</Type /Pages /Count 1 /Kids [4 0 R]>>", helvetica,
			"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</Font <</F 3 0 R>> /XObject <</X 6 0 R>>>>>>",
			stream("", write(70, 100, "Task")+"/X Do\n"),
			stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F 3 0 R>> /XObject <</X 6 0 R>>>>", "/X Do\n"),
		}, "")
	}, true},
	{"forms that draw the next ten times each", func(*testing.T) []byte {
		objects := []string{
			catalogue, "<</Type /Pages /Count 1 /Kids [4 0 R]>>", helvetica,
			"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</XObject <</X 6 0 R>>>>>>",
			stream("", "/X Do\n"),
		}
		for i := range 12 {
			objects = append(objects, stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F 3 0 R>> /XObject <</X %d 0 R>>>>", i+7),
				strings.Repeat("/X Do ", 10)+write(70, 100, "Task")))
		}
		return file(objects, "")
	}, false},
	{"a page that unpacks to 128 MB", func(t *testing.T) []byte {
		return bomb(t, " ", 1<<27)
	}, false},
	{"a page that unpacks to two million letters", func(t *testing.T) []byte {
		return bomb(t, "BT /F 12 Tf 70 700 Td (Task of a plan) Tj ET\n", 150_000)
	}, false},
	{"objects that unpack to 128 MB", func(t *testing.T) []byte {
		body := deflated(t, "9 0 ", " ", 1<<27)
		return file([]string{
			"<</Type /Catalog /Pages 2 0 R /Names 9 0 R>>", "<</Type /Pages /Count 0 /Kids []>>",
			stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", body),
		}, "")
	}, false},
	{"scripts, programs to start and files inside", func(*testing.T) []byte {
		data := pages([]string{write(70, 100, "Task")}, stream("/Type /EmbeddedFile", "MZ"))
		return bytes.Replace(data, []byte("/Pages 2 0 R>>"), []byte("/Pages 2 0 R /OpenAction <</S /JavaScript /JS (while\\(1\\);)>> "+
			"/AA <</WC <</S /Launch /F (/bin/sh)>>>> /Names <</EmbeddedFiles <</Names [(a) <</EF <</F 6 0 R>>>>]>>>>>>"), 1)
	}, true},
	{"thirty thousand lines across one another", func(*testing.T) []byte {
		var out strings.Builder
		for i := range 15_000 {
			at := float64(i%8000) / 10
			out.WriteString(drawLine(at, 0, at, 842) + drawLine(0, at, 595, at))
		}
		return pages([]string{out.String() + write(70, 100, "Task")})
	}, true},
}

// bomb is a file whose only page's content is packed.
func bomb(t *testing.T, content string, times int) []byte {
	t.Helper()
	return file([]string{
		catalogue, "<</Type /Pages /Count 1 /Kids [4 0 R]>>", helvetica,
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</Font <</F 3 0 R>>>>>>",
		stream("/Filter /FlateDecode", deflated(t, "", content, times)),
	}, "")
}

// reading is what one file may take of time, and the whole process of memory.
const (
	readingTime   = 30 * time.Second
	readingMemory = 256 // MB
)

func TestHostileFiles(t *testing.T) {
	mustRead(t, pages([]string{write(70, 100, "Task")})) // compiles PDFium, once
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.make(t)
			begin := time.Now()
			doc, err := Read(t.Context(), data)
			if took := time.Since(begin); took > readingTime {
				t.Errorf("took %s", took)
			} else {
				t.Logf("%d KB, %s: %v", len(data)>>10, took.Round(time.Millisecond), err)
			}
			switch e, said := errors.AsType[*work.Error](err); {
			case err == nil && tt.read && !strings.Contains(strings.Join(brief(doc), "\n"), "Task"):
				t.Errorf("its text is lost: %+v", doc.Blocks)
			case err != nil && !said:
				t.Errorf("Read = %v, want a *work.Error", err)
			case err != nil && tt.read:
				t.Errorf("Read = %v", e)
			}
		})
	}
}

// TestMemoryStaysBounded reads every hostile file in a process of its own and
// asks the system how much that took.
func TestMemoryStaysBounded(t *testing.T) {
	const child = "READ_HOSTILE_FILES"
	if os.Getenv(child) != "" {
		for _, h := range hostile {
			_, err := Read(t.Context(), h.make(t))
			t.Logf("%d MB after %s: %v", peak(t), h.name, err != nil)
		}
		fmt.Printf("peak=%d\n", peak(t))
		return
	}
	if _, err := os.Stat("/proc/self/status"); err != nil || raceDetector {
		t.Skip("the peak of the program itself cannot be told here")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestMemoryStaysBounded$", "-test.v")
	cmd.Env = append(os.Environ(), child+"=1", "GOMEMLIMIT=off", "GOGC=100")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, rest, _ := strings.Cut(string(out), "peak=")
	digits, _, _ := strings.Cut(rest, "\n")
	took, err := strconv.Atoi(digits)
	if err != nil || took > readingMemory {
		t.Errorf("the peak is %q MB, more than %d:\n%s", digits, readingMemory, out)
	}
	t.Logf("peak %d MB", took)
}

// peak is the most memory that this process has had, in MB.
func peak(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb >> 10
}
