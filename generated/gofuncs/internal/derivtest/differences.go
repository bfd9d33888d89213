// Derivatives against differences, and against what is known.

package derivtest

import (
	"math"
	"reflect"

	"chainrule/internal/gradcheck"
)

// A sum is what a product with seeds differentiates: the results and the
// memory after the call, each float times its seed.
type sum struct {
	p             *plan
	seeds, memory []float64
	fails         bool // the function does, so that its results do not count
}

// at is the sum where the floats differentiated by are x; NaN where the
// function panics, or fails there and not at the point.
func (s sum) at(x []float64) float64 {
	if s.p.Twin != nil {
		return s.seeds[0] * s.p.Twin(x)
	}
	o := s.p.call(s.p.f, func(args []reflect.Value) { set(s.p.inputs(args), x) })
	if o.panics != "" || (s.p.err(o) != nil) != s.fails {
		return nan
	}
	if s.fails {
		return dot(s.memory, s.p.memory(o))
	}
	y := o.floats()
	if len(y) != len(s.seeds) {
		return nan // a slice of another length
	}
	return dot(s.seeds, y) + dot(s.memory, s.p.memory(o))
}

// inputs are the floats that are differentiated by.
func (p *plan) inputs(args []reflect.Value) []leaf {
	var list []reflect.Value
	for _, i := range p.active {
		list = append(list, args[i])
	}
	return leaves(list...)
}

// memory is what lies where the floats lay that are differentiated by.
func (p *plan) memory(o outcome) []float64 {
	var list []float64
	for _, i := range p.active {
		list = append(list, o.memory(i)...)
	}
	return list
}

// differences compares each derivative with the best difference quotient.
func (p *plan) differences(t reporter, seeds, memory, dx []float64) {
	t.Helper()
	s := sum{p, seeds, make([]float64, len(dx)), p.err(p.primal()) != nil}
	if !p.isGradient() {
		s.memory = p.inShadows(memory)
	}
	inputs := p.inputs(cloneAll(p.args))
	x, scale := get(inputs), largest(dx)
	fixed := make([]bool, len(x)) // infinite, or NaN
	for i := range x {
		if fixed[i] = x[i]-x[i] != 0; fixed[i] {
			s.memory[i] = 0
		}
	}
	for i, got := range dx {
		if fixed[i] {
			continue
		}
		want, err := gradcheck.SweepWithin(s.at, x, i, step(x[i]))
		if math.IsInf(err, 0) || err > 1e-4*(scale+1) {
			t.Errorf("no difference quotient by input %d: %v ± %v; derivative %v", i, want, err, got)
			continue
		}
		tol := gradcheck.Tolerance{Rel: p.Rel, Abs: 32*err + p.Rel*scale + 1e-15}
		if inputs[i].single {
			tol.Rel += 0x1p-23 // the derivative is rounded too
		}
		if err := gradcheck.Compare(got, want, tol); err != nil {
			t.Errorf("derivative by input %d against differences: %v", i, err)
		}
	}
}

// step is a small part of the size of an input.
func step(x float64) float64 {
	if x == 0 {
		return 0x1p-10
	}
	_, e := math.Frexp(x)
	return math.Ldexp(1, e-5)
}

// known compares the derivative of each result and of what the function
// changes with the rows of Grad.
func (p *plan) known(t reporter, want outcome) {
	t.Helper()
	n := len(want.floats())
	x := p.inputs(cloneAll(p.args))
	rows := p.rows(want)
	if p.isGradient() {
		equal(t, "gradient", p.used(want, rows), p.Grad, p.Rel)
		return
	}
	for _, i := range p.written(want) {
		memory := make([]float64, len(x))
		memory[i] = 1
		_, dx := p.derivative(want, make([]float64, n), memory)
		rows = append(rows, dx...)
	}
	equal(t, "Jacobian", rows, p.Grad, p.Rel)
}

// written lists the inputs that are floats of parameters that the function
// changes.
func (p *plan) written(o outcome) (list []int) {
	changed := map[int]bool{}
	for _, i := range p.changed(o) {
		changed[i] = true
	}
	at := 0
	for _, i := range p.active {
		for range o.before[i] {
			if changed[i] {
				list = append(list, at)
			}
			at++
		}
	}
	return list
}
