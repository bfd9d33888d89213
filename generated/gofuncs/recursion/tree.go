package recursion

import "math"

// cell is a part of a line, with the masses in it.
type cell struct {
	lo, hi      float64
	mass, at    float64
	left, right *cell
}

func (c *cell) insert(x, m float64, depth int) {
	c.at = (c.at*c.mass + x*m) / (c.mass + m)
	c.mass += m
	if depth == 0 {
		return
	}
	mid := (c.lo + c.hi) / 2
	if x < mid {
		c.left = c.left.orNew(c.lo, mid)
		c.left.insert(x, m, depth-1)
	} else {
		c.right = c.right.orNew(mid, c.hi)
		c.right.insert(x, m, depth-1)
	}
}

func (c *cell) orNew(lo, hi float64) *cell {
	if c == nil {
		return &cell{lo: lo, hi: hi}
	}
	return c
}

// potential adds what the masses of the cell contribute to each of the points.
func (c *cell) potential(points, sum []float64, theta float64) {
	if c == nil {
		return
	}
	for i, p := range points {
		d := math.Abs(p - c.at)
		if c.left == nil && c.right == nil || c.hi-c.lo < theta*d {
			sum[i] -= c.mass / (0.1 + d)
			continue
		}
		c.left.potential(points[i:i+1], sum[i:i+1], theta)
		c.right.potential(points[i:i+1], sum[i:i+1], theta)
	}
}

// Energy is that of masses on [0, 1], by a tree of cells.
//
//chainrule:grad
func Energy(x, m []float64) float64 {
	root := &cell{hi: 1}
	for i := range x {
		root.insert(x[i], m[i], 4)
	}
	sum := make([]float64, len(x))
	root.potential(x, sum, 0.5)
	e := 0.0
	for i, s := range sum {
		e += m[i] * s / 2
	}
	return e
}

// Merge sorts by merging and gives what it makes.
//
//chainrule:vjp
func Merge(a []float64) []float64 {
	if len(a) < 2 {
		return append([]float64(nil), a...)
	}
	l, r := Merge(a[:len(a)/2]), Merge(a[len(a)/2:])
	out := make([]float64, 0, len(a))
	for len(l) > 0 && len(r) > 0 {
		if l[0] <= r[0] {
			out, l = append(out, l[0]), l[1:]
		} else {
			out, r = append(out, r[0]), r[1:]
		}
	}
	return append(append(out, l...), r...)
}

// Hermite is the n-th Hermite function at x; what was computed is kept.
//
//chainrule:grad
func Hermite(n int, x float64) float64 {
	return hermite(map[int]float64{}, n, x) * math.Exp(-x*x/2)
}

func hermite(known map[int]float64, n int, x float64) float64 {
	if h, ok := known[n]; ok {
		return h
	}
	h := 1.0
	switch {
	case n == 1:
		h = 2 * x
	case n > 1:
		h = 2*x*hermite(known, n-1, x) - 2*float64(n-1)*hermite(known, n-2, x)
	}
	known[n] = h
	return h
}
