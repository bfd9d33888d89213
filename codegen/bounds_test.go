// What bounds checks Go's compiler leaves in the golden files. A fixture's file
// "bounds" lists the lines that have one; fixtures about Go memory have none.

package codegen

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func TestBoundsChecksLeft(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	dir := t.TempDir()
	lines := map[string][]string{}
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com\n\ngo 1.26\n")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		text := generateFixture(t, path)
		write(name+"/want/want.go", text)
		for _, f := range archive(t, path).Files {
			if base, ok := strings.CutSuffix(f.Name, ".go"); ok && base != "want" {
				write(name+"/"+f.Name, string(f.Data))
			}
		}
		lines[name] = strings.Split(text, "\n")
	}
	run := func(args ...string) string {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("vet", "./...")
	left := map[string]map[int]bool{}
	found := regexp.MustCompile(`(?m)^(?:\./)?(\w+)/want/want\.go:(\d+):\d+: Found Is`)
	for _, m := range found.FindAllStringSubmatch(run("build", "-gcflags=-d=ssa/check_bce", "./..."), -1) {
		n, _ := strconv.Atoi(m[2])
		if left[m[1]] == nil {
			left[m[1]] = map[int]bool{}
		}
		left[m[1]][n] = true
	}
	for _, path := range paths {
		if slices.ContainsFunc(archive(t, path).Files, func(f txtar.File) bool { return f.Name == "signatures" }) {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		got := ""
		for i, line := range lines[name] {
			if left[name][i+1] {
				got += strings.TrimSpace(line) + "\n"
			}
		}
		compareFile(t, path, "bounds", got)
	}
}
