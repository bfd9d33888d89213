// Fixtures: testdata holds small functions with their derivatives, to be read.
// go test -update rewrites these; what is written has been compared in both
// modes and with differences.

package adjoint

import (
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainrule/ir"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the derivatives in testdata")

// fixtures calls check for each function of testdata.
func fixtures(t *testing.T, check func(t *testing.T, f *ir.Func, a *txtar.Archive, path string)) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			check(t, parse(t, name, string(a.Files[0].Data)), a, path)
		})
	}
}

func TestFixturesRead(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, a *txtar.Archive, path string) {
		want := slices.Clone(a.Files)
		for k := range want[1:] {
			derived(t, f, &a.Files[k+1], string(want[k+1].Data))
		}
		if *update && !t.Failed() {
			if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// derived compares one derivative with the text.
func derived(t *testing.T, f *ir.Func, file *txtar.File, want string) {
	g, diags := Derive(f, Kind(strings.TrimSuffix(file.Name, ".ir")), Options{})
	if diags != nil {
		t.Fatal(diags)
	}
	text := g.String()
	if back := parse(t, file.Name, text); back.String() != text {
		t.Errorf("%s does not read back", file.Name)
	}
	if file.Data = []byte(text); !*update && text != want {
		t.Errorf("%s is\n%s\nwant\n%s\ngo test -update rewrites", file.Name, text, want)
	}
}

func TestFixturesAgree(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, _ *txtar.Archive, _ string) {
		for n := range 5 { // empty loops and single iterations too
			for seed := range uint64(3) {
				s := prepare(f, n)
				if !s.regular(seed) {
					continue // it cannot be empty, or is log(0) then
				}
				if refused, err := s.modes(rand.New(rand.NewPCG(seed, 1))); refused != nil || err != nil {
					t.Fatalf("extent %d: %v %v", n, refused, err)
				}
			}
		}
	})
}

// regular reports whether the function runs and gives finite results.
func (s *setup) regular(seed uint64) bool {
	out, _, err := s.primal(s.draw(rand.New(rand.NewPCG(seed, 1))))
	for _, x := range slices.Concat(out...) {
		if math.IsInf(x, 0) || math.IsNaN(x) {
			return false
		}
	}
	return err == nil
}

// TestGradientsAreSetAndSeededWithOne compares a gradient, started with shadows
// full of rubbish, with the vector-Jacobian product of the seed 1.
func TestGradientsAreSetAndSeededWithOne(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, a *txtar.Archive, _ string) {
		if a.Files[1].Name != "grad.ir" {
			t.Skip("the function has no gradient")
		}
		s, r := prepare(f, 4), rand.New(rand.NewPCG(1, 2))
		g, v := must(t, f, Grad), must(t, f, VJP)
		at, rubbish := s.draw(r), s.draw(r)
		values, got, err := s.grad(g, at, rubbish)
		if err != nil {
			t.Fatal(err)
		}
		wantValues, want, err := s.pull(v, at, [][]float64{{1}}, at.plus(-1, at))
		if err != nil {
			t.Fatal(err)
		}
		if err := sameBits(values, wantValues); err != nil {
			t.Error(err)
		}
		near(t, got, want)
	})
}

func must(t *testing.T, f *ir.Func, k Kind) *ir.Func {
	t.Helper()
	g, diags := Derive(f, k, Options{})
	if diags != nil {
		t.Fatal(diags)
	}
	return g
}

// near compares two lists of derivatives.
func near(t *testing.T, got, want state) {
	t.Helper()
	for name := range want {
		for i := range want[name] {
			if !(math.Abs(got[name][i]-want[name][i]) <= 1e-12*(1+math.Abs(want[name][i]))) {
				t.Errorf("d%s[%d] = %v, want %v", name, i, got[name][i], want[name][i])
			}
		}
	}
}

// TestFixturesTwice differentiates gradients again: forward over reverse must
// agree with reverse over reverse and with differences of the gradient.
func TestFixturesTwice(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, a *txtar.Archive, _ string) {
		first := Kind(strings.TrimSuffix(a.Files[1].Name, ".ir"))
		s := prepare(f, 3).derivative(must(t, f, first))
		if refused, err := s.modes(rand.New(rand.NewPCG(5, 6))); refused != nil || err != nil {
			t.Fatal(refused, err)
		}
	})
}

// TestFixturesScheduled prepares derivatives for Go, which may only reorder the
// additions to arrays.
func TestFixturesScheduled(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, _ *txtar.Archive, _ string) {
		for _, n := range []int{3, 4, 9} {
			if _, err := prepare(f, n).scheduled(t, rand.New(rand.NewPCG(1, 8))); err != nil {
				t.Error(err)
			}
		}
	})
}
