// Random functions on Go memory: local structs and arrays, pointers to them and
// into them, slices, maps, branches and loops, calls of Go code and panics.

package pass

import (
	"math/rand/v2"
	"slices"

	"chainrule/ir"
)

var (
	structType = ir.GoType("*{m}.V") // with fields X, Y float64, N int, P [3]float64 and Next *V
	floatPtr   = ir.GoType("*float64")
	arrayType3 = ir.GoType("*[3]float64")
	sliceType  = ir.GoType("[]float64")
	rowsType   = ir.GoType("[][]float64")
	mapType    = ir.GoType("map[string]float64")
)

// memoryFunc makes a function; the same seed makes the same.
func memoryFunc(seed uint64) *ir.Func {
	f := ir.NewFunc("F")
	g := &memoryGen{r: random(seed), size: 8 + int(seed%50)}
	s := &memoryScope{refs: map[ir.Type][]*ir.Value{}}
	s.floats = []*ir.Value{f.Body.AddParam("x", ir.TF64), f.Body.AddParam("y", ir.TF64)}
	s.ints = []*ir.Value{f.Body.AddParam("n", ir.TInt)}
	for name, t := range map[string]ir.Type{"p": structType, "q": structType, "a": sliceType, "b": sliceType, "dp": structType, "da": sliceType} {
		s.add(f.Body.AddParam(name, t))
	}
	slices.SortFunc(f.Body.Params[3:], func(v, w *ir.Value) int { return int(v.Name[0]) - int(w.Name[0]) + 2*(len(v.Name)-len(w.Name)) })
	for _, t := range []ir.Type{structType, sliceType} {
		slices.SortFunc(s.refs[t], func(v, w *ir.Value) int { return slices.Index(f.Body.Params, v) - slices.Index(f.Body.Params, w) })
	}
	f.Shadows = []string{"dp", "da"}
	b := f.Body.Build()
	s.add(b.New(structType).Named("v"))
	s.add(b.New(arrayType3).Named("m"))
	g.block(b, s, 3)
	f.Body.Yield = []*ir.Value{total(b, s.floats), pickValue(g.r, s.refs[structType])}
	f.Results = []string{"r", "u"}
	return f
}

type memoryGen struct {
	r    *rand.Rand
	size int
}

// memoryScope is what instructions may refer to.
type memoryScope struct {
	floats, ints []*ir.Value
	refs         map[ir.Type][]*ir.Value
}

func (s *memoryScope) add(v *ir.Value) { s.refs[v.Type] = append(s.refs[v.Type], v) }

func (s *memoryScope) inner() *memoryScope {
	c := &memoryScope{slices.Clone(s.floats), slices.Clone(s.ints), map[ir.Type][]*ir.Value{}}
	for t, vs := range s.refs {
		c.refs[t] = slices.Clone(vs)
	}
	return c
}

func pickValue(r *rand.Rand, vs []*ir.Value) *ir.Value {
	return vs[len(vs)-1-min(r.IntN(len(vs)), r.IntN(len(vs)))]
}

func (g *memoryGen) block(b *ir.Builder, s *memoryScope, depth int) {
	for n := 2 + g.r.IntN(6); n > 0 && g.size > 0; n-- {
		g.size--
		g.statement(b, s, depth)
	}
}

func (g *memoryGen) statement(b *ir.Builder, s *memoryScope, depth int) {
	structured := []func(*ir.Builder, *memoryScope, int){g.branch, g.loop, g.while}
	plain := []func(*ir.Builder, *memoryScope){g.read, g.read, g.write, g.write, g.write, g.object, g.pointer, g.slice, g.link, g.goCode, g.mapped, g.rows}
	if k := g.r.IntN(len(plain) + 5); k < len(plain) || depth == 0 {
		plain[k%len(plain)](b, s)
	} else {
		structured[k%len(structured)](b, s, depth-1)
	}
}

// float is a float of the scope, or an operation on some.
func (g *memoryGen) float(b *ir.Builder, s *memoryScope) *ir.Value {
	x, y := pickValue(g.r, s.floats), pickValue(g.r, s.floats)
	switch g.r.IntN(4) {
	case 0:
		return b.Op("add", x, b.Op("sin", y))
	case 1:
		return b.Float(float64(g.r.IntN(5)))
	}
	return x
}

// spot is a place for a float: a reference, a path from there and its indices.
func (g *memoryGen) spot(b *ir.Builder, s *memoryScope) (ref *ir.Value, path string, index []*ir.Value) {
	t := []ir.Type{structType, structType, arrayType3, sliceType, floatPtr}[g.r.IntN(5)]
	if len(s.refs[t]) == 0 {
		t = structType
	}
	ref = pickValue(g.r, s.refs[t])
	if t == structType && g.r.IntN(2) == 0 {
		ref = s.refs[t][g.r.IntN(3)] // the parameters
	}
	paths := map[ir.Type][]string{structType: {".X", ".X", ".Y", ".P[1]", ".P[$]"}, arrayType3: {"[2]", "[$]"}, sliceType: {"[0]", "[$]"}, floatPtr: {""}}[t]
	path = paths[g.r.IntN(len(paths))]
	if path == ".P[$]" || path == "[$]" {
		index = []*ir.Value{g.index(b, s)}
	}
	return ref, path, index
}

// total is the sum of floats, so that each of them can be seen.
func total(b *ir.Builder, floats []*ir.Value) *ir.Value {
	sum := floats[0]
	for _, v := range floats[1:] {
		sum = b.Op("add", sum, v)
	}
	return sum
}

// index is from 0 to 2, often a constant.
func (g *memoryGen) index(b *ir.Builder, s *memoryScope) *ir.Value {
	if g.r.IntN(2) == 0 {
		return b.Int(g.r.IntN(3))
	}
	return b.Op("imod", b.Op("iand", pickValue(g.r, s.ints), b.Int(255)), b.Int(3))
}

func (g *memoryGen) read(b *ir.Builder, s *memoryScope) {
	ref, path, index := g.spot(b, s)
	s.floats = append(s.floats, b.Get(ir.TF64, ref, path, index...))
}

func (g *memoryGen) write(b *ir.Builder, s *memoryScope) {
	if g.r.IntN(5) == 0 {
		v := pickValue(g.r, s.refs[structType])
		b.Put(v, ".N", b.Op("iadd", b.Get(ir.TInt, v, ".N"), b.Int(1)))
		return
	}
	v := g.float(b, s)
	ref, path, index := g.spot(b, s)
	b.Put(ref, path, v, index...)
}

func (g *memoryGen) object(b *ir.Builder, s *memoryScope) {
	s.add(b.New([]ir.Type{structType, floatPtr, arrayType3}[g.r.IntN(3)]))
}

func (g *memoryGen) pointer(b *ir.Builder, s *memoryScope) {
	switch v := pickValue(g.r, s.refs[structType]); g.r.IntN(3) {
	case 0:
		s.add(b.Addr(floatPtr, v, ".X"))
	case 1:
		s.add(b.Addr(floatPtr, v, ".P[$]", g.index(b, s)))
	default:
		s.add(b.Addr(arrayType3, v, ".P"))
	}
}

func (g *memoryGen) slice(b *ir.Builder, s *memoryScope) {
	old := pickValue(g.r, s.refs[sliceType])
	switch n := b.Int(2 + g.r.IntN(2)); g.r.IntN(6) {
	case 0:
		s.add(b.Make(sliceType, n, n))
	case 1:
		m := b.Op("iadd", pickValue(g.r, s.ints), b.Int(3))
		s.add(b.Make(sliceType, m, m))
	case 2:
		s.add(b.Reslice(sliceType, pickValue(g.r, s.refs[arrayType3]), b.Int(1), n))
	case 3:
		s.add(b.Reslice(sliceType, old, b.Int(0), b.Size(old)))
	case 4:
		s.add(b.Grow(old, n, "f:"))
	default:
		b.CopyTo(old, pickValue(g.r, s.refs[sliceType]), "f:")
	}
}

// link stores a pointer in a struct, or reads one and writes there if it is one.
func (g *memoryGen) link(b *ir.Builder, s *memoryScope) {
	v, w := pickValue(g.r, s.refs[structType]), pickValue(g.r, s.refs[structType])
	if g.r.IntN(2) == 0 {
		b.Put(v, ".Next", w)
		return
	}
	next := b.Get(structType, v, ".Next")
	in := b.If(b.IsNil(next), ir.TF64)
	in.Regions[0].Yield = []*ir.Value{g.float(in.Regions[0].Build(), s)}
	there := in.Regions[1].Build()
	there.Put(next, ".X", g.float(there, s))
	in.Regions[1].Yield = []*ir.Value{there.Get(ir.TF64, next, ".Y")}
	s.floats = append(s.floats, in.Result())
}

func (g *memoryGen) goCode(b *ir.Builder, s *memoryScope) {
	x := []*ir.Value{g.float(b, s)}
	switch g.r.IntN(5) {
	case 0:
		b.GoCall("{fmt}.Println($0)", x)
	case 1:
		b.GoCall("look($0)", []*ir.Value{pickValue(g.r, s.refs[structType])})
	case 2:
		b.GoCall("{fmt}.Println($0)", []*ir.Value{pickValue(g.r, s.refs[sliceType])})
	case 3:
		in := b.If(b.Op("lt", b.Float(2), x[0]))
		in.Regions[0].Build().GoCall("panic($0)", x)
	default:
		s.ints = append(s.ints, b.GoCall("count($0)", x, ir.TInt).Result())
	}
}

func (g *memoryGen) mapped(b *ir.Builder, s *memoryScope) {
	if len(s.refs[mapType]) == 0 {
		s.add(b.MakeMap(mapType))
	}
	m := pickValue(g.r, s.refs[mapType])
	key := b.GoExpr(ir.GoType("string"), []string{`"a"`, `"b"`}[g.r.IntN(2)])
	switch g.r.IntN(4) {
	case 0:
		s.ints = append(s.ints, b.Size(m))
	case 1:
		s.floats = append(s.floats, b.Lookup(ir.TF64, "", m, key))
	case 2:
		b.Remove(m, key)
	default:
		b.Enter("", m, key, g.float(b, s))
	}
}

// rows makes a slice of slices, or takes a row of one.
func (g *memoryGen) rows(b *ir.Builder, s *memoryScope) {
	if len(s.refs[rowsType]) == 0 {
		three := b.Int(3)
		m := b.Make(rowsType, three, three)
		for k := range 3 {
			b.Put(m, "[$]", pickValue(g.r, s.refs[sliceType]), b.Int(k))
		}
		s.add(m)
	}
	s.add(b.Get(sliceType, pickValue(g.r, s.refs[rowsType]), "[$]", g.index(b, s)))
}

func (g *memoryGen) branch(b *ir.Builder, s *memoryScope, depth int) {
	in := b.If(b.Op("lt", pickValue(g.r, s.floats), b.Float(0.3)), ir.TF64, structType)
	for _, side := range in.Regions {
		inner, ib := s.inner(), side.Build()
		g.block(ib, inner, depth)
		side.Yield = []*ir.Value{total(ib, inner.floats[len(s.floats)-1:]), pickValue(g.r, inner.refs[structType])}
	}
	s.floats = append(s.floats, in.Results[0])
	s.add(in.Results[1])
}

func (g *memoryGen) loop(b *ir.Builder, s *memoryScope, depth int) {
	hi := b.Int(1 + g.r.IntN(3))
	if g.r.IntN(2) == 0 {
		hi = b.Size(pickValue(g.r, s.refs[sliceType]))
	}
	in := b.For(b.Int(0), hi, pickValue(g.r, s.floats), pickValue(g.r, s.refs[structType]))
	g.body(in.Regions[0], s, depth, in.Carried(), in.Index())
	g.results(s, in.Results)
}

// body fills the region of a loop that carries a float and a pointer.
func (g *memoryGen) body(r *ir.Region, s *memoryScope, depth int, carried []*ir.Value, index *ir.Value) {
	inner, ib := s.inner(), r.Build()
	g.results(inner, carried)
	inner.ints = append(inner.ints, index)
	g.block(ib, inner, depth)
	r.Yield = append(r.Yield, ib.Op("sin", total(ib, inner.floats[len(s.floats):])), pickValue(g.r, inner.refs[structType]))
}

func (g *memoryGen) results(s *memoryScope, vs []*ir.Value) {
	s.floats = append(s.floats, vs[0])
	s.add(vs[1])
}

func (g *memoryGen) while(b *ir.Builder, s *memoryScope, depth int) {
	count := b.New(ir.GoType("*int"))
	in := b.While(pickValue(g.r, s.floats), pickValue(g.r, s.refs[structType]))
	cond, body := in.Regions[0].Build(), in.Regions[1].Build()
	cond.Region.Yield = []*ir.Value{cond.Op("ilt", cond.Get(ir.TInt, count, ""), cond.Int(2))}
	k := body.Get(ir.TInt, count, "")
	body.Put(count, "", body.Op("iadd", k, body.Int(1)))
	g.body(in.Regions[1], s, depth, in.Regions[1].Params, k)
	g.results(s, in.Results)
}
