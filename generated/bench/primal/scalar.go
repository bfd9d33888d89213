// Package primal holds the functions that are differentiated, as a Go
// programmer writes them down who wants their values and no derivative.
package primal

import "math"

// Chain is sin(ln(x²+1)).
func Chain(x float64) float64 { return math.Sin(math.Log(x*x + 1)) }

// Cube is (x²+1)³.
func Cube(x float64) float64 {
	t := x*x + 1
	return t * t * t
}

// Gauss is exp(-x²).
func Gauss(x float64) float64 { return math.Exp(-x * x) }

// Triple is sin(exp(x²)).
func Triple(x float64) float64 { return math.Sin(math.Exp(x * x)) }

// Poly is x²y³ + sin(xy).
func Poly(x, y float64) float64 { return x*x*(y*y*y) + math.Sin(x*y) }
