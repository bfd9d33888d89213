// Simplified formulas are compared by value with what they came from.

package explain

import (
	"math"
	"math/rand/v2"

	"chainrule/cmd/chainrule/internal/algebra"
)

// checkedSimplify simplifies, and takes the simpler formula only where it
// agrees with the other at random points.
func checkedSimplify(e algebra.Expr) algebra.Expr {
	s := algebra.Simplify(e)
	if algebra.Equal(s, e) || agree(e, s) {
		return s
	}
	return e
}

// tooLarge is from where a value says nothing: it has lost its digits in the
// argument of a function.
const tooLarge = 1e8

// agree compares two formulas at points of several ranges. Where the first is
// not finite, or very large, the point says nothing.
func agree(a, b algebra.Expr) bool {
	r := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for i := range 60 {
		at := map[string]float64{}
		for _, name := range algebra.Vars(algebra.Add(a, algebra.Product(algebra.Var(" "), b))) {
			at[name] = point(r, i)
		}
		x, y := algebra.Eval(a, at), algebra.Eval(b, at)
		if !(math.Abs(x) < tooLarge) {
			continue
		}
		compared++
		if !(math.Abs(x-y) <= 1e-6*(1e-6+math.Abs(x)+math.Abs(y))) {
			return false
		}
	}
	return compared >= 3
}

// point draws from (-2, 2), (0, 1), (0, 4) and (1, 30) in turn.
func point(r *rand.Rand, i int) float64 {
	u := r.Float64()
	switch i % 4 {
	case 0:
		return 4*u - 2
	case 1:
		return u
	case 2:
		return 4 * u
	}
	return 1 + 29*u
}

// cancelled notes what the closed forms hide: a denominator of a step that is
// gone in the end.
func (x *Explanation) cancelled(full map[string]algebra.Expr) {
	left, seen := map[string]bool{}, map[string]bool{}
	for _, p := range x.Partial {
		if p.Closed == nil {
			return
		}
		for _, d := range algebra.Denominators(p.Closed) {
			left[d.Key()] = true
		}
	}
	for _, s := range x.Steps {
		for _, e := range append([]algebra.Expr{s.Expr}, locals(s)...) {
			if e = substitute(e, full, x); e == nil {
				continue
			}
			for _, d := range algebra.Denominators(e) {
				if !seen[d.Key()] && !left[d.Key()] && !neverZero(d) {
					x.Notes = append(x.Notes, "for "+x.Style.Compact(d)+" ≠ 0, by which a step divides")
				}
				seen[d.Key()] = true
			}
		}
	}
}

func locals(s *Step) []algebra.Expr {
	var ds []algebra.Expr
	for _, l := range s.Locals {
		ds = append(ds, l.D)
	}
	return ds
}

// neverZero reports whether the formula is a number or was seen positive at
// every point tried; a note that is not needed is worse than none.
func neverZero(e algebra.Expr) bool {
	names := algebra.Vars(e)
	if len(names) == 0 {
		return true
	}
	at := map[string]float64{}
	for _, n := range names {
		at[n] = 0
	}
	if v := algebra.Eval(e, at); v != 0 && len(names) == 1 {
		r := rand.New(rand.NewPCG(3, 4))
		for range 40 {
			at[names[0]] = 20*r.Float64() - 10
			if w := algebra.Eval(e, at); !(w*v > 0) {
				return false
			}
		}
		return true
	}
	return false
}
