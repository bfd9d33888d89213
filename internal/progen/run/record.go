// Records of calls: arguments, results and the memory that is left, in a form
// that an interpreter of other memory can be given.

package run

import (
	"fmt"
	"math"
	"reflect"
)

// Call is a call that was made: of the primal, or of a derivative of a kind.
type Call struct {
	Kind    string
	Objects []Object // what the arguments refer to
	Args    []Object // each argument as an object of its own
	Results []Cell   // the scalars of the results
	After   []Cell   // the scalars that arguments lead to after the call
}

// Object is the cells of some memory, by their paths, and a map's keys.
type Object struct {
	Cells map[string]Scalar
	Keys  []string
}

// Scalar is a float64 or float32 (by the bits as a float64), an integer, a truth value, a string or a reference.
type Scalar struct {
	Kind string // "f", "h", "i", "b", "s", "r"; empty for nil
	Bits uint64
	Text string
	Ref  *Ref
}

// Ref refers to an object, or, with a length, to elements of it.
type Ref struct{ Object, Off, Len, Cap int }

// Cell is a scalar at the end of a chain of references: the path within each
// object on the way, the first within the argument or result of that index.
type Cell struct {
	Index int
	Paths []string
	Scalar
}

// calls records the primal's call and those of the derivatives.
func (p *point) calls() []Call {
	list := []Call{p.record("primal", p.Primal, func(w *world) []reflect.Value { return w.args() })}
	for i := range p.Derived {
		d := &p.Derived[i]
		beside := p.beside()
		for j, l := range beside.leaves() {
			l.set(0)
			if l.memory && d.Kind == "vjp" {
				l.set(p.weights.memory[j])
			} else if d.Kind == "jvp" {
				l.set(float64(j%5) - 1.5)
			}
		}
		c := p.record(d.Kind, d.Func, func(w *world) []reflect.Value {
			w.made = append(w.made, beside.made...)
			return p.derivedArgs(d, w, beside)
		})
		if c.Kind != "" {
			list = append(list, c)
		}
	}
	return list
}

// record calls the function with arguments in a world.
func (p *point) record(kind string, f any, args func(*world) []reflect.Value) (c Call) {
	w := p.world()
	list := args(w)
	r := &recorder{call: &c, known: map[uintptr]int{}}
	for _, m := range w.made {
		r.register(m)
	}
	for _, v := range list {
		c.Args = append(c.Args, r.object(v))
	}
	results, panicked := call(f, list)
	if panicked != "" {
		return Call{}
	}
	c.Kind = kind
	for i, v := range results {
		c.Results = append(c.Results, cells(i, nil, "", v)...)
	}
	for i, v := range list {
		if v.Kind() != reflect.Slice && v.Kind() != reflect.Pointer && v.Kind() != reflect.Map {
			continue
		}
		c.After = append(c.After, cells(i, nil, "", v)...)
	}
	return c
}

// recorder turns Go memory into objects.
type recorder struct {
	call  *Call
	made  []allocation
	known map[uintptr]int // the object of an address
}

// register makes an object for memory that the world made.
func (r *recorder) register(m allocation) {
	if _, ok := r.known[m.at]; ok {
		return
	}
	k := len(r.call.Objects)
	r.known[m.at] = k
	r.made = append(r.made, m)
	r.call.Objects = append(r.call.Objects, Object{})
	o := Object{Cells: map[string]Scalar{}}
	if m.v.Kind() == reflect.Slice {
		for i := range m.v.Len() {
			r.put(&o, fmt.Sprintf("[%d]", i), m.v.Index(i))
		}
	} else {
		r.put(&o, "", m.v.Elem())
	}
	r.call.Objects[k] = o
}

func (r *recorder) object(v reflect.Value) Object {
	o := Object{Cells: map[string]Scalar{}}
	r.put(&o, "", v)
	return o
}

// put writes the scalars of v, which is at the path.
func (r *recorder) put(o *Object, path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			r.put(o, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			r.put(o, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	default:
		o.Cells[path] = r.scalar(v)
	}
}

func (r *recorder) scalar(v reflect.Value) Scalar {
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			return Scalar{}
		}
		return Scalar{Kind: "r", Ref: r.slice(v)}
	case reflect.Pointer:
		if v.IsNil() {
			return Scalar{}
		}
		r.register(allocation{v.Pointer(), v.Type().Elem().Size(), v, v.Type()})
		return Scalar{Kind: "r", Ref: &Ref{Object: r.known[v.Pointer()]}}
	case reflect.Map:
		return Scalar{Kind: "r", Ref: &Ref{Object: r.table(v)}}
	}
	return plain(v)
}

// slice finds the object that the slice is of: the world's, or a new one.
func (r *recorder) slice(v reflect.Value) *Ref {
	size := v.Type().Elem().Size()
	for _, m := range r.made {
		if m.v.Type() == v.Type() && m.at <= v.Pointer() && v.Pointer() < m.at+m.size {
			return &Ref{Object: r.known[m.at], Off: int((v.Pointer() - m.at) / size), Len: v.Len(), Cap: v.Cap()}
		}
	}
	r.register(allocation{v.Pointer(), uintptr(v.Cap()) * size, v.Slice(0, v.Cap()), v.Type()})
	return &Ref{Object: r.known[v.Pointer()], Len: v.Len(), Cap: v.Cap()}
}

func (r *recorder) table(v reflect.Value) int {
	if k, ok := r.known[v.Pointer()]; ok {
		return k
	}
	k := len(r.call.Objects)
	r.known[v.Pointer()] = k
	o := Object{Cells: map[string]Scalar{}}
	r.call.Objects = append(r.call.Objects, o)
	for _, key := range sortedKeys(v) {
		o.Keys = append(o.Keys, key.String())
		r.put(&o, key.String(), v.MapIndex(key))
	}
	r.call.Objects[k] = o
	return k
}

// plain is a scalar that refers to nothing.
func plain(v reflect.Value) Scalar {
	switch v.Kind() {
	case reflect.Float64:
		return Scalar{Kind: "f", Bits: math.Float64bits(v.Float())}
	case reflect.Float32:
		return Scalar{Kind: "h", Bits: math.Float64bits(v.Float())}
	case reflect.Int:
		return Scalar{Kind: "i", Bits: uint64(v.Int())}
	case reflect.Bool:
		return Scalar{Kind: "b", Bits: map[bool]uint64{true: 1}[v.Bool()]}
	case reflect.String:
		return Scalar{Kind: "s", Text: v.String()}
	}
	return Scalar{}
}

// cells lists the scalars that a value leads to; the lengths of slices are
// integers at the path "len".
func cells(index int, above []string, path string, v reflect.Value) (list []Cell) {
	deeper := append(above[:len(above):len(above)], path)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			list = append(list, cells(index, above, path+"."+v.Type().Field(i).Name, v.Field(i))...)
		}
	case reflect.Array:
		for i := range v.Len() {
			list = append(list, cells(index, above, fmt.Sprintf("%s[%d]", path, i), v.Index(i))...)
		}
	case reflect.Slice:
		list = append(list, Cell{index, append(deeper, "len"), plain(reflect.ValueOf(v.Len()))})
		for i := range v.Len() {
			list = append(list, cells(index, deeper, fmt.Sprintf("[%d]", i), v.Index(i))...)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			list = append(list, cells(index, deeper, "", v.Elem())...)
		}
	case reflect.Map:
		for _, k := range sortedKeys(v) {
			list = append(list, cells(index, deeper, "key "+k.String(), v.MapIndex(k))...)
		}
	case reflect.Interface:
	default:
		list = append(list, Cell{index, append(above[:len(above):len(above)], path), plain(v)})
	}
	return list
}
