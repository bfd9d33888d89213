// The functions under test by name, beside those of package math.

package bigmath

import (
	"math"
	"math/big"
)

type unary = func(x *big.Float) (*big.Float, error)
type binary = func(x, y *big.Float) (*big.Float, error)

// unaries returns the one-argument functions of c by name.
func unaries(c Context) map[string]unary {
	return map[string]unary{
		"exp": c.Exp, "exp2": c.Exp2, "expm1": c.Expm1,
		"log": c.Log, "log2": c.Log2, "log10": c.Log10, "log1p": c.Log1p,
		"sqrt": c.Sqrt, "cbrt": c.Cbrt,
		"sin": c.Sin, "cos": c.Cos, "tan": c.Tan,
		"asin": c.Asin, "acos": c.Acos, "atan": c.Atan,
		"sinh": c.Sinh, "cosh": c.Cosh, "tanh": c.Tanh,
		"asinh": c.Asinh, "acosh": c.Acosh, "atanh": c.Atanh,
		"erf": c.Erf, "erfc": c.Erfc, "erfinv": c.Erfinv, "erfcinv": c.Erfcinv,
		"gamma": c.Gamma, "lgamma": c.Lgamma, "digamma": c.Digamma, "trigamma": c.Trigamma,
		"j0": c.J0, "j1": c.J1, "y0": c.Y0, "y1": c.Y1,
		"normalpdf": c.NormalPDF, "normalcdf": c.NormalCDF, "normalquantile": c.NormalQuantile,
		"sigmoid": c.Sigmoid, "softplus": c.Softplus, "relu": c.Relu, "abs": c.Abs,
		"floor": c.Floor, "ceil": c.Ceil, "trunc": c.Trunc, "round": c.Round, "roundtoeven": c.RoundToEven,
	}
}

// orders returns the functions of an integer order and one argument by name.
func orders(c Context) map[string]func(n int, x *big.Float) (*big.Float, error) {
	return map[string]func(n int, x *big.Float) (*big.Float, error){
		"jn": c.Jn, "yn": c.Yn, "polygamma": c.Polygamma,
	}
}

// binaries returns the two-argument functions of c by name.
func binaries(c Context) map[string]binary {
	return map[string]binary{
		"pow": c.Pow, "atan2": c.Atan2, "hypot": c.Hypot, "mod": c.Mod, "remainder": c.Remainder,
		"min": c.Min, "max": c.Max, "dim": c.Dim, "copysign": c.Copysign,
	}
}

// mathUnaries returns package math's functions by the names of unaries.
func mathUnaries() map[string]func(float64) float64 {
	lgamma := func(x float64) float64 {
		v, _ := math.Lgamma(x)
		return v
	}
	return map[string]func(float64) float64{
		"exp": math.Exp, "exp2": math.Exp2, "expm1": math.Expm1,
		"log": math.Log, "log2": math.Log2, "log10": math.Log10, "log1p": math.Log1p,
		"sqrt": math.Sqrt, "cbrt": math.Cbrt,
		"sin": math.Sin, "cos": math.Cos, "tan": math.Tan,
		"asin": math.Asin, "acos": math.Acos, "atan": math.Atan,
		"sinh": math.Sinh, "cosh": math.Cosh, "tanh": math.Tanh,
		"asinh": math.Asinh, "acosh": math.Acosh, "atanh": math.Atanh,
		"erf": math.Erf, "erfc": math.Erfc, "erfinv": math.Erfinv,
		"gamma": math.Gamma, "lgamma": lgamma,
		"j0": math.J0, "j1": math.J1, "y0": math.Y0, "y1": math.Y1, "abs": math.Abs,
		"floor": math.Floor, "ceil": math.Ceil, "trunc": math.Trunc,
		"round": math.Round, "roundtoeven": math.RoundToEven,
	}
}

// mathBinaries returns package math's functions by the names of binaries.
func mathBinaries() map[string]func(x, y float64) float64 {
	return map[string]func(x, y float64) float64{
		"pow": math.Pow, "atan2": math.Atan2, "hypot": math.Hypot, "mod": math.Mod,
		"remainder": math.Remainder, "min": math.Min, "max": math.Max, "dim": math.Dim,
		"copysign": math.Copysign,
	}
}

// goodBits returns how many leading bits got and want share, at most 4096.
func goodBits(got, want *big.Float) int {
	if got.Cmp(want) == 0 {
		return 4096
	}
	if got.IsInf() || want.IsInf() || want.Sign() == 0 {
		return 0
	}
	p := work(max(got.Prec(), want.Prec()) + 64)
	return exponent(want) - exponent(p.sub(got, want))
}
