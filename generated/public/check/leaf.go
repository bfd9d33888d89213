// Leaves: the floats that a value holds or leads to.

package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// leaf is a float somewhere in a value.
type leaf struct {
	path   string
	memory bool // behind a reference, so that its owner sees writes to it
	behind bool // an interface
	single bool // a float32
	get    func() float64
	set    func(float64)
}

// leavesOf lists the floats in the variables, which are arguments or results.
func leavesOf(vars []reflect.Value) []leaf {
	w := &walker{seen: map[unsafe.Pointer]bool{}, passed: map[place]bool{}}
	for i, v := range vars {
		w.walk(v, fmt.Sprint(i), false, func() {}, func() {})
	}
	return w.leaves
}

// place is a variable of a type.
type place struct {
	at unsafe.Pointer
	t  reflect.Type
	n  int
}

// walker is the state of leavesOf.
type walker struct {
	leaves []leaf
	seen   map[unsafe.Pointer]bool // floats
	behind int                     // how many interfaces
	passed map[place]bool          // what pointers and slices refer to
}

// walk visits an addressable value. Before reading and after writing a leaf, load
// and store exchange it with where it really is: an entry of a map.
func (w *walker) walk(v reflect.Value, path string, memory bool, load, store func()) {
	if !Holds(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		w.add(v, path, memory, load, store)
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(field(v, i), path+"."+v.Type().Field(i).Name, memory, load, store)
		}
	case reflect.Array:
		for i := range v.Len() {
			w.walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i), memory, load, store)
		}
	case reflect.Slice:
		if w.enter(v.UnsafePointer(), v.Type(), v.Len()) {
			for i := range v.Len() {
				w.walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i), true, load, store)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() && w.enter(v.UnsafePointer(), v.Type(), 1) {
			w.walk(v.Elem(), path, true, load, store)
		}
	case reflect.Map:
		w.entries(v, path, load)
	case reflect.Interface:
		w.dynamic(v, path, memory, load, store)
	}
}

// enter reports whether what a reference refers to was not visited before.
func (w *walker) enter(at unsafe.Pointer, t reflect.Type, n int) bool {
	p := place{at, t, n}
	if w.passed[p] {
		return false
	}
	w.passed[p] = true
	return true
}

func (w *walker) add(v reflect.Value, path string, memory bool, load, store func()) {
	if at := unsafe.Pointer(v.UnsafeAddr()); !w.seen[at] {
		w.seen[at] = true
		w.leaves = append(w.leaves, leaf{
			path: path, memory: memory, behind: w.behind > 0, single: v.Kind() == reflect.Float32,
			get: func() float64 { load(); return v.Float() },
			set: func(x float64) { v.SetFloat(x); store() },
		})
	}
}

// entries visits a map's values, in the order of its keys' texts.
func (w *walker) entries(m reflect.Value, path string, load func()) {
	if m.IsNil() || !w.enter(m.UnsafePointer(), m.Type(), 1) {
		return
	}
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for _, key := range keys {
		entry := box(m.MapIndex(key))
		fetch := func() {
			load()
			if now := m.MapIndex(key); now.IsValid() {
				entry.Set(now)
			}
		}
		w.walk(entry, fmt.Sprintf("%s[%v]", path, key), true, fetch, func() { m.SetMapIndex(key, entry) })
	}
}

// dynamic visits what an interface holds.
func (w *walker) dynamic(v reflect.Value, path string, memory bool, load, store func()) {
	if v.IsNil() || !Holds(v.Elem().Type()) {
		return
	}
	w.behind++
	defer func() { w.behind-- }()
	held := box(v.Elem())
	if held.Kind() == reflect.Pointer {
		w.walk(held, path, memory, load, store)
		return
	}
	w.walk(held, path, memory, load, func() { v.Set(held); store() })
}

// box is a variable with the value.
func box(v reflect.Value) reflect.Value {
	b := reflect.New(v.Type()).Elem()
	b.Set(v)
	return b
}

// field is a field of an addressable struct, exported or not.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}
