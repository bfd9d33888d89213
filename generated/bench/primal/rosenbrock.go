// Rosenbrock's function.

package primal

// Rosenbrock is the sum over i of 100(x[i+1]-x[i]²)² + (1-x[i])².
func Rosenbrock(x []float64) float64 {
	f := 0.0
	for i := 0; i < len(x)-1; i++ {
		t := x[i+1] - x[i]*x[i]
		u := 1 - x[i]
		f += 100*(t*t) + u*u
	}
	return f
}
