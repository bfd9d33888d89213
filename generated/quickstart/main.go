// Command quickstart walks down a valley by a generated gradient.
package main

import "fmt"

//go:generate go run chainrule/cmd/chainrule gen model.grad

func main() {
	x := []float64{-1.2, 1, -1.2, 1}
	g := make([]float64, len(x))
	f := ValleyGrad(x, g)
	fmt.Printf("at     %6.3f  value %9.4f  gradient %9.3f\n", x, f, g)

	// Steepest descent with a step that halves where the value would rise.
	for step := 1e-3; step > 1e-12; {
		next := make([]float64, len(x))
		for i := range x {
			next[i] = x[i] - step*g[i]
		}
		if Valley(next) >= f {
			step /= 2
			continue
		}
		x, step = next, step*1.1
		f = ValleyGrad(x, g)
	}
	fmt.Printf("lowest %6.3f  value %9.1e\n", x, f)
}
