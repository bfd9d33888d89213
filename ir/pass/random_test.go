// Random functions: every pass, alone and in any order, keeps values to the bit,
// whatever the accidental order of independent instructions.

package pass

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chainrule/ir"
	"chainrule/ir/irrand"
)

// reassociates names the passes that may change the order of an array's
// additions, and so the last bits.
var reassociates = map[string]bool{"linear": true, "fuse": true, "carry": true}

// exact are the passes that keep every bit.
func exact() (list []Pass) {
	for _, p := range every {
		if !reassociates[p.Name] {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b Pass) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 11)) }

// values runs a random function of irrand.
func values(t *testing.T, f *ir.Func, seed uint64) []float64 {
	t.Helper()
	r := random(seed)
	var args []ir.Arg
	for _, p := range f.Body.Params {
		args = append(args, argument(r, p.Type, irrand.Extent))
		if a := &args[len(args)-1]; p.Type.Kind == ir.F64 {
			moderate(r, a)
		}
	}
	out, err := ir.Eval(f, args...)
	if err != nil {
		t.Fatalf("seed %d: %v\n%s", seed, err, f)
	}
	return []float64{out[0].F, out[1].F}
}

// moderate replaces special values.
func moderate(r *rand.Rand, a *ir.Arg) {
	a.F = 2*r.Float64() - 1
	if a.Array != nil {
		for i := range a.Array.Elems {
			a.Array.Elems[i].F = 2*r.Float64() - 1
		}
	}
}

// keepsValues compares two functions; exactly, or up to rounding.
func keepsValues(t *testing.T, what string, seed uint64, before, after *ir.Func, exactly bool) {
	t.Helper()
	want, got := values(t, before, seed), values(t, after, seed)
	for k := range want {
		same := math.Float64bits(got[k]) == math.Float64bits(want[k]) || got[k] == 0 && want[k] == 0
		if !same && (exactly || math.Abs(got[k]-want[k]) > 1e-12*(1+math.Abs(want[k]))) {
			t.Fatalf("seed %d, %s: result %d is %v, want %v\nbefore\n%s\nafter\n%s", seed, what, k, got[k], want[k], before, after)
		}
	}
}

func TestEachPassAloneKeepsValues(t *testing.T) {
	for seed := range uint64(120) {
		f := irrand.Func(seed)
		for _, p := range every {
			g, _ := f.Clone()
			Run(g, []Pass{p}, nil)
			readsBack(t, g)
			keepsValues(t, p.Name, seed, f, g, !reassociates[p.Name])
		}
	}
}

func TestPassesInAnyOrderKeepValues(t *testing.T) {
	list := exact()
	for seed := range uint64(200) {
		f := irrand.Func(seed)
		r := random(seed)
		g, _ := f.Clone()
		var order []string
		for range 12 {
			p := list[r.IntN(len(list))]
			order = append(order, p.Name)
			Run(g, []Pass{p}, nil)
			keepsValues(t, strings.Join(order, ", "), seed, f, g, true)
		}
	}
}

func TestShuffledInstructionsKeepValues(t *testing.T) {
	moved := 0
	for seed := range uint64(200) {
		f := irrand.Func(seed)
		g, _ := f.Clone()
		shuffle(g, g.Body, random(seed))
		if err := ir.Verify(g); err != nil {
			t.Fatalf("seed %d: the shuffle is wrong: %v", seed, err)
		}
		keepsValues(t, "shuffle", seed, f, g, true)
		if f.String() != g.String() {
			moved++
		}
		for range 2 {
			Run(g, exact(), nil)
			shuffle(g, g.Body, random(seed))
			keepsValues(t, "shuffle and passes", seed, f, g, true)
		}
	}
	if moved < 150 {
		t.Errorf("the shuffle moved something in %d functions of 200 only", moved)
	}
}

// shuffle puts the instructions of every region into a random order that keeps
// those in place that need one another: by value, by memory, or by a check.
func shuffle(f *ir.Func, r *ir.Region, rnd *rand.Rand) {
	left := slices.Clone(r.Instrs)
	r.Instrs = nil
	for len(left) > 0 {
		ready := free(f, left)
		k := ready[rnd.IntN(len(ready))]
		r.Instrs = append(r.Instrs, left[k])
		left = slices.Delete(left, k, k+1)
	}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			shuffle(f, sub, rnd)
		}
	}
}

// free lists the instructions that may come first.
func free(f *ir.Func, list []*ir.Instr) (ready []int) {
	before := newDeps(f.Aliases())
	checks := false
	for k, in := range list {
		if !before.has(in) && !(checks && !Speculable(in)) {
			ready = append(ready, k)
		}
		before.add(in)
		checks = checks || keeps(in)
	}
	return ready
}

// Passes that rearrange derivatives keep the other results to the bit.
func TestDerivativesAreRearrangedAlone(t *testing.T) {
	changed := 0
	for seed := range uint64(300) {
		f := irrand.Func(seed)
		f.Derived = f.Results[1:]
		g, _ := f.Clone()
		Run(g, []Pass{Relax, Flatten, Skip, Choices}, nil)
		readsBack(t, g)
		want, got := values(t, f, seed), values(t, g, seed)
		if math.Float64bits(got[0]) != math.Float64bits(want[0]) || math.Abs(got[1]-want[1]) > 1e-12*(1+math.Abs(want[1])) {
			t.Fatalf("seed %d: gives %v, want %v\nbefore\n%s\nafter\n%s", seed, got, want, f, g)
		}
		if f.String() != g.String() {
			changed++
		}
	}
	if changed < 100 {
		t.Errorf("the passes changed %d functions of 300 only", changed)
	}
}
