// README.md says what is so: its commands run, and print what it shows.

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// repository is the root of the tree, from here.
const repository = "../.."

// block is a fenced block of the README.
type block struct {
	language, text string
	follows        bool // nothing but empty lines parts it from the block before
}

// fenced matches a fenced block and the empty lines before it.
var fenced = regexp.MustCompile("(?ms)(\n*)^```([a-z]*)\n(.*?)^```\n")

// readme lists the blocks of the README.
func readme(t *testing.T) []block {
	t.Helper()
	text := readText(t, filepath.Join(repository, "README.md"))
	var blocks []block
	end := 0
	for _, m := range fenced.FindAllStringSubmatchIndex(text, -1) {
		blocks = append(blocks, block{text[m[4]:m[5]], text[m[6]:m[7]], len(blocks) > 0 && m[0] == end})
		end = m[1]
	}
	return blocks
}

func readText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeCommands runs every command in a copy of the tree. A block without
// a language right after a command shows what it prints.
func TestReadmeCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the command anew")
	}
	dir := copyOfTree(t)
	blocks := readme(t)
	for i, b := range blocks {
		if b.language != "sh" {
			continue
		}
		shown := ""
		if i+1 < len(blocks) && blocks[i+1].follows && blocks[i+1].language == "" {
			shown = blocks[i+1].text
		}
		for line := range strings.Lines(b.text) {
			t.Run(strings.TrimSpace(line), func(t *testing.T) { try(t, dir, line, shown) })
		}
	}
}

// try runs a command of the README.
func try(t *testing.T, dir, line, shown string) {
	if strings.TrimSpace(line) == "go test ./..." {
		t.Skip("it would run this test, without end")
	}
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath") // so that a second run finds the first one's builds
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s%s", err, out, errs.String())
	}
	if shown != "" && !shows(shown, string(out)) {
		t.Errorf("it prints\n%s\nand the README shows\n%s", out, shown)
	}
}

// shows reports whether the text is what was printed; … stands for anything.
func shows(text, printed string) bool {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSpace(text)), "…", "(?s:.*)")
	return regexp.MustCompile("^" + pattern + "$").MatchString(strings.TrimSpace(printed))
}

// copyOfTree copies what git tracks, as it is now, to a folder of its own.
func copyOfTree(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(repository, ".git")); err != nil {
		t.Skip("this is no clone: which files belong to it is not known")
	}
	if left := gitFiles(t, "--others", "--exclude-standard"); len(left) > 0 {
		t.Logf("git does not track, so the copy lacks: %s", strings.Join(left, ", "))
	}
	to := t.TempDir()
	for _, name := range gitFiles(t) {
		copyFile(t, filepath.Join(repository, name), filepath.Join(to, name))
	}
	return to
}

// gitFiles lists files of the repository, by default those that git tracks.
func gitFiles(t *testing.T, flags ...string) []string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"ls-files", "-z"}, flags...)...)
	cmd.Dir = repository
	list, err := cmd.Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	return strings.FieldsFunc(string(list), func(r rune) bool { return r == 0 })
}

// copyFile copies a file, unless it was removed from the tree.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if os.IsNotExist(err) {
		return
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(to), 0o755)
	}
	if err == nil {
		err = os.WriteFile(to, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// position is a line that tells where the code below it comes from.
var position = regexp.MustCompile(`(?m)^\s*// \S+\.grad:\d+: .*\n`)

// TestReadmeGradient compares the formula and the gradient at the top of the
// README with those of the quick start.
func TestReadmeGradient(t *testing.T) {
	at := filepath.Join(repository, "generated", "quickstart")
	formula := readText(t, filepath.Join(at, "model.grad"))
	written := position.ReplaceAllString(readText(t, filepath.Join(at, "model_grad.go")), "")
	found := 0
	for _, b := range readme(t) {
		switch {
		case b.language == "" && strings.Contains(b.text, "func Valley("):
			found++
			if b.text != formula {
				t.Errorf("model.grad is\n%s\nand the README shows\n%s", formula, b.text)
			}
		case strings.HasPrefix(b.text, "func ValleyGrad("):
			found++
			if shown, _, _ := strings.Cut(b.text, "…"); !strings.Contains(written, "\n"+strings.TrimRight(shown, "\t ")) {
				t.Errorf("model_grad.go has\n%s\nand the README shows\n%s", written, shown)
			}
		}
	}
	if found != 2 {
		t.Errorf("the README has %d of the formula and its gradient", found)
	}
}
