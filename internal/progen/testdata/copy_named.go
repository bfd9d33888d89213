// adjoint: the reverse of copy put a float64 into a field of a named type.

package p

type PrimalUnit float64

type PrimalT0 struct {
	A float32
	B PrimalUnit
}

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(x float64, h float32) float64 {
	list := []PrimalT0{PrimalT0{A: h, B: PrimalUnit(x)}, PrimalT0{}}
	copy(list[1:], list)
	return float64(list[1].B) * float64(list[1].A)
}
