// How long generation takes, and that it grows with its input and no faster:
//
//	go test -bench Generate -benchtime 3x -run '^$' ./cmd/chainrule

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkGenerate generates a file of many functions, and files of one long
// function.
func BenchmarkGenerate(b *testing.B) {
	for _, n := range []int{250, 500, 1000} {
		b.Run(fmt.Sprintf("functions=%d", n), func(b *testing.B) { generateFile(b, manyFunctions(n)) })
	}
	for _, n := range []int{12_500, 25_000, 50_000} {
		b.Run(fmt.Sprintf("operations=%d", n), func(b *testing.B) { generateFile(b, longFunction(n)) })
	}
}

// TestGenerateScale generates small ones of both sorts.
func TestGenerateScale(t *testing.T) {
	for _, text := range []string{manyFunctions(3), longFunction(60)} {
		if status, errs := generateIn(t.TempDir(), text); status != done {
			t.Errorf("status %d: %s", status, errs)
		}
	}
}

func generateFile(b *testing.B, text string) {
	dir := b.TempDir()
	for b.Loop() {
		if status, errs := generateIn(dir, text); status != done {
			b.Fatalf("status %d: %s", status, errs)
		}
	}
}

// generateIn runs chainrule gen on an expression file of that text.
func generateIn(dir, text string) (status int, errs string) {
	name := filepath.Join(dir, "scale.grad")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		return refused, err.Error()
	}
	var messages bytes.Buffer
	status = run([]string{"gen", name}, strings.NewReader(""), io.Discard, &messages)
	return status, messages.String()
}

// manyFunctions is a file of n functions of ten operations in a loop.
func manyFunctions(n int) string {
	var b strings.Builder
	b.WriteString("package scale\n")
	for i := range n {
		fmt.Fprintf(&b, "\nfunc F%d(x [n], a, b) = sum(j) (a·x[j] + sin(b·x[j])·e^(-x[j]²) + %d·x[j]³)\n", i, i)
	}
	return b.String()
}

// longFunction is a file of one function of n operations in a straight line,
// six in a statement.
func longFunction(n int) string {
	var b strings.Builder
	b.WriteString("package scale\n\nfunc F(x, y) (z) {\n\tt0 = x\n\tt1 = y\n\tt2 = x·y\n")
	last := 2
	for range n / 6 {
		last++
		fmt.Fprintf(&b, "\tt%d = y·t%d + sin(t%d)·0.5 - t%d·t%d\n", last, last-1, last-2, last-1, last-3)
	}
	fmt.Fprintf(&b, "\tz = t%d\n}\n", last)
	return b.String()
}
