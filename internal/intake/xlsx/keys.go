package xlsx

// The keys of the doubts about what a workbook shows otherwise than it stores.
const (
	DoubtHiddenSheets  = "doubt.hidden_sheets"  // count, names
	DoubtHiddenRows    = "doubt.hidden_rows"    // sheet, count
	DoubtHiddenColumns = "doubt.hidden_columns" // sheet, count
	DoubtNotComputed   = "doubt.not_computed"   // a formula without a stored value
	DoubtCellError     = "doubt.cell_error"     // #REF!, #N/A, …
)

// Keys lists every message that only this package raises.
func Keys() []string {
	return []string{DoubtHiddenSheets, DoubtHiddenRows, DoubtHiddenColumns, DoubtNotComputed, DoubtCellError}
}
