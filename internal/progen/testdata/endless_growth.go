// Seed 61004671: of a function without results the last one was looked at, for an error.
package p

//chainrule:vjp
func Primal(hs []float32) {
	for i := 1; true; i += 2 {
		hs = append([]float32(nil), hs...)
		if i > 4 {
			break
		}
	}
}
