// Products with the Hessian against differences of the gradient.

package derivtest

import (
	"math"
	"math/rand/v2"
	"reflect"

	"chainrule/internal/gradcheck"
)

// curvature compares the product of the Hessian and a direction, seen from some
// sides, with how the gradient changes along the direction.
func (p *plan) curvature(t reporter, want outcome) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 11))
	x := get(p.inputs(cloneAll(p.args)))
	dir := make([]float64, len(x))
	for i := range dir {
		size := math.Abs(x[i])
		if size == 0 {
			size = 1
		}
		dir[i] = r.NormFloat64() * size / 8
	}
	got, hv := p.product(dir)
	if got.panics != "" {
		t.Fatalf("the product with the Hessian panics with %s", got.panics)
	}
	p.unchanged(t, got, want)
	for range 3 {
		side := make([]float64, len(x))
		for i := range side {
			side[i] = r.NormFloat64()
		}
		along := func(h []float64) float64 { return dot(side, p.gradientAt(x, h[0], dir)) }
		change, err := gradcheck.SweepWithin(along, []float64{0}, 0, 0x1p-6)
		scale := math.Sqrt(dot(side, side) * dot(hv, hv))
		if math.IsInf(err, 0) || err > 1e-4*(scale+1) {
			t.Errorf("no difference quotient of the gradient: %v ± %v; the product with the Hessian has %v there", change, err, dot(side, hv))
			continue
		}
		tol := gradcheck.Tolerance{Rel: p.Rel, Abs: 32*err + p.Rel*scale + 1e-14}
		if err := gradcheck.Compare(dot(side, hv), change, tol); err != nil {
			t.Errorf("product with the Hessian against differences of the gradient: %v", err)
		}
	}
}

// product calls the product with the Hessian.
func (p *plan) product(dir []float64) (outcome, []float64) {
	var more []reflect.Value
	for _, i := range p.active {
		more = append(more, p.args[i])
	}
	more = cloneAll(more)
	set(leaves(more...), dir)
	return p.withShadows(reflect.ValueOf(p.H), nil, more, filled(len(dir), nan))
}

// gradientAt is the gradient at x + h·dir.
func (p *plan) gradientAt(x []float64, h float64, dir []float64) []float64 {
	at := make([]float64, len(x))
	for i := range x {
		at[i] = x[i] + h*dir[i]
	}
	change := func(args []reflect.Value) { set(p.inputs(args), at) }
	_, dx := p.withShadows(p.d, change, nil, filled(len(x), nan))
	if dx == nil {
		return filled(len(x), nan)
	}
	return dx
}

// hessian compares the rows of the Hessian with its products with unit vectors.
func (p *plan) hessian(t reporter, want outcome) {
	t.Helper()
	n := len(p.inputs(cloneAll(p.args)))
	var rows []float64
	for i := range n {
		dir := make([]float64, n)
		dir[i] = 1
		_, row := p.product(dir)
		rows = append(rows, row...)
	}
	hess := filled(n*n, nan)
	got := p.call(reflect.ValueOf(p.HH), nil, reflect.ValueOf(hess))
	if got.panics != "" {
		t.Fatalf("the Hessian panics with %s", got.panics)
	}
	p.unchanged(t, got, want)
	equal(t, "Hessian", hess, rows, max(p.Rel, 1e-12))
}
