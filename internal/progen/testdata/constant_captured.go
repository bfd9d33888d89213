// frontend/gofunc: what a separate function took of its caller, if it was a constant, was not made again in it.

package p

func PrimalH1(f func(float64) float64, x float64) float64 {
	return f(x) * 0.5
}

//chainrule:vjp
//chainrule:jvp
func Primal(arr [2]float64) float64 {
	k := 2
	return PrimalH1(func(u2 float64) float64 {
		return PrimalH1(func(u3 float64) float64 { return arr[(k+1)%2] * u2 * u3 }, arr[0])
	}, 0.5)
}
