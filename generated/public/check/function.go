// Parameters that are functions.

package check

import (
	"fmt"
	"math"
	"reflect"
)

// function fills a variable with a function of the module that has its type, or
// with one that is smooth in its floats.
func (d *drawer) function(v reflect.Value) error {
	for _, at := range d.rand.Perm(len(d.Functions)) {
		if f := reflect.ValueOf(d.Functions[at]); f.Type().ConvertibleTo(v.Type()) {
			v.Set(f.Convert(v.Type()))
			return nil
		}
	}
	t := v.Type()
	for i := range t.NumOut() {
		if !solid(t.Out(i)) {
			return fmt.Errorf("no way to draw a %v", t)
		}
	}
	weight := d.rand.Float64()
	v.Set(reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value { return smooth(t, weight, args) }))
	return nil
}

// smooth gives the results of a function that was made up.
func smooth(t reflect.Type, weight float64, args []reflect.Value) []reflect.Value {
	vars := make([]reflect.Value, len(args))
	for i, a := range args {
		vars[i] = box(a)
	}
	sum := weight
	for i, l := range leavesOf(vars) {
		sum += math.Sin(l.get() + weight*float64(i))
	}
	out := make([]reflect.Value, t.NumOut())
	for i := range out {
		out[i] = reflect.New(t.Out(i)).Elem()
	}
	for i, l := range leavesOf(out) {
		l.set(sum + float64(i))
	}
	return out
}

// solid reports whether values of the type hold floats and no references.
func solid(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64:
		return true
	case reflect.Array:
		return solid(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !solid(t.Field(i).Type) {
				return false
			}
		}
		return true
	}
	return false
}
