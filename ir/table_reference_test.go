// References for the table's tests: each row's function in high precision.

package ir_test

import (
	"math/big"
	"math/rand/v2"

	"chainrule/internal/gradcheck"
	"chainrule/internal/gradcheck/bigmath"
	"chainrule/ir"
)

// A reference is a row's function on big floats; integers and booleans (0 or 1)
// come as big floats too.
type reference func(c bigmath.Context, a []*big.Float) (*big.Float, error)

func big1(f func(c bigmath.Context, x *big.Float) (*big.Float, error)) reference {
	return func(c bigmath.Context, a []*big.Float) (*big.Float, error) { return f(c, a[0]) }
}

func big2(f func(c bigmath.Context, x, y *big.Float) (*big.Float, error)) reference {
	return func(c bigmath.Context, a []*big.Float) (*big.Float, error) { return f(c, a[0], a[1]) }
}

func bigOrder(f func(c bigmath.Context, n int, x *big.Float) (*big.Float, error)) reference {
	return func(c bigmath.Context, a []*big.Float) (*big.Float, error) { return f(c, integer(a[0]), a[1]) }
}

func integer(x *big.Float) int {
	n, _ := x.Int64()
	return int(n)
}

type bigContext = bigmath.Context

// references has every row that gives a float; a row that is missing fails.
var references = map[string]reference{
	"add": big2(bigContext.Add), "sub": big2(bigContext.Sub), "mul": big2(bigContext.Mul), "div": big2(bigContext.Quo),
	"neg": big1(bigContext.Neg), "stop": big1(bigIdentity), "itof": big1(bigIdentity),
	"fma": func(c bigContext, a []*big.Float) (*big.Float, error) { return c.FMA(a[0], a[1], a[2]) },

	"cond": bigCond, "clamp": bigClamp, "abs": big1(bigContext.Abs), "relu": big1(bigContext.Relu),
	"max": big2(bigContext.Max), "min": big2(bigContext.Min), "dim": big2(bigContext.Dim), "copysign": big2(bigContext.Copysign),

	"floor": big1(bigContext.Floor), "ceil": big1(bigContext.Ceil), "trunc": big1(bigContext.Trunc),
	"round": big1(bigContext.Round), "roundeven": big1(bigContext.RoundToEven), "logb": big1(bigLogb),
	"mod": big2(bigContext.Mod), "remainder": big2(bigContext.Remainder), "ldexp": bigLdexp,

	"sqrt": big1(bigContext.Sqrt), "cbrt": big1(bigContext.Cbrt), "hypot": big2(bigContext.Hypot), "pow": big2(bigContext.Pow),
	"powi": big2(bigContext.Pow), "pow10": bigPow10,
	"exp": big1(bigContext.Exp), "exp2": big1(bigContext.Exp2), "expm1": big1(bigContext.Expm1),
	"log": big1(bigContext.Log), "log2": big1(bigContext.Log2), "log10": big1(bigContext.Log10), "log1p": big1(bigContext.Log1p),

	"sin": big1(bigContext.Sin), "cos": big1(bigContext.Cos), "tan": big1(bigContext.Tan),
	"asin": big1(bigContext.Asin), "acos": big1(bigContext.Acos), "atan": big1(bigContext.Atan), "atan2": big2(bigContext.Atan2),
	"sinh": big1(bigContext.Sinh), "cosh": big1(bigContext.Cosh), "tanh": big1(bigContext.Tanh),
	"asinh": big1(bigContext.Asinh), "acosh": big1(bigContext.Acosh), "atanh": big1(bigContext.Atanh),

	"gamma": big1(bigContext.Gamma), "lgamma": big1(bigContext.Lgamma), "digamma": big1(bigContext.Digamma),
	"trigamma": big1(bigContext.Trigamma), "polygamma": bigOrder(bigContext.Polygamma),
	"erf": big1(bigContext.Erf), "erfc": big1(bigContext.Erfc), "erfinv": big1(bigContext.Erfinv), "erfcinv": big1(bigContext.Erfcinv),
	"normcdf": big1(bigContext.NormalCDF), "normpdf": big1(bigContext.NormalPDF),
	"j0": big1(bigContext.J0), "j1": big1(bigContext.J1), "jn": bigOrder(bigContext.Jn), "besselj": bigOrder(bigContext.Jn),
	"y0": big1(bigContext.Y0), "y1": big1(bigContext.Y1), "yn": bigOrder(bigContext.Yn),

	"sigmoid": big1(bigContext.Sigmoid), "softplus": big1(bigContext.Softplus),
}

func bigIdentity(c bigContext, x *big.Float) (*big.Float, error) {
	return new(big.Float).SetPrec(c.Prec()).Set(x), nil
}

func bigLogb(c bigContext, x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 || x.IsInf() {
		return new(big.Float).SetInf(x.Sign() == 0), nil
	}
	return new(big.Float).SetPrec(c.Prec()).SetInt64(int64(x.MantExp(nil) - 1)), nil
}

func bigCond(c bigContext, a []*big.Float) (*big.Float, error) {
	if a[0].Sign() != 0 {
		return bigIdentity(c, a[1])
	}
	return bigIdentity(c, a[2])
}

func bigClamp(c bigContext, a []*big.Float) (*big.Float, error) {
	above, err := c.Max(a[0], a[1])
	if err != nil {
		return nil, err
	}
	return c.Min(above, a[2])
}

func bigLdexp(c bigContext, a []*big.Float) (*big.Float, error) {
	return new(big.Float).SetPrec(c.Prec()).SetMantExp(a[0], integer(a[1])), nil
}

func bigPow10(c bigContext, a []*big.Float) (*big.Float, error) {
	return c.Pow(big.NewFloat(10), a[0])
}

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
