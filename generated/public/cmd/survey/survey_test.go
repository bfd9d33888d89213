// A survey of a few functions, from beginning to end.

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainrule/generated/public/internal/derive"
)

// TestMain lets the test's binary be a worker.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == derive.Worker {
		exit(derive.Serve(os.Args[2:], os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}

func TestSurvey(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	out := t.TempDir()
	if err := run("fogleman/gg", `gg\.(Point\.Distance|Matrix\.Rotate|Degrees|CubicBezier|Context\.TransformPoint)$`, "", out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []Survey
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || len(all[0].Results) != 5 {
		t.Fatalf("%s", text)
	}
	for _, r := range all[0].Results {
		if r.Class != Right || r.Inside != strings.Contains(r.Func, "Context") {
			t.Errorf("%+v", r)
		}
	}
}

func TestKind(t *testing.T) {
	for message, want := range map[string]string{
		"/a/b.go:3:4: field x of a.B is not exported, so package p cannot reach it": "a field that is not exported, of another package",
		"b.go:3:4: F runs $0.G($1), which is not understood, and":                   "Go code that is not understood: $0.G($1)",
		"no point: panic: index": "panic: index",
		"something else":         "something else",
	} {
		if got := kind(message); got != want {
			t.Errorf("%q is of kind %q, want %q", message, got, want)
		}
	}
}
