package main

var inVietnamese = journey{
	name: "vi", user: director,
	plan: wordPlan{
		head: []string{"ỦY BAN NHÂN DÂN TỈNH", "KẾ HOẠCH", "Chuyển đổi số năm 2022 của Sở Khoa học và Công nghệ"},
		rows: [][]string{
			{"TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"},
			{"1", "Rà soát, ban hành danh mục dịch vụ công trực tuyến", "Văn phòng Sở", "Các phòng chuyên môn", "tháng 3/2022"},
			{"2", "Số hóa 1.200 hồ sơ lưu trữ", "Văn phòng Sở", "", "quý III năm 2022"},
			{"3", "Kết nối trục liên thông văn bản của tỉnh", "Phòng Quản lý công nghệ và Đổi mới sáng tạo", "Sở Thông tin và Truyền thông", "30/6/2022"},
			{"4", "Tập huấn kỹ năng số cho công chức", "Phòng Kế hoạch và Quản lý chuyên ngành", "", "đầu quý II năm 2022"},
			{"5", "Đánh giá an toàn thông tin", "Phòng Quản lý công nghệ và Đổi mới sáng tạo", "Công an tỉnh", "quý IV năm 2022"},
			{"6", "Tổng kết kế hoạch, báo cáo UBND tỉnh", "Văn phòng Sở", "", "trước ngày 01/01/2023"},
		},
	},
	offered:  []string{"6 nhiệm vụ, năm 2022", "2 điểm cần xem lại"},
	doubts:   []string{"Thời hạn chưa xác định được ngày cụ thể.", "“Trước ngày” được ghi đúng ngày đó và nhắc sớm một ngày."},
	taken:    "15/04/2022",
	takes:    []string{"“đầu quý II năm 2022” → 01/04/2022 – 15/04/2022", "đã sửa"},
	phrase:   "trước ngày 20/12/2022",
	typed:    []string{"20/12/2022", "đã sửa"},
	imported: ": 6 nhiệm vụ.",
	update:   "/task cập nhật 3 40% đã thử nghiệm với hai phòng",
	later: [2]cell{
		{2, 1, "Số hóa 1.200 hồ sơ lưu trữ", "Số hóa 1.200 hồ sơ lưu trữ và công bố mục lục"},
		{3, 4, "30/6/2022", "31/8/2022"},
	},
	counts: "2 thay đổi, 0 mới, 0 bỏ, 4 giữ nguyên",
	shown: [2][]string{
		{"Số hóa 1.200 hồ sơ lưu trữ và công bố mục lục", "quý III năm 2022"},
		{"31/08/2022", "40%", "đã thử nghiệm với hai phòng"},
	},
}

var inEnglish = journey{
	name: "en", user: english,
	plan: wordPlan{
		head: []string{"Service plan 2022"},
		rows: [][]string{
			{"No.", "Task", "Owner", "Support", "Due"},
			{"1", "Publish the accessibility statement", "Content team", "", "March 2022"},
			{"2", "Rewrite 40 help pages", "Content team", "Legal", "Q3 2022"},
			{"3", "Move the booking page to the new host", "Web team", "Front desk", "30 June 2022"},
			{"4", "Train the front desk", "Front desk", "", "early Q2 2022"},
			{"5", "Retire the old intranet", "Web team", "Records office", "Q4 2022"},
			{"6", "Report to the board", "Content team", "", "before 1 January 2023"},
		},
	},
	offered:  []string{"6 tasks, year 2022", "2 points to check"},
	doubts:   []string{"The deadline gives no firm day.", "“Before” a day is recorded as that day and reminded of a day earlier."},
	taken:    "15 Apr 2022",
	takes:    []string{"“early Q2 2022” → 1 Apr 2022 – 15 Apr 2022", "mended"},
	phrase:   "by 16 December 2022",
	typed:    []string{"16 Dec 2022", "mended"},
	imported: ": 6 tasks.",
	update:   "/task update 3 40% two teams have tried it",
	later: [2]cell{
		{2, 1, "Rewrite 40 help pages", "Rewrite 40 help pages in plain English"},
		{3, 4, "30 June 2022", "31 August 2022"},
	},
	counts: "2 changed, 0 new, 0 gone, 4 the same",
	shown: [2][]string{
		{"Rewrite 40 help pages in plain English", "Q3 2022"},
		{"31 Aug 2022", "40%", "two teams have tried it"},
	},
}
