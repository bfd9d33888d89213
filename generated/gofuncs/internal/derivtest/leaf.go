// The floats that a value holds or refers to.

package derivtest

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"unsafe"
)

// A leaf is a float where it lies.
type leaf struct {
	get    func() float64
	set    func(float64)
	single bool // a float32
	field  bool // of a struct, or within one
}

// leaves lists the floats of values that can be set, in the order of fields,
// elements and sorted keys, each once.
func leaves(values ...reflect.Value) []leaf {
	w := walker{seen: map[reference]bool{}}
	for _, v := range values {
		w.walk(v)
	}
	return w.leaves
}

type walker struct {
	leaves []leaf
	seen   map[reference]bool
	field  bool // within a struct
}

func (w *walker) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		if w.first(v.Addr().UnsafePointer(), v.Type()) {
			w.leaves = append(w.leaves, leaf{v.Float, v.SetFloat, v.Kind() == reflect.Float32, w.field})
		}
	case reflect.Struct:
		defer func(outside bool) { w.field = outside }(w.field)
		w.field = true
		for i := range v.NumField() {
			w.walk(field(v, i))
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() && w.first(v.UnsafePointer(), v.Type()) {
			w.walk(v.Elem())
		}
	case reflect.Map:
		if !v.IsNil() && w.first(v.UnsafePointer(), v.Type()) {
			w.table(v)
		}
	}
}

// first reports whether what lies there has not been walked over yet.
func (w *walker) first(at unsafe.Pointer, kind reflect.Type) bool {
	r := reference{at, kind}
	old := w.seen[r]
	w.seen[r] = true
	return !old
}

// table walks over the elements of a map. They have no addresses: a float in
// one is set in a copy, which is put back.
func (w *walker) table(v reflect.Value) {
	v = addressable(v) // the map of now, whatever becomes of the variable
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if a.CanInt() {
			return cmp.Compare(a.Int(), b.Int())
		}
		return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	for _, key := range keys {
		element := addressable(v.MapIndex(key))
		read := func() {
			if e := v.MapIndex(key); e.IsValid() {
				element.Set(e)
			} else {
				element.SetZero()
			}
		}
		in := walker{seen: w.seen}
		in.walk(element)
		for _, l := range in.leaves {
			w.leaves = append(w.leaves, leaf{
				get:    func() float64 { read(); return l.get() },
				set:    func(x float64) { read(); l.set(x); v.SetMapIndex(key, element) },
				single: l.single, field: l.field,
			})
		}
	}
}

// get reads leaves.
func get(from []leaf) []float64 {
	x := make([]float64, len(from))
	for i, l := range from {
		x[i] = l.get()
	}
	return x
}

// set writes leaves.
func set(to []leaf, x []float64) {
	for i, l := range to {
		l.set(x[i])
	}
}

// dot is the sum of numbers, each times its weight; what has none may be infinite.
func dot(weights, x []float64) float64 {
	s := 0.0
	for i, w := range weights {
		if w != 0 {
			s += w * x[i]
		}
	}
	return s
}

// same compares floats to the bit, except for the payload of a NaN.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
	})
}
