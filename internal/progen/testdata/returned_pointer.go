// adjoint: a pointer to the caller's memory that is returned, and whose memory is not read, had no shadow.

package p

type PrimalT0 struct {
	C float64
}

type PrimalT1 struct {
	A float64
	B *PrimalT0
	D [2]PrimalT0
}

//chainrule:vjp
//chainrule:jvp
func Primal(list []*PrimalT0, q *PrimalT1, x float64) (*PrimalT0, *PrimalT0, PrimalT1, float64) {
	return list[0], &q.D[1], *q, x * q.A
}
