// What is demanded of a derivative.

package derivtest

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"

	"chainrule/generated/internal/gradtest"
	"chainrule/internal/gradcheck"
)

// A reporter is a test.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Failed() bool
	FailNow()
}

// check runs all checks that the outcome of the function permits.
func (p *plan) check(t reporter) {
	want := p.primal()
	if want.panics != "" {
		p.panics(t, want)
		return
	}
	if p.Value != nil {
		equal(t, "value", p.value(want), p.Value, p.Rel)
	}
	r := rand.New(rand.NewPCG(3, 5))
	seeds, memory := p.random(r, want)
	dx := p.once(t, want, seeds, memory)
	got := p.used(want, dx)
	switch err := p.err(want); {
	case err != nil && len(p.changed(want)) > 0:
		p.differences(t, seeds, memory, got)
		return
	case err != nil:
		p.zero(t, want, got, memory)
		return
	}
	if !p.Rough {
		p.differences(t, seeds, memory, got)
	}
	if p.Grad != nil {
		p.known(t, want)
	}
	if p.H != nil && !p.Rough {
		p.curvature(t, want)
	}
	if p.HH != nil {
		p.hessian(t, want)
	}
	if p.J != nil {
		p.jacobian(t, want)
	}
	p.parallel(t, want, seeds, memory, dx)
	p.allocations(t, seeds, memory)
}

// panics demands the same panic of the derivative.
func (p *plan) panics(t reporter, want outcome) {
	t.Helper()
	// The shape of the results is not known: seeds are zero.
	like := want
	for i := range p.f.Type().NumOut() {
		like.results = append(like.results, reflect.Zero(p.f.Type().Out(i)))
	}
	seeds := make([]float64, len(leaves(cloneAll(like.results)...)))
	_, memory := p.random(rand.New(rand.NewPCG(1, 1)), want)
	if got, _ := p.derivative(like, seeds, memory); got.panics != want.panics {
		t.Errorf("the function panics with %q and its derivative with %q", want.panics, got.panics)
	}
}

// random draws seeds for the floats of the results, and for the floats that
// are differentiated by: what their shadows hold at the call, and no seed where
// they have none. A gradient's seed is 1, and its shadows are to be set.
func (p *plan) random(r *rand.Rand, like outcome) (seeds, memory []float64) {
	for _, i := range p.active {
		n := len(like.before[i])
		for range n {
			memory = append(memory, float64(float32(r.NormFloat64())))
		}
		if p.isGradient() {
			copy(memory[len(memory)-n:], filled(n, nan))
		}
	}
	if like.panics != "" {
		return nil, memory
	}
	for range like.floats() {
		seeds = append(seeds, float64(float32(r.NormFloat64())))
	}
	if p.isGradient() {
		seeds = filled(len(seeds), 1)
	}
	return seeds, memory
}

// once calls the derivative twice, compares all but the derivatives with the
// function's outcome, and gives the derivatives.
func (p *plan) once(t reporter, want outcome, seeds, memory []float64) []float64 {
	t.Helper()
	var first []float64
	for i := range 2 {
		got, dx := p.derivative(want, seeds, memory)
		p.unchanged(t, got, want)
		if i == 0 {
			first = dx
		} else if !same(first, dx) {
			t.Errorf("the first call gives %v and the second %v", first, dx)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return first
}

// unchanged compares what a call of the derivative leaves beside derivatives
// with what the function leaves.
func (p *plan) unchanged(t reporter, got, want outcome) {
	t.Helper()
	if got.panics != "" {
		t.Fatalf("the derivative panics with %s", got.panics)
	}
	gotErr, wantErr := p.err(got), p.err(want)
	if (gotErr == nil) != (wantErr == nil) || gotErr != nil && gotErr.Error() != wantErr.Error() {
		t.Errorf("error %v, want %v", gotErr, wantErr)
	}
	identical(t, "result", got.results, want.results)
	identical(t, "argument", got.args, want.args)
}

// identical compares values and what they refer to, floats to the bit where the
// compiler does not fuse products and sums.
func identical(t reporter, what string, got, want []reflect.Value) {
	t.Helper()
	for i := range want {
		a, b := get(leaves(got[i])), get(leaves(want[i]))
		switch {
		case gradtest.Fuses():
			equal(t, what, a, b, 1e-11)
		case !same(a, b):
			t.Errorf("%s %d of the derivative's call has floats %v, and the function's %v", what, i, a, b)
		case !slices.ContainsFunc(a, math.IsNaN) && !isFunction(want[i]) && !reflect.DeepEqual(got[i].Interface(), want[i].Interface()):
			t.Errorf("%s %d of the derivative's call is %v, and the function's %v", what, i, got[i], want[i])
		}
	}
}

// isFunction reports whether v has an equal nowhere.
func isFunction(v reflect.Value) bool { return v.Kind() == reflect.Func && !v.IsNil() }

// zero demands that a call with an error adds nothing to the derivatives. (What
// it has written to memory by then counts.)
func (p *plan) zero(t reporter, want outcome, got, memory []float64) {
	t.Helper()
	expected := make([]float64, len(got))
	if !p.isGradient() {
		copy(expected, p.inShadows(memory))
	}
	if !slices.Equal(got, expected) {
		t.Errorf("with the error %v, derivatives are %v, want %v", p.err(want), got, expected)
	}
}

// inShadows keeps what lies in shadows, and is zero for what has none.
func (p *plan) inShadows(memory []float64) []float64 {
	kept := slices.Clone(memory)
	at := 0
	for _, i := range p.active {
		n := len(leaves(addressable(p.args[i])))
		if !refersToFloats(p.args[i].Type()) {
			clear(kept[at : at+n])
		}
		at += n
	}
	return kept
}

// value lists the floats of the results, and of what the function changes.
func (p *plan) value(o outcome) []float64 {
	list := o.floats()
	for _, i := range p.changed(o) {
		list = append(list, o.memory(i)...)
	}
	return list
}

// changed are the parameters whose floats the function changes.
func (p *plan) changed(o outcome) (list []int) {
	for i := range p.args {
		if !same(o.memory(i), o.values[i]) {
			list = append(list, i)
		}
	}
	return list
}

// parallel calls the derivative several times at once.
func (p *plan) parallel(t reporter, want outcome, seeds, memory, dx []float64) {
	t.Helper()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, again := p.derivative(want, seeds, memory)
			p.unchanged(t, got, want)
			if !same(dx, again) {
				t.Errorf("beside other calls the derivative is %v, alone %v", again, dx)
			}
		})
	}
	wg.Wait()
}

// equal compares numbers up to rel times the larger of each and of all.
func equal(t reporter, what string, got, want []float64, rel float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %v has %d numbers, want %d", what, got, len(got), len(want))
	}
	tol := gradcheck.Tolerance{Rel: rel, Abs: rel * largest(want)}
	for i := range got {
		if err := gradcheck.Compare(got[i], want[i], tol); err != nil {
			t.Errorf("%s %d: %v", what, i, err)
		}
	}
}

// largest is the largest finite size.
func largest(list []float64) float64 {
	m := 0.0
	for _, x := range list {
		if !math.IsInf(x, 0) {
			m = max(m, math.Abs(x))
		}
	}
	return m
}
