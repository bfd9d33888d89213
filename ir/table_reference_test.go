// References for the table's tests: each row's function in high precision.

package ir_test

import (
	"math/big"
	"math/rand/v2"

	"chainrule/internal/gradcheck"
	"chainrule/internal/gradcheck/bigmath"
	"chainrule/ir"
)

// A reference is a row's function on big floats.
type reference bigmath.Row

// references has every row that gives a float; a row that is missing fails.
var references = func() map[string]reference {
	known := map[string]reference{}
	for _, op := range ir.Rows() {
		if f := bigmath.RowOf(op.Name); f != nil {
			known[op.Name] = reference(f)
		}
	}
	return known
}()

// bigFunc is a reference as gradcheck wants it.
func (f reference) bigFunc(x []*big.Float) (*big.Float, error) {
	return f(bigmath.New(x[0].Prec()), x)
}

// floats are the operands as the floats that a reference takes.
func floats(op *ir.Op, a []ir.Scalar) []float64 {
	x := make([]float64, len(a))
	for i, s := range a {
		switch {
		case op.In[i] == ir.TInt:
			x[i] = float64(s.I)
		case op.In[i] == ir.TBool && s.B:
			x[i] = 1
		case op.In[i] == ir.TF64:
			x[i] = s.F
		}
	}
	return x
}

// draw gives operands from the row's sample domains.
func draw(op *ir.Op, rng *rand.Rand) []ir.Scalar {
	a := make([]ir.Scalar, len(op.In))
	for i, t := range op.In {
		d := op.Sample[i]
		switch t {
		case ir.TF64:
			a[i].F = d.Lo + (d.Hi-d.Lo)*open(rng)
		case ir.TInt: // the integers inside the open interval
			a[i].I = int(d.Lo) + 1 + rng.IntN(int(d.Hi-d.Lo)-1)
		case ir.TBool:
			a[i].B = rng.IntN(2) == 1
		}
	}
	return a
}

// open is uniform on the open unit interval.
func open(rng *rand.Rand) float64 {
	for {
		if u := rng.Float64(); u > 0 {
			return u
		}
	}
}

// newRand is seeded by the row's name, so that each row has its own points,
// the same on every run.
func newRand(op *ir.Op) *rand.Rand {
	seed := uint64(len(op.Name))
	for _, c := range op.Name {
		seed = seed*31 + uint64(c)
	}
	return rand.New(rand.NewPCG(seed, 2))
}

// referenceValue is the row's value at the point, rounded to float64.
func referenceValue(op *ir.Op, a []ir.Scalar) (float64, error) {
	var x []*big.Float
	for _, v := range floats(op, a) {
		b, err := bigmath.New(referencePrec).Float(v)
		if err != nil {
			return 0, err
		}
		x = append(x, b)
	}
	v, err := references[op.Name].bigFunc(x)
	if err != nil {
		return 0, err
	}
	f, _ := v.Float64()
	return f, nil
}

// referencePartial is the row's true partial by operand k at the point.
func referencePartial(op *ir.Op, a []ir.Scalar, k int) (float64, error) {
	v, _, err := gradcheck.Partial(references[op.Name].bigFunc, floats(op, a), k, referencePrec)
	return v, err
}

// referencePrec is the precision in bits that gradcheck recommends.
const referencePrec = 256
