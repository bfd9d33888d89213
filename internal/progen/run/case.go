// Cases: a function, what was made of it, and calls of both.

package run

import (
	"fmt"
	"reflect"
)

// Case is a function with its derivatives. Methods are given as method
// expressions, so that the receiver is the first parameter.
type Case struct {
	Name    string
	Primal  any
	Twin    any   // the primal with float64 for float32; the primal itself if there is none
	Mixed   bool  // it computes in float32
	Writes  bool  // it may write what its caller sees
	Lengths []int // of slices that are parameters; others are as long as they like
	Derived []Derived
}

// Derived is a derivative. Params and Results say what those are that follow
// the primal's.
type Derived struct {
	Kind            string // grad, vjp or jvp
	Func            any
	Params, Results []Role
}

// Role is what a parameter or result of a derivative is: the "seed" or the
// "tangent" of a result, the "shadow" or "tangent" of a parameter, the derivative
// "by" a parameter. Index is the number of the result or parameter.
type Role struct {
	What  string
	Index int
}

// typesOf are the types of a function's parameters.
func typesOf(f any) (list []reflect.Type) {
	t := reflect.TypeOf(f)
	for i := range t.NumIn() {
		list = append(list, t.In(i))
	}
	return list
}

// call calls a function. A panic is given as text.
func call(f any, args []reflect.Value) (results []reflect.Value, panicked string) {
	defer func() {
		if e := recover(); e != nil {
			panicked = fmt.Sprint("panic: ", e)
		}
	}()
	v := reflect.ValueOf(f)
	if v.Type().IsVariadic() {
		results = v.CallSlice(args)
	} else {
		results = v.Call(args)
	}
	for i, r := range results {
		c := reflect.New(r.Type()).Elem() // so that its parts have addresses
		c.Set(r)
		results[i] = c
	}
	return results, ""
}

// has reports whether the derivative has a parameter for a parameter's shadow or
// tangent, or a result with the derivative by it.
func (d *Derived) has(param int) bool {
	for _, r := range append(d.Params[:len(d.Params):len(d.Params)], d.Results...) {
		if r.Index == param && (r.What == "shadow" || r.What == "tangent" || r.What == "by") {
			return true
		}
	}
	return false
}

// failing gives the error among results; nil if there is none.
func failing(results []reflect.Value) error {
	for _, r := range results {
		if err, ok := r.Interface().(error); ok && r.Kind() == reflect.Interface {
			return err
		}
	}
	return nil
}
