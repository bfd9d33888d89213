// codegen: a test for a key that nobody reads in the end was written "_, _ := m[k]".

package p

//chainrule:vjp
//chainrule:jvp
func Primal(hs []float32) float64 {
	for _, e := range map[string]float64{} {
		_ = e
		hs2 := append([]float32(nil), hs...)
		_ = hs2
	}
	return 0.5
}
