// ir/pass: tabulate put into a table what the loop around overwrites, for it asked about writes while the loop was out of the function.

package p

import "math"

//chainrule:vjp
//chainrule:jvp
func Primal(s []float64) []float64 {
	for i := range s {
		for _, e := range s {
			acc := -e
			s[1], s[i] = 0.5*math.Sin(s[2]), acc
		}
	}
	return []float64{s[0]}
}
