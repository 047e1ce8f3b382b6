package intake

import "testing"

// Results after the bullets of a numbered task are the task's, after a bullet
// that is a task itself that bullet's; a label with a bullet stands beside the
// others of its task.
func TestResultsBelongToTheirTask(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		title string
	}{
		"numbered": {"Nhiệm vụ 1. Cấp chứng nhận: 02 chứng nhận\nChủ trì: Phòng A\n- Lập hồ sơ, quý I/2025\n- Nộp hồ sơ, quý II/2025\nKết quả: Chứng nhận Bưởi; Chứng nhận Cam\n", "Cấp chứng nhận"},
		"bullet":   {"THÁNG 10/2025\n• Lập đội tuyển: 02 đội tuyển (Tổ Khảo thí).\n  Kết quả: Đội tuyển Toán, Đội tuyển Văn.\n• Họp giao ban (Tổ Văn phòng).\n", "Lập đội tuyển"},
		"steps":    {"1. Tu bổ đê: 02 tuyến đê\n- Chủ trì: Phòng A.\n- Các bước thực hiện:\n(1) Khảo sát. Thời hạn: quý I/2025;\n(2) Thi công. Thời hạn: quý II/2025.\n- Kết quả: Đê Tả; Đê Hữu.\n", "Tu bổ đê"},
	} {
		d := mustRead(t, "a.txt", "KẾ HOẠCH\nCông tác năm 2025\n\n"+c.text)
		if got := d.Tasks[0]; got.Title != c.title || len(got.Items) != 2 {
			t.Errorf("%s: title %q, items %q", name, got.Title, got.Items)
		}
	}
}
