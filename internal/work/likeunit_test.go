package work

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestLikeUnits(t *testing.T) {
	known := []string{"Phòng Quản lý Công nghệ", "Sở Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh", "Văn phòng Sở",
		"Phòng Kế hoạch - Tài chính", "Sở Tài chính", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "Design", "Trung tâm Ứng dụng"}
	for name, want := range map[string][]string{
		"QLCN":                         {"Phòng Quản lý Công nghệ"},
		"P. QLCN":                      {"Phòng Quản lý Công nghệ"},
		"Quản lý công nghệ":            {"Phòng Quản lý Công nghệ"},
		"Sở KH&CN":                     {"Sở Khoa học và Công nghệ"},
		"KHCN":                         {"Sở Khoa học và Công nghệ"},
		"UBND tỉnh":                    {"Ủy ban nhân dân tỉnh"},
		"VP Sở":                        {"Văn phòng Sở"},
		"Phòng Tài chính":              {"Phòng Kế hoạch - Tài chính"}, // not the Sở's
		"Phòng Kế hoạch":               {"Phòng Kế hoạch - Tài chính"},
		"Chi cục TCĐLCL":               {"Chi cục Tiêu chuẩn Đo lường Chất lượng"},
		"Phòng Qun lý Công nghệ":       {"Phòng Quản lý Công nghệ"},
		"Phong Quan ly cong nghe":      nil, // the same, folded
		"TT Ứng dụng":                  {"Trung tâm Ứng dụng"},
		"Department of Design":         {"Design"},
		"Công an tỉnh":                 nil,
		"":                             nil,
		"Phòng":                        nil,
		"Văn phòng Đăng ký Quyền SHTT": nil,
	} {
		if diff := cmp.Diff(want, LikeUnits(name, known)); diff != "" {
			t.Errorf("LikeUnits(%q) (-want +got): %s", name, diff)
		}
	}
	for _, pair := range [][2]string{{"Phòng 1", "Phòng 2"}, {"Phòng A", "Phòng B"}, {"Tổ công tác số 11", "Tổ công tác số 12"}} {
		if got := LikeUnits(pair[0], pair[1:]); got != nil {
			t.Errorf("%s is like %v", pair[0], got)
		}
	}
}

func TestLikeUnitsOfAnyNames(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		names := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.StringMatching(`(aa? ?va ?){0,60}`)), 0, 8).Draw(rt, "known")
		name := rapid.OneOf(rapid.String(), rapid.StringMatching(`(aa? ?va ?){0,60}`)).Draw(rt, "name")
		got := LikeUnits(name, names)
		if len(got) > maxLike || len(LikeUnits(name, append(names, name))) > 0 {
			rt.Fatalf("LikeUnits(%q, %q) = %q", name, names, got)
		}
		if !cmp.Equal(got, LikeUnits(name, names), cmpopts.EquateEmpty()) {
			rt.Fatal("asked twice, another answer")
		}
	})
}
