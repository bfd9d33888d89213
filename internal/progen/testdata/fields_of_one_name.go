// Seed 60024538: three fields of one name in each other were taken for a path of a copy
// that goes on without end, so that the result had no seed.
package p

type PrimalT0 struct {
	B []float64
}

type PrimalT1 struct {
	B PrimalT0
}

type PrimalT2 struct {
	B PrimalT1
}

//chainrule:vjp
func Primal(p PrimalT2) ([]PrimalT2, float64) {
	return []PrimalT2{p}, 0.5
}
