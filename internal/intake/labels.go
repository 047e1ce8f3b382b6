package intake

import (
	"regexp"
	"strings"
)

// role is what a labelled value says about a task.
type role int

// The roles of labels and of table columns.
const (
	noRole    role = iota
	ordinalNo      // the row's number
	taskText       // what is to be done
	leadUnit
	withUnits
	whoever // "Đơn vị thực hiện": a lead, and coordinators where it names them
	when
	whenStart
	whenEnd
	result
	targetText
	contents // introduces the activities that follow
	remark   // a note: a deadline or a result if it reads as one
	ignored  // money, legal grounds, status, priority
)

// labels gives each role the words that announce it, folded. A label ends in
// a colon in text and stands alone in a table's header. Vietnamese ones are
// those counted in plans of ministries, provinces and departments.
var labels = map[role][]string{
	ordinalNo: {"tt", "stt", "so tt", "so thu tu", "no", "no.", "#", "ref", "id", "nr", "item no"},
	taskText: {
		"noi dung", "nhiem vu", "noi dung nhiem vu", "noi dung cong viec", "ten nhiem vu", "nhiem vu cu the",
		"cong viec", "noi dung thuc hien", "noi dung, nhiem vu", "nhiem vu, noi dung", "nhiem vu, giai phap", "nhiem vu trong tam", "nhiem vu chu yeu",
		"nhiem vu/noi dung", "noi dung/nhiem vu", "noi dung hoat dong", "hoat dong", "ten cong viec", "dau viec", "noi dung chinh", "nhom nhiem vu", "ten nhiem vu, de an",
		"ten de an", "nhiem vu, de an", "de an, nhiem vu", "nhiem vu giao", "noi dung cong tac", "cong tac", "chuong trinh, ke hoach", "ten van ban", "ten hoat dong", "noi dung trien khai",
		"task", "tasks", "activity", "activities", "work", "work item", "action", "action item", "deliverable task", "what", "description", "title", "goal", "initiative", "item", "todo", "story", "issue", "objective",
	},
	leadUnit: {
		"bo phan chu tri tham muu", "bo phan chu tri", "co quan chu tri", "don vi chu tri", "co quan, don vi chu tri", "don vi, co quan chu tri", "chu tri thuc hien",
		"chu tri", "don vi chu tri thuc hien", "co quan chu tri thuc hien", "phong chu tri", "phong, don vi chu tri", "chu tri tham muu", "don vi chu tri tham muu", "co quan chu tri tham muu", "don vi dau moi",
		"co quan dau moi", "dau moi", "dau moi thuc hien", "chiu trach nhiem", "nguoi chiu trach nhiem", "don vi chiu trach nhiem", "co quan chiu trach nhiem", "trach nhiem chu tri", "nguoi phu trach", "phu trach", "can bo phu trach", "nguoi chu tri",
		"don vi tham muu", "co quan tham muu", "bo phan tham muu", "giao", "giao don vi chu tri", "pic", "nguoi chu tri thuc hien", "bo phan phu trach", "don vi phu trach", "phong phu trach", "to phu trach", "phong ban phu trach", "don vi chiu trach nhiem chinh", "chiu trach nhiem chinh", "phu trach chinh", "phan cong cho", "giao cho", "can bo chu tri", "chu tri/chiu trach nhiem", "lanh dao phu trach",
		"owner", "owners", "lead", "leads", "lead unit", "lead team", "responsible", "responsible unit", "responsible party", "responsible person", "assignee", "assigned to", "assigned", "who", "accountable", "dri", "driver", "team", "in charge", "person in charge", "led by", "lead agency",
	},
	withUnits: {
		"co quan phoi hop", "don vi phoi hop", "co quan, don vi phoi hop", "don vi, co quan phoi hop", "phoi hop", "phoi hop thuc hien", "ph", "bo phan phoi hop", "phong phoi hop", "phong, don vi phoi hop", "don vi phoi hop thuc hien", "co quan phoi hop thuc hien", "phoi hop voi",
		"nguoi phoi hop", "ho tro", "don vi ho tro", "bo phan ho tro", "nguoi ho tro", "phong ho tro", "to phoi hop", "cac phong phoi hop", "don vi cung thuc hien", "thanh vien", "cac don vi phoi hop", "cac co quan phoi hop", "don vi tham gia", "co quan tham gia", "cung thuc hien", "trach nhiem phoi hop", "don vi lien quan", "don vi phoi hop, tham gia",
		"with", "support", "supporting", "supported by", "coordinators", "coordinator", "coordination", "coordinating units", "coordinating unit", "contributors", "contributor", "partners", "partner", "participants", "helped by", "collaborators", "in coordination with", "co-owners", "supporting teams", "supporting units", "consulted",
	},
	whoever: {
		"co quan thuc hien", "don vi thuc hien", "don vi, co quan thuc hien", "co quan, don vi thuc hien", "to chuc thuc hien", "bo phan thuc hien", "phong thuc hien", "nguoi thuc hien", "thuc hien", "don vi trien khai", "co quan trien khai", "phan cong", "phan cong thuc hien", "phong, don vi thuc hien",
		"don vi", "co quan", "phong, don vi", "co quan, don vi", "don vi, ca nhan thuc hien", "don vi duoc giao", "co quan duoc giao", "don vi thuc hien chinh", "trach nhiem", "trach nhiem thuc hien", "can bo thuc hien", "don vi chu tri, phoi hop", "co quan chu tri, phoi hop", "chu tri, phoi hop", "don vi chu tri/phoi hop", "co quan chu tri/phoi hop", "chu tri/phoi hop", "don vi chu tri va phoi hop", "phan cong trach nhiem", "phan cong nhiem vu",
		"performed by", "unit", "department", "units", "by whom", "people", "staff", "khoa, phong thuc hien", "khoa/phong", "khoa, phong", "phong ban", "phong/ban", "phong, ban", "to thuc hien", "bo phan",
	},
	when: {
		"thoi gian hoan thanh", "thoi gian thuc hien", "thoi han", "thoi han hoan thanh", "thoi han thuc hien", "hoan thanh", "thoi gian", "tien do", "tien do thuc hien", "tien do hoan thanh", "han hoan thanh", "han", "han chot", "moc thoi gian", "thoi diem", "thoi diem hoan thanh", "thoi diem thuc hien", "ky han",
		"thoi gian trien khai", "thoi gian to chuc", "thoi gian bao cao", "thoi gian trinh", "thoi han bao cao", "thoi han trinh", "thoi gian du kien", "du kien hoan thanh", "thoi gian hoan thanh du kien", "du kien thoi gian hoan thanh", "thoi gian, tien do", "thoi gian, tien do thuc hien", "thoi gian/tien do", "ngay hoan thanh", "ky bao cao", "lich thuc hien", "thang thuc hien", "thoi gian thuc hien/hoan thanh", "thoi gian thuc hien, hoan thanh", "thoi han giai quyet", "lo trinh", "lo trinh thuc hien", "hoan thanh truoc", "thoi gian bat dau - ket thuc", "xong truoc", "thoi gian ban hanh", "thoi gian trinh ban hanh", "thoi han hoan thanh, trinh",
		"due", "due date", "due by", "deadline", "when", "timeline", "timeframe", "time frame", "target date", "date", "dates", "complete by", "completion", "completion date", "finish by", "period", "schedule", "by", "time", "timing", "eta", "frequency", "target completion", "completion by", "delivery date", "needed by", "expected completion", "planned completion", "han nop", "han gui", "han cuoi", "thoi gian xong", "ngay den han", "ngay thuc hien", "tan suat", "chu ky",
	},
	whenStart: {"bat dau", "thoi gian bat dau", "ngay bat dau", "tu ngay", "tu", "start", "start date", "begin", "from", "starts", "begins"},
	whenEnd:   {"ket thuc", "thoi gian ket thuc", "ngay ket thuc", "den ngay", "den", "end", "end date", "finish", "to", "until", "ends"},
	result: {
		"ket qua", "san pham", "san pham dau ra", "san pham (dau ra)", "ket qua dau ra", "ket qua (dau ra)", "ket qua, san pham", "san pham, ket qua", "ket qua/san pham", "san pham/ket qua", "ket qua can dat", "ket qua dat duoc", "san pham hoan thanh", "ket qua thuc hien", "ket qua du kien", "san pham du kien", "yeu cau san pham", "san pham cu the", "dau ra", "yeu cau ket qua", "san pham/ket qua dau ra", "du kien ket qua", "du kien san pham", "ket qua/san pham dau ra", "san pham can dat", "hinh thuc van ban", "loai van ban", "yeu cau, ket qua", "ket qua hoan thanh", "ket qua chu yeu", "san pham dau ra (ket qua)", "san pham chu yeu", "san pham, dau ra", "ket qua, dau ra",
		"result", "results", "output", "outputs", "deliverable", "deliverables", "outcome", "outcomes", "expected result", "expected results", "expected output", "key result", "key results", "product", "products", "done when", "definition of done", "evidence", "success measure", "success criteria", "acceptance criteria", "output/evidence", "minh chung", "ket qua/minh chung", "san pham/minh chung", "ho so minh chung",
	},
	targetText: {"chi tieu", "muc tieu", "chi tieu, muc tieu", "so luong", "khoi luong", "chi tieu phan dau", "chi tieu cu the", "target", "targets", "quantity", "kpi", "metric", "measure", "count", "number"},
	contents: {
		"noi dung va thoi gian thuc hien", "noi dung va tien do", "noi dung va tien do thuc hien", "noi dung va thoi gian", "noi dung, thoi gian thuc hien", "noi dung, tien do", "cac viec can lam", "viec can lam", "cac noi dung cu the", "noi dung cu the", "cac nhiem vu cu the", "cac cong viec cu the", "cong viec cu the", "cac buoc thuc hien", "cac hoat dong", "cac noi dung", "noi dung va thoi han", "noi dung, thoi han", "cac noi dung thuc hien", "noi dung chu yeu", "cac noi dung chinh", "cac cong viec", "hoat dong cu the", "cac hoat dong cu the", "noi dung va thoi gian hoan thanh",
		"steps", "subtasks", "sub-tasks", "milestones", "activities and dates", "what and when", "to do", "to-do", "actions",
	},
	remark: {"ghi chu", "note", "notes", "comment", "comments", "remark", "remarks", "luu y"},
	ignored: {
		"kinh phi", "kinh phi thuc hien", "nguon kinh phi", "nguon luc", "du toan", "du toan kinh phi", "tong kinh phi", "nguon von", "von", "don vi tinh", "dvt", "can cu", "can cu phap ly", "co so phap ly", "cap trinh", "trang thai", "tinh trang", "muc do uu tien", "uu tien", "lanh dao chi dao", "lanh dao theo doi", "dia diem", "thanh phan", "doi tuong", "y kien chi dao", "so van ban", "hinh thuc", "phuong thuc", "hinh thuc to chuc", "phuong phap", "thanh phan tham du", "quy mo", "format", "venue", "audience", "muc dich", "y nghia",
		"budget", "cost", "status", "priority", "location", "place", "legal basis", "source", "risk", "risks", "tags", "estimate", "effort", "progress", "% done",
	},
}

// labelRoles is labels turned round.
var labelRoles = func() map[string]role {
	m := make(map[string]role)
	for r, words := range labels {
		for _, w := range words {
			m[w] = r
		}
	}
	return m
}()

// openings are the first words by which a longer label is known: "Kết quả văn
// bằng bảo hộ các sản phẩm:" is a result.
var openings = []struct {
	words string
	role  role
}{
	{"ket qua thuc hien nhiem vu", noRole}, {"ket qua nam", noRole},
	{"ket qua", result}, {"san pham", result}, {"dau ra", result}, {"expected ", result},
	{"thoi gian ", when}, {"thoi han ", when}, {"tien do ", when}, {"han hoan thanh", when}, {"thoi diem ", when},
	{"co quan chu tri", leadUnit}, {"don vi chu tri", leadUnit}, {"bo phan chu tri", leadUnit}, {"phong chu tri", leadUnit},
	{"co quan phoi hop", withUnits}, {"don vi phoi hop", withUnits}, {"bo phan phoi hop", withUnits}, {"phong phoi hop", withUnits},
	{"co quan thuc hien", whoever}, {"don vi thuc hien", whoever},
	{"noi dung va ", contents}, {"noi dung, thoi ", contents}, {"cac noi dung ", contents}, {"cac buoc ", contents},
	{"chi tieu", targetText}, {"kinh phi", ignored}, {"nguon kinh phi", ignored}, {"can cu", ignored},
}

// maxLabelWords bounds a label that is known by its opening alone.
const maxLabelWords = 10

// labelRole returns what a folded label announces.
func labelRole(low string) (role, bool) {
	low = cleanLabel(low)
	if r, ok := exactRole(low); ok {
		return r, true
	}
	for _, o := range openings {
		if strings.HasPrefix(low, o.words) && len(strings.Fields(low)) <= maxLabelWords && !strings.Contains(low, ",") {
			return o.role, o.role != noRole
		}
	}
	return noRole, false
}

// exactRole returns what a folded label announces that is known as a whole: from
// the lists, or by each of its words. What is to be done is announced in too
// many ways that announce nothing ("Công tác tổ chức:"), so the lists alone say.
func exactRole(low string) (role, bool) {
	if r, ok := labelRoles[low]; ok {
		return r, true
	}
	r, ok := composedRole(low)
	return r, ok && r != taskText
}

// columnRole returns what a header cell announces; brackets and line breaks
// in it do not matter.
func columnRole(cell string) (role, bool) {
	low := fold(cell)
	if r, ok := labelRole(low); ok {
		return r, true
	}
	if r, ok := composedRole(low); ok {
		return r, true
	}
	if i := strings.IndexByte(low, '('); i > 0 {
		if r, ok := labelRole(low[:i]); ok {
			return r, true
		}
	}
	for _, w := range []string{" va ", "/", ",", " - "} {
		head, tail, found := strings.Cut(low, w)
		if !found {
			continue
		}
		a, okA := labelRole(head)
		b, okB := labelRole(tail)
		switch {
		case okA && (a == leadUnit || a == whoever) && (okB && b == withUnits):
			return whoever, true
		case okA:
			return a, true
		case okB:
			return b, true
		}
	}
	return noRole, false
}

// columnWords are words by which the head of a column is known where all of it
// is not: "Khoa, phòng chịu trách nhiệm chính". The first that is in it counts.
var columnWords = []struct {
	words *regexp.Regexp
	role  role
}{
	{regexp.MustCompile(`phoi hop|ho tro|support|contributor|partner|consult`), withUnits},
	{regexp.MustCompile(`chu tri|chiu trach nhiem|phu trach|dau moi|owner|responsible|accountable|assign|\blead\b`), leadUnit},
	{regexp.MustCompile(`(?:don vi|bo phan|co quan|phong|khoa|nguoi|ca nhan).*(?:thuc hien|trien khai|duoc giao)`), whoever},
	{regexp.MustCompile(`\b(?:thoi gian|thoi han|thoi diem|tien do|han|ky han|due|deadline|date|timeline|timing|when)\b`), when},
	{regexp.MustCompile(`ket qua|san pham|dau ra|minh chung|result|output|outcome|deliverable`), result},
	{regexp.MustCompile(`\b(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|task|action|activity|initiative)\b`), taskText},
}

// maxColumnWords bounds the head of a column that is known by one of its words.
const maxColumnWords = 8

// looseColumnRole returns what a header cell announces by one of its words, for
// a row that is known to be a header by its other cells.
func looseColumnRole(cell string) (role, bool) {
	low := fold(cell)
	if n := len(strings.Fields(low)); n == 0 || n > maxColumnWords || strings.ContainsAny(low, "0123456789.;") {
		return noRole, false
	}
	for _, w := range columnWords {
		if w.words.MatchString(low) {
			return w.role, true
		}
	}
	return noRole, false
}
