package intake

import (
	"strings"
	"sync"
)

// labelWord is what a word of a label speaks of. A label that no list holds is
// known where each of its words is: "Phòng, ban tham mưu chính", "Who is
// accountable", "Expected completion date".
type labelWord uint16

const (
	ofBody   labelWord = 1 << iota // somebody: "đơn vị", "team"
	ofLead                         // who answers for it: "phụ trách", "owner"
	ofWith                         // who helps: "phối hợp", "partners"
	ofDoing                        // "thực hiện": beside a body, who does it; beside a time, when
	ofTime                         // "tiến độ", "timescale"
	ofBegin                        // "bắt đầu", "start"
	ofEnd                          // "kết thúc", "finish"
	ofDone                         // "hoàn thành", "completed": by itself a deadline
	ofResult                       // "sản phẩm", "deliverable"
	ofTask                         // "nội dung", "action"
	filling                        // says nothing by itself: "chính", "of"
	opening                        // the same, and may come first: "dự kiến", "the"
)

// labelWords are the words that labels are made of, folded.
var labelWords = map[labelWord][]string{
	ofBody: {"co quan", "don vi", "bo phan", "phong", "ban", "phong ban", "khoa", "to", "doi", "nhom", "to chuc", "nguoi", "ca nhan", "can bo", "chuyen vien", "lanh dao", "nhan su", "luc luong", "dau moi don vi", "dv", "cq", "cb", "chi doan", "chi bo", "truong", "so", "nganh", "dia phuong", "cap", "thay co", "giao vien",
		"team", "teams", "unit", "units", "department", "departments", "person", "people", "officer", "officers", "agency", "agencies", "organisation", "organisations", "organization", "organizations", "party", "parties", "staff", "division", "group", "groups", "office", "body", "bodies", "member", "members", "colleague", "colleagues", "role", "name", "names"},
	ofLead: {"chu tri", "phu trach", "dau moi", "tham muu", "chiu trach nhiem", "dung dau", "ct", "dvct", "truong nhom", "nhan viec", "chu cong", "dam nhiem chinh", "trach nhiem chinh",
		"owner", "owners", "owned by", "lead", "leads", "leading", "leader", "led by", "responsible", "responsibility", "assignee", "assignees", "assigned to", "assigned", "who", "by whom", "driver", "dri", "accountable", "in charge", "action by", "action owner", "action holder", "action lead", "task owner", "task lead", "activity lead", "project lead", "project manager", "lead officer", "coordinated by", "delegate", "champion", "sponsor", "handled by", "taken by", "actioned by"},
	ofWith: {"phoi hop", "tham gia", "ho tro", "cung thuc hien", "cung lam", "lien quan", "co lien quan", "ph", "dvph", "cong tac vien", "giup viec", "dong hanh", "lien ket", "hop tac",
		"with", "working with", "work with", "support", "supports", "supporting", "supported by", "partner", "partners", "helper", "helpers", "helped by", "contributor", "contributors", "contributing", "consulted", "consult", "involved", "involving", "collaborator", "collaborators", "in partnership with", "together with", "assisted by", "assisting", "assistance", "who helps", "who else", "delivery partners", "participating", "in coordination with", "coordinating", "cooperating"},
	ofDoing: {"thuc hien", "trien khai", "duoc giao", "trach nhiem", "dam nhiem", "dam nhan", "lam", "nhan lam", "to chuc thuc hien", "tien hanh", "implementing", "implementation", "implementer", "executing", "delivering"},
	ofTime: {"thoi gian", "thoi han", "thoi diem", "tien do", "han", "han chot", "han cuoi", "han cuoi cung", "moc", "moc thoi gian", "moc tien do", "lo trinh", "ky han", "ngay", "lich", "thoi luong", "tg", "deadline", "khi nao", "bao gio", "dinh ky", "tan suat",
		"due", "deadlines", "when", "by when", "how often", "repeats", "recurrence", "timescale", "timescales", "timeframe", "timeframes", "time frame", "time scale", "timeline", "timelines", "timetable", "timing", "time", "date", "dates", "schedule", "scheduled", "period", "frequency", "eta", "target date", "target dates", "target month", "target quarter", "month due", "deliver by", "needed by"},
	ofBegin: {"bat dau", "khoi cong", "tu ngay", "start", "starts", "starting", "begin", "begins", "commence", "commencement"},
	ofEnd:   {"ket thuc", "den ngay", "end", "ends", "ending", "finish", "finishes"},
	ofDone:  {"hoan thanh", "xong", "hoan tat", "can xong", "completion", "complete", "completed", "complete by", "completed by", "finish by", "done by"},
	ofResult: {"san pham", "ket qua", "dau ra", "minh chung", "chi tieu", "muc tieu", "tieu chi", "chi so", "thuoc do", "sp", "kq", "dau ra", "muc can dat",
		"output", "outputs", "deliverable", "deliverables", "outcome", "outcomes", "result", "results", "product", "products", "evidence", "measure", "measures", "success", "indicator", "indicators", "kpi", "kpis", "metric", "metrics", "criterion", "criteria", "how we will know", "what success looks like", "what good looks like", "definition of done", "means of verification", "proof"},
	ofTask: {"noi dung", "nhiem vu", "cong viec", "viec", "hoat dong", "dau viec", "hang muc", "giai phap", "cong tac", "ten viec", "viec can lam", "viec phai lam", "viec", "nd", "nv", "cv", "phan viec",
		"what", "action", "actions", "task", "tasks", "activity", "activities", "objective", "initiative", "what we will do", "what will be done", "what needs to be done", "work", "step", "steps", "project", "recommendation", "commitment", "item", "action point", "action required"},
	filling: {"va", "cua", "cho", "theo", "cu the", "chinh", "chu yeu", "can", "dat", "dat duoc", "can dat", "phai", "se", "bao cao", "trinh", "ban hanh", "nop", "gui", "giai quyet", "to chuc", "trong tam", "trong nam", "truoc", "trong", "dieu hanh", "chu chot", "tong hop", "giao", "duoc", "phan cong", "dia diem", "thuc te", "cuoi cung", "hoan thien", "danh gia", "kiem tra", "so luong", "loai", "hinh thuc", "khac", "truc tiep", "nhiem ky", "quy dinh"},
	opening: {"du kien", "yeu cau", "cac", "ten", "nhung",
		"the", "a", "of", "for", "by", "to", "is", "are", "we", "will", "be", "and", "or", "in", "on", "key", "main", "other", "others", "expected", "planned", "target", "proposed", "agreed", "estimated", "required", "overall", "primary", "principal", "for all actions", "for all tasks", "for all items", "for this section", "for this theme", "all", "each", "s", "delivery", "final", "initial", "latest", "reporting", "external", "internal", "list"},
}

// maxPhrase is the most words that one entry of labelWords has.
const maxPhrase = 5

var labelLexicon = sync.OnceValue(func() map[string]labelWord {
	m := map[string]labelWord{}
	for kind, words := range labelWords {
		for _, w := range words {
			m[w] = kind
		}
	}
	return m
})

var labelSeparators = strings.NewReplacer(",", " ", "/", " ", "-", " ", "&", " ", "(", " ", ")", " ", "'", " ", "+", " ")

// composedRole reads a folded label by its words. Every one must be known.
func composedRole(low string) (role, bool) {
	if len(low) == 0 || len(low) > maxLabelBytes {
		return noRole, false
	}
	words := strings.Fields(labelSeparators.Replace(low))
	if len(words) > maxLabelWords {
		return noRole, false
	}
	var first, all labelWord
	for len(words) > 0 {
		kind, n := labelPhrase(words)
		if n == 0 {
			return noRole, false
		}
		if kind == filling && all == 0 {
			return noRole, false
		}
		if kind != filling && kind != opening {
			all |= kind
			if first == 0 || first == ofBody && kind == ofTime {
				first = kind
			}
		}
		words = words[n:]
	}
	r := roleOf(first, all)
	return r, r != noRole
}

// labelPhrase returns what the longest known phrase at the start of words
// speaks of, and its length.
func labelPhrase(words []string) (labelWord, int) {
	for n := min(maxPhrase, len(words)); n > 0; n-- {
		if kind, ok := labelLexicon()[strings.Join(words[:n], " ")]; ok {
			return kind, n
		}
	}
	return 0, 0
}

// roleOf tells what a label announces from what its first word and all of its
// words speak of.
func roleOf(first, all labelWord) role {
	switch first {
	case ofBody, ofLead, ofWith, ofDoing:
		return whoRoleOf(all)
	case ofTime, ofDone, ofBegin, ofEnd:
		return whenRoleOf(first, all)
	case ofResult:
		if all&^(ofResult|ofDone|ofDoing|ofTask) == 0 {
			return result
		}
	case ofTask:
		switch {
		case all&(ofTime|ofDone) != 0 && all&(ofLead|ofWith|ofBody|ofResult) == 0:
			return contents
		case all&^(ofTask|ofDoing|ofResult|ofDone) == 0:
			return taskText
		}
	}
	return noRole
}

func whoRoleOf(all labelWord) role {
	switch {
	case all&(ofTime|ofDone|ofBegin|ofEnd|ofResult) != 0:
		return noRole
	case all&ofLead != 0 && all&ofWith != 0:
		return whoever
	case all&ofLead != 0:
		return leadUnit
	case all&ofWith != 0:
		return withUnits
	case all&ofBody != 0 && all&ofDoing != 0:
		return whoever
	}
	return noRole
}

func whenRoleOf(first, all labelWord) role {
	switch {
	case all&(ofLead|ofWith|ofResult) != 0, first != ofTime && all&ofBody != 0:
		return noRole
	case all&ofBegin != 0 && all&(ofEnd|ofDone) != 0:
		return when
	case all&ofBegin != 0:
		return whenStart
	case all&ofEnd != 0:
		return whenEnd
	}
	return when
}
