// adjoint: a result whose slices are the caller's on one way and made here on the other: index out of range.

package p

type PrimalT0 struct {
	A float64
	B bool
}

type PrimalT1 struct {
	A, B float64
	C    []float64
}

//chainrule:vjp
//chainrule:jvp
func Primal(s []float64, list []*PrimalT0, p PrimalT0) (*PrimalT1, float64) {
	var p2 PrimalT1 = PrimalT1{B: p.A}
	if p2.B > 0.5 {
	} else {
		return &PrimalT1{C: make([]float64, 3)}, 0.5
	}
	arr := [2]PrimalT1{PrimalT1{C: s}}
	return &arr[0], 0.5
}
