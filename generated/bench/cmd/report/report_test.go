package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"
)

// TestReport writes a report of one problem in a hurry.
func TestReport(t *testing.T) {
	dir := t.TempDir()
	plan := measure.Plan{Rounds: 2, Turn: time.Microsecond, Limit: time.Millisecond}
	if err := report(plan, "^(Cube|Rosenbrock100|Range|Plate)$", dir); err != nil {
		t.Fatal(err)
	}
	table := read(t, filepath.Join(dir, "results.md"))
	for _, want := range append(bench.Tools(), "scalar compositions", "## (x²+1)³", "## Rosenbrock, n = 100",
		"| range of a projectile with drag |", "| heat in a plate, 32 × 32 cells, 40 steps |", "| **geometric mean** |") {
		if !strings.Contains(table, want) {
			t.Errorf("results.md lacks %q", want)
		}
	}
	if chart := read(t, filepath.Join(dir, "results.svg")); !strings.Contains(chart, "Gorgonia") {
		t.Error("results.svg has no legend")
	}
	if err := report(plan, "Nothing", dir); err == nil {
		t.Error("a report of nothing is no error")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestFormat checks how numbers are written.
func TestFormat(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{duration(3.456), "3.46 ns"},
		{duration(12345), "12.3 µs"},
		{duration(2.5e6), "2.50 ms"},
		{duration(12.34e9), "12.3 s"},
		{ratio(1), "1.00"},
		{ratio(41.26), "41.3"},
		{ratio(1234567), "1,234,567"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
