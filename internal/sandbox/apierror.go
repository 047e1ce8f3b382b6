package sandbox

import "fmt"

// apiError is an answer {"ok": false, "error": code} with what else Slack adds to it.
type apiError struct {
	code   string
	fields object
}

func (e *apiError) Error() string { return e.code }

func fail(code string) error { return &apiError{code: code} }

var errInvalidJSON = fail("invalid_json")

// argument is invalid_arguments with the reason and the field it is about.
func argument(reason, field string) error {
	return invalid("invalid_arguments", []string{fmt.Sprintf("%s [json-pointer:/%s]", reason, field)})
}

// invalid is a refusal with its reasons, as Slack words them in errors and response_metadata.
func invalid(code string, reasons []string) error {
	lines := make([]string, 0, len(reasons))
	for _, r := range reasons {
		lines = append(lines, "[ERROR] "+r)
	}
	return &apiError{code: code, fields: object{
		"errors":            reasons,
		"response_metadata": object{"messages": lines},
	}}
}

// missingScope is what a token without the needed scope gets.
func missingScope(needed, provided string) error {
	return &apiError{code: "missing_scope", fields: object{"needed": needed, "provided": provided}}
}
