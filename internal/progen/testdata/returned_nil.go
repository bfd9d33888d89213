// adjoint: the taking of seeds looked behind a result that is nil.

package p

type PrimalT0 struct {
	A float64
	C []float64
}

//chainrule:vjp
//chainrule:jvp
func Primal(q *PrimalT0, x float64) (*PrimalT0, float64) {
	if x > 0.5 {
		return nil, x
	}
	return q, x * q.C[1]
}
