// frontend: append of a slice of arrays lost the derivative by their elements.

package p

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(list [][2]float64) float64 {
	list = append([][2]float64(nil), list...)
	return list[2][1] * list[0][0]
}
