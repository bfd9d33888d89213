// Rosenbrock's function in dual numbers.

package dualnum

import "gonum.org/v1/gonum/num/dual"

// Rosenbrock is the sum over i of 100(x[i+1]-x[i]²)² + (1-x[i])².
func Rosenbrock(x []dual.Number) dual.Number {
	var f dual.Number
	for i := range len(x) - 1 {
		t := dual.Sub(x[i+1], dual.Mul(x[i], x[i]))
		u := dual.Sub(real(1), x[i])
		f = dual.Add(f, dual.Add(dual.Scale(100, dual.Mul(t, t)), dual.Mul(u, u)))
	}
	return f
}
