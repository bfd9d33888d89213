// adjoint: the zero derivative of one parameter was made where the error is nil, and used behind it.

package p

import "fmt"

//chainrule:vjp
//chainrule:jvp
func Primal(arr [3]float64, x float64) ([3]float64, error) {
	if arr[1] > 0.1234 || arr[2] < 0.5 {
		return arr, fmt.Errorf("failed")
	}
	return [3]float64{arr[0] * arr[1], arr[1], 1}, nil
}
