// The rows of the operation table of package ir, by name: what each computes.

package bigmath

import "math/big"

// A Row computes a row of the operation table. Integers and truth values (0 or
// 1) come as big floats too.
type Row func(c Context, a []*big.Float) (*big.Float, error)

// RowOf is the row of that name, nil where there is none that gives a float.
func RowOf(name string) Row { return rows[name] }

// rows has every row that gives a float.
var rows = map[string]Row{
	"add": ofTwo(Context.Add), "sub": ofTwo(Context.Sub), "mul": ofTwo(Context.Mul), "div": ofTwo(Context.Quo),
	"neg": ofOne(Context.Neg), "stop": ofOne(identity), "itof": ofOne(identity),
	"fma": func(c Context, a []*big.Float) (*big.Float, error) { return c.FMA(a[0], a[1], a[2]) },

	"cond": chosen, "clamp": clamped, "abs": ofOne(Context.Abs), "relu": ofOne(Context.Relu),
	"maxnum": ofTwo(Context.Max), "minnum": ofTwo(Context.Min),
	"max": ofTwo(Context.Max), "min": ofTwo(Context.Min), "dim": ofTwo(Context.Dim), "copysign": ofTwo(Context.Copysign),

	"floor": ofOne(Context.Floor), "ceil": ofOne(Context.Ceil), "trunc": ofOne(Context.Trunc),
	"round": ofOne(Context.Round), "roundeven": ofOne(Context.RoundToEven), "logb": ofOne(binaryExponent),
	"nextafter": nextAfter,
	"mod":       ofTwo(Context.Mod), "remainder": ofTwo(Context.Remainder), "ldexp": scaled,

	"sqrt": ofOne(Context.Sqrt), "cbrt": ofOne(Context.Cbrt), "hypot": ofTwo(Context.Hypot),
	"pow": ofTwo(Context.Pow), "powi": ofTwo(Context.Pow), "pow10": powerOfTen,
	"exp": ofOne(Context.Exp), "exp2": ofOne(Context.Exp2), "expm1": ofOne(Context.Expm1),
	"log": ofOne(Context.Log), "log2": ofOne(Context.Log2), "log10": ofOne(Context.Log10), "log1p": ofOne(Context.Log1p),

	"sin": ofOne(Context.Sin), "cos": ofOne(Context.Cos), "tan": ofOne(Context.Tan),
	"asin": ofOne(Context.Asin), "acos": ofOne(Context.Acos), "atan": ofOne(Context.Atan), "atan2": ofTwo(Context.Atan2),
	"sinh": ofOne(Context.Sinh), "cosh": ofOne(Context.Cosh), "tanh": ofOne(Context.Tanh),
	"asinh": ofOne(Context.Asinh), "acosh": ofOne(Context.Acosh), "atanh": ofOne(Context.Atanh),

	"gamma": ofOne(Context.Gamma), "lgamma": ofOne(Context.Lgamma), "digamma": ofOne(Context.Digamma),
	"trigamma": ofOne(Context.Trigamma), "polygamma": ofOrder(Context.Polygamma),
	"erf": ofOne(Context.Erf), "erfc": ofOne(Context.Erfc), "erfinv": ofOne(Context.Erfinv), "erfcinv": ofOne(Context.Erfcinv),
	"normcdf": ofOne(Context.NormalCDF), "normpdf": ofOne(Context.NormalPDF),
	"j0": ofOne(Context.J0), "j1": ofOne(Context.J1), "jn": ofOrder(Context.Jn), "besselj": ofOrder(Context.Jn),
	"y0": ofOne(Context.Y0), "y1": ofOne(Context.Y1), "yn": ofOrder(Context.Yn),

	"sigmoid": ofOne(Context.Sigmoid), "softplus": ofOne(Context.Softplus),
}

func ofOne(f func(c Context, x *big.Float) (*big.Float, error)) Row {
	return func(c Context, a []*big.Float) (*big.Float, error) { return f(c, a[0]) }
}

func ofTwo(f func(c Context, x, y *big.Float) (*big.Float, error)) Row {
	return func(c Context, a []*big.Float) (*big.Float, error) { return f(c, a[0], a[1]) }
}

func ofOrder(f func(c Context, n int, x *big.Float) (*big.Float, error)) Row {
	return func(c Context, a []*big.Float) (*big.Float, error) { return f(c, wholeOf(a[0]), a[1]) }
}

func wholeOf(x *big.Float) int {
	n, _ := x.Int64()
	return int(n)
}

func identity(c Context, x *big.Float) (*big.Float, error) {
	return new(big.Float).SetPrec(c.Prec()).Set(x), nil
}

func binaryExponent(c Context, x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 || x.IsInf() {
		return new(big.Float).SetInf(x.Sign() == 0), nil
	}
	return new(big.Float).SetPrec(c.Prec()).SetInt64(int64(x.MantExp(nil) - 1)), nil
}

func chosen(c Context, a []*big.Float) (*big.Float, error) {
	if a[0].Sign() != 0 {
		return identity(c, a[1])
	}
	return identity(c, a[2])
}

// nextAfter is x: what follows it in float64 follows it at once here.
func nextAfter(c Context, a []*big.Float) (*big.Float, error) { return identity(c, a[0]) }

func clamped(c Context, a []*big.Float) (*big.Float, error) {
	above, err := c.Max(a[0], a[1])
	if err != nil {
		return nil, err
	}
	return c.Min(above, a[2])
}

func scaled(c Context, a []*big.Float) (*big.Float, error) {
	return new(big.Float).SetPrec(c.Prec()).SetMantExp(a[0], wholeOf(a[1])), nil
}

func powerOfTen(c Context, a []*big.Float) (*big.Float, error) {
	return c.Pow(big.NewFloat(10), a[0])
}
