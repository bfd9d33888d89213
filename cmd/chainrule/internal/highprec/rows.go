// What each row of the operation table computes, in high precision.

package highprec

import (
	"math/big"

	"chainrule/internal/gradcheck/bigmath"
)

type context = bigmath.Context

// row computes a row; integers and truth values (0 or 1) come as big floats too.
type row func(c context, a []*big.Float) (*big.Float, error)

func one(f func(c context, x *big.Float) (*big.Float, error)) row {
	return func(c context, a []*big.Float) (*big.Float, error) { return f(c, a[0]) }
}

func two(f func(c context, x, y *big.Float) (*big.Float, error)) row {
	return func(c context, a []*big.Float) (*big.Float, error) { return f(c, a[0], a[1]) }
}

func order(f func(c context, n int, x *big.Float) (*big.Float, error)) row {
	return func(c context, a []*big.Float) (*big.Float, error) { return f(c, integer(a[0]), a[1]) }
}

func integer(x *big.Float) int {
	n, _ := x.Int64()
	return int(n)
}

// rows has every row of the table that gives a float; a test says so.
var rows = map[string]row{
	"add": two(context.Add), "sub": two(context.Sub), "mul": two(context.Mul), "div": two(context.Quo),
	"neg": one(context.Neg), "stop": one(same), "itof": one(same),
	"fma": func(c context, a []*big.Float) (*big.Float, error) { return c.FMA(a[0], a[1], a[2]) },

	"cond": choose, "clamp": clamp, "abs": one(context.Abs), "relu": one(context.Relu),
	"max": two(context.Max), "min": two(context.Min), "dim": two(context.Dim), "copysign": two(context.Copysign),

	"floor": one(context.Floor), "ceil": one(context.Ceil), "trunc": one(context.Trunc),
	"round": one(context.Round), "roundeven": one(context.RoundToEven), "logb": one(logb),
	"mod": two(context.Mod), "remainder": two(context.Remainder), "ldexp": ldexp,

	"sqrt": one(context.Sqrt), "cbrt": one(context.Cbrt), "hypot": two(context.Hypot),
	"pow": two(context.Pow), "powi": two(context.Pow), "pow10": pow10,
	"exp": one(context.Exp), "exp2": one(context.Exp2), "expm1": one(context.Expm1),
	"log": one(context.Log), "log2": one(context.Log2), "log10": one(context.Log10), "log1p": one(context.Log1p),

	"sin": one(context.Sin), "cos": one(context.Cos), "tan": one(context.Tan),
	"asin": one(context.Asin), "acos": one(context.Acos), "atan": one(context.Atan), "atan2": two(context.Atan2),
	"sinh": one(context.Sinh), "cosh": one(context.Cosh), "tanh": one(context.Tanh),
	"asinh": one(context.Asinh), "acosh": one(context.Acosh), "atanh": one(context.Atanh),

	"gamma": one(context.Gamma), "lgamma": one(context.Lgamma), "digamma": one(context.Digamma),
	"trigamma": one(context.Trigamma), "polygamma": order(context.Polygamma),
	"erf": one(context.Erf), "erfc": one(context.Erfc), "erfinv": one(context.Erfinv), "erfcinv": one(context.Erfcinv),
	"normcdf": one(context.NormalCDF), "normpdf": one(context.NormalPDF),
	"j0": one(context.J0), "j1": one(context.J1), "jn": order(context.Jn), "besselj": order(context.Jn),
	"y0": one(context.Y0), "y1": one(context.Y1), "yn": order(context.Yn),

	"sigmoid": one(context.Sigmoid), "softplus": one(context.Softplus),
}

func same(c context, x *big.Float) (*big.Float, error) {
	return new(big.Float).SetPrec(c.Prec()).Set(x), nil
}

func logb(c context, x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 || x.IsInf() {
		return new(big.Float).SetInf(x.Sign() == 0), nil
	}
	return new(big.Float).SetPrec(c.Prec()).SetInt64(int64(x.MantExp(nil) - 1)), nil
}

func choose(c context, a []*big.Float) (*big.Float, error) {
	if a[0].Sign() != 0 {
		return same(c, a[1])
	}
	return same(c, a[2])
}

func clamp(c context, a []*big.Float) (*big.Float, error) {
	above, err := c.Max(a[0], a[1])
	if err != nil {
		return nil, err
	}
	return c.Min(above, a[2])
}

func ldexp(c context, a []*big.Float) (*big.Float, error) {
	return new(big.Float).SetPrec(c.Prec()).SetMantExp(a[0], integer(a[1])), nil
}

func pow10(c context, a []*big.Float) (*big.Float, error) {
	return c.Pow(big.NewFloat(10), a[0])
}
