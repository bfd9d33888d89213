// Whether two functions mean the same: they are run on random arguments, with
// special values and with parameters that share memory, and must leave the same
// results and memory.

package pass

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
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
	shared := slices.EqualFunc(before.Body.Params, after.Body.Params, func(p, q *ir.Value) bool { return p.Type == q.Type })
	for seed := range uint64(rounds) {
		want, err := outcome(before, seed, shared)
		if err != nil {
			continue
		}
		ran++
		got, err := outcome(after, seed, shared)
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

// outcome is what a run leaves: the calls of Go code in their order, results and
// the caller's memory, flat. A division of integers by zero is a failure as others
// are; where the program panics by itself, that and what it called are the outcome.
func outcome(f *ir.Func, seed uint64, shared bool) (all []ir.Scalar, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic: %v", e)
		}
	}()
	args := arguments(f, seed, shared)
	m := &ir.Machine{GoCode: func(in *ir.Instr, args []ir.Scalar) ([]ir.Scalar, error) {
		if in.IsGoCall() {
			all = append(all, ir.Scalar{V: fmt.Sprint(in.Template(), flat(nil, args...))})
		}
		return goCode(in, args), nil
	}}
	out, err := m.Call(f, args...)
	if err != nil && strings.Contains(err.Error(), "panic(") {
		_, text, _ := strings.Cut(err.Error(), ": ")
		return append(all, ir.Scalar{V: text}), nil
	}
	if err != nil {
		return nil, err
	}
	for k, v := range append(slices.Clone(f.Body.Yield), f.Body.Params...) {
		a := append(out, args...)[k]
		switch {
		case a.Array != nil:
			all = append(all, a.Array.Elems...)
		case isVector(v.Type) && a.V != nil:
			all = append(all, elements(a.V.(*ir.Ref))...)
		default:
			all = flat(all, a.Scalar)
		}
	}
	return all, nil
}

// isVector reports whether the type is that of a list of numbers, an array or a
// reference to one.
func isVector(t ir.Type) bool {
	_, _, plain := arrayOf(t)
	return t.Rank == 1 || t.IsSlice() && plain
}

// elements lists the elements of a slice of numbers.
func elements(r *ir.Ref) (list []ir.Scalar) {
	for i := range r.Len {
		list = append(list, r.Obj.Cells[fmt.Sprintf("%s[%d]", r.Path, r.Off+i)])
	}
	return list
}

// goCode gives Go code results that depend on its text and operands.
func goCode(in *ir.Instr, args []ir.Scalar) (results []ir.Scalar) {
	h := fnv.New64()
	fmt.Fprint(h, in.Template(), flat(nil, args...))
	r := rand.New(rand.NewPCG(h.Sum64(), 5))
	for _, v := range in.Results {
		results = append(results, argument(r, v.Type, 2).Scalar)
	}
	return results
}

// flat appends scalars and what they refer to. A cell that is zero is as one that
// is not there.
func flat(all []ir.Scalar, list ...ir.Scalar) []ir.Scalar {
	return flatten(all, map[ir.Ref]bool{}, list)
}

func flatten(all []ir.Scalar, seen map[ir.Ref]bool, list []ir.Scalar) []ir.Scalar {
	for _, s := range list {
		ref, ok := s.V.(*ir.Ref)
		if !ok || ref == nil {
			all = append(all, s)
			continue
		}
		if seen[*ref] {
			continue
		}
		seen[*ref] = true
		cells := ref.Obj.Cells
		for _, path := range slices.Sorted(maps.Keys(cells)) {
			if cells[path] != (ir.Scalar{}) && strings.HasPrefix(path, ref.Path) {
				all = flatten(append(all, ir.Scalar{V: path}), seen, []ir.Scalar{cells[path]})
			}
		}
	}
	return all
}

func differ(got, want []ir.Scalar, exactly bool) error {
	if len(got) != len(want) {
		return fmt.Errorf("%v, want %v", got, want)
	}
	for k := range want {
		g, w := got[k], want[k]
		same := math.Float64bits(g.F) == math.Float64bits(w.F) || math.IsNaN(g.F) && math.IsNaN(w.F)
		if !exactly {
			finite := !math.IsNaN(w.F) && !math.IsInf(w.F, 0)
			same = !finite || math.Abs(g.F-w.F) <= 1e-12*(1+math.Abs(w.F))
		}
		if !same || g.I != w.I || g.B != w.B || g.V != w.V {
			return fmt.Errorf("scalar %d of the results and the memory is %v, want %v", k, g, w)
		}
	}
	return nil
}

// arguments draws arguments: arrays of one extent from 0 to 4 along each axis,
// integers up to it, pointers to zeros. For odd seeds vectors, and pointers, of one
// type refer to one array, and shadows to another, if that is asked for.
func arguments(f *ir.Func, seed uint64, share bool) []ir.Arg {
	r := rand.New(rand.NewPCG(seed, 3))
	extent := int(seed/2) % 5
	var args []ir.Arg
	shared := map[bool]map[ir.Type]ir.Arg{false: {}, true: {}}
	for _, p := range f.Body.Params {
		a := argument(r, p.Type, extent)
		if share && seed%2 == 1 && (isVector(p.Type) || p.Type.IsPointer()) {
			of := shared[slices.Contains(f.Shadows, p.Name)]
			if _, ok := of[p.Type]; !ok {
				of[p.Type] = a
			}
			a = of[p.Type]
		}
		args = append(args, a)
	}
	return args
}

func argument(r *rand.Rand, t ir.Type, extent int) ir.Arg {
	if t.Scalar() && t.Kind == ir.Go {
		return ir.Arg{Scalar: reference(r, t, extent)}
	}
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

// reference draws a reference: to numbers as an array would have them, or to
// zeros. What is no reference is its type's zero value.
func reference(r *rand.Rand, t ir.Type, extent int) (s ir.Scalar) {
	if !t.IsRef() {
		return s
	}
	ref := &ir.Ref{Obj: ir.NewObject()}
	if t.IsSlice() {
		ref.Len, ref.Cap = extent, extent
	}
	if k, _, ok := arrayOf(t); ok && t.IsSlice() {
		for i := range extent {
			ref.Obj.Cells[fmt.Sprintf("[%d]", i)] = scalar(r, k, extent)
		}
	}
	return ir.Scalar{V: ref}
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
