package intake

import (
	"strings"
	"sync"
)

// verbs are the words with which an order goes on after the unit it is given
// to: "Giao Sở Tài chính | tổng hợp …". They count in small letters alone, for
// a unit's own name may hold one ("Ban Tiếp công dân").
var verbs = []string{
	"ban hành", "bàn giao", "báo cáo", "bảo đảm", "đảm bảo", "bảo vệ", "biên soạn", "bố trí", "bổ sung", "bồi dưỡng", "căn cứ", "cập nhật", "chấn chỉnh", "chi trả", "chỉ đạo", "chia sẻ", "chịu trách nhiệm", "chủ động", "chủ trì", "chuẩn bị", "chuyển", "công bố", "công khai", "cung cấp", "cử", "củng cố", "cải thiện", "cải tạo", "cân đối",
	"dự báo", "dự thảo", "duy trì", "đánh giá", "đào tạo", "đấu tranh", "đăng ký", "đăng tải", "đầu tư", "đẩy mạnh", "đẩy nhanh", "đề xuất", "đề nghị", "điều chỉnh", "điều tra", "đôn đốc", "đổi mới", "đưa", "gửi", "giải quyết", "giám sát", "giới thiệu", "hoàn chỉnh", "hoàn tất", "hoàn thành", "hoàn thiện", "hỗ trợ", "huy động", "hướng dẫn", "hợp tác",
	"kết nối", "khai thác", "khảo sát", "khắc phục", "khẩn trương", "khởi công", "kiểm soát", "kiểm tra", "kiện toàn", "kiến nghị", "kêu gọi", "lắp đặt", "lập", "làm việc", "làm rõ", "lựa chọn", "lồng ghép", "mở", "mời", "mua", "nâng cao", "nâng cấp", "nắm", "ngăn chặn", "nghiên cứu", "nghiệm thu", "nhân rộng", "niêm yết", "phát động", "phát hành", "phát triển", "phân bổ", "phân công", "phân loại", "phân tích", "phê duyệt", "phổ biến", "phối hợp", "phục vụ", "phòng ngừa",
	"quán triệt", "quản lý", "quyết định", "quyết toán", "rà soát", "sắp xếp", "sơ kết", "soạn thảo", "sớm", "sửa chữa", "sửa đổi", "số hóa", "tạo điều kiện", "tăng cường", "tập huấn", "tập trung", "tham dự", "tham gia", "tham mưu", "thành lập", "thanh tra", "thẩm định", "theo dõi", "thi công", "thông báo", "thống kê", "thu thập", "thu hồi", "thực hiện", "thường xuyên", "tiếp nhận", "tiếp tục", "tiếp thu", "tiến hành", "tính toán", "tổ chức", "tổng hợp", "tổng kết", "trang bị", "trao đổi", "triển khai", "trình", "trồng", "truyền thông", "tuyên truyền", "tuyển dụng", "tuyển chọn", "tư vấn", "ưu tiên", "vận động", "vận hành", "xác định", "xây dựng", "xem xét", "xét", "xử lý", "xúc tiến", "ứng dụng", "yêu cầu", "nộp", "thanh toán", "giải ngân", "thẩm tra", "tích hợp", "nhanh chóng", "nghiêm túc", "quan tâm", "lấy ý kiến", "đối chiếu", "có văn bản", "có trách nhiệm", "có phương án", "có kế hoạch", "phải", "làm đầu mối", "là đầu mối", "đề ra", "kịp thời", "đăng", "mua sắm", "ký", "chốt", "khuyến khích", "tái cơ cấu", "tìm", "chọn", "viết", "khen thưởng", "chăm lo", "thăm", "điều động", "luân chuyển", "truy quét", "cắt giảm", "đơn giản hóa", "chuẩn hóa", "công nhận", "trả lời", "giải trình", "tháo gỡ", "hoàn trả", "khôi phục", "phục hồi", "xác minh", "thay thế", "tiêm", "tiêu hủy", "khoanh vùng", "dự trữ",
	"lãnh đạo việc", "lãnh đạo công tác", "lãnh đạo thực hiện", "lãnh đạo, chỉ đạo", "lãnh đạo tổ chức", "giải phóng", "bốc thăm", "biểu dương", "tôn vinh", "trao tặng", "phát sóng", "truyền tải", "nhắc nhở", "đề cử", "bổ nhiệm", "thảo luận", "cam kết", "ký kết", "tiếp đón", "đón tiếp", "tiếp xúc", "gặp mặt", "đối thoại", "khởi tố", "truy tố", "cưỡng chế", "xử phạt", "thu gom", "gieo trồng", "gieo cấy", "phun thuốc", "nạo vét", "khơi thông", "tu bổ", "gia cố", "tôn tạo", "trùng tu", "bảo hành", "di dời", "sơ tán", "di dân", "tái định cư", "cắm", "cắm mốc", "đo đạc", "đo vẽ", "cấp phát", "cấp phép", "cấp đổi", "truy thu", "quyên góp", "ủng hộ", "kết nạp", "quảng bá", "đăng cai", "kỷ niệm", "diễn tập", "luyện tập", "rèn luyện", "trực ban", "tuần tra", "giữ gìn", "giữ vững", "khống chế", "ứng phó", "ứng trực", "khám bệnh", "khám sức khỏe", "sàng lọc", "tầm soát", "tiêm chủng", "tiêm phòng", "kiểm kê", "kiểm đếm", "kiểm điểm", "kê khai", "tự đánh giá", "tự kiểm tra", "chấm điểm", "xếp loại", "xếp hạng", "phân hạng", "phân cấp", "phân luồng", "phân tuyến", "phân kỳ", "ủy quyền", "tiếp thị", "chào bán", "mời thầu", "chấm thầu", "ký hợp đồng", "thanh lý", "ghi nhận", "ghi chép", "chỉnh lý", "số hoá", "in ấn", "biên tập", "biên dịch", "dịch thuật", "xuất bản", "in phát", "chụp", "quay", "quay phim", "lập trình", "cài đặt", "mở rộng", "thu hẹp", "rút ngắn", "kéo dài", "gia hạn", "chấm dứt", "đình chỉ", "tạm dừng", "khởi động", "vận dụng", "áp dụng", "thí điểm", "làm sạch", "làm việc với", "làm tốt", "dọn", "dọn dẹp", "tổng vệ sinh", "sắp đặt", "trưng bày", "trang trí", "xây lắp", "đắp", "san lấp", "nhập liệu", "chạy thử", "hiệu chuẩn", "hiệu chỉnh", "ươm tạo", "chuyển giao", "tiếp quản", "tập kết", "tập hợp", "thu nhận", "thụ lý", "góp ý", "cho ý kiến", "có ý kiến", "nêu rõ", "nêu gương", "phản ánh", "cảnh báo", "khuyến cáo", "hạch toán", "kết chuyển", "đóng góp", "nộp ngân sách", "thanh quyết toán", "tất toán", "hoàn thuế", "miễn giảm", "thoái vốn", "cổ phần hóa", "tái cấu trúc", "hợp nhất", "chia tách", "trả kết quả", "phúc tra", "phúc khảo", "coi thi", "ra đề", "ra quân", "ra mắt", "khánh thành", "khai giảng", "bế giảng", "khai mạc", "bế mạc", "tổng duyệt", "sưu tầm", "nghiên cứu xây dựng", "viết bài", "đỡ đầu", "giúp đỡ", "thăm hỏi", "động viên", "luân phiên", "biệt phái", "tinh giản", "sắp xếp lại", "đề phòng", "phòng chống", "phòng, chống", "ngăn ngừa", "truy vết", "lấy mẫu", "lấy phiếu", "bỏ phiếu", "đăng bài", "livestream", "mở lớp", "mở đợt", "hoạch định", "tiết kiệm", "bãi bỏ", "hủy bỏ", "thu xếp", "tập dượt", "xét tuyển", "xét duyệt", "chuẩn y", "phê chuẩn", "ký ban hành", "ban bố",
	"đo kiểm", "đo lường", "kiểm thử", "thử nghiệm", "thử tải", "ghi hình", "ghi âm", "phỏng vấn", "dựng phim", "lên sóng", "thuê", "bốc dỡ", "luân chuyển", "sao lưu", "khoanh nợ", "đối soát", "chiết khấu", "thu nợ", "bình xét", "rút kinh nghiệm", "quy tập", "trùng tu", "vớt", "nạo", "khoan", "bơm", "tưới", "bón", "tỉa", "đốn", "ươm", "gieo", "cày", "ép", "sàng", "đóng gói", "dán", "kẻ", "sơn kẻ", "vá", "thông tắc", "hút", "thau rửa", "rửa", "súc xả", "khử khuẩn", "khử trùng", "cách ly", "hội chẩn", "giao ban", "bắn pháo hoa", "tặng quà", "trao quà", "chúc Tết", "đi cơ sở", "viếng", "dâng hương", "tri ân", "gắn biển", "treo cờ", "thắp sáng", "số hóa dữ liệu", "kết xuất", "nhập dữ liệu", "tái kiểm định", "kiểm nghiệm", "giám định", "thẩm duyệt", "thẩm tra", "giải đáp", "chạy", "sửa", "tháo dỡ", "gắn", "tuyển",
}

// shortVerbs are nouns as often as verbs, or parts of names. They count where a
// unit's name is complete before them: "Công an tỉnh | cấp …".
var shortVerbs = wordSet("bàn", "thi", "in", "đo", "chi", "thu", "phát", "cấp", "giao", "nhận", "đổi", "sơn", "quét", "đào", "đóng", "cắt", "hạ", "nâng", "tăng", "giảm", "dự toán", "dự kiến", "thông tin", "nuôi", "phun", "chữa", "khám", "trực", "giữ", "dựng", "xây", "lát", "lợp", "treo", "nhập", "xuất", "làm", "rút", "thay", "sửa", "diệt", "đón", "dạy", "chấm", "chống", "duyệt", "trả", "giúp", "khen", "tặng", "trao", "bầu", "nêu", "tuyển", "sản xuất", "thi hành", "vệ sinh", "quy hoạch", "kiểm toán", "xét xử", "điều phối", "lưu trữ", "vận chuyển", "chế biến", "thống nhất", "phân phối", "thu hoạch", "phát thanh", "huấn luyện", "điều trị", "xét nghiệm", "kiểm định", "thiết kế", "chăm sóc", "bảo trì", "cung ứng", "đấu thầu", "đấu giá", "giám định", "định giá", "phản biện", "hòa giải", "sáp nhập", "điều hành", "điều tiết", "bảo tồn", "bảo dưỡng", "nuôi dưỡng", "tài trợ", "cho vay", "tuyển sinh", "giải thể", "kết nghĩa")

// complete are the words that end a unit's name.
var complete = wordSet("tỉnh", "huyện", "xã", "phường", "thành phố", "phố", "thị xã", "trấn", "quận", "nước", "ty", "vực", "quan", "vị", "phương", "ngành", "sở", "bộ", "trì", "khu")

// bodies are the words after which a verb in small letters is part of a name:
// "Ban quản lý", "Trung tâm kiểm soát bệnh tật", "cơ quan điều tra".
var bodies = wordSet("ban", "tổ", "đội", "trung tâm", "hội đồng", "cảnh sát", "cơ quan", "bộ phận", "trạm", "viện kiểm sát", "to", "doi", "trung tam", "hoi dong", "canh sat", "co quan", "bo phan")

// firstHalves make another word of a verb of one syllable: "chương trình", "thiết
// lập", "bầu cử".
var firstHalves = wordSet("chương", "công", "quy", "tiến", "lộ", "giáo", "hành", "quá", "độc", "thiết", "xác", "bầu")

var verbTable = sync.OnceValue(func() [2]map[string]bool {
	all := wordSet(verbs...)
	return [2]map[string]bool{all, foldSet(all)}
})

// verbAt returns the offset in s of the first verb, -1 where there is none.
func verbAt(s string, plain bool) int {
	table := verbTable()[0]
	if plain {
		table = verbTable()[1]
	}
	words := allWords(s)
	for i := range words {
		if !startsLower(s[words[i].begin:]) {
			continue
		}
		for n := min(3, len(words)-i); n > 0; n-- {
			phrase := s[words[i].begin:words[i+n-1].end]
			if table[phrase] && !nameBefore(s, words, i) && !(n == 1 && secondHalf(s, words, i)) || !plain && shortVerbs[phrase] && (i == 0 || completes(s, words[i-1])) {
				return words[i].begin
			}
		}
	}
	return -1
}

func completes(s string, w span) bool { return complete[strings.ToLower(s[w.begin:w.end])] }

func secondHalf(s string, words []span, i int) bool {
	return i > 0 && firstHalves[strings.ToLower(s[words[i-1].begin:words[i-1].end])] && strings.TrimSpace(s[words[i-1].end:words[i].begin]) == ""
}

// nameBefore reports whether the words before words[i] are a body that a verb
// in small letters may be part of the name of. "Các cơ quan" are no one body.
func nameBefore(s string, words []span, i int) bool {
	for n := 1; n <= 2 && n <= i; n++ {
		before := strings.ToLower(s[words[i-n].begin:words[i-1].end])
		if !bodies[before] || strings.TrimSpace(s[words[i-1].end:words[i].begin]) != "" {
			continue
		}
		if n == i {
			return true
		}
		plural := strings.ToLower(s[words[i-n-1].begin:words[i-n-1].end])
		return plural != "các" && plural != "cac" && plural != "những"
	}
	return false
}

// allWords returns the byte spans of the words of s.
func allWords(s string) []span {
	var out []span
	for i := 0; i < len(s); {
		w := firstWords(s[i:], 1)
		if len(w) == 0 {
			i++
			continue
		}
		out = append(out, span{i + w[0].begin, i + w[0].end})
		i += w[0].end
	}
	return out
}
