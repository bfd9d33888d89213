package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"eval -json -e x", "eval --json -e x"},
		{"eval --json --e x", "eval --json -e x"},
		{"eval -expr x -json=false", "eval --expr x --json=false"},
		{"eval -e -json x=1", "eval -e -json x=1"}, // a value
		{"eval -e=-x -json", "eval -e=-x --json"},
		{"eval -e-x", "eval -e-x"},
		{"eval -- -json", "eval -- -json"},
		{"eval -nonsense", "eval --nonsense"},
		{"fmt -wl x", "fmt -wl x"},
		{"fmt --w --write -l x", "fmt -w --write -l x"},
		{"gen - x", "gen - x"},
		{"gen -o - x", "gen -o - x"},
		{"gen -wrt -func -test", "gen --wrt -func --test"}, // a value again
		{"-help", "--help"},
		{"gen -h", "gen -h"},
		{"gen ---test", "gen ---test"},
		{"__complete eval -e", "__complete eval -e"},
	} {
		got := normalise((&app{}).root(), strings.Fields(c.in))
		if d := cmp.Diff(strings.Fields(c.want), got); d != "" {
			t.Errorf("%s: -want +got:\n%s", c.in, d)
		}
	}
}

// A panic never reaches the user.
func TestInternalError(t *testing.T) {
	var out, errs bytes.Buffer
	a := &app{out: &out, err: &errs, phase: "trying"}
	status := a.protected(func() int {
		(&cobra.Command{RunE: func(*cobra.Command, []string) error { panic("a mistake") }}).Execute()
		return done
	})
	if status != refused || !strings.Contains(errs.String(), "internal error while trying: a mistake") {
		t.Errorf("status %d: %s", status, errs.String())
	}
}
