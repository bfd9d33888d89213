// One point: a function and its derivatives at arguments of a seed.

package run

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
)

// point is what is known of a function at one set of arguments.
type point struct {
	*Case
	recipe
	left    *world // as the primal leaves it
	leaves  []leaf // as they were found before the call
	values  []float64
	results []reflect.Value
	weights weights
}

// weights say how the outputs of the function make one number: a weight for each
// float of each result (a tangent need not have all of them), and one for each float that is in memory on entry.
type weights struct {
	result []map[string]float64 // by the float's name in the result
	memory []float64
}

// finding is a disagreement.
type finding struct{ what string }

func disagree(format string, args ...any) { panic(finding{fmt.Sprintf(format, args...)}) }

// A skip says why a point says nothing.
type skip struct{ why string }

// largest is how large values may be that are compared.
const largest = 1e7

// newPoint calls the primal.
func newPoint(c *Case, seed uint64) *point {
	p := &point{Case: c, recipe: recipe{typesOf(c.Primal), typesOf(c.Primal), c.Lengths, seed}}
	p.left = p.world()
	p.leaves = p.left.leaves()
	for _, l := range p.leaves {
		p.values = append(p.values, l.get())
	}
	var panicked string
	if p.results, panicked = call(c.Primal, p.left.args()); panicked != "" {
		p.samePanic(panicked)
		panic(skip{"panics"})
	}
	for _, x := range p.outputs(p.results, p.leaves) {
		if math.IsNaN(x) || math.Abs(x) > largest {
			panic(skip{"not tame"})
		}
	}
	return p
}

// samePanic demands of the derivatives what the primal does.
func (p *point) samePanic(want string) {
	p.weigh(1)
	for i := range p.Derived {
		if _, got := call(p.Derived[i].Func, p.derivedArgs(&p.Derived[i], p.world(), p.world())); got != want {
			disagree("%s: %q, and the primal: %q", p.Derived[i].Kind, got, want)
		}
	}
}

// outputs lists the floats that the function gives and leaves.
func (p *point) outputs(results []reflect.Value, leaves []leaf) (list []float64) {
	for _, r := range results {
		for _, l := range floats(r) {
			list = append(list, l.get())
		}
	}
	for _, l := range leaves {
		if l.memory {
			list = append(list, l.get())
		}
	}
	return list
}

// weigh draws the weights; kind 0 are those of a gradient.
func (p *point) weigh(kind uint64) {
	r := rand.New(rand.NewPCG(p.seed, kind))
	draw := func() float64 {
		if kind == 0 {
			return 0
		}
		return float64(float32(r.Float64()*2 - 0.9))
	}
	p.weights = weights{}
	for _, v := range p.results {
		list := map[string]float64{}
		for _, l := range floats(v) {
			list[l.name] = draw()
			if kind == 0 {
				list[l.name] = 1
			}
		}
		p.weights.result = append(p.weights.result, list)
	}
	for range p.leaves {
		p.weights.memory = append(p.weights.memory, draw())
	}
}

// total is the weighted sum of outputs, and the sum of its terms' sizes.
func (p *point) total(results []reflect.Value, leaves []leaf) (sum, size float64) {
	add := func(x float64) { sum += x; size += math.Abs(x) }
	for k, r := range results {
		for _, l := range floats(r) {
			add(l.get() * p.weights.result[k][l.name])
		}
	}
	for j, l := range leaves {
		if l.memory && p.weights.memory[j] != 0 {
			add(l.get() * p.weights.memory[j])
		}
	}
	return sum, size
}

// seedOf is a seed for result k: a value like it with the weights as floats.
func (p *point) seedOf(k int, t reflect.Type) reflect.Value {
	if k >= len(p.results) {
		return reflect.Zero(t)
	}
	v := clone(p.results[k])
	for _, l := range floats(v) {
		l.set(p.weights.result[k][l.name])
	}
	return v
}

// clone copies a value with all that it refers to.
func clone(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(clone(v.Elem()).Addr())
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			c.Index(i).Set(clone(v.Index(i)))
		}
	case reflect.Array:
		for i := range v.Len() {
			c.Index(i).Set(clone(v.Index(i)))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.Field(i).Set(clone(v.Field(i)))
		}
	case reflect.Map:
		if !v.IsNil() {
			c.Set(reflect.MakeMap(v.Type()))
		}
		for _, k := range v.MapKeys() {
			c.SetMapIndex(k, clone(v.MapIndex(k)))
		}
	default:
		c.Set(v)
	}
	return c
}

// derivedArgs are the arguments of a derivative: primal's, then seeds, shadows
// and tangents, which are those of the world beside.
func (p *point) derivedArgs(d *Derived, primal, beside *world) []reflect.Value {
	args := primal.args()
	t := reflect.TypeOf(d.Func)
	for _, r := range d.Params {
		at := t.In(len(args))
		switch {
		case r.What == "seed":
			args = append(args, p.seedOf(r.Index, at))
		case at == p.types[r.Index]:
			c := reflect.New(at).Elem()
			c.Set(beside.slots[r.Index])
			args = append(args, c)
		case at == reflect.PointerTo(p.types[r.Index]):
			args = append(args, beside.slots[r.Index].Addr())
		default:
			disagree("%s: the parameter for argument %d has type %v", d.Kind, r.Index, at)
		}
	}
	return args
}
