// The partials at the edges: zeros, the smallest and largest floats, ends of
// domains, ties, infinities and NaN.

package ir_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

const (
	tiny = math.SmallestNonzeroFloat64
	huge = 1e300
	// sideNoise is what one-sided differences leave of the next term.
	sideNoise = 1e-200
)

var (
	inf    = math.Inf(1)
	nan    = math.NaN()
	minus0 = math.Copysign(0, -1)
)

// An edge is what a partial must be where no two-sided difference tells it.
type edge struct {
	at   []float64 // integers too
	want []float64 // by each float operand
	why  string
}

// at1 are edges of a row with one operand, which share a reason.
func at1(why string, pairs ...float64) (edges []edge) {
	for i := 0; i < len(pairs); i += 2 {
		edges = append(edges, edge{pairs[i : i+1], pairs[i+1 : i+2], why})
	}
	return edges
}

// edges are the conventions of the rows' Kinks, and limits.
var edges = map[string][]edge{
	"abs":   at1("kink: 0", 0, 0, minus0, 0),
	"relu":  at1("kink: 0", 0, 0, minus0, 0, tiny, 1, -tiny, 0),
	"sqrt":  at1("vertical tangent", 0, inf, minus0, -inf),
	"cbrt":  at1("vertical tangent", 0, inf, minus0, inf),
	"log":   at1("pole", 0, inf, minus0, -inf),
	"log2":  at1("pole", 0, inf, minus0, -inf),
	"log10": at1("pole", 0, inf, minus0, -inf),
	"log1p": at1("pole", -1, inf),
	"asin":  at1("vertical tangent", 1, inf, -1, inf),
	"acos":  at1("vertical tangent", 1, -inf, -1, -inf),
	"acosh": at1("vertical tangent", 1, inf),
	"atanh": at1("pole", 1, inf, -1, inf),
	"exp":   at1("overflow of an increasing function", huge, inf, math.MaxFloat64, inf, inf, inf),
	"exp2":  at1("overflow of an increasing function", huge, inf, math.MaxFloat64, inf, inf, inf),
	"expm1": at1("overflow of an increasing function", huge, inf, math.MaxFloat64, inf, inf, inf),
	"sinh": at1("overflow of an increasing function", huge, inf, -huge, inf, math.MaxFloat64, inf,
		-math.MaxFloat64, inf, inf, inf, -inf, inf),
	"cosh": at1("overflow, increasing with the magnitude", huge, inf, -huge, -inf, math.MaxFloat64, inf,
		-math.MaxFloat64, -inf, inf, inf, -inf, -inf),
	"gamma": append(at1("overflow", huge, inf, math.MaxFloat64, inf, inf, inf),
		at1("a pole of even order in the derivative", 0, -inf, minus0, -inf)...),
	"lgamma": append(at1("log(x) without bound", inf, inf), append(
		at1("pole", 0, -inf, minus0, inf),
		at1("pole, no sign", -1, nan, -huge, nan, -math.MaxFloat64, nan, -inf, nan)...)...),
	"digamma": at1("pole of even order in the derivative", 0, inf, minus0, inf, -1, inf, -huge, inf, -math.MaxFloat64, inf, -inf, nan),
	"trigamma": append(at1("pole", 0, -inf, minus0, inf),
		at1("pole, no sign", -1, nan, -huge, nan, -math.MaxFloat64, nan)...),
	"erfinv":  at1("vertical tangent", 1, inf, -1, inf),
	"erfcinv": at1("vertical tangent, from where 1 - x is 1", 0, -inf, minus0, -inf, tiny, -inf, -tiny, -inf, 2, -inf),
	"normpdf": at1("stated: NaN", inf, nan, -inf, nan),
	"y0":      at1("pole", 0, inf, minus0, inf),
	"y1":      at1("pole", 0, inf, minus0, inf, tiny, inf),
	"stop":    at1("a cut", 0, 0, 1, 0, inf, 0, nan, 0),

	"div": {
		{[]float64{1, 0}, []float64{inf, -inf}, "pole"},
		{[]float64{0, 0}, []float64{inf, nan}, "0/0"},
		{[]float64{1, inf}, []float64{0, 0}, "limit"},
		{[]float64{inf, 2}, []float64{0.5, -inf}, "limit"},
	},
	"max": {
		{[]float64{1, 1}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{0, minus0}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{minus0, 0}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{inf, inf}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{-inf, 1}, []float64{0, 1}, "linear"},
		{[]float64{nan, 1}, []float64{1, 0}, "NaN: as a tie"},
	},
	"min": {
		{[]float64{1, 1}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{minus0, 0}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{-inf, -inf}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{-inf, 1}, []float64{1, 0}, "linear"},
		{[]float64{1, nan}, []float64{1, 0}, "NaN: as a tie"},
	},
	"maxnum": {
		{[]float64{1, 1}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{0, minus0}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{nan, inf}, []float64{1, 0}, "NaN: as a tie"},
		{[]float64{1, nan}, []float64{1, 0}, "NaN: as a tie"},
	},
	"minnum": {
		{[]float64{1, 1}, []float64{1, 0}, "tie: the first operand's"},
		{[]float64{-inf, nan}, []float64{1, 0}, "NaN: as a tie"},
		{[]float64{nan, 1}, []float64{1, 0}, "NaN: as a tie"},
	},
	"dim": {
		{[]float64{1, 1}, []float64{0, 0}, "kink: 0"},
		{[]float64{tiny, 0}, []float64{1, -1}, "linear"},
		{[]float64{inf, 1}, []float64{1, -1}, "linear"},
		{[]float64{inf, inf}, []float64{nan, nan}, "Inf - Inf"},
	},
	"nextafter": {
		{[]float64{0, 1}, []float64{1, 0}, "out of 0"},
		{[]float64{2, 2}, []float64{1, 0}, "stated: as elsewhere"},
		{[]float64{inf, 0}, []float64{1, 0}, "back to a number"},
		{[]float64{1, nan}, []float64{nan, 0}, "NaN"},
	},
	"copysign": {
		{[]float64{0, 1}, []float64{0, 0}, "kink: 0"},
		{[]float64{2, minus0}, []float64{-1, 0}, "the sign of -0"},
		{[]float64{inf, -1}, []float64{-1, 0}, "linear"},
	},
	"clamp": {
		{[]float64{0, 0, 1}, []float64{1, 0, 0}, "tie: the first operand's"},
		{[]float64{1, 0, 1}, []float64{1, 0, 0}, "tie: the first operand's"},
		{[]float64{0.5, 2, 1}, []float64{0, 0, 1}, "an empty range: z"},
		{[]float64{0, 1, 1}, []float64{0, 1, 0}, "tie of the ends: y's, as min's"},
		{[]float64{inf, 0, 1}, []float64{0, 0, 1}, "linear"},
		{[]float64{0.5, nan, 1}, []float64{nan, nan, nan}, "NaN"},
		{[]float64{nan, 2, 1}, []float64{nan, nan, nan}, "NaN"},
	},
	"cond": {
		{[]float64{1, nan, 2}, []float64{1, 0}, "the other side never leaks"},
		{[]float64{0, inf, 2}, []float64{0, 1}, "the other side never leaks"},
	},
	"mod": {
		{[]float64{6, 3}, []float64{1, -2}, "kink: the quotient"},
		{[]float64{-7, 2}, []float64{1, 3}, "linear"},
		{[]float64{1, inf}, []float64{1, 0}, "mod(x, Inf) = x"},
		{[]float64{1, 0}, []float64{1, nan}, "stated: NaN"},
	},
	"remainder": {
		{[]float64{3, 2}, []float64{1, -2}, "halfway: the even quotient"},
		{[]float64{5, 2}, []float64{1, -2}, "halfway: the even quotient"},
		{[]float64{math.MaxFloat64, 0.6 * math.MaxFloat64}, []float64{1, -2}, "r - x would overflow"},
		{[]float64{1, 0}, []float64{1, nan}, "stated: NaN"},
	},
	"hypot": {
		{[]float64{0, 0}, []float64{0, 0}, "kink: 0"},
		{[]float64{0, minus0}, []float64{0, 0}, "kink: 0"},
		{[]float64{inf, 1}, []float64{nan, 0}, "stated: NaN by an infinite operand"},
		{[]float64{tiny, 0}, []float64{1, 0}, "linear"},
		{[]float64{math.MaxFloat64, 0}, []float64{1, 0}, "linear"},
	},
	"atan2": {
		{[]float64{0, 0}, []float64{nan, nan}, "stated: NaN"},
		{[]float64{inf, 1}, []float64{0, nan}, "stated: NaN by the other"},
		{[]float64{1, -inf}, []float64{nan, 0}, "stated: NaN by the other"},
		{[]float64{0, -1}, []float64{-1, 0}, "continued across the cut"},
		{[]float64{minus0, -1}, []float64{-1, 0}, "continued across the cut"},
	},
	"pow": {
		{[]float64{0, 0}, []float64{0, 0}, "stated: 0"},
		{[]float64{0, 2}, []float64{0, 0}, "limit; stated: 0 by y"},
		{[]float64{0, 1}, []float64{1, 0}, "limit; stated: 0 by y"},
		{[]float64{0, 0.5}, []float64{inf, 0}, "vertical tangent; stated: 0 by y"},
		{[]float64{0, -1}, []float64{-inf, -inf}, "pole"},
		{[]float64{-2, 3}, []float64{12, nan}, "no real derivative by y"},
		{[]float64{-2, 0.5}, []float64{nan, nan}, "outside the domain"},
		{[]float64{1, 0}, []float64{0, 0}, "x^0 = 1, log 1 = 0"},
		{[]float64{2, 0}, []float64{0, math.Ln2}, "x^0 = 1"},
		{[]float64{inf, 2}, []float64{inf, inf}, "limit"},
		{[]float64{1e200, 2}, []float64{2e200, inf}, "only the value overflows"},
		{[]float64{1e-200, 2}, []float64{2e-200, 0}, "only the value underflows"},
	},
	"powi": {
		{[]float64{0, 0}, []float64{0}, "x^0 = 1"},
		{[]float64{0, 1}, []float64{1}, "linear"},
		{[]float64{0, 2}, []float64{0}, "limit"},
		{[]float64{0, -1}, []float64{-inf}, "pole"},
		{[]float64{0, -2}, []float64{-inf}, "pole, from above"},
		{[]float64{minus0, -2}, []float64{inf}, "pole, from below"},
		{[]float64{inf, 2}, []float64{inf}, "limit"},
	},
	"yn": {
		{[]float64{0, 0}, []float64{inf}, "pole"},
		{[]float64{2, 0}, []float64{inf}, "pole"},
		{[]float64{-1, 0}, []float64{-inf}, "pole"},
		{[]float64{4, 1e-200}, []float64{inf}, "overflow towards the pole"},
		{[]float64{3, inf}, []float64{0}, "limit"},
	},
	"polygamma": {
		{[]float64{0, 0}, []float64{inf}, "pole of even order in the derivative"},
		{[]float64{1, 0}, []float64{-inf}, "pole, from above"},
		{[]float64{1, minus0}, []float64{inf}, "pole, from below"},
		{[]float64{2, -1}, []float64{inf}, "pole of even order in the derivative"},
		{[]float64{1, -1}, []float64{nan}, "pole, no sign"},
		{[]float64{2, inf}, []float64{0}, "limit"},
		{[]float64{-1, 1}, []float64{digammaOf1}, "an order below 0 differentiates as the formula"},
	},
}

// digammaOf1 is minus Euler's constant.
var digammaOf1 = ir.MustOp("digamma").Eval([]ir.Scalar{{F: 1}}).F

func TestStatedEdges(t *testing.T) {
	for name, list := range edges {
		op := ir.MustOp(name)
		for _, e := range list {
			i := 0
			eachFloat(op, func(k int) {
				got := run(t, partialFunc(t, op, k), scalars(op, e.at))
				if !gradcheck.Close(got, e.want[i], gradcheck.Tolerance{Rel: partialTolerance}) {
					t.Errorf("%s: partial %d at %v is %v, want %v: %s", name, k, e.at, got, e.want[i], e.why)
				}
				i++
			})
		}
	}
}

// scalars are operands from floats.
func scalars(op *ir.Op, x []float64) []ir.Scalar {
	a := make([]ir.Scalar, len(x))
	for i, v := range x {
		a[i] = ir.Scalar{F: v, I: int(v), B: v != 0}
	}
	return a
}

// Rows of one operand have an expectation at every point: stated above, or
// taken from the references.
func TestEdgesOfOneOperand(t *testing.T) {
	points := []float64{0, minus0, tiny, -tiny, 1, -1, huge, -huge, math.MaxFloat64, -math.MaxFloat64, inf, -inf}
	for _, op := range differentiable() {
		if len(op.In) != 1 || op.In[0] != ir.TF64 || ir.IsZeroRule(op.Partials[0]) {
			continue
		}
		t.Run(op.Name, func(t *testing.T) {
			t.Parallel()
			f := partialFunc(t, op, 0)
			for _, x := range points {
				if !stated(op.Name, x) {
					checkEdge(t, op, x, run(t, f, []ir.Scalar{{F: x}}))
				}
			}
		})
	}
}

func stated(name string, x float64) bool {
	for _, e := range edges[name] {
		if math.Float64bits(e.at[0]) == math.Float64bits(x) {
			return true
		}
	}
	return false
}

// checkEdge compares a partial with the limit of the references.
func checkEdge(t *testing.T, op *ir.Op, x, got float64) {
	t.Helper()
	a := []ir.Scalar{{F: x}}
	if math.IsNaN(op.Eval(a).F) {
		if !math.IsNaN(got) && !strings.Contains(op.Kinks, "beside the value NaN") && !strings.Contains(op.Kinks, "as log") {
			t.Errorf("%s: partial at %v is %v beside the value NaN", op.Name, x, got)
		}
		return
	}
	want, err := limit(op, x)
	if err == nil {
		err = comparePartial(op, a, 0, got, want)
	}
	if err != nil {
		t.Errorf("%s: partial at %v is %v: %v", op.Name, x, got, err)
	}
}

// limit is the partial at x, or towards it where x is infinite: 0 or a finite
// limit if the partials further out tell.
func limit(op *ir.Op, x float64) (float64, error) {
	if !math.IsInf(x, 0) {
		return twoSided(op, x)
	}
	near, err := twoSided(op, math.Copysign(1e200, x))
	if err != nil {
		return 0, err
	}
	far, err := twoSided(op, math.Copysign(huge, x))
	switch {
	case err != nil:
		return 0, err
	case math.Abs(far) < 1e-80:
		return 0, nil
	case near != far:
		return 0, fmt.Errorf("no limit is stated")
	}
	return far, nil
}

// twoSided is the partial at x if both sides agree on it.
func twoSided(op *ir.Op, x float64) (float64, error) {
	f := references[op.Name].bigFunc
	above, _, err := gradcheck.PartialSide(f, []float64{x}, 0, 1, widePrec)
	if err != nil {
		return 0, fmt.Errorf("from above: %v", err)
	}
	below, _, err := gradcheck.PartialSide(f, []float64{x}, 0, -1, widePrec)
	if err != nil {
		return 0, fmt.Errorf("from below: %v", err)
	}
	tol := gradcheck.Tolerance{Rel: 1e-12, Abs: sideNoise}
	if err := gradcheck.Compare(below, above, tol); err != nil {
		return 0, fmt.Errorf("a kink that is not stated: %v", err)
	}
	if math.Signbit(above) != math.Signbit(below) {
		return 0, nil
	}
	return above, nil
}

// Where the sign of a NaN is an operand, it is no number.
var readsNaN = map[string]string{"copysign": "copysign(x, NaN) has the NaN's sign"}

// A NaN operand gives a NaN partial, where the partial depends on it and nothing
// else is stated; the value is NaN in any case.
func TestNaNOperands(t *testing.T) {
	for _, op := range differentiable() {
		rng := newRand(op)
		eachFloat(op, func(k int) {
			f := partialFunc(t, op, k)
			used := names(op.Partials[k])
			eachFloat(op, func(j int) {
				a := draw(op, rng)
				a[j].F = nan
				depends := contains(used, string("xyz"[j])) || contains(used, "r")
				stated := strings.Contains(op.Kinks, "also beside the value NaN") && math.IsNaN(op.Eval(a).F)
				if depends && !stated && readsNaN[op.Name] == "" && !math.IsNaN(run(t, f, a)) {
					t.Errorf("%s: partial %d at %v is %v", op.Name, k, floats(op, a), run(t, f, a))
				}
			})
		})
	}
}

func contains(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

// Second partials at the edges where the first are smooth: no seam of a rule
// shows at 0 or at 1.
func TestSecondPartialsAtSeams(t *testing.T) {
	for _, op := range differentiable() {
		if len(op.In) != 1 || op.In[0] != ir.TF64 || ir.IsZeroRule(op.Partials[0]) {
			continue
		}
		f := differentiate(t, partialFunc(t, op, 0), 0)
		for _, x := range []float64{0, 1, -1} {
			want, spread, err := gradcheck.Second(references[op.Name].bigFunc, []float64{x}, 0, 0, secondPrec)
			if err != nil || stated(op.Name, x) || math.IsNaN(op.Eval([]ir.Scalar{{F: x}}).F) || spread > 1e-10 {
				continue
			}
			if err := gradcheck.Compare(run(t, f, []ir.Scalar{{F: x}}), want, secondTolerance(op)); err != nil {
				t.Errorf("%s: second partial at %v: %v", op.Name, x, err)
			}
		}
	}
}
