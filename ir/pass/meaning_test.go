// Whether two functions mean the same: they are run on random arguments, with
// special values and with parameters that share memory, and must leave the same
// results and memory.

package pass

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chainrule/ir"
)

const rounds = 40

// sameMeaning fails where after does not do what before did: to the bit, or, for
// a pass that may change the order of accums, to a tolerance where the values are
// finite. A program that fails may do anything.
func sameMeaning(t *testing.T, before, after *ir.Func, exactly bool) {
	t.Helper()
	ran := 0
	for seed := range uint64(rounds) {
		want, err := outcome(before, seed)
		if err != nil {
			continue
		}
		ran++
		got, err := outcome(after, seed)
		if err == nil {
			err = differ(got, want, exactly)
		}
		if err != nil {
			t.Fatalf("arguments %d: %v\nbefore\n%s\nafter\n%s", seed, err, before, after)
		}
	}
	if ran == 0 {
		t.Errorf("the function fails for all arguments:\n%s", before)
	}
}

// outcome is what a run leaves: results and the caller's arrays, flat. A division
// of integers by zero is a failure as others are.
func outcome(f *ir.Func, seed uint64) (all []ir.Scalar, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic: %v", e)
		}
	}()
	args := arguments(f, seed)
	out, err := ir.Eval(f, args...)
	if err != nil {
		return nil, err
	}
	for _, a := range append(out, args...) {
		if a.Array != nil {
			all = append(all, a.Array.Elems...)
		} else {
			all = append(all, a.Scalar)
		}
	}
	return all, nil
}

func differ(got, want []ir.Scalar, exactly bool) error {
	for k := range want {
		g, w := got[k], want[k]
		same := math.Float64bits(g.F) == math.Float64bits(w.F) || math.IsNaN(g.F) && math.IsNaN(w.F)
		if !exactly {
			finite := !math.IsNaN(w.F) && !math.IsInf(w.F, 0)
			same = !finite || math.Abs(g.F-w.F) <= 1e-12*(1+math.Abs(w.F))
		}
		if !same || g.I != w.I || g.B != w.B {
			return fmt.Errorf("scalar %d of the results and the memory is %v, want %v", k, g, w)
		}
	}
	return nil
}

// arguments draws arguments: arrays of one extent from 0 to 4 along each axis,
// integers up to it. For odd seeds the float vectors are one array, and the
// shadows another.
func arguments(f *ir.Func, seed uint64) []ir.Arg {
	r := rand.New(rand.NewPCG(seed, 3))
	extent := int(seed/2) % 5
	var args []ir.Arg
	shared := map[bool]*ir.ArrayData{}
	for _, p := range f.Body.Params {
		a := argument(r, p.Type, extent)
		if seed%2 == 1 && p.Type == ir.Array(ir.F64, 1) {
			shadow := slices.Contains(f.Shadows, p.Name)
			if shared[shadow] == nil {
				shared[shadow] = a.Array
			}
			a.Array = shared[shadow]
		}
		args = append(args, a)
	}
	return args
}

func argument(r *rand.Rand, t ir.Type, extent int) ir.Arg {
	if t.Scalar() {
		return ir.Arg{Scalar: scalar(r, t.Kind, extent+1)}
	}
	a := &ir.ArrayData{}
	n := 1
	for range t.Rank {
		a.Dims = append(a.Dims, extent)
		n *= extent
	}
	for range n {
		a.Elems = append(a.Elems, scalar(r, t.Kind, extent))
	}
	return ir.Arg{Array: a}
}

var special = []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), math.SmallestNonzeroFloat64}

// scalar draws a number, one in four special; integers are below limit.
func scalar(r *rand.Rand, k ir.Kind, limit int) ir.Scalar {
	switch {
	case k == ir.Int:
		return ir.Scalar{I: r.IntN(max(limit, 1))}
	case k == ir.Bool:
		return ir.Scalar{B: r.IntN(2) == 0}
	case r.IntN(4) == 0:
		return ir.Scalar{F: special[r.IntN(len(special))]}
	}
	return ir.Scalar{F: r.NormFloat64()}
}
