// frontend: a call with one argument and no variadic values was taken for one of a function with several results.

package p

func PrimalH0(x float64, vs ...float64) float64 {
	for _, v := range vs {
		x += v
	}
	return x * x
}

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(s []float64) float64 {
	return PrimalH0(s[0]) + PrimalH0(s[1], s[2], s[0]) + PrimalH0(s[1], s...)
}
