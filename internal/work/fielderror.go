package work

// FieldError is the refusal of one of several values entered together: of a
// form, the one at fault.
type FieldError struct {
	Field Field
	Err   *Error
}

func (e *FieldError) Error() string { return string(e.Field) + ": " + e.Err.Error() }

func (e *FieldError) Unwrap() error { return e.Err }
