// Calls of derivatives.

package check

import (
	"fmt"
	"math"
	"reflect"
	"strings"
)

// derivatives calls a vector-Jacobian product and gives the derivative by each
// input; the values beside them must be the primal's.
func (p *point) derivatives(vjp reflect.Value, a Roles) (map[string]float64, error) {
	args, shadows := cloneAll(p.args), p.shadows()
	before := leavesOf(shadows)
	after := leavesOf(args)
	all := args
	for _, r := range a.Seeds {
		all = append(all, p.seedsOf()[r])
	}
	for _, s := range a.Shadows {
		all = append(all, shadows[s])
	}
	for i := range all {
		fit, err := fits(all[i], vjp.Type().In(i))
		if err != nil {
			return nil, fmt.Errorf("parameter %d: %w", i, err)
		}
		all[i] = fit
	}
	out, err := call(vjp, all)
	if err != nil {
		return nil, err
	}
	if err := p.same(out, after); err != nil {
		return nil, err
	}
	return p.collect(a, before, out), nil
}

// shadows are clones of the arguments with the seeds of memory in place of
// floats, and zeros where there is none.
func (p *point) shadows() []reflect.Value {
	shadows := cloneAll(p.args)
	for i, l := range leavesOf(shadows) {
		l.set(p.held[i])
	}
	return shadows
}

// seedsOf are clones of the results with seeds in place of floats.
func (p *point) seedsOf() []reflect.Value {
	seeds := cloneAll(p.results)
	for i, l := range leavesOf(seeds) {
		l.set(p.seeds[i])
	}
	return seeds
}

// fits gives a value as an argument for a parameter of the type: its address if
// that is what the parameter takes.
func fits(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	switch {
	case v.Type().AssignableTo(t):
		return v, nil
	case reflect.PointerTo(v.Type()) == t:
		return v.Addr(), nil
	case v.Type().ConvertibleTo(t):
		return v.Convert(t), nil
	}
	return v, fmt.Errorf("it takes %v, not %v", t, v.Type())
}

// same compares the results beside the derivatives, and what memory holds, with
// the primal's.
func (p *point) same(out []reflect.Value, after []leaf) error {
	if len(out) < len(p.results) {
		return fmt.Errorf("%d results, fewer than the primal's", len(out))
	}
	n := len(p.results)
	if n > 0 && p.results[n-1].Type() == reflect.TypeFor[error]() {
		n--
	}
	got := leavesOf(out[:n])
	if len(got) != len(p.outputs) {
		return fmt.Errorf("the results hold %d floats, the primal's %d", len(got), len(p.outputs))
	}
	for i, want := range p.outputs {
		if err := sameFloat(want, got[i]); err != nil {
			return fmt.Errorf("result %w", err)
		}
	}
	for i, want := range p.after {
		if err := sameFloat(want, after[i]); err != nil {
			return fmt.Errorf("argument afterwards: %w", err)
		}
	}
	return nil
}

// sameFloat allows for the fused multiplications that Go permits.
func sameFloat(want, got leaf) error {
	x, y := want.get(), got.get()
	if math.Abs(x-y) <= 1e-12*max(math.Abs(x), math.Abs(y)) {
		return nil
	}
	return fmt.Errorf("%s is %v, the primal's %v", want.path, y, x)
}

// collect gives the derivative by each input, by its path: not for what only an
// interface leads to, unless its parameter has a shadow.
func (p *point) collect(a Roles, shadows []leaf, out []reflect.Value) map[string]float64 {
	d := map[string]float64{}
	for i, in := range p.inputs {
		d[in.path] = p.held[i]
	}
	shadowed := map[string]bool{}
	for _, s := range a.Shadows {
		shadowed[fmt.Sprint(s)] = true
	}
	for _, l := range shadows {
		if shadowed[root(l.path)] {
			d[l.path] = l.get()
		} else if l.behind {
			delete(d, l.path) // nothing is said about it
		}
	}
	first := len(p.results)
	if first > 0 && p.results[first-1].Type() == reflect.TypeFor[error]() {
		first--
	}
	for k, param := range a.Partials {
		for _, l := range leavesOf(out[first+k : first+k+1]) {
			d[fmt.Sprint(param)+strings.TrimPrefix(l.path, "0")] = l.get()
		}
	}
	return d
}

// root is the number of the argument that a path begins at.
func root(path string) string {
	if i := strings.IndexAny(path, ".["); i >= 0 {
		return path[:i]
	}
	return path
}
