// Calls of a function and of its derivative, each with its own copy of the arguments.

package derivtest

import (
	"fmt"
	"math"
	"reflect"
)

// An outcome is what a call leaves.
type outcome struct {
	args    []reflect.Value // as the call left them
	before  [][]leaf        // the floats of each argument, where they lay at the call
	values  [][]float64     // and what they were
	results []reflect.Value
	panics  string // what it panicked with, where it did
}

// call gives arguments of its own to f and calls it.
func (p *plan) call(f reflect.Value, change func(args []reflect.Value), more ...reflect.Value) outcome {
	o := outcome{args: cloneAll(p.args)}
	if change != nil {
		change(o.args)
	}
	w := walker{seen: map[reference]bool{}}
	for _, a := range o.args {
		w.leaves = nil
		w.walk(a)
		o.before, o.values = append(o.before, w.leaves), append(o.values, get(w.leaves))
	}
	o.results, o.panics = invoke(f, append(append([]reflect.Value(nil), o.args...), more...))
	return o
}

// invoke calls f, and catches its panic.
func invoke(f reflect.Value, in []reflect.Value) (out []reflect.Value, panics string) {
	defer func() {
		if r := recover(); r != nil {
			panics = fmt.Sprintf("%T: %v", r, r)
		}
	}()
	call := f.Call
	if f.Type().IsVariadic() {
		call = f.CallSlice
	}
	for _, v := range call(in) {
		out = append(out, addressable(v))
	}
	return out, ""
}

// err is the error that came, nil where none did.
func (p *plan) err(o outcome) error {
	if !p.fails || o.results == nil {
		return nil
	}
	err, _ := o.results[len(o.results)-1].Interface().(error)
	return err
}

// primal calls the function.
func (p *plan) primal() outcome { return p.call(p.f, nil) }

// floats are those of the results of a call of the function.
func (o outcome) floats() []float64 { return get(leaves(o.results...)) }

// memory is what lies now where the floats of a parameter lay at the call.
func (o outcome) memory(param int) []float64 { return get(o.before[param]) }

// derivative calls the derivative with seeds for the floats of the results,
// and with shadows that hold what is given for each float differentiated by. It
// gives the derivative by each of those.
func (p *plan) derivative(like outcome, seeds, shadows []float64) (outcome, []float64) {
	var more []reflect.Value
	for _, i := range p.seeds {
		more = append(more, like.results[i])
	}
	more = cloneAll(more)
	set(leaves(more...), seeds)
	return p.withShadows(p.d, nil, more, shadows)
}

// withShadows calls a derivative with what is given behind the function's own
// arguments, and with shadows.
func (p *plan) withShadows(f reflect.Value, change func(args []reflect.Value), more []reflect.Value, shadows []float64) (outcome, []float64) {
	copies := cloneAll(p.args)
	parts := make([][]leaf, len(p.active))
	w := walker{seen: map[reference]bool{}}
	for k, i := range p.active {
		w.leaves = nil
		w.walk(copies[i])
		parts[k] = w.leaves
		switch {
		case isReference(copies[i].Type()):
			more = append(more, copies[i])
		case refersToFloats(copies[i].Type()):
			more = append(more, copies[i].Addr())
		}
		set(w.leaves, shadows[:len(w.leaves)])
		shadows = shadows[len(w.leaves):]
	}
	o := p.call(f, change, more...)
	if o.panics != "" {
		return o, nil
	}
	return o, p.split(&o, parts)
}

// split takes the derivatives out of the results of a derivative, and gives
// them with those in the shadows, in the order of the parameters.
func (p *plan) split(o *outcome, shadows [][]leaf) []float64 {
	at := p.f.Type().NumOut()
	if p.fails {
		at--
	}
	all := o.results
	o.results = all[:at:at]
	var dx []float64
	for k, i := range p.active {
		part := shadows[k]
		if !refersToFloats(p.args[i].Type()) {
			part = leaves(all[at])
			at++
		}
		dx = append(dx, get(part)...)
	}
	o.results = append(o.results, all[at:]...)
	return dx
}

// isGradient reports whether the derivative sets what it is given.
func (p *plan) isGradient() bool { return len(p.seeds) == 0 && len(p.resultsWithFloats()) > 0 }

// filled is n times x.
func filled(n int, x float64) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = x
	}
	return list
}

var nan = math.NaN()
