// Package sample draws arguments for functions of expression files and of Go: shapes
// that fit each other, and points where a function and its derivatives are
// finite.
package sample

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"chainrule/frontend/expr"
	"chainrule/ir"
)

// Sampler draws arguments of a function.
type Sampler struct {
	Largest int // extent of a dimension; at least 2
	f       *ir.Func
	dims    map[string][]expr.Expr // declared dimensions of the parameters
	params  []Param                // of a function of Go; nil for others
}

// New makes a sampler for the function with its declaration, which is nil for
// a formula without one.
func New(f *ir.Func, decl *expr.Func) *Sampler {
	s := &Sampler{Largest: 4, f: f, dims: map[string][]expr.Expr{}}
	if decl != nil {
		for _, p := range decl.Params {
			s.dims[p.Name.Name] = p.Dims
		}
	}
	return s
}

// ranges are where floats are drawn from: no one of them suits all functions.
var ranges = [][2]float64{{-2, 2}, {0.1, 3}, {0.05, 0.95}, {-1, 1}, {0.5, 20}}

// Draw gives one argument per parameter. They may be outside the domain.
func (s *Sampler) Draw(r *rand.Rand) []ir.Arg {
	if s.params != nil {
		return s.drawGo(r)
	}
	sizes := map[string]int{}
	for _, p := range s.f.Body.Params {
		for _, d := range s.dims[p.Name] {
			sizesIn(d, func(name string) {
				if _, known := sizes[name]; !known {
					sizes[name] = s.size(r)
				}
			})
		}
	}
	var args []ir.Arg
	for _, p := range s.f.Body.Params {
		args = append(args, s.draw(r, p, sizes))
	}
	return args
}

// size is from 2 to the largest, and now and then 1.
func (s *Sampler) size(r *rand.Rand) int {
	if r.IntN(8) == 0 {
		return 1
	}
	return 2 + r.IntN(s.Largest-1)
}

func (s *Sampler) draw(r *rand.Rand, p *ir.Value, sizes map[string]int) ir.Arg {
	within := ranges[r.IntN(len(ranges))]
	most := 1 + r.IntN(5)
	one := func() ir.Scalar {
		if p.Type.Kind == ir.Int {
			return ir.Scalar{I: r.IntN(most)}
		}
		x := within[0] + (within[1]-within[0])*r.Float64()
		return ir.Scalar{F: rounded(x)}
	}
	if p.Type.Scalar() {
		if n, isSize := sizes[p.Name]; isSize {
			return ir.Arg{Scalar: ir.Scalar{I: n}}
		}
		return ir.Arg{Scalar: one()}
	}
	n := 1
	for _, d := range s.dims[p.Name] {
		n *= extent(d, sizes)
	}
	a := &ir.ArrayData{Dims: []int{n}}
	for range n {
		a.Elems = append(a.Elems, one())
	}
	return ir.Arg{Array: a}
}

// sizesIn visits the names in a dimension.
func sizesIn(d expr.Expr, visit func(string)) {
	switch d := d.(type) {
	case *expr.Ref:
		visit(d.Name)
	case *expr.Paren:
		sizesIn(d.X, visit)
	case *expr.Chain:
		sizesIn(d.First, visit)
		for _, l := range d.Rest {
			sizesIn(l.X, visit)
		}
	}
}

// extent is the value of a dimension. What it cannot compute it takes for 1;
// the function then refuses the lengths, and the point is not used.
func extent(d expr.Expr, sizes map[string]int) int {
	switch d := d.(type) {
	case *expr.Num:
		n, _ := strconv.Atoi(d.Text)
		return n
	case *expr.Ref:
		return sizes[d.Name]
	case *expr.Paren:
		return extent(d.X, sizes)
	case *expr.Chain:
		n := extent(d.First, sizes)
		for _, l := range d.Rest {
			n = step(l.Op, n, extent(l.X, sizes))
		}
		return n
	}
	return 1
}

func step(op string, a, b int) int {
	switch op {
	case "+":
		return a + b
	case "-":
		return max(0, a-b)
	case "/":
		return a / max(1, b)
	}
	return a * b
}

// Copy gives the arguments memory of their own, shared among them as it was.
func Copy(args []ir.Arg) []ir.Arg {
	out := slices.Clone(args)
	c := copier{}
	for i, a := range out {
		if a.Array != nil {
			out[i].Array = &ir.ArrayData{Dims: a.Array.Dims, Elems: slices.Clone(a.Array.Elems)}
		}
		out[i].Scalar = c.scalar(a.Scalar)
	}
	return out
}

// copier holds the copies of objects.
type copier map[*ir.Object]*ir.Object

func (c copier) scalar(s ir.Scalar) ir.Scalar {
	if ref, ok := s.V.(*ir.Ref); ok {
		to := *ref
		to.Obj = c.object(ref.Obj)
		s.V = &to
	}
	return s
}

func (c copier) object(o *ir.Object) *ir.Object {
	if c[o] == nil {
		c[o] = &ir.Object{Cells: make(map[string]ir.Scalar, len(o.Cells)), Keys: o.Keys}
		for path, s := range o.Cells {
			c[o].Cells[path] = c.scalar(s)
		}
	}
	return c[o]
}

// Finite reports whether all floats among the results are, and no result is an error.
func Finite(values []*ir.Value, results []ir.Arg) bool {
	ok := true
	for i, v := range values {
		ok = ok && (v.Type.Go != "error" || results[i].V == nil)
		if v.Type.Kind == ir.F64 {
			Each(&results[i], func(s *ir.Scalar) {
				ok = ok && !math.IsNaN(s.F) && !math.IsInf(s.F, 0)
			})
		}
	}
	return ok
}

// Each visits the scalars of an argument or a result; of memory, the floats that it
// was drawn with, always in the same order.
func Each(a *ir.Arg, visit func(*ir.Scalar)) {
	ref, isRef := a.V.(*ir.Ref)
	switch {
	case a.Array != nil:
		for i := range a.Array.Elems {
			visit(&a.Array.Elems[i])
		}
	case isRef:
		eachIn(ref.Obj, map[*ir.Object]bool{}, visit)
	default:
		visit(&a.Scalar)
	}
}

func eachIn(o *ir.Object, seen map[*ir.Object]bool, visit func(*ir.Scalar)) {
	if seen[o] {
		return
	}
	seen[o] = true
	for _, path := range slices.Sorted(maps.Keys(o.Cells)) {
		s := o.Cells[path]
		if ref, ok := s.V.(*ir.Ref); ok {
			eachIn(ref.Obj, seen, visit)
		} else if s.X != nil {
			visit(&s)
			o.Cells[path] = s
		}
	}
}

// Pairs visits the floats of an argument with what is in their places in a shadow,
// whose floats are not marked.
func Pairs(a, shadow *ir.Arg, visit func(x, dx ir.Scalar)) {
	ref, isRef := a.V.(*ir.Ref)
	to, _ := shadow.V.(*ir.Ref)
	switch {
	case a.Array != nil:
		for i := range a.Array.Elems {
			visit(a.Array.Elems[i], shadow.Array.Elems[i])
		}
	case isRef:
		pairsIn(ref.Obj, to, map[*ir.Object]bool{}, visit)
	default:
		visit(a.Scalar, shadow.Scalar)
	}
}

func pairsIn(o *ir.Object, shadow *ir.Ref, seen map[*ir.Object]bool, visit func(x, dx ir.Scalar)) {
	if seen[o] {
		return
	}
	seen[o] = true
	for _, path := range slices.Sorted(maps.Keys(o.Cells)) {
		var dx ir.Scalar
		if shadow != nil {
			dx = shadow.Obj.Cells[path]
		}
		if ref, ok := o.Cells[path].V.(*ir.Ref); ok {
			to, _ := dx.V.(*ir.Ref)
			pairsIn(ref.Obj, to, seen, visit)
		} else if o.Cells[path].X != nil {
			visit(o.Cells[path], dx)
		}
	}
}

// Elem is the path of an element of a slice in its object.
func Elem(s *ir.Ref, i int) string { return fmt.Sprintf("%s[%d]", s.Path, s.Off+i) }

// rounded is short to read in a test.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
