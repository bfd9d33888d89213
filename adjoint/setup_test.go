// What a function is called with in tests: its memory, drawn at random.

package adjoint

import (
	"math/rand/v2"
	"slices"
	"testing"

	"chainrule/ir"
)

// A setup is a function with what it is called with. Parameters may share memory.
type setup struct {
	f      *ir.Func
	n      int
	other  map[string]ir.Arg // arguments that are no floats, by parameter
	extent map[string][]int  // extents of the float arrays, by parameter
	shares map[string]string // the parameter whose memory another one has
}

// A state is the floats of one call, by parameter; scalars have one element.
type state map[string][]float64

// memory holds the arrays of a call by the parameter that owns them.
type memory map[string]*ir.ArrayData

func parse(t testing.TB, name, text string) *ir.Func {
	t.Helper()
	f, err := ir.Parse(name, text)
	if err != nil {
		t.Fatal(err)
	}
	if err := ir.Verify(f); err != nil {
		t.Fatal(err)
	}
	return f
}

// prepare is a setup with arrays of n elements along each axis, n·n for vectors
// with capital names, integers n and indices below n.
func prepare(f *ir.Func, n int) *setup {
	s := &setup{f: f, n: n, other: map[string]ir.Arg{}, extent: map[string][]int{}}
	for _, p := range f.Body.Params {
		dims := slices.Repeat([]int{n}, p.Type.Rank)
		if len(dims) == 1 && p.Name < "a" {
			dims[0] *= n
		}
		if p.Type.Kind == ir.F64 {
			s.extent[p.Name] = dims
		} else if p.Type.Scalar() {
			s.other[p.Name] = ir.Arg{Scalar: ir.Scalar{I: n, B: true}}
		} else {
			s.other[p.Name] = ir.Arg{Array: ir.Ints(indices(n))}
		}
	}
	return s
}

// derivative is the setup of a derivative of s.f: what is added has the extents
// of what it belongs to, or n.
func (s *setup) derivative(f *ir.Func) *setup {
	d := prepare(f, s.n)
	d.other = s.other
	for name, dims := range s.extent {
		for _, added := range []string{name, "d" + name, name + "Dot"} {
			if f.Param(added) != nil {
				d.extent[added] = dims
			}
		}
	}
	return d
}

// indices are n integers below n, with repetitions.
func indices(n int) []int {
	k := make([]int, n)
	for i := range k {
		k[i] = (i*i + 1) % n
	}
	return k
}

// floats are the parameters that are differentiated.
func (s *setup) floats() (list []*ir.Value) {
	for _, p := range s.f.Body.Params {
		if p.Type.Kind == ir.F64 {
			list = append(list, p)
		}
	}
	return list
}

// owner is the parameter that owns the memory of the one of that name.
func (s *setup) owner(name string) string {
	if o, ok := s.shares[name]; ok {
		return o
	}
	return name
}

// draw fills a state with numbers from -1 to 1.
func (s *setup) draw(r *rand.Rand) state {
	st := state{}
	for _, p := range s.floats() {
		if s.owner(p.Name) == p.Name {
			st[p.Name] = drawFloats(r, volume(s.extent[p.Name]))
		}
	}
	return st
}

func drawFloats(r *rand.Rand, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = 2*r.Float64() - 1
	}
	return x
}

func volume(dims []int) int {
	n := 1
	for _, d := range dims {
		n *= d
	}
	return n
}

// plus is st + h·d.
func (st state) plus(h float64, d state) state {
	c := state{}
	for k, v := range st {
		c[k] = slices.Clone(v)
		for i := range v {
			c[k][i] += h * d[k][i]
		}
	}
	return c
}

// args are the arguments for the function's own parameters.
func (s *setup) args(st state, m memory) (list []ir.Arg) {
	for _, p := range s.f.Body.Params {
		a, ok := s.other[p.Name]
		switch {
		case !ok:
			a = s.float(p, st, m)
		case a.Array != nil:
			a.Array = &ir.ArrayData{Dims: a.Array.Dims, Elems: slices.Clone(a.Array.Elems)}
		}
		list = append(list, a)
	}
	return list
}

// float is the argument for one float parameter, for its shadow or tangent.
func (s *setup) float(p *ir.Value, st state, m memory) ir.Arg {
	o := s.owner(p.Name)
	if p.Type.Scalar() {
		return ir.Arg{Scalar: ir.Scalar{F: st[o][0]}}
	}
	if m[o] == nil {
		m[o] = ir.Floats(st[o])
		m[o].Dims = s.extent[o]
	}
	return ir.Arg{Array: m[o]}
}

// state is what the arrays hold.
func (m memory) state() state {
	st := state{}
	for k, a := range m {
		st[k] = a.Floats()
	}
	return st
}
