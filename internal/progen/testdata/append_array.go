// frontend and codegen: append of an element that is an array lost its derivative, and had no text.

package p

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(list [][2]float64, x float64) float64 {
	list = append(list, list[2], [2]float64{x})
	n := len(list)
	return list[n-2][1]*x + list[n-1][0]
}
