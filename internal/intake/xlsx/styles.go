package xlsx

import (
	"context"
	"encoding/xml"
	"strconv"

	"nhacviec/internal/intake/container"
)

// Bounds of styles: Excel writes at most 65,490 of cells and 250 formats.
const (
	maxStyles  = 65_490
	maxFormats = 1_000
	maxCode    = 255 // letters of one format
)

// readStyles reads how the numbers of each style are shown.
func (b *book) readStyles(ctx context.Context, part string) error {
	codes := map[int]string{}
	known := map[int]format{}
	cells := false // inside cellXfs, which cells refer to
	return b.each(ctx, part, func(_ *container.XML, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			id, err := strconv.Atoi(attr(e, "numFmtId"))
			if code := attr(e, "formatCode"); err == nil && len(codes) < maxFormats && len(code) <= maxCode {
				codes[id] = code
			}
		case "cellStyleXfs", "cellStyles", "dxfs":
			cells = false
		case "cellXfs":
			cells = true
		case "xf":
			if cells && len(b.formats) < maxStyles {
				b.formats = append(b.formats, formatOf(attr(e, "numFmtId"), codes, known))
			}
		}
		return nil
	})
}

func formatOf(number string, codes map[int]string, known map[int]format) format {
	id, err := strconv.Atoi(number)
	if err != nil {
		return format{}
	}
	if f, ok := known[id]; ok {
		return f
	}
	code, ok := codes[id]
	if !ok {
		code = builtin[id]
	}
	f := parseFormat(code)
	if len(known) < maxFormats {
		known[id] = f
	}
	return f
}

// builtin are the formats that have a number only (ECMA-376 part 1, 18.8.30).
// 27–36 and 50–58 are dates in East Asian languages.
var builtin = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
	14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
	27: "yyyy/mm/dd", 28: "m/d", 29: "m/d", 30: "m/d/yy", 31: "yyyy/mm/dd", 32: "h:mm", 33: "h:mm:ss", 34: "yyyy/mm/dd", 35: "yyyy/mm/dd", 36: "yyyy/mm/dd",
	37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	50: "yyyy/mm/dd", 51: "m/d", 52: "yyyy/mm", 53: "m/d", 54: "m/d", 55: "yyyy/mm", 56: "m/d", 57: "yyyy/mm/dd", 58: "m/d",
}
