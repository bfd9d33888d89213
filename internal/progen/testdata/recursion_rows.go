// adjoint: recursion over memory that a slice of slices holds had no derivative by it.

package p

func PrimalH0(s []float64, x float64, n int) float64 {
	if n <= 0 {
		return s[1]
	}
	x = PrimalH0(s, 0.5, n-1)
	return x
}

//chainrule:vjp
//chainrule:jvp
func Primal(hs []float32) (float64, error) {
	q := func() *float64 { var cell float64 = float64(hs[0]); return &cell }()
	rows := [][]float64{make([]float64, 1), []float64{}, []float64{0.5, *q, *q}}
	return PrimalH0(rows[2], 0.5, 2) + 1, nil
}
