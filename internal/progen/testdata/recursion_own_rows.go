// frontend/gofunc: a function that calls itself and writes to rows of its own was said to write its caller's memory.

package p

import "math"

func PrimalH0(x float64, n int) float64 {
	if n <= 0 {
		return x
	}
	rows := [][]float64{{x, x}, {x, 1}}
	rows[0][0] += 0.25 * math.Sin(rows[0][1])
	return 0.5*PrimalH0(rows[0][0], n-1) + PrimalH0(rows[0][1]*x, n/2)
}

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(x float64) float64 {
	return PrimalH0(math.Sin(x), 3)
}
