package container

import "fmt"

// The keys of the errors that Open and reading a part return. The caller adds
// the argument name, which only it knows.
const (
	KeyDamaged  = "intake.damaged"           // name
	KeyUnpacks  = "intake.unpacks_too_large" // name, limit (MB)
	KeyParts    = "intake.too_many_parts"    // name, count, limit
	KeyNested   = "intake.nested_too_deep"   // name, limit
	KeyPassword = "intake.password"          // name; G101 sees a secret where there is none
	KeyMacros   = "intake.macros"            // name, kind ("docm", …), instead ("docx", …)
	KeyLegacy   = "intake.legacy"            // name, kind ("doc", …), instead ("docx", …)
)

// Keys lists every message that this package can return.
func Keys() []string {
	return []string{KeyDamaged, KeyUnpacks, KeyParts, KeyNested, KeyPassword, KeyMacros, KeyLegacy}
}

// What is the matter with a damaged file; its reader is told only that it is
// damaged, the log has the cause.
type (
	errMissing string
	errName    string
	errTwice   string
)

func (e errMissing) Error() string { return fmt.Sprintf("container: there is no part %q", string(e)) }
func (e errName) Error() string    { return fmt.Sprintf("container: %q is no name of a part", string(e)) }
func (e errTwice) Error() string   { return fmt.Sprintf("container: part %q stands twice", string(e)) }
