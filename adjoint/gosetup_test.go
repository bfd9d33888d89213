// Go memory in tests: graphs of objects, copied, moved along directions, and
// compared in both modes and with differences.

package adjoint

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"chainrule/ir"
)

// floatsRef is a slice of floats with room for more.
func floatsRef(room int, x ...float64) ir.Arg {
	o := ir.NewObject()
	for i := range room {
		o.Cells[fmt.Sprintf("[%d]", i)] = ir.Scalar{}
	}
	for i, v := range x {
		o.Cells[fmt.Sprintf("[%d]", i)] = ir.Scalar{F: v}
	}
	return ref(&ir.Ref{Obj: o, Len: len(x), Cap: max(room, len(x))})
}

// refsSlice is a slice of references.
func refsSlice(refs ...ir.Arg) ir.Arg {
	o := ir.NewObject()
	for i, r := range refs {
		o.Cells[fmt.Sprintf("[%d]", i)] = r.Scalar
	}
	return ref(&ir.Ref{Obj: o, Len: len(refs), Cap: len(refs)})
}

// structRef is a pointer to a struct with the parts at the paths.
func structRef(parts map[string]ir.Scalar) ir.Arg {
	o := ir.NewObject()
	o.Cells = parts
	return ref(&ir.Ref{Obj: o})
}

// mapRef is a map from strings to values.
func mapRef(entries map[string]ir.Scalar) ir.Arg {
	o := ir.NewObject()
	for _, k := range sortedKeys(entries) {
		key := ir.Scalar{V: k}
		o.Keys = append(o.Keys, key)
		o.Cells[fmt.Sprintf("%+v", key)] = entries[k]
	}
	return ref(&ir.Ref{Obj: o})
}

func ref(r *ir.Ref) ir.Arg      { return ir.Arg{Scalar: ir.Scalar{V: r}} }
func scalar(x float64) ir.Arg   { return ir.Arg{Scalar: ir.Scalar{F: x}} }
func integer(i int) ir.Arg      { return ir.Arg{Scalar: ir.Scalar{I: i}} }
func float(x float64) ir.Scalar { return ir.Scalar{F: x} }

func sortedKeys[T any](m map[string]T) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	sort.Strings(list)
	return list
}

// image is a copy of memory: the objects of the copy, by those of the original.
type image struct {
	of   map[*ir.Object]*ir.Object
	list []*ir.Object // the originals, in the order of their finding
	cell func(o *ir.Object, path string, s ir.Scalar) ir.Scalar
}

func newImage(cell func(o *ir.Object, path string, s ir.Scalar) ir.Scalar) *image {
	return &image{of: map[*ir.Object]*ir.Object{}, cell: cell}
}

func (m *image) args(args []ir.Arg) []ir.Arg {
	out := make([]ir.Arg, len(args))
	for k, a := range args {
		out[k] = ir.Arg{Scalar: m.scalar(a.Scalar)}
		if a.Array != nil {
			out[k].Array = &ir.ArrayData{Dims: a.Array.Dims, Elems: slices.Clone(a.Array.Elems)}
		}
	}
	return out
}

func (m *image) scalar(s ir.Scalar) ir.Scalar {
	r, ok := s.V.(*ir.Ref)
	if !ok || r == nil || r.Obj == nil {
		return s
	}
	c := *r
	c.Obj = m.object(r.Obj)
	s.V = &c
	return s
}

func (m *image) object(o *ir.Object) *ir.Object {
	if c := m.of[o]; c != nil {
		return c
	}
	c := ir.NewObject()
	m.of[o], m.list = c, append(m.list, o)
	c.Keys = slices.Clone(o.Keys)
	for _, p := range sortedKeys(o.Cells) {
		s := o.Cells[p]
		if s.V == nil {
			c.Cells[p] = m.cell(o, p, s)
		} else {
			c.Cells[p] = m.scalar(s)
		}
	}
	return c
}

// A goSetup is a function with what it is called with. Slices of floats that are
// arrays after Lift are arrays in neither: Lift is told by the derivative's types.
type goSetup struct {
	f    *ir.Func
	args []ir.Arg
	wrt  []string
	code ir.GoCode
}

// goCall is one call, by the names of parameters and results.
type goCall struct {
	args    map[string]ir.Arg
	results map[string]ir.Arg
}

// call runs a function with arguments by name; slices that it has as arrays share
// their elements with the objects afterwards.
func (s *goSetup) call(f *ir.Func, args map[string]ir.Arg) (*goCall, error) {
	var list []ir.Arg
	arrays := backings{}
	for _, p := range f.Body.Params {
		a, ok := args[p.Name]
		if !ok {
			return nil, fmt.Errorf("no argument %s for\n%s", p.Name, f)
		}
		if r, ok := a.V.(*ir.Ref); !p.Type.Scalar() && (ok || a.V == nil) {
			a.Array = arrays.of(r)
		}
		list = append(list, a)
	}
	m := &ir.Machine{GoCode: s.code}
	out, err := m.Call(f, list...)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, f)
	}
	arrays.restore()
	c := &goCall{args: args, results: map[string]ir.Arg{}}
	for k, name := range f.Results {
		c.results[name] = out[k]
	}
	return c, nil
}

// mostElements is more than any slice of a test has room for.
const mostElements = 64

// backings are the elements of the slices of an object, which may overlap.
type backings map[*ir.Object][]ir.Scalar

func (b backings) of(r *ir.Ref) *ir.ArrayData {
	if r == nil {
		return ir.Floats(nil)
	}
	if b[r.Obj] == nil {
		b[r.Obj] = make([]ir.Scalar, mostElements)
		for i := range b[r.Obj] {
			b[r.Obj][i] = r.Obj.Cells[fmt.Sprintf("[%d]", i)]
		}
	}
	return &ir.ArrayData{Dims: []int{r.Len}, Elems: b[r.Obj][r.Off : r.Off+r.Len]}
}

func (b backings) restore() {
	for o, elems := range b {
		for i, e := range elems {
			if p := fmt.Sprintf("[%d]", i); e != o.Cells[p] {
				o.Cells[p] = e
			}
		}
	}
}

// named gives arguments their names.
func (s *goSetup) named(args []ir.Arg) map[string]ir.Arg {
	m := map[string]ir.Arg{}
	for k, p := range s.f.Body.Params {
		m[p.Name] = args[k]
	}
	return m
}

// modes compares the modes with each other and with differences at the point.
func (s *goSetup) modes(r *rand.Rand) (refused ir.Diagnostics, err error) {
	v, refused := Derive(s.f, VJP, Options{Wrt: s.wrt})
	j, alone := Derive(s.f, JVP, Options{Wrt: s.wrt})
	if refused != nil {
		return refused, nil
	}
	if alone != nil {
		return nil, fmt.Errorf("forward mode alone refuses: %w", alone)
	}
	c := &goComparison{goSetup: s, r: r, dir: map[string]float64{}}
	c.point()
	if err := c.forward(j); err != nil {
		return nil, fmt.Errorf("forward mode: %w\n%s", err, j)
	}
	if err := c.reverse(v); err != nil {
		return nil, fmt.Errorf("reverse mode: %w\n%s", err, v)
	}
	if err := c.differences(); err != nil {
		return nil, fmt.Errorf("forward mode: %w\n%s", err, j)
	}
	return nil, nil
}

// goComparison is the work on one point: a direction for each float scalar and
// each cell of memory.
type goComparison struct {
	*goSetup
	r     *rand.Rand
	dir   map[string]float64 // by parameter
	cells map[*ir.Object]map[string]float64
	base  *image
	done  *goCall // of the primal
	dots  *goCall
	dot   *image // tangents of memory
}

func (c *goComparison) point() {
	c.cells = map[*ir.Object]map[string]float64{}
	c.base = newImage(func(o *ir.Object, p string, s ir.Scalar) ir.Scalar {
		if c.cells[o] == nil {
			c.cells[o] = map[string]float64{}
		}
		if c.cells[o][p] = 2*c.r.Float64() - 1; s.I != 0 { // no float
			c.cells[o][p] = 0
		}
		return s
	})
	for k, p := range c.f.Body.Params {
		if c.differentiated(p.Name) {
			c.dir[p.Name] = 2*c.r.Float64() - 1
			c.base.scalar(c.args[k].Scalar)
		}
	}
	c.base.cell = func(_ *ir.Object, _ string, s ir.Scalar) ir.Scalar { return s }
	c.base.args(c.args) // nothing else moves
}

// differentiated reports whether the parameter or a part of it is in Wrt.
func (c *goComparison) differentiated(name string) bool {
	return c.wrt == nil || slices.ContainsFunc(c.wrt, func(w string) bool { return w == name })
}

// moved is the point moved along the direction.
func (c *goComparison) moved(h float64) (map[string]ir.Arg, *image) {
	m := newImage(func(o *ir.Object, p string, s ir.Scalar) ir.Scalar {
		s.F += h * c.cells[o][p]
		return s
	})
	args := c.named(m.args(c.args))
	for _, p := range c.f.Body.Params {
		if p.Type == ir.TF64 {
			a := args[p.Name]
			a.F += h * c.dir[p.Name]
			args[p.Name] = a
		}
	}
	return args, m
}

// along is a copy of the memory with tangents or zeros in the place of floats.
func (c *goComparison) along(h float64) (map[string]ir.Arg, *image) {
	m := newImage(func(o *ir.Object, p string, s ir.Scalar) ir.Scalar {
		return ir.Scalar{F: h * c.cells[o][p], I: s.I, B: s.B}
	})
	args := c.named(m.args(c.args))
	for _, p := range c.f.Body.Params {
		if p.Type == ir.TF64 {
			args[p.Name] = scalar(h * c.dir[p.Name])
		}
	}
	return args, m
}

func (c *goComparison) forward(j *ir.Func) (err error) {
	args, _ := c.moved(0)
	if c.done, err = c.call(c.f, args); err != nil {
		return fmt.Errorf("primal: %w", err)
	}
	args, _ = c.moved(0)
	tangents, m := c.along(1)
	for name, a := range tangents {
		args[name+"Dot"] = a
	}
	c.dot = m
	c.dots, err = c.call(j, args)
	return err
}

func (c *goComparison) reverse(v *ir.Func) error {
	var forward, back terms
	seeds := newImage(func(o *ir.Object, p string, s ir.Scalar) ir.Scalar {
		return ir.Scalar{F: 2*c.r.Float64() - 1, I: s.I, B: s.B}
	})
	shadows := c.named(seeds.args(c.args))
	for _, o := range c.base.list { // what the arrays of the caller hold is a result
		for p, s := range seeds.of[o].Cells {
			if s.V == nil {
				forward.add([]float64{s.F}, []float64{c.dot.of[o].Cells[p].F})
			}
		}
	}
	args, _ := c.moved(0)
	for name, a := range shadows {
		args["d"+name] = a
	}
	for _, name := range c.f.Results {
		args["d"+name] = c.seed(name, &forward)
	}
	got, err := c.call(v, args)
	if err != nil {
		return err
	}
	for _, o := range c.base.list {
		for p := range c.cells[o] {
			back.add([]float64{seeds.of[o].Cells[p].F}, []float64{c.cells[o][p]})
		}
	}
	for _, p := range c.f.Body.Params {
		if a, ok := got.results["d"+p.Name]; ok && p.Type == ir.TF64 {
			back.add([]float64{a.F}, []float64{c.dir[p.Name]})
		}
	}
	if size := forward.size + back.size; !(math.Abs(forward.value-back.value) <= 1e-10*(1+size)) {
		return fmt.Errorf("Jᵀs·d = %v, s·Jd = %v", back.value, forward.value)
	}
	return nil
}

// seed draws the seed of a result, and adds what it is times the tangent.
func (c *goComparison) seed(name string, sum *terms) ir.Arg {
	tangent, ok := c.dots.results[name+"Dot"]
	r, isRef := c.done.results[name].V.(*ir.Ref)
	if !ok || !isRef {
		s := 2*c.r.Float64() - 1
		sum.add([]float64{s}, []float64{tangent.F})
		return scalar(s)
	}
	m := newImage(func(*ir.Object, string, ir.Scalar) ir.Scalar { return ir.Scalar{F: 2*c.r.Float64() - 1} })
	seed := ir.Arg{Scalar: m.scalar(ir.Scalar{V: r})}
	pairUp(seed.Scalar, tangent.Scalar, map[*ir.Object]bool{}, func(s, d float64) { sum.add([]float64{s}, []float64{d}) })
	return seed
}

// pairUp visits the floats that two references of one shape lead to.
func pairUp(a, b ir.Scalar, seen map[*ir.Object]bool, visit func(a, b float64)) {
	r, ok := a.V.(*ir.Ref)
	q, also := b.V.(*ir.Ref)
	if !ok || !also || seen[r.Obj] {
		return
	}
	seen[r.Obj] = true
	for _, p := range sortedKeys(r.Obj.Cells) {
		x, y := r.Obj.Cells[p], q.Obj.Cells[p]
		if x.V != nil {
			pairUp(x, y, seen, visit)
		} else if inPart(r, p) {
			visit(x.F, y.F)
		}
	}
}

// inPart reports whether a reference leads to the path of its object.
func inPart(r *ir.Ref, path string) bool {
	if r.Cap == 0 {
		return strings.HasPrefix(path, r.Path)
	}
	for i := range r.Len {
		if strings.HasPrefix(path, fmt.Sprintf("%s[%d]", r.Path, r.Off+i)) {
			return true
		}
	}
	return false
}

// differences compares tangents with difference quotients, those of memory too.
func (c *goComparison) differences() error {
	const h = 1e-6
	up, upAt, err := c.step(h)
	if err != nil {
		return nil
	}
	down, downAt, err := c.step(-h)
	if err != nil {
		return nil
	}
	_, mid, err := c.step(0)
	if err != nil {
		return err
	}
	for _, name := range c.f.Results {
		if dot, ok := c.dots.results[name+"Dot"]; ok && dot.V == nil {
			if err := agree(name, dot.F, up.results[name].F, c.done.results[name].F, down.results[name].F, h); err != nil {
				return err
			}
		}
	}
	for k, o := range c.base.list {
		for p, s := range mid.of[o].Cells {
			if s.V != nil {
				continue
			}
			if err := agree(fmt.Sprintf("object %d at %s", k, p), c.dot.of[o].Cells[p].F, upAt.of[o].Cells[p].F, s.F, downAt.of[o].Cells[p].F, h); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *goComparison) step(h float64) (*goCall, *image, error) {
	args, m := c.moved(h)
	call, err := c.call(c.f, args)
	return call, m, err
}

func agree(what string, dot, up, at, down, h float64) error {
	right, left := (up-at)/h, (at-down)/h
	if smooth := math.Abs(right-left) <= 1e-4*(1+math.Abs(right)); smooth && !(math.Abs(dot-(right+left)/2) <= 1e-4*(1+math.Abs(dot))) {
		return fmt.Errorf("the tangent of %s is %v, differences give %v", what, dot, (right+left)/2)
	}
	return nil
}
