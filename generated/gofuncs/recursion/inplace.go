package recursion

import "math"

// Transform replaces a signal of 2^k complex numbers by its Fourier transform; the
// scratch slices are as long.
//
//chainrule:vjp
func Transform(re, im, scratchRe, scratchIm []float64) {
	n := len(re)
	if n < 2 {
		return
	}
	h := n / 2
	for i := range h {
		scratchRe[i], scratchIm[i] = re[2*i], im[2*i]
		scratchRe[i+h], scratchIm[i+h] = re[2*i+1], im[2*i+1]
	}
	Transform(scratchRe[:h], scratchIm[:h], re[:h], im[:h])
	Transform(scratchRe[h:], scratchIm[h:], re[h:], im[h:])
	for k := range h {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(n))
		oddRe := cos*scratchRe[k+h] + sin*scratchIm[k+h]
		oddIm := cos*scratchIm[k+h] - sin*scratchRe[k+h]
		re[k], im[k] = scratchRe[k]+oddRe, scratchIm[k]+oddIm
		re[k+h], im[k+h] = scratchRe[k]-oddRe, scratchIm[k]-oddIm
	}
}

// Quantile is the element that q in [0, 1] of the others are below, weighted with its
// neighbour's: it sorts a copy by parts.
//
//chainrule:grad wrt=x
func Quantile(x []float64, q float64) float64 {
	sorted := append([]float64(nil), x...)
	partition(sorted)
	at := q * float64(len(x)-1)
	i := min(int(at), len(x)-2)
	f := at - float64(i)
	return sorted[i]*(1-f) + sorted[i+1]*f
}

func partition(a []float64) {
	if len(a) < 2 {
		return
	}
	last, i := len(a)-1, 0
	for j := range last {
		if a[j] < a[last] {
			a[i], a[j] = a[j], a[i]
			i++
		}
	}
	a[i], a[last] = a[last], a[i]
	partition(a[:i])
	partition(a[i+1:])
}

// Paths is the sum of exp(-length) over all ways to visit every point of a plane,
// beginning with the first.
//
//chainrule:grad
func Paths(x, y []float64) float64 {
	t := tour{x: x, y: y, seen: make([]bool, len(x)), lengths: make([]float64, len(x))}
	t.seen[0] = true
	t.extend(0, 1)
	return t.total
}

type tour struct {
	x, y    []float64
	seen    []bool
	lengths []float64 // after each step
	total   float64
}

func (t *tour) extend(from, visited int) {
	if visited == len(t.x) {
		t.total += math.Exp(-t.lengths[visited-1])
		return
	}
	for to := range t.x {
		if t.seen[to] {
			continue
		}
		t.seen[to] = true
		t.lengths[visited] = t.lengths[visited-1] + math.Hypot(t.x[to]-t.x[from], t.y[to]-t.y[from])
		t.extend(to, visited+1)
		t.seen[to] = false
	}
}
