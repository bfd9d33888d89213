// codegen: a value that stands for a rounded one has no variable of its own, and was asked for it.

package p

//chainrule:grad
//chainrule:vjp
//chainrule:jvp
func Primal(arr [3]float64) float32 {
	cut := arr[:]
	cut[1] /= 1.5
	var q *float64 = func() *float64 { var cell float64 = 1; return &cell }()
	var h float32 = float32(cut[1]) * float32(*q)
	return h
}
