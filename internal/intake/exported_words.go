package intake

import (
	"strings"

	"nhacviec/internal/text"
)

// ExportWords are the words by which an exported plan is recognised and read:
// for each language, what the catalogue says under each key. A test holds them
// against the catalogue, which this room does not know.
func ExportWords() map[string]map[string]string {
	return map[string]map[string]string{"vi": exportedVietnamese(), "en": exportedEnglish()}
}

// The beginnings of the keys, and the keys that the reader asks for by name.
const (
	exportedColumn     = "report.export.column."
	exportedKind       = "report.export.kind."
	exportedState      = "block.state."
	exportedStage      = "block.stage."
	exportedRecurrence = "block.every."
	exportedYear       = "report.export.year"
)

func exportedVietnamese() map[string]string {
	return map[string]string{
		"report.export.column.ref":          "Số",
		"report.export.column.kind":         "Loại",
		"report.export.column.title":        "Tên",
		"report.export.column.lead":         "Chủ trì",
		"report.export.column.coordinators": "Phối hợp",
		"report.export.column.phrase":       "Thời hạn (như văn bản)",
		"report.export.column.start":        "Bắt đầu",
		"report.export.column.due":          "Hạn",
		"report.export.column.recurrence":   "Định kỳ",
		"report.export.column.target":       "Chỉ tiêu",
		"report.export.column.unit":         "Đơn vị tính",
		"report.export.column.rank":         "Thứ hạng",
		"report.export.column.results":      "Kết quả",
		"report.export.column.state":        "Trạng thái",
		"report.export.column.standing":     "Tình hình thời hạn",
		"report.export.column.progress":     "Tiến độ",
		"report.export.column.assignee":     "Người phụ trách",
		"report.export.column.done_on":      "Ngày hoàn thành",
		"report.export.year":                "Năm",
		"report.export.as_of":               "Tính đến",
		"report.export.kind.task":           "Nhiệm vụ",
		"report.export.kind.activity":       "Nội dung",
		"report.export.kind.result":         "Kết quả",
		"report.export.kind.check":          "Mục",
		"block.state.not_started":           "Chưa bắt đầu",
		"block.state.in_progress":           "Đang thực hiện",
		"block.state.awaiting":              "Chờ xác nhận",
		"block.state.done":                  "Đã hoàn thành",
		"block.state.paused":                "Tạm dừng",
		"block.state.cancelled":             "Đã hủy",
		"block.stage.not_begun":             "chưa bắt đầu",
		"block.stage.filed":                 "đã nộp đơn",
		"block.stage.examined":              "đã thẩm định",
		"block.stage.granted":               "đã cấp",
		"block.stage.open":                  "chưa xong",
		"block.stage.done":                  "đã xong",
		"block.every.daily":                 "hằng ngày",
		"block.every.weekly":                "hằng tuần",
		"block.every.monthly":               "hằng tháng",
		"block.every.quarterly":             "hằng quý",
		"block.every.6-monthly":             "6 tháng một lần",
		"block.every.yearly":                "hằng năm",
		"block.every.5-yearly":              "5 năm một lần",
		"block.every.ongoing":               "thường xuyên",
	}
}

func exportedEnglish() map[string]string {
	return map[string]string{
		"report.export.column.ref":          "Ref",
		"report.export.column.kind":         "Kind",
		"report.export.column.title":        "Title",
		"report.export.column.lead":         "Lead",
		"report.export.column.coordinators": "Coordinators",
		"report.export.column.phrase":       "Deadline as written",
		"report.export.column.start":        "Start",
		"report.export.column.due":          "Due",
		"report.export.column.recurrence":   "Recurrence",
		"report.export.column.target":       "Target",
		"report.export.column.unit":         "Of what",
		"report.export.column.rank":         "Rank",
		"report.export.column.results":      "Results",
		"report.export.column.state":        "State",
		"report.export.column.standing":     "Deadline state",
		"report.export.column.progress":     "Progress",
		"report.export.column.assignee":     "Assignee",
		"report.export.column.done_on":      "Done on",
		"report.export.year":                "Year",
		"report.export.as_of":               "As of",
		"report.export.kind.task":           "Task",
		"report.export.kind.activity":       "Activity",
		"report.export.kind.result":         "Result",
		"report.export.kind.check":          "Check",
		"block.state.not_started":           "Not started",
		"block.state.in_progress":           "In progress",
		"block.state.awaiting":              "Awaiting confirmation",
		"block.state.done":                  "Done",
		"block.state.paused":                "Paused",
		"block.state.cancelled":             "Cancelled",
		"block.stage.not_begun":             "not begun",
		"block.stage.filed":                 "filed",
		"block.stage.examined":              "examined",
		"block.stage.granted":               "granted",
		"block.stage.open":                  "to do",
		"block.stage.done":                  "done",
		"block.every.daily":                 "every day",
		"block.every.weekly":                "every week",
		"block.every.monthly":               "every month",
		"block.every.quarterly":             "every quarter",
		"block.every.6-monthly":             "every 6 months",
		"block.every.yearly":                "every year",
		"block.every.5-yearly":              "every 5 years",
		"block.every.ongoing":               "ongoing",
	}
}

// vocabulary is one language's words, by what they fold to.
type vocabulary struct {
	language string
	means    map[string]map[string]string // beginning of the keys → folded word → rest of the key
	year     string                       // folded
}

func vocabularies() []vocabulary {
	var out []vocabulary
	words := ExportWords()
	for _, language := range []string{"vi", "en"} {
		v := vocabulary{language: language, means: map[string]map[string]string{}, year: text.Fold(words[language][exportedYear])}
		for _, group := range []string{exportedColumn, exportedKind, exportedState, exportedStage, exportedRecurrence} {
			v.means[group] = map[string]string{}
		}
		for key, word := range words[language] {
			at := strings.LastIndexByte(key, '.') + 1
			if group := v.means[key[:at]]; group != nil {
				group[text.Fold(word)] = key[at:]
			}
		}
		out = append(out, v)
	}
	return out
}
