package intake

import "regexp"

// area is what the items under a heading are.
type area int

const (
	areaPlain   area = iota // tasks where they say who or when
	areaTasks               // "Nhiệm vụ": tasks even without either
	areaDuties              // "Tổ chức thực hiện": tasks only where they are dated
	areaNoTasks             // grounds, aims, money
	areaPast                // what was reached so far
)

var (
	pastHead   = regexp.MustCompile(`^(?:danh gia(?:[ .:]*$| (?:chung|tinh hinh|ket qua|viec|cong tac|thuc trang|thuc hien|so bo|nam|khai quat|nhung|uu diem|tong quat)\b)|ket qua (?:thuc hien|dat duoc|nam|cong tac|hoat dong|chu yeu|noi bat)|tinh hinh|tong ket nam|boi canh|thuan loi|kho khan|ton tai|han che|nguyen nhan|bai hoc|nhung ket qua|thuc trang|kiem diem|nhan xet|background|last (?:year|quarter|month)|retrospective|what went|achievements|done last|review of|history|already done|done so far|completed (?:work|tasks|items|actions|last)|minutes of (?:the )?(?:last|previous)|matters arising|previous (?:minutes|meeting|actions)|dac diem tinh hinh|cong tac da thuc hien|nhung viec da)`)
	aimHead    = regexp.MustCompile(`^(?:muc dich|(?:cac )?yeu cau(?: (?:chung|dat ra|cu the|can dat))?[ .:,;]*$|muc tieu|quan diem|phuong cham|can cu|co so|cac can cu|y nghia|pham vi|doi tuong|chi tieu|cac chi tieu|phuong huong chung|dinh huong|kinh phi|nguon kinh phi|nguon luc|du toan|tai lieu|giai thich|thanh phan|purpose|aims?\b|scope|out of scope|non-goals|assumptions|risks?\b|budget|funding|legal|references|glossary|definitions|contacts?\b|attendees|participants|present\b|agenda|summary\b|overview\b|introduction|vision|principles|notes?\b|apologies|any other business|aob\b|decisions? (?:taken|made)|non-tasks|constraints|dependencies)`)
	taskHead   = regexp.MustCompile(`nhiem vu|giai phap|cong viec|viec can lam|noi dung (?:thuc hien|cong tac|trong tam|hoat dong|phan cong)|phan cong|chuong trinh cong tac|lich cong tac|\btasks?\b|to-?do|action items?|actions\b|next steps|work items|deliverables|milestones|roadmap`)
	dutiesHead = regexp.MustCompile(`^(?:to chuc (?:thuc hien|trien khai)|trien khai thuc hien|dieu khoan thi hanh|che do (?:thong tin,? )?bao cao|trach nhiem thi hanh|hieu luc|thong tin,? bao cao|kiem tra,? giam sat|reporting\b|governance)`)
)

// areaOf reads a heading; outer is the area the heading itself stands in.
func areaOf(title string, outer area) area {
	low := fold(title)
	switch {
	case pastHead.MatchString(low):
		return areaPast
	case dutiesHead.MatchString(low):
		return areaDuties
	case outer == areaNoTasks || outer == areaPast || outer == areaDuties:
		return outer
	case taskHead.MatchString(low):
		return areaTasks
	case aimHead.MatchString(low):
		return areaNoTasks
	}
	return outer
}
