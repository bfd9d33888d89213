package recursion

import "math"

// Quadrature integrates exp(-k·t²) from 0 to b by halves.
//
//chainrule:grad
func Quadrature(k, b float64, depth int) float64 {
	f := func(t float64) float64 { return math.Exp(-k * t * t) }
	var part func(lo, hi, left, right float64, depth int) float64
	part = func(lo, hi, left, right float64, depth int) float64 {
		mid := (lo + hi) / 2
		middle := f(mid)
		if depth == 0 {
			return (hi - lo) / 6 * (left + 4*middle + right)
		}
		return part(lo, mid, left, middle, depth-1) + part(mid, hi, middle, right, depth-1)
	}
	return part(0, b, f(0), f(b), depth)
}

// Towers moves n discs, each a little lighter for every move, and gives the moment of
// the last tower.
//
//chainrule:grad
func Towers(discs []float64, loss float64) (moment float64) {
	pegs := [3][]float64{append([]float64{}, discs...)}
	var move func(n, from, to, by int)
	move = func(n, from, to, by int) {
		if n == 0 {
			return
		}
		move(n-1, from, by, to)
		top := len(pegs[from]) - 1
		pegs[to] = append(pegs[to], pegs[from][top]*(1-loss))
		pegs[from] = pegs[from][:top]
		move(n-1, by, to, from)
	}
	move(len(discs), 0, 2, 1)
	for i, m := range pegs[2] {
		moment += m * float64(i+1)
	}
	return moment
}

// Swing follows an alternation of two literals that call each other.
//
//chainrule:grad
func Swing(a, b float64, n int) float64 {
	var to, fro func(n int, v float64) float64
	to = func(n int, v float64) float64 {
		if n == 0 {
			return v * a
		}
		return fro(n-1, v*b) + 1
	}
	fro = func(n int, v float64) float64 {
		if n == 0 {
			return v
		}
		return math.Sin(to(n-1, v+a))
	}
	return to(n, 0.5)
}
