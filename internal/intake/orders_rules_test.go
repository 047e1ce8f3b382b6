package intake

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outlineOf reads a document and gives a line for each task: lead, helpers,
// title, and what each activity says of its deadline.
func outlineOf(t *testing.T, doc string) []string {
	t.Helper()
	d, err := Read(context.Background(), "plan.txt", []byte(doc), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, task := range d.Tasks {
		var due []string
		for _, a := range task.Activities {
			due = append(due, a.Deadline.Due.String()+string(a.Deadline.Recurrence))
		}
		out = append(out, task.Lead+" + "+strings.Join(task.Coordinators, ", ")+" | "+task.Title+" | "+strings.Join(due, " "))
	}
	return out
}

func TestReadOrders(t *testing.T) {
	tests := []struct {
		name, doc string
		want      []string
	}{
		{
			"names that hold verbs",
			"KẾ HOẠCH NĂM 2025\n1. Ban Quản lý dự án đầu tư xây dựng huyện chỉ đạo nhà thầu trước ngày 30/4/2025.\n2. Trung tâm Kiểm định chất lượng xây dựng lập báo cáo hằng quý.\n3. Phòng Quản lý đô thị xây dựng kế hoạch chỉnh trang, xong trước ngày 01/9/2025.\n4. Sở Y tế báo cáo UBND tỉnh phê duyệt danh mục trước ngày 02/5/2025.",
			[]string{
				"Ban Quản lý dự án đầu tư xây dựng huyện +  | chỉ đạo nhà thầu | 2025-04-30",
				"Trung tâm Kiểm định chất lượng xây dựng +  | lập báo cáo | quarterly",
				"Phòng Quản lý đô thị +  | xây dựng kế hoạch chỉnh trang | 2025-09-01",
				"Sở Y tế +  | báo cáo UBND tỉnh phê duyệt danh mục | 2025-05-02",
			},
		},
		{
			"tasks dated by their numbers in brackets",
			"KẾ HOẠCH NĂM 2026\n1. Sở Y tế\n(1) Lập danh sách.\n(2) Mua thuốc.\n(3) Tập huấn.\nCác nhiệm vụ từ (1) đến (2) hoàn thành trước ngày 30/6/2026; nhiệm vụ (3) hoàn thành trong tháng 8/2026.",
			[]string{
				"Sở Y tế +  | Lập danh sách | 2026-06-30",
				"Sở Y tế +  | Mua thuốc | 2026-06-30",
				"Sở Y tế +  | Tập huấn | 2026-08-31",
			},
		},
		{
			"a heading of roles, and points dated by letter",
			"KẾ HOẠCH NĂM 2025\n1. Phòng Nhà ở chủ trì, phối hợp với Trung tâm Quy hoạch xây dựng:\na) Lập hồ sơ thiết kế.\nb) Lựa chọn nhà thầu.\nc) Khởi công tuyến số 2.\nCác nội dung nêu tại điểm a, b khoản này hoàn thành trước ngày 30/4/2025; điểm c trong tháng 6/2025.",
			[]string{
				"Phòng Nhà ở + Trung tâm Quy hoạch xây dựng | Lập hồ sơ thiết kế | 2025-04-30",
				"Phòng Nhà ở + Trung tâm Quy hoạch xây dựng | Lựa chọn nhà thầu | 2025-04-30",
				"Phòng Nhà ở + Trung tâm Quy hoạch xây dựng | Khởi công tuyến số 2 | 2025-06-30",
			},
		},
		{
			"points of a numbered part",
			"KẾ HOẠCH NĂM 2025\n1. Giao thông\na) Sở Xây dựng sửa chữa cầu.\nb) Sở Tài chính bố trí vốn.\n2. Thủy lợi\na) Sở Y tế lập danh mục.\nb) Sở Công Thương rà soát hồ đập.\nCác nhiệm vụ tại khoản 2 hoàn thành trước ngày 30/6/2025.",
			[]string{
				"Sở Xây dựng +  | sửa chữa cầu | ",
				"Sở Tài chính +  | bố trí vốn | ",
				"Sở Y tế +  | lập danh mục | 2025-06-30",
				"Sở Công Thương +  | rà soát hồ đập | 2025-06-30",
			},
		},
		{
			"a letter",
			"V/v bình ổn giá năm 2025\n\nKính gửi:\n- Các Sở: Y tế, Tài chính;\n- UBND các xã.\n\n1. Sở Tài chính niêm yết giá trước ngày 10/12/2025.\n2. Chế độ báo cáo: Các đơn vị nêu trên báo cáo kết quả trước ngày 20/12/2025.\n\nYêu cầu Thủ trưởng các đơn vị nghiêm túc triển khai thực hiện./.",
			[]string{
				"Sở Tài chính +  | niêm yết giá | 2025-12-10",
				"Các đơn vị nêu trên +  | báo cáo kết quả | 2025-12-20",
			},
		},
		{
			"minutes that mark their actions",
			"Minutes, 3 June 2025\n\n1. Status\n1.1 Bob said the fee was paid on 28 May.\nACTION: Ana to publish the page by 13 June 2025.\n2. Works\nThe roof leaks since 1 May.\nACTION: Bob to mend the roof by 20 June 2025.\n3. Hiring\nACTION: Chi to send the offer once the licence is granted.\n4. Next meeting\nTuesday 1 July 2025.",
			[]string{
				"Ana +  | publish the page | 2025-06-13",
				"Bob +  | mend the roof | 2025-06-20",
				"Chi +  | send the offer | ",
			},
		},
		{
			"sentences each with a unit of its own",
			"KẾ HOẠCH NĂM 2025\n1. Sở Y tế lập danh mục thuốc trước ngày 01/3/2025.\n2. Các phòng báo cáo kết quả về Văn phòng trước ngày 22 hằng tháng. Văn phòng Sở tổng hợp báo cáo năm trước ngày 10/12/2025.",
			[]string{
				"Sở Y tế +  | lập danh mục thuốc | 2025-03-01",
				"Các phòng +  | báo cáo kết quả về Văn phòng | monthly",
				"Văn phòng Sở +  | tổng hợp báo cáo năm | 2025-12-10",
			},
		},
		{
			"rows that end at an empty line",
			"KẾ HOẠCH NĂM 2026\n\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\nThời hạn\n\nI. ĐÀO TẠO\n\n1\n|\nMở lớp truyền nghề\n|\nPhòng Văn hóa\n|\nQuý I/2026\n\n2\n|\nBiên soạn sổ tay\n|\nHội Nông dân\n|\n30/5/2026\n",
			[]string{
				"Phòng Văn hóa +  | Mở lớp truyền nghề | 2026-03-31",
				"Hội Nông dân +  | Biên soạn sổ tay | 2026-05-30",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, outlineOf(t, tt.doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
