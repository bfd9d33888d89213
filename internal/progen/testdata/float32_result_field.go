// codegen: the seed of a float32 field of a result was used as a float64.

package p

type PrimalT0 struct {
	A float64
	B float32
}

//chainrule:vjp
//chainrule:jvp
func Primal(x float64, p PrimalT0) (*PrimalT0, float64) {
	return &PrimalT0{A: x, B: max(float32(x), p.B) / (2 + p.B)}, 1
}
