package intake

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/work"
)

const samples = "../sandbox/sample/"

func mustRead(t *testing.T, name, s string) work.Draft {
	t.Helper()
	d, err := Read(context.Background(), name, []byte(s), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func readSample(t *testing.T, name string) work.Draft {
	t.Helper()
	data, err := os.ReadFile(samples + name)
	if err != nil {
		t.Fatal(err)
	}
	return mustRead(t, name, string(data))
}

// brief tells a draft in one line a task and one an activity.
func brief(d work.Draft) []string {
	var out []string
	for _, t := range d.Tasks {
		s := fmt.Sprintf("%s %s | %s", t.Ref, t.Title, t.Lead)
		if len(t.Coordinators) > 0 {
			s += " + " + strings.Join(t.Coordinators, "; ")
		}
		if t.Target != nil {
			s += fmt.Sprintf(" | %d %s", t.Target.Count, t.Target.Unit)
		}
		if t.Rank != "" {
			s += " | rank " + t.Rank
		}
		if len(t.Items) > 0 {
			s += " | items " + strings.Join(t.Items, ", ")
		}
		out = append(out, s)
		for _, a := range t.Activities {
			s := fmt.Sprintf("- %s | %s..%s", a.Text, a.Deadline.Start, a.Deadline.Due)
			if a.Deadline.Recurrence != "" {
				s += " " + string(a.Deadline.Recurrence)
			}
			if a.Deadline.Phrase != "" {
				s += " | " + a.Deadline.Phrase
			}
			if len(a.Checklist) > 0 {
				s += " | " + strings.Join(a.Checklist, ", ")
			}
			out = append(out, s)
		}
	}
	return out
}

func TestSamplePlan(t *testing.T) {
	d := readSample(t, "plan.txt")
	if d.Year != 2022 || len(d.Tasks) != 3 {
		t.Fatalf("year %d with %d tasks, want 2022 with 3", d.Year, len(d.Tasks))
	}
	type act struct{ Start, Due, Phrase string }
	type task struct {
		Ref, Lead    string
		Coordinators []string
		Target       *work.Target
		Rank         string
		Items        []string
		Activities   []act
		Parts        []int
	}
	technology := "Phòng Quản lý công nghệ và Đổi mới sáng tạo"
	want := []task{
		{
			Ref: "1", Lead: "Phòng Kế hoạch và Quản lý chuyên ngành",
			Coordinators: []string{"các phòng chuyên môn", "đơn vị trực thuộc Sở"},
			Rank:         "ra khỏi tốp 5 đơn vị đứng cuối bảng",
			Activities:   []act{{"2022-02-01", "2022-02-28", "trong tháng 02/2022"}, {"2022-12-01", "2022-12-31", "tháng 12/2022"}},
			Parts:        []int{0, 8},
		},
		{
			Ref: "2", Lead: technology, Target: &work.Target{Count: 2, Unit: "dự án"},
			Activities: []act{{"2022-04-01", "2022-06-30", "Quý II năm 2022"}, {"2022-12-01", "2022-12-31", "tháng 12/2022"}},
			Parts:      []int{6, 0},
		},
		{
			Ref: "3", Lead: technology, Target: &work.Target{Count: 5, Unit: "văn bằng bảo hộ"},
			Items: []string{
				"NHTT Bánh phồng Tràng Định", "NHTT Cá lồng Văn Quan", "NHTT Lạp sườn Bình Gia",
				"NHTT Rượu trắng Thạch Đạn", "NHTT Măng Vĩnh Yên Bình Gia",
			},
			Activities: []act{{"2022-01-01", "2022-06-30", "Quý I, II năm 2022"}, {"2022-12-01", "2022-12-31", "tháng 12/2022"}},
			Parts:      []int{0, 0},
		},
	}
	var got []task
	for _, x := range d.Tasks {
		g := task{Ref: x.Ref, Lead: x.Lead, Coordinators: x.Coordinators, Target: x.Target, Rank: x.Rank, Items: x.Items}
		for _, a := range x.Activities {
			g.Activities = append(g.Activities, act{a.Deadline.Start.String(), a.Deadline.Due.String(), a.Deadline.Phrase})
			g.Parts = append(g.Parts, len(a.Checklist))
		}
		got = append(got, g)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sample plan (-want +got):\n%s", diff)
	}
	if first := d.Tasks[1].Activities[0].Checklist[0]; first != "Dự án SEAN" {
		t.Errorf("first candidate project is %q", first)
	}
}

func TestEnglishSamplePlan(t *testing.T) {
	want := []string{
		"1 Move card payments to the new provider | Payments + Security; Customer Support | 4 payment methods | items Visa, Mastercard, American Express, Apple Pay",
		"- Sign the contract and pass the provider's security review | ..2022-04-15 | 15 April 2022",
		"- Migrate the payment methods one by one, namely: Visa; Mastercard; American Express; Apple Pay | ..2022-06-30 | end of Q2 2022 | Visa, Mastercard, American Express, Apple Pay",
		"2 Cut the time to pay on a phone by at least 30% | Mobile + Design | 30 %",
		"- Measure every step of the current flow and publish the figures | 2022-04-01..2022-04-30 | April 2022",
		"- Ship the one-page checkout to all customers | ..2022-06-17 | before 17 June 2022",
		"3 Leave the bottom 3 of the company's reliability ranking | Platform + Payments | rank Leave the bottom 3 of the company's reliability ranking",
		"- Write a runbook for each alert that woke somebody up this year | 2022-05-01..2022-05-31 | May 2022",
		"- Rehearse a provider outage with the whole team | ..2022-06-24 | 24 June 2022",
		"4 Keep the books clean | Finance Operations",
		"- Reconcile the ledger with the provider's payouts | .. monthly | every month",
		"- Review open chargebacks | .. weekly | every week",
	}
	if diff := cmp.Diff(want, brief(readSample(t, "plan.en.txt"))); diff != "" {
		t.Errorf("English sample plan (-want +got):\n%s", diff)
	}
}
