// The gradients of Go functions by hand are those that chainrule writes.

package bench

import (
	"reflect"
	"testing"
)

// TestGoFunctions compares the two gradients of every function with each other,
// and the values with the function's, in a second run as in the first.
func TestGoFunctions(t *testing.T) {
	for _, f := range GoFunctions() {
		t.Run(f.Name, func(t *testing.T) {
			value := f.Primal()
			for range 2 {
				near(t, "generated value", f.Generated.Run(), value, exact)
				near(t, "value by hand", f.Hand.Run(), value, exact)
				got, want := f.Generated.Derivatives(), f.Hand.Derivatives()
				for i := range want {
					compare(t, leaves(got[i]), leaves(want[i]), nil, exact)
				}
			}
		})
	}
}

// TestGoFunctionsAllocate checks that a gradient by hand allocates nothing, and
// that a generated one does not where the function does not.
func TestGoFunctionsAllocate(t *testing.T) {
	for _, f := range GoFunctions() {
		run := func(f func() float64) float64 { return testing.AllocsPerRun(2, func() { f() }) }
		if n := run(f.Hand.Run); n != 0 {
			t.Errorf("%s by hand: %v allocations", f.Name, n)
		}
		if n := run(f.Generated.Run); n != 0 && run(f.Primal) == 0 {
			t.Errorf("%s generated: %v allocations, and none by the function", f.Name, n)
		}
	}
}

// leaves returns the floats in v.
func leaves(v any) []float64 { return appendLeaves(nil, reflect.ValueOf(v)) }

func appendLeaves(to []float64, v reflect.Value) []float64 {
	switch v.Kind() {
	case reflect.Float64, reflect.Float32:
		return append(to, v.Float())
	case reflect.Struct:
		for _, field := range v.Fields() {
			to = appendLeaves(to, field)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			to = appendLeaves(to, v.Index(i))
		}
	}
	return to
}
