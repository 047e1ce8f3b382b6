package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"nhacviec/internal/work"
)

func TestTranslatePostgres(t *testing.T) {
	for code, want := range map[string]error{
		"23514": ErrConstraint, "23502": ErrConstraint, "40001": errAgain, "40P01": errAgain,
		"53100": ErrFull, "25006": ErrReadOnly, "28P01": ErrNoAccess, "3D000": ErrNoAccess, "XX001": ErrCorrupt,
	} {
		cause := &pgconn.PgError{Code: code}
		err := translate(fmt.Errorf("exec: %w", cause))
		if !errors.Is(err, want) || !errors.Is(err, cause) {
			t.Errorf("%s became %v, want %v around it", code, err, want)
		}
	}
	for code, want := range map[string]work.Code{"23505": work.Conflict, "23503": work.NotFound, "42601": ""} {
		if got := work.CodeOf(translate(&pgconn.PgError{Code: code})); got != want {
			t.Errorf("%s became a refusal %q, want %q", code, got, want)
		}
	}
}

func TestTranslateTwice(t *testing.T) {
	once := translate(&pgconn.PgError{Code: "53100"})
	if twice := translate(once); twice != once {
		t.Errorf("%v became %v", once, twice)
	}
	if own := errors.New("own"); translate(own) != own || translate(nil) != nil {
		t.Error("an error of nobody's drivers was changed")
	}
}
