package sandbox

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// paged cuts one page out of all: `limit` items from `cursor` on, and the next cursor.
func paged[T any](all []T, a args, most int) ([]T, string, error) {
	limit, err := a.integer("limit", min(100, most))
	if err != nil {
		return nil, "", err
	}
	if limit <= 0 || limit > most {
		limit = most
	}
	start := 0
	if cursor := a.str("cursor"); cursor != "" {
		if start, err = readCursor(cursor); err != nil || start > len(all) {
			return nil, "", fail("invalid_cursor")
		}
	}
	end := min(start+limit, len(all))
	if end == len(all) {
		return all[start:end], "", nil
	}
	return all[start:end], writeCursor(end), nil
}

func writeCursor(offset int) string {
	return base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(offset)))
}

func readCursor(cursor string) (int, error) {
	data, err := base64.StdEncoding.DecodeString(cursor)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimPrefix(string(data), "next:"))
}
