// How long the generation for a package with 100 directives takes, beside go vet on
// the same package:
//
//	go test -bench Vet -benchtime 20x -run '^$' ./cmd/chainrule

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// scaleFiles is the number of files of the package, of five directives each.
const scaleFiles = 20

// BenchmarkVet runs, in turns, go vet on a package that was just edited, as it is
// when one generates, go vet again, which knows what it found, and gen.
func BenchmarkVet(b *testing.B) {
	dir := b.TempDir()
	writeScale(b, dir)
	command := filepath.Join(b.TempDir(), "chainrule")
	timed(b, ".", "go", "build", "-o", command, ".")
	var edited, known, gen time.Duration
	for n := range b.N {
		edit(b, dir, n)
		edited += timed(b, dir, "go", "vet", ".")
		known += timed(b, dir, "go", "vet", ".")
		gen += timed(b, dir, command, "gen")
		clean(b, dir)
	}
	for name, d := range map[string]time.Duration{"vet-edited": edited, "vet-known": known, "gen": gen} {
		b.ReportMetric(float64(d.Milliseconds())/float64(b.N), name+"-ms")
	}
	b.ReportMetric(gen.Seconds()/edited.Seconds(), "gen/vet-edited")
	b.ReportMetric(0, "ns/op")
}

// TestScalePackage generates for the package once.
func TestScalePackage(t *testing.T) {
	dir := t.TempDir()
	writeScale(t, dir)
	var errs strings.Builder
	if run([]string{"gen", dir}, strings.NewReader(""), io.Discard, &errs) != done {
		t.Fatal(errs.String())
	}
	clean(t, dir) // which fails if a file is not there
}

// writeScale writes the package.
func writeScale(t testing.TB, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "scale", "functions.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "go.mod", "module example.com/scale\n\ngo 1.26\n")
	for i := range scaleFiles {
		write(t, dir, fmt.Sprintf("f%d.go", i), strings.ReplaceAll(string(text), "_N", fmt.Sprint(i)))
	}
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit changes a file of the package.
func edit(t testing.TB, dir string, n int) {
	t.Helper()
	write(t, dir, "edited.go", fmt.Sprintf("package scale\n\n// Edited is %d.\nconst Edited = %[1]d + %d\n", n, time.Now().UnixNano()))
}

// clean removes what was generated.
func clean(t testing.TB, dir string) {
	t.Helper()
	for i := range scaleFiles {
		if err := os.Remove(filepath.Join(dir, fmt.Sprintf("f%d_deriv.go", i))); err != nil {
			t.Fatal(err)
		}
	}
}

// timed runs a command and says how long it took.
func timed(t testing.TB, dir, name string, args ...string) time.Duration {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return time.Since(start)
}
