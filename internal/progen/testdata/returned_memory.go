// adjoint: the seed of what a function does not touch was dropped where it returns its caller's memory.

package p

type PrimalT0 struct {
	A float64
	C []float64
}

//chainrule:vjp
//chainrule:jvp
func Primal(q *PrimalT0, list []*PrimalT0) (PrimalT0, *PrimalT0, float64) {
	return *q, list[2], q.A
}
