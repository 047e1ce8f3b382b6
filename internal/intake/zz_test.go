package intake

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txt")
	r := rand.New(rand.NewSource(1))
	for i := 0; i < 3000; i++ {
		data, _ := os.ReadFile(paths[r.Intn(len(paths))])
		for k := r.Intn(6); k >= 0; k-- {
			a := r.Intn(len(data))
			switch r.Intn(4) {
			case 0:
				data[a] = byte(r.Intn(256))
			case 1:
				data = append(data[:a:a], data[min(len(data), a+r.Intn(40)):]...)
			case 2:
				data = append(data[:a:a], append([]byte("|\n"), data[a:]...)...)
			case 3:
				b := r.Intn(len(data))
				data = append(data[:a:a], append(append([]byte{}, data[min(a, b):max(a, b)]...), data[a:]...)...)
			}
			if len(data) < 2 {
				break
			}
		}
		done := make(chan bool)
		go func() { Read(context.Background(), "a.txt", data, Options{}); close(done) }()
		t0 := time.Now()
		select {
		case <-done:
		case <-time.After(3 * time.Second):
			os.WriteFile("/tmp/scorer/slow.txt", data, 0o644)
			t.Fatal("slow", i)
		}
		if d := time.Since(t0); d > 300*time.Millisecond {
			fmt.Println(i, d, len(data))
		}
	}
}
