// adjoint: the array that keeps what a loop overwrites was handed to the reverse sweep, element by element, where the loop did not run.

package p

import "math"

func PrimalH1(s []float64, x float64, n int) float64 {
	if n <= 0 {
		return 0.5
	}
	cut := s
	v := PrimalH1(s, 0.5, n-1)
	for k := range s {
		s[k] = math.Sin(cut[0])
	}
	return v + x
}

//chainrule:vjp
func Primal(rows [][]float64) []float64 {
	return []float64{PrimalH1(rows[1], 0.5, 3)}
}
