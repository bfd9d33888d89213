// adjoint: a map of the caller that is returned broke the taking of seeds.

package p

type PrimalT0 struct {
	A float64
	C []float64
}

//chainrule:vjp
//chainrule:jvp
func Primal(m map[string]float64, q *PrimalT0) (map[string]float64, map[string]*PrimalT0, float64) {
	return m, map[string]*PrimalT0{"a": q, "b": {A: q.A * 2}}, q.A
}
