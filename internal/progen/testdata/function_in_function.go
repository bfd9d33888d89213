// frontend: a function given to a function that calls the latter again, which is no recursion, captured what was out of scope.

package p

func PrimalH0(f func(float64) float64, x float64) float64 {
	return f(x) * x
}

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(rows [][]float64) float64 {
	u := rows[0][1]
	return PrimalH0(func(u2 float64) float64 {
		return PrimalH0(func(u3 float64) float64 { return 0.5 + u2*u*u3 }, 0.5)
	}, u)
}
