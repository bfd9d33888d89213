// frontend/gofunc: two values of one name that a separate function took of its caller became parameters of one name.

package p

func PrimalH0(f func(float64) float64, x float64) float64 {
	return f(x)
}

//chainrule:vjp
//chainrule:jvp
func Primal(s []float64) float64 {
	return PrimalH0(func(u float64) float64 {
		return PrimalH0(func(u2 float64) float64 {
			return PrimalH0(func(u3 float64) float64 { return u2*u3 + u }, u2)
		}, u)
	}, s[1])
}
