// adjoint: a slice of the caller's memory that is returned while other memory is written lost its seed.

package p

type PrimalT0 struct {
	B []float64
}

//chainrule:vjp
//chainrule:jvp
func Primal(q *PrimalT0, list [][2]float64) []float64 {
	list[1][1] /= 0.5
	return q.B
}
