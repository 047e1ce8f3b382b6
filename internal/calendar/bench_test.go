package calendar

import (
	"os"
	"strings"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("testdata/deadlines.tsv")
	if err != nil {
		b.Fatal(err)
	}
	var phrases []string
	for row := range strings.Lines(string(data)) {
		phrase, _, _ := strings.Cut(row, "\t")
		phrases = append(phrases, phrase)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Parse(phrases[i%len(phrases)], Context{Year: 2025})
	}
}

const paragraph = `Giao Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính tổng hợp vướng mắc của các
dự án chậm giải ngân, đề xuất phương án điều chuyển vốn theo Nghị quyết số 01/NQ-CP, báo cáo trước ngày 20
tháng 5 năm 2024; rà soát năng lực nhà thầu, hoàn thành trong Quý II/2024, định kỳ hằng tháng báo cáo kết quả.

`

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1, 100, 1000} {
		text := strings.Repeat(paragraph, n)
		b.Run(map[int]string{1: "paragraph", 100: "document", 1000: "book"}[n], func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, Context{Year: 2024})
			}
		})
	}
}
