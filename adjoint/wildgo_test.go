// Wild functions of Go memory: a seeded generator of structs, slices that share
// memory, pointers into both, references that are stored, swapped, carried and
// chosen, appending, copying, maps, and loops of all kinds.

package adjoint

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"chainrule/ir"
	"chainrule/ir/pass"
)

var (
	floatsType = ir.GoType("[]float64")
	nodeType   = ir.GoType("*{m}.Node")
	nodesType  = ir.GoType("[]*{m}.Node")
	partType   = ir.GoType("*{m}.V")
	singleType = ir.GoType("*float64")
	entryType  = ir.GoType("map[string]float64")
	sliceMap   = ir.GoType("map[string][]float64")
	keyType    = ir.GoType("string")
)

// wildGo makes func F(k f64, x, y []float64, p, q *Node, ns []*Node, m
// map[string]float64, h map[string][]float64).
func wildGo(seed uint64) *ir.Func {
	f := ir.NewFunc("F")
	g := &goGenerator{Rand: rand.New(rand.NewPCG(seed, 99)), budget: 4 + int(seed%28)}
	s := &goScope{refs: map[ir.Type][]*ir.Value{}}
	s.floats = []*ir.Value{f.Body.AddParam("k", ir.TF64)}
	for _, p := range []struct {
		name string
		typ  ir.Type
	}{{"x", floatsType}, {"y", floatsType}, {"p", nodeType}, {"q", nodeType}, {"ns", nodesType}, {"m", entryType}, {"h", sliceMap}} {
		s.refs[p.typ] = append(s.refs[p.typ], f.Body.AddParam(p.name, p.typ))
	}
	b := f.Body.Build()
	s.ints = []*ir.Value{b.Int(0), b.Int(1), b.Int(2)}
	for _, k := range []string{`"a"`, `"b"`, `"c"`} {
		s.keys = append(s.keys, b.GoExpr(keyType, k))
	}
	g.block(b, s, 3)
	f.Body.Yield, f.Results = []*ir.Value{pickOf(g.Rand, s.floats)}, []string{"r"}
	if g.IntN(3) == 0 {
		f.Body.Yield, f.Results = append(f.Body.Yield, g.ref(s, floatsType)), append(f.Results, "z")
	}
	return f
}

// wildGoMemory is what a wild function is called with: the nodes form a ring and
// share slices. With odd seeds x and y overlap, and nodes refer to both.
func wildGoMemory(seed uint64) []ir.Arg {
	r := rand.New(rand.NewPCG(seed, 5))
	draw := func() float64 { return 2*r.Float64() - 1 }
	x := floatsRef(6, draw(), draw(), draw(), draw())
	y := floatsRef(3, draw(), draw(), draw())
	if seed%2 == 1 {
		part := *x.V.(*ir.Ref)
		part.Off, part.Len, part.Cap = 1, 3, 3+int(seed/2%3)
		part.Cap = min(part.Cap, 5)
		y = ref(&part)
	}
	node := func(data ir.Arg) ir.Arg {
		return structRef(map[string]ir.Scalar{".A": float(draw()), ".V.X": float(draw()), ".V.Y": float(draw()), ".Count": {I: 1}, ".Data": data.Scalar})
	}
	shared := floatsRef(3, draw(), draw())
	a, b, c := node(floatsRef(2, draw(), draw())), node(shared), node(shared)
	if seed%2 == 1 {
		b, c = node(x), node(y)
	}
	link := func(from, to ir.Arg) { from.V.(*ir.Ref).Obj.Cells[".Next"] = to.Scalar }
	link(a, b)
	link(b, c)
	link(c, a)
	if apart(seed) {
		a, b, c = node(floatsRef(2, draw(), draw())), node(floatsRef(3, draw())), node(floatsRef(3, draw(), draw()))
		link(a, a)
		link(b, b)
		link(c, c)
		h := mapRef(map[string]ir.Scalar{"a": floatsRef(2, draw(), draw()).Scalar})
		return []ir.Arg{scalar(draw()), x, y, a, b, refsSlice(c), mapRef(map[string]ir.Scalar{"b": float(draw())}), h}
	}
	m := mapRef(map[string]ir.Scalar{"a": float(draw()), "b": float(draw())})
	h := mapRef(map[string]ir.Scalar{"a": floatsRef(2, draw(), draw()).Scalar, "b": c.V.(*ir.Ref).Obj.Cells[".Data"]})
	return []ir.Arg{scalar(draw()), x, y, a, b, refsSlice(a, c, b), m, h}
}

// apart reports whether the memory of each parameter is of its own: what is not
// differentiated by may not overlap what the function writes.
func apart(seed uint64) bool { return seed%10 == 0 }

type goGenerator struct {
	*rand.Rand
	budget int
}

type goScope struct {
	floats, ints, keys []*ir.Value
	refs               map[ir.Type][]*ir.Value
}

func (s *goScope) enter() *goScope {
	c := &goScope{floats: append([]*ir.Value(nil), s.floats...), ints: append([]*ir.Value(nil), s.ints...), keys: s.keys, refs: map[ir.Type][]*ir.Value{}}
	for t, list := range s.refs {
		c.refs[t] = append([]*ir.Value(nil), list...)
	}
	return c
}

func pickOf(r *rand.Rand, vs []*ir.Value) *ir.Value {
	return vs[len(vs)-1-min(r.IntN(len(vs)), r.IntN(len(vs)))]
}

func (g *goGenerator) ref(s *goScope, t ir.Type) *ir.Value { return pickOf(g.Rand, s.refs[t]) }

func (s *goScope) add(v *ir.Value) *ir.Value {
	if v.Type == ir.TF64 {
		s.floats = append(s.floats, v)
	} else {
		s.refs[v.Type] = append(s.refs[v.Type], v)
	}
	return v
}

// float is a value that stays small.
func (g *goGenerator) float(b *ir.Builder, s *goScope) *ir.Value {
	x, y := pickOf(g.Rand, s.floats), pickOf(g.Rand, s.floats)
	switch g.IntN(4) {
	case 0:
		return b.Op("sin", x)
	case 1:
		return b.Op("sin", b.Op("mul", x, y))
	case 2:
		return b.Op("cos", b.Op("add", x, y))
	}
	return b.Op("sin", b.Op("sub", x, b.Op("mul", y, b.Float(0.5))))
}

// index is an index of the slice, none of which is empty.
func (g *goGenerator) index(b *ir.Builder, s *goScope, slice *ir.Value) *ir.Value {
	return b.Op("imod", pickOf(g.Rand, s.ints), b.Size(slice))
}

func (g *goGenerator) block(b *ir.Builder, s *goScope, depth int) {
	for n := 1 + g.IntN(6); n > 0 && g.budget > 0; n-- {
		g.budget--
		g.statement(b, s, depth)
	}
}

func (g *goGenerator) statement(b *ir.Builder, s *goScope, depth int) {
	switch c := g.IntN(26); {
	case c < 2:
		s.add(g.float(b, s))
	case c < 6:
		s.add(g.read(b, s))
	case c < 11:
		g.write(b, s)
	case c < 13:
		s.add(g.readRef(b, s))
	case c < 15:
		g.writeRef(b, s)
	case c < 18:
		g.make(b, s)
	case c < 20:
		g.slices(b, s)
	case c < 21:
		g.entries(b, s)
	case c < 24 && depth > 0:
		g.loop(b, s, depth)
	case depth > 0:
		g.branch(b, s, depth)
	}
}

var nodePaths = []string{".A", ".V.X", ".V.Y"}

func (g *goGenerator) read(b *ir.Builder, s *goScope) *ir.Value {
	switch g.IntN(6) {
	case 0, 1:
		x := g.ref(s, floatsType)
		return b.Get(ir.TF64, x, "[$]", g.index(b, s, x))
	case 2:
		ns := g.ref(s, nodesType)
		return b.Get(ir.TF64, b.Get(nodeType, ns, "[$]", g.index(b, s, ns)), ".A")
	case 3:
		if len(s.refs[partType]) > 0 {
			return b.Get(ir.TF64, g.ref(s, partType), ".X")
		}
	case 4:
		if len(s.refs[singleType]) > 0 {
			return b.Get(ir.TF64, g.ref(s, singleType), "")
		}
	}
	return b.Get(ir.TF64, g.ref(s, nodeType), nodePaths[g.IntN(3)])
}

func (g *goGenerator) write(b *ir.Builder, s *goScope) {
	v := g.float(b, s)
	switch g.IntN(6) {
	case 0, 1, 2:
		x := g.ref(s, floatsType)
		i := g.index(b, s, x)
		if g.IntN(2) == 0 {
			v = b.Op("sin", b.Op("add", v, b.Get(ir.TF64, x, "[$]", i)))
		}
		b.Put(x, "[$]", v, i)
	case 3:
		if len(s.refs[partType]) > 0 {
			b.Put(g.ref(s, partType), ".Y", v)
		}
	case 4:
		if len(s.refs[singleType]) > 0 {
			b.Put(g.ref(s, singleType), "", v)
		}
	default:
		b.Put(g.ref(s, nodeType), nodePaths[g.IntN(3)], v)
	}
}

func (g *goGenerator) readRef(b *ir.Builder, s *goScope) *ir.Value {
	n := g.ref(s, nodeType)
	switch g.IntN(6) {
	case 0:
		return b.Get(nodeType, n, ".Next")
	case 1:
		return b.Addr(partType, n, ".V")
	case 2:
		x := g.ref(s, floatsType)
		return b.Addr(singleType, x, "[$]", g.index(b, s, x))
	case 3:
		ns := g.ref(s, nodesType)
		return b.Get(nodeType, ns, "[$]", g.index(b, s, ns))
	case 4:
		return b.Addr(singleType, n, nodePaths[g.IntN(3)])
	}
	return b.Get(floatsType, n, ".Data")
}

func (g *goGenerator) writeRef(b *ir.Builder, s *goScope) {
	switch g.IntN(4) {
	case 0:
		b.Put(g.ref(s, nodeType), ".Next", g.ref(s, nodeType))
	case 1:
		ns := g.ref(s, nodesType)
		b.Put(ns, "[$]", g.ref(s, nodeType), g.index(b, s, ns))
	case 2:
		b.Put(g.ref(s, nodeType), ".Count", b.Op("iadd", pickOf(g.Rand, s.ints), b.Int(1)))
	default:
		b.Put(g.ref(s, nodeType), ".Data", g.ref(s, floatsType))
	}
}

func (g *goGenerator) make(b *ir.Builder, s *goScope) {
	switch n := b.Int(2 + g.IntN(2)); g.IntN(4) {
	case 0:
		p := b.New(nodeType)
		b.Put(p, ".Next", g.ref(s, nodeType))
		b.Put(p, ".Data", g.ref(s, floatsType))
		s.add(p)
	case 1:
		ns := b.Make(nodesType, n, n)
		each(b, n, func(b *ir.Builder, i *ir.Value) { b.Put(ns, "[$]", g.ref(s, nodeType), i) })
		s.add(ns)
	default:
		x := b.Make(floatsType, n, b.Int(4))
		b.Put(x, "[$]", g.float(b, s), b.Int(1))
		s.add(x)
	}
}

// slices appends, takes parts and copies.
func (g *goGenerator) slices(b *ir.Builder, s *goScope) {
	t, leaf := floatsType, "f:"
	if g.IntN(4) == 0 {
		t, leaf = nodesType, "r:"
	}
	x := g.ref(s, t)
	n := b.Size(x)
	switch g.IntN(4) {
	case 0:
		v := g.ref(s, nodeType)
		if t == floatsType {
			v = g.float(b, s)
		}
		y := b.Grow(x, b.Int(1), leaf)
		b.Put(y, "[$]", v, n)
		s.add(y)
	case 1:
		b.CopyTo(x, g.ref(s, t), leaf)
	case 2:
		s.add(b.Reslice(t, x, b.Int(0), b.Op("iadd", g.index(b, s, x), b.Int(1))))
	default:
		s.add(b.Reslice(t, x, g.index(b, s, x), n))
	}
}

func (g *goGenerator) entries(b *ir.Builder, s *goScope) {
	m, h, k := g.ref(s, entryType), g.ref(s, sliceMap), pickOf(g.Rand, s.keys)
	switch g.IntN(6) {
	case 0:
		b.Remove(m, k)
	case 1, 2:
		s.add(b.Lookup(ir.TF64, "", m, k))
	case 3:
		b.Enter("", h, k, g.ref(s, floatsType))
	case 4:
		in := b.If(b.Has(h, k), ir.TF64)
		yes, no := in.Regions[0].Build(), in.Regions[1].Build()
		x := yes.Lookup(floatsType, "", h, k)
		yes.Region.Yield = []*ir.Value{yes.Get(ir.TF64, x, "[$]", g.index(yes, s, x))}
		no.Region.Yield = []*ir.Value{no.Float(1)}
		s.add(in.Result())
	default:
		b.Enter("", m, k, g.float(b, s))
	}
}

// carriedRefs are values that a loop or branch passes on.
func (g *goGenerator) carriedRefs(b *ir.Builder, s *goScope) []*ir.Value {
	list := []*ir.Value{g.float(b, s)}
	for _, t := range []ir.Type{floatsType, floatsType, nodeType, nodesType} {
		if g.IntN(3) == 0 {
			list = append(list, g.ref(s, t))
		}
	}
	return list
}

// next is what a region yields in the place of values.
func (g *goGenerator) next(b *ir.Builder, s *goScope, old []*ir.Value) (list []*ir.Value) {
	for _, v := range old {
		if v.Type == ir.TF64 {
			list = append(list, b.Op("sin", b.Op("add", v, g.float(b, s))))
		} else {
			list = append(list, g.ref(s, v.Type))
		}
	}
	return list
}

func (g *goGenerator) loop(b *ir.Builder, s *goScope, depth int) {
	inits := g.carriedRefs(b, s)
	if g.IntN(3) == 0 {
		g.while(b, s, inits, depth)
		return
	}
	build := b.For
	if g.IntN(3) == 0 {
		build = b.RFor
	}
	in := build(b.Int(0), b.Int(1+g.IntN(3)), inits...)
	inner, ib := s.enter(), in.Regions[0].Build()
	inner.ints = append(inner.ints, in.Index())
	sums := g.IntN(2) == 0 // what is carried is only added to
	for _, c := range in.Carried() {
		if !sums || c.Type != ir.TF64 {
			inner.add(c)
		}
	}
	g.block(ib, inner, depth-1)
	in.Regions[0].Yield = g.next(ib, inner, in.Carried())
	if sums {
		in.Regions[0].Yield[0] = ib.Op("add", in.Carried()[0], g.float(ib, inner))
	}
	for _, v := range in.Results {
		s.add(v)
	}
}

func (g *goGenerator) while(b *ir.Builder, s *goScope, inits []*ir.Value, depth int) {
	n := b.Int(g.IntN(4))
	in := b.While(append([]*ir.Value{b.Int(0)}, inits...)...)
	cond, body := in.Regions[0], in.Regions[1]
	cond.Yield = []*ir.Value{cond.Build().Op("ilt", cond.Params[0], n)}
	inner, ib := s.enter(), body.Build()
	inner.ints = append(inner.ints, body.Params[0])
	for _, c := range body.Params[1:] {
		inner.add(c)
	}
	g.block(ib, inner, depth-1)
	body.Yield = append([]*ir.Value{ib.Op("iadd", body.Params[0], ib.Int(1))}, g.next(ib, inner, body.Params[1:])...)
	for _, v := range in.Results[1:] {
		s.add(v)
	}
}

func (g *goGenerator) branch(b *ir.Builder, s *goScope, depth int) {
	c := b.Op("lt", g.float(b, s), b.Float(0.123456789))
	old := g.carriedRefs(b, s)
	var types []ir.Type
	for _, v := range old {
		types = append(types, v.Type)
	}
	in := b.If(c, types...)
	for _, side := range in.Regions {
		inner, ib := s.enter(), side.Build()
		g.block(ib, inner, depth-1)
		side.Yield = g.next(ib, inner, old)
	}
	for _, v := range in.Results {
		s.add(v)
	}
}

func TestRandomGoMemory(t *testing.T) {
	refusals := 0
	randomly(t, 2**randomCount, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		f := wildGo(seed)
		if err := ir.Verify(f); err != nil {
			return f, err
		}
		if seed%2 == 1 { // the interpreter keeps arrays apart from Go memory
			defer withoutArrays()()
		}
		s := &goSetup{f: f, args: wildGoMemory(seed)}
		if apart(seed) {
			s.wrt = []string{"k", "x", "q"}[:1+seed/10%3]
		}
		refused, err := s.modes(r)
		if refused != nil {
			refusals++
			err = fmt.Errorf("refused: %w", refused)
		}
		return f, err
	})
}

// withoutArrays takes the pass that makes arrays of slices out of the pipelines,
// and gives what puts it back.
func withoutArrays() (back func()) {
	clean, finish := pass.Clean, Finish
	pass.Clean, Finish = withoutLift(clean), withoutLift(finish)
	return func() { pass.Clean, Finish = clean, finish }
}
