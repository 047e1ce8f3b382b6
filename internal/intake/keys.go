package intake

import (
	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/intake/pdf"
	"nhacviec/internal/intake/xlsx"
)

// The keys of the errors that Read returns, beside those of the readers.
const (
	KeyEmpty       = "intake.empty"          // name
	KeyTooLarge    = "intake.too_large"      // name, size, limit (both in bytes)
	KeyNotText     = "intake.not_text"       // name, kind ("PNG", "JPEG", … or "")
	KeyUnsupported = "intake.unsupported"    // name, kind ("docx", "xlsx", "pdf", …), formats (list as one string)
	KeyEncoding    = "intake.encoding"       // name
	KeyTable       = "intake.table"          // name, line
	KeyTooMany     = "intake.too_many_tasks" // name, limit
	KeyTooLong     = document.KeyTooLong     // name, lines, limit
	KeyTooMuchText = document.KeyTooMuchText // name, limit (MB)
	KeyTooSlow     = "intake.too_slow"       // name, seconds
	KeyNoTasks     = "intake.no_tasks"       // name
)

// The keys of the doubts that intake raises itself. Those of the calendar's
// flags are "doubt." and the flag, with the arguments phrase, year and due, the
// day taken ("" for none).
const (
	DoubtNoLead       = "doubt.missing_lead"       // ref
	DoubtLeadAbove    = "doubt.lead_from_above"    // ref, lead
	DoubtNoDeadline   = "doubt.no_deadline"        // ref
	DoubtUnread       = "doubt.deadline_unread"    // ref, phrase
	DoubtRankOrCount  = "doubt.rank_or_count"      // ref, rank
	DoubtItemsCount   = "doubt.items_count"        // ref, count, found
	DoubtGroup        = "doubt.group_deadline"     // ref, phrase
	DoubtDitto        = "doubt.ditto"              // ref
	DoubtRealigned    = "doubt.row_realigned"      // ref
	DoubtNoYear       = "doubt.no_year"            // year
	DoubtSeveralLeads = "doubt.several_leads"      // ref, lead
	DoubtEncoding     = "doubt.encoding_converted" // encoding
	DoubtSerial       = "doubt.serial_date"        // ref

	// Of a table that was exported, and edited since.
	DoubtColumnsDiffer = "doubt.columns_differ" // phrase, due
	DoubtDeadlineAbove = "doubt.deadline_above"
	DoubtCellUnread    = "doubt.cell_unread" // column, text
)

// Keys lists every message that intake can return, for the catalogues' tests.
func Keys() []string {
	keys := []string{
		KeyEmpty, KeyTooLarge, KeyNotText, KeyUnsupported, KeyEncoding, KeyTable, KeyTooMany, KeyTooLong, KeyTooMuchText, KeyTooSlow, KeyNoTasks,
		DoubtNoLead, DoubtLeadAbove, DoubtNoDeadline, DoubtUnread, DoubtRankOrCount, DoubtItemsCount,
		DoubtGroup, DoubtDitto, DoubtRealigned, DoubtNoYear, DoubtSeveralLeads, DoubtEncoding, DoubtSerial,
		DoubtColumnsDiffer, DoubtDeadlineAbove, DoubtCellUnread,
	}
	keys = append(keys, container.Keys()...)
	keys = append(keys, xlsx.Keys()...)
	keys = append(keys, pdf.Keys()...)
	for _, f := range flags {
		keys = append(keys, flagKey(f))
	}
	for _, k := range document.RepairKinds() {
		keys = append(keys, repairKey(k))
	}
	return keys
}

// repairKey is the doubt that says which lines were mended; count, lines.
func repairKey(k document.RepairKind) string { return "doubt." + string(k) }

var flags = []calendar.Flag{
	calendar.YearAssumed, calendar.DayAssumed, calendar.NoFirmDay, calendar.InvalidDate,
	calendar.SeveralPeriods, calendar.Tentative, calendar.StrictBefore, calendar.EventDriven,
	calendar.PeriodUnnamed, calendar.Repaired, calendar.DayMonthOrder, calendar.PastDate,
}

func flagKey(f calendar.Flag) string { return "doubt." + string(f) }
