// codegen: an append whose result nobody reads was left out, though it may write memory of the caller.

package p

//chainrule:vjp
//chainrule:jvp
func Primal(ks []int, x float64) float64 {
	if len(ks) > 3 {
		ks = ks[:1]
	}
	ks = append(ks, 5, 1)
	return x
}
