// codegen: a variable that holds a cosine and is only assigned afterwards was not declared.

package p

import "math"

func PrimalH1(x float64, n int) float64 {
	c, d := math.Cos(math.Tanh(x)), math.Sin(math.Tanh(x))
	d *= x
	if c > 0.5 {
		return x
	}
	return PrimalH1(d, 1)
}

//chainrule:vjp
//chainrule:jvp
func Primal(x float64, x2 float64) float64 {
	var acc float64 = x
	_, d := x2, math.Tanh(acc)
	s := []float64{x, d}
	m := map[string]float64{"a": PrimalH1(s[1], 3%4)}
	_ = m
	return 0.5
}
