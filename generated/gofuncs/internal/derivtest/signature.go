// What the contract says of the signature of a derivative.

package derivtest

import (
	"fmt"
	"reflect"
	"slices"
)

// A plan is a case whose derivative has the signature that it should have.
type plan struct {
	Case
	f, d   reflect.Value
	args   []reflect.Value
	active []int // parameters that are differentiated by
	seeds  []int // results with floats, where d has a seed for each
	fails  bool  // the last result is an error
}

// plan compares the signature of the derivative with both that it may have.
func (c Case) plan() (*plan, error) {
	p := &plan{Case: c, f: reflect.ValueOf(c.F), d: reflect.ValueOf(c.D)}
	f := p.f.Type()
	if len(c.Args) != f.NumIn() {
		return nil, fmt.Errorf("%d arguments for %v", len(c.Args), f)
	}
	for i, a := range c.Args {
		p.args = append(p.args, argument(a, f.In(i)))
		if slices.Contains(c.Wrt, i) || c.Wrt == nil && holdsFloats(f.In(i)) {
			p.active = append(p.active, i)
		}
	}
	p.fails = f.NumOut() > 0 && f.Out(f.NumOut()-1) == reflect.TypeFor[error]()
	gradient := p.signature(false)
	if h := p.signature(true); p.H != nil && reflect.TypeOf(p.H) != h {
		return nil, fmt.Errorf("the product with the Hessian of %v is a\n%v, want\n%v", f, reflect.TypeOf(p.H), h)
	}
	for _, filled := range []any{p.J, p.HH} {
		if j := p.jacobianType(); filled != nil && reflect.TypeOf(filled) != j {
			return nil, fmt.Errorf("the Jacobian or Hessian of %v is a\n%v, want\n%v", f, reflect.TypeOf(filled), j)
		}
	}
	if p.d.Type() == gradient && len(p.resultsWithFloats()) > 0 {
		return p, nil
	}
	p.seeds = p.resultsWithFloats()
	if p.d.Type() == p.signature(false) {
		return p, nil
	}
	return nil, fmt.Errorf("the derivative of %v is a\n%v, want\n%v or\n%v", f, p.d.Type(), p.signature(false), gradient)
}

// argument converts a constant.
func argument(a any, to reflect.Type) reflect.Value {
	if a == nil {
		return reflect.Zero(to)
	}
	return reflect.ValueOf(a).Convert(to)
}

// signature is the type of the derivative with the seeds of p, or of one along
// directions.
func (p *plan) signature(directions bool) reflect.Type {
	f := p.f.Type()
	var in, out []reflect.Type
	for i := range f.NumIn() {
		in = append(in, f.In(i))
	}
	for _, i := range p.seeds {
		in = append(in, f.Out(i))
	}
	for i := range f.NumOut() {
		out = append(out, f.Out(i))
	}
	for _, i := range p.active {
		if directions {
			in = append(in, f.In(i))
		}
	}
	for _, i := range p.active {
		switch t := f.In(i); {
		case isReference(t):
			in = append(in, t)
		case refersToFloats(t):
			in = append(in, reflect.PointerTo(t))
		default:
			at := len(out)
			if p.fails {
				at--
			}
			out = slices.Insert(out, at, t)
		}
	}
	return reflect.FuncOf(in, out, false)
}

// resultsWithFloats are those that have seeds.
func (p *plan) resultsWithFloats() (list []int) {
	for i := range p.f.Type().NumOut() {
		if holdsFloats(p.f.Type().Out(i)) {
			list = append(list, i)
		}
	}
	return list
}

// isReference reports whether a parameter has a shadow of its own type.
func isReference(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Map:
		return true
	}
	return false
}

// refersToFloats reports whether floats are reached from t by a reference.
func refersToFloats(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Map:
		return holdsFloats(t)
	case reflect.Array:
		return refersToFloats(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if refersToFloats(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}

// holdsFloats reports whether there are floats in t, or where it refers to.
func holdsFloats(t reflect.Type) bool { return floatsIn(t, map[reflect.Type]bool{}) }

func floatsIn(t reflect.Type, met map[reflect.Type]bool) bool {
	if met[t] {
		return false
	}
	met[t] = true
	switch t.Kind() {
	case reflect.Float32, reflect.Float64:
		return true
	case reflect.Slice, reflect.Pointer, reflect.Map, reflect.Array:
		return floatsIn(t.Elem(), met)
	case reflect.Struct:
		for i := range t.NumField() {
			if floatsIn(t.Field(i).Type, met) {
				return true
			}
		}
	}
	return false
}
