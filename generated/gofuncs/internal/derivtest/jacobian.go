// Jacobians against the derivative of each result.

package derivtest

import "reflect"

// jacobian compares the rows with the derivative.
func (p *plan) jacobian(t reporter, want outcome) {
	t.Helper()
	rows := p.rows(want)
	jac := filled(len(rows), nan)
	got := p.call(reflect.ValueOf(p.J), nil, reflect.ValueOf(jac))
	if got.panics != "" {
		t.Fatalf("the Jacobian panics with %s", got.panics)
	}
	p.unchanged(t, got, want)
	equal(t, "Jacobian by rows", jac, rows, max(p.Rel, 1e-12))
}

// rows are the derivatives of each float of the results.
func (p *plan) rows(want outcome) (rows []float64) {
	n, inputs := len(want.floats()), len(p.inputs(cloneAll(p.args)))
	if p.isGradient() {
		_, rows = p.derivative(want, filled(n, 1), filled(inputs, nan))
		return rows
	}
	for i := range n {
		seeds := make([]float64, n)
		seeds[i] = 1
		_, dx := p.derivative(want, seeds, make([]float64, inputs))
		rows = append(rows, dx...)
	}
	return rows
}

// jacobianType is the type of the function that fills the Jacobian.
func (p *plan) jacobianType() reflect.Type {
	f := p.f.Type()
	var in, out []reflect.Type
	for i := range f.NumIn() {
		in = append(in, f.In(i))
	}
	for i := range f.NumOut() {
		out = append(out, f.Out(i))
	}
	return reflect.FuncOf(append(in, reflect.TypeFor[[]float64]()), out, false)
}
