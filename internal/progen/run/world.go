// Arguments from a seed.

package run

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// world is a set of arguments. Two worlds of the same types and seed are equal,
// also in what shares memory, and share none with each other.
type world struct {
	rnd    *rand.Rand
	slots  []reflect.Value // settable, one for each parameter
	made   []allocation
	value  func() float64 // of each float
	length int            // of slices; 0 for any
}

// allocation is memory that the arguments refer to.
type allocation struct {
	at   uintptr
	size uintptr
	v    reflect.Value // a slice of all its elements, or a pointer
	like reflect.Type  // what decides which arguments may share it
}

// recipe says what arguments to make.
type recipe struct {
	types   []reflect.Type
	like    []reflect.Type // what decides which arguments share memory: those of a function whose twin has these types
	lengths []int          // of slices, by parameter; 0 or none leaves them open
	seed    uint64
}

// world makes the arguments.
func (r recipe) world() *world {
	w := &world{rnd: rand.New(rand.NewPCG(r.seed, 7))}
	w.value = func() float64 { return float64(float32(w.rnd.Float64()*3 - 1.4)) }
	for i, t := range r.types {
		slot := reflect.New(t).Elem()
		w.length = 0
		if i < len(r.lengths) {
			w.length = r.lengths[i]
		}
		w.fill(slot, r.like[i], 0)
		w.slots = append(w.slots, slot)
	}
	return w
}

// args are the arguments to call with.
func (w *world) args() []reflect.Value {
	list := make([]reflect.Value, len(w.slots))
	for i, s := range w.slots {
		c := reflect.New(s.Type()).Elem()
		c.Set(s)
		list[i] = c
	}
	return list
}

// words are the strings that programs compare with, and one more.
var words = []string{"a", "b", "", "other"}

func (w *world) fill(v reflect.Value, like reflect.Type, depth int) {
	switch v.Kind() {
	case reflect.Float64, reflect.Float32:
		v.SetFloat(w.value())
	case reflect.Int:
		v.SetInt(int64(w.rnd.IntN(5)))
	case reflect.Bool:
		v.SetBool(w.rnd.IntN(2) == 0)
	case reflect.String:
		v.SetString(words[w.rnd.IntN(len(words))])
	case reflect.Struct:
		for i := range v.NumField() {
			w.fill(v.Field(i), like.Field(i).Type, depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			w.fill(v.Index(i), like.Elem(), depth+1)
		}
	case reflect.Slice:
		w.slice(v, like, depth)
	case reflect.Pointer:
		w.pointer(v, like, depth)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, k := range []string{"a", "b", "c"}[:w.rnd.IntN(4)] {
			e := reflect.New(v.Type().Elem()).Elem()
			w.fill(e, like.Elem(), depth+1)
			v.SetMapIndex(reflect.ValueOf(k), e)
		}
	case reflect.Interface:
	default:
		panic(fmt.Sprintf("run: cannot make a %v", v.Type()))
	}
}

// slice makes a slice of three to five elements: of new memory, with or without
// more room, or of what another argument of the type has.
func (w *world) slice(v reflect.Value, like reflect.Type, depth int) {
	if w.rnd.IntN(5) == 0 {
		for _, m := range w.made {
			if m.like == like && w.length == 0 {
				v.Set(part(m.v, w.rnd.IntN(m.v.Len()-2)))
				return
			}
		}
	}
	n := 3 + w.rnd.IntN(3)
	if w.length > 0 {
		n = w.length
	}
	whole := reflect.MakeSlice(v.Type(), n+w.rnd.IntN(2), n+1)
	for i := range whole.Len() {
		w.fill(whole.Index(i), like.Elem(), depth+1)
	}
	w.made = append(w.made, allocation{whole.Pointer(), uintptr(whole.Cap()) * v.Type().Elem().Size(), whole, like})
	v.Set(whole.Slice(0, n))
}

// beside makes a world of zeros for the shadows or tangents of another.
func (r recipe) beside() *world {
	w := r.world()
	for _, m := range w.made {
		if m.v.Kind() == reflect.Slice {
			for _, l := range floats(m.v) {
				l.set(0) // also behind the lengths of what is passed
			}
		}
	}
	for _, l := range w.leaves() {
		l.set(0)
	}
	return w
}

// part is what is behind the first elements.
func part(v reflect.Value, from int) reflect.Value { return v.Slice(from, v.Len()) }

// pointer makes a pointer to new memory, sometimes one that another argument is.
func (w *world) pointer(v reflect.Value, like reflect.Type, depth int) {
	if depth > 3 && v.Type().Elem().Kind() == reflect.Struct && recursive(v.Type().Elem()) {
		return // the end of a list
	}
	if w.rnd.IntN(6) == 0 {
		for _, m := range w.made {
			if m.like == like {
				v.Set(m.v)
				return
			}
		}
	}
	p := reflect.New(v.Type().Elem())
	w.fill(p.Elem(), like.Elem(), depth+1)
	w.made = append(w.made, allocation{p.Pointer(), v.Type().Elem().Size(), p, like})
	v.Set(p)
}

func recursive(t reflect.Type) bool {
	for i := range t.NumField() {
		if f := t.Field(i).Type; f.Kind() == reflect.Pointer && f.Elem() == t {
			return true
		}
	}
	return false
}

// leaf is a float of a world.
type leaf struct {
	name   string
	get    func() float64
	set    func(float64)
	memory bool // reached through a reference
	at     place
}

// place is where a float is: an address, or a map and a key.
type place struct {
	p   unsafe.Pointer
	key string
}

// leaves lists all floats, each once, whatever shares them.
func (w *world) leaves() []leaf {
	c := &collector{seen: map[place]bool{}}
	for i, s := range w.slots {
		c.walk(fmt.Sprint("argument ", i), s, false)
	}
	return c.list
}

// floats lists all floats of a value that is settable.
func floats(v reflect.Value) []leaf {
	c := &collector{seen: map[place]bool{}}
	c.walk("", v, false)
	return c.list
}

type collector struct {
	list []leaf
	seen map[place]bool
}

func (c *collector) walk(name string, v reflect.Value, memory bool) {
	switch v.Kind() {
	case reflect.Float64, reflect.Float32:
		c.add(leaf{name, v.Float, v.SetFloat, memory, place{p: v.Addr().UnsafePointer()}})
	case reflect.Struct:
		for i := range v.NumField() {
			c.walk(name+"."+v.Type().Field(i).Name, v.Field(i), memory)
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			c.walk(fmt.Sprintf("%s[%d]", name, i), v.Index(i), memory || v.Kind() == reflect.Slice)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.walk("*"+name, v.Elem(), true)
		}
	case reflect.Map:
		c.entries(name, v)
	}
}

// entries lists the floats of a map from strings, by key. Those of an entry itself
// are read and written in a copy of it, which is then put back.
func (c *collector) entries(name string, v reflect.Value) {
	for _, k := range sortedKeys(v) {
		e := reflect.New(v.Type().Elem()).Elem()
		load := func() {
			e.SetZero()
			if now := v.MapIndex(k); now.IsValid() {
				e.Set(now)
			}
		}
		load()
		inner := &collector{seen: map[place]bool{}}
		inner.walk(fmt.Sprintf("%s[%v]", name, k), e, true)
		for _, l := range inner.list {
			if from := uintptr(l.at.p) - e.Addr().Pointer(); from < e.Type().Size() && l.at.key == "" {
				get, set := l.get, l.set
				l.get = func() float64 { load(); return get() }
				l.set = func(x float64) { load(); set(x); v.SetMapIndex(k, e) }
				l.at = place{v.UnsafePointer(), fmt.Sprint(k, from)}
			}
			c.add(l)
		}
	}
}

func (c *collector) add(l leaf) {
	if !c.seen[l.at] {
		c.seen[l.at] = true
		c.list = append(c.list, l)
	}
}

func sortedKeys(v reflect.Value) []reflect.Value {
	return slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
}
