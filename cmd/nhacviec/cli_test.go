package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"nhacviec/internal/app"
	"nhacviec/internal/sandbox"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// typed runs one command line and returns its exit code and what it wrote.
func typed(t *testing.T, stdin string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e lockedBuffer
	code = execute(context.Background(), args, &streams{strings.NewReader(stdin), &o, &e})
	return code, o.String(), e.String()
}

func planFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.txt")
	if err := os.WriteFile(path, sandbox.SamplePlan().Data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDryRunShowsWhatIsRead(t *testing.T) {
	t.Parallel()
	code, out, errs := typed(t, "", "import", "--dry-run", "--lang", "vi", planFile(t))
	if code != 0 || !strings.Contains(out, "3 nhiệm vụ, 6 nội dung") || !strings.Contains(out, "☐ NHTT Cá lồng Văn Quan") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	code, out, errs = typed(t, "", "import", "--dry-run", "--format", "json", planFile(t))
	var plan struct {
		Year  int
		Tasks []struct {
			Items      []string
			Activities []struct {
				Due       *string
				Line      int
				Checklist []string
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &plan); err != nil || code != 0 {
		t.Fatalf("%d %v %s", code, err, errs)
	}
	if plan.Year != 2022 || len(plan.Tasks) != 3 || len(plan.Tasks[2].Items) != 5 || len(plan.Tasks[0].Activities[1].Checklist) != 8 ||
		plan.Tasks[0].Activities[0].Due == nil || *plan.Tasks[0].Activities[0].Due != "2022-02-28" {
		t.Errorf("%+v", plan)
	}
}

func TestImportOnTheCommandLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "bot.db")
	run := func(want int, words string, args ...string) {
		t.Helper()
		code, out, errs := typed(t, "", append([]string{"import", "--db", path, "--lang", "en"}, args...)...)
		if code != want || !strings.Contains(out+errs, words) {
			t.Errorf("%v: %d %s %s", args, code, out, errs)
		}
	}
	file := planFile(t)
	run(1, "wants --channel and --owner", file)
	run(1, "knows no Slack workspace yet", "--channel", "C1", "--owner", "U1", file)
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(t.Context(), func(w app.Writer) error {
		_, err := w.PutWorkspace(t.Context(), work.Workspace{Team: "T1", Name: "One"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	run(0, "Imported", "--channel", "C1", "--owner", "U1", file)
	run(1, "lines changed 0, new 0, gone 0", "--channel", "C1", "--owner", "U1", file)
	run(1, "only its owner can apply", "--channel", "C1", "--owner", "U2", "--update", file)
	run(0, "Applied a later version", "--channel", "C1", "--owner", "U1", "--update", file)
	run(1, "no such file", "--channel", "C1", "--owner", "U1", file+".missing")
	err = db.Read(t.Context(), func(r app.Reader) error {
		plans, err := r.Plans(t.Context(), 0)
		if err != nil || len(plans) != 1 || plans[0].Owner != "U1" || plans[0].Channel != "C1" {
			t.Errorf("%+v %v", plans, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDeadlinesOnStandardInput(t *testing.T) {
	t.Parallel()
	code, out, errs := typed(t, "Quý I, II năm 2022\ntrước ngày 10 hàng tháng\nđầu quý II/2025\nend of Q2\n\n", "deadline", "--year", "2022")
	want := "2022-01-01\t2022-06-30\t\n\t\tmonthly\n2025-04-01\t\t\n\t2022-06-30\t\n\t\t\n"
	if code != 0 || out != want {
		t.Errorf("%d %q %s, want %q", code, out, errs, want)
	}
}

func TestTheManifestIsWhatTheBotNeeds(t *testing.T) {
	t.Parallel()
	code, out, _ := typed(t, "", "manifest", "--url", "https://bot.example")
	var m struct {
		Features struct {
			Commands []struct {
				Command string
				URL     string
				Escape  bool `yaml:"should_escape"`
			} `yaml:"slash_commands"`
		}
		Settings struct {
			Socket bool `yaml:"socket_mode_enabled"`
		}
	}
	if err := yaml.Unmarshal([]byte(out), &m); err != nil || code != 0 {
		t.Fatal(code, err)
	}
	c := m.Features.Commands
	if len(c) != 1 || c[0].Command != "/task" || c[0].URL != "https://bot.example/slack/commands" || !c[0].Escape || m.Settings.Socket {
		t.Errorf("%+v", m)
	}
}

// The scopes that the bot asks for are those that the sandbox grants.
func TestTheSandboxGrantsWhatTheManifestAsks(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--empty")
	var state struct{ App struct{ Scopes []string } }
	w.get("state", nil, &state)
	code, out, _ := typed(t, "", "manifest")
	var m struct {
		OAuth struct{ Scopes struct{ Bot []string } } `yaml:"oauth_config"`
	}
	if err := yaml.Unmarshal([]byte(out), &m); err != nil || code != 0 {
		t.Fatal(code, err)
	}
	have := map[string]bool{}
	for _, s := range state.App.Scopes {
		have[s] = true
	}
	for _, s := range m.OAuth.Scopes.Bot {
		if !have[s] {
			t.Errorf("the manifest asks for %s, the sandbox does not grant it", s)
		}
		delete(have, s)
	}
	for s := range have {
		t.Errorf("the sandbox grants %s, the manifest does not ask for it", s)
	}
}

func TestAWrongCommandLine(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"fly"}, {"sandbox", "--now", "yesterday"}, {"import", "--format", "pdf", "x"}} {
		if code, _, errs := typed(t, "", args...); code != 2 || errs == "" {
			t.Errorf("%v: %d %q", args, code, errs)
		}
	}
	if code, _, errs := typed(t, "", "run"); code != 1 || !strings.Contains(errs, "SLACK_BOT_TOKEN is not set") {
		t.Errorf("run without tokens: %d %q", code, errs)
	}
}

// The settings file gives what neither a flag nor the environment says.
func TestTheSettingsFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.yaml")
	if err := os.WriteFile(file, []byte("slack-bot-token: wrong-from-file\nslack-app-token: xapp-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, out, _ := typed(t, "", "--config", file, "check"); !strings.Contains(out, "does not begin with xoxb-") || strings.Contains(out, "SLACK_APP_TOKEN") {
		t.Errorf("the file was not read: %s", out)
	}
	t.Setenv("SLACK_APP_TOKEN", "from-environment")
	if _, out, _ := typed(t, "", "--config", file, "check"); !strings.Contains(out, "does not begin with xapp-") {
		t.Errorf("the environment is weaker than the file: %s", out)
	}
	if _, out, _ := typed(t, "", "--config", file, "check", "--slack-app-token", "xapp-2"); strings.Contains(out, "does not begin with xapp-") {
		t.Errorf("a flag is weaker than the environment: %s", out)
	}
}
