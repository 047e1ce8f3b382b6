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
}

// bodies are the words after which a verb in small letters is part of a name:
// "Ban quản lý", "Trung tâm kiểm soát bệnh tật", "cơ quan điều tra".
var bodies = wordSet("ban", "tổ", "đội", "trung tâm", "hội đồng", "cảnh sát", "cơ quan", "bộ phận", "trạm", "viện kiểm sát",
	"chương", "công", "quy", "tiến", "lộ", "giáo", "hành", "quá", "độc", "thiết", "xác", "bầu", "to", "doi", "trung tam", "hoi dong", "canh sat", "co quan", "bo phan")

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
			if table[phrase] && !nameBefore(s, words, i) {
				return words[i].begin
			}
		}
	}
	return -1
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
