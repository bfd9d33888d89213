// Wild functions: a seeded generator of what irrand leaves out: arithmetic on
// indices, kinks, rank two with views and parts, arrays of one store, scratch
// arrays in loops, integer arrays that change, bounds that are data, carried
// integers, the caller's arrays written, array results.

package adjoint

import (
	"math/rand/v2"

	"chainrule/ir"
)

const wildExtent = 3

// wild makes func F(x f64, y f64, a []f64, b []f64, M []f64, k []int, t int).
// a and b have wildExtent elements, M their square; k holds indices.
func wild(seed uint64) *ir.Func {
	f := ir.NewFunc("F")
	g := &wildGenerator{Rand: rand.New(rand.NewPCG(seed, 77)), budget: 5 + int(seed%32), open: seed%3 == 0}
	vector := ir.Array(ir.F64, 1)
	b := f.Body.Build()
	s := &wildScope{}
	s.floats = []*ir.Value{f.Body.AddParam("x", ir.TF64), f.Body.AddParam("y", ir.TF64)}
	s.arrays = []*ir.Value{f.Body.AddParam("a", vector), f.Body.AddParam("b", vector)}
	m := f.Body.AddParam("M", vector)
	k := f.Body.AddParam("k", ir.Array(ir.Int, 1))
	s.n = b.Len(s.arrays[0], 0).Named("n")
	s.zero, s.one = b.Int(0).Named("c0"), b.Int(1).Named("c1")
	s.ints = []*ir.Value{s.zero, s.one, b.Int(2)}
	s.intArrays = []*ir.Value{k}
	square := b.View(m, s.n, s.n).Named("square")
	s.squares = []*ir.Value{square}
	g.writable = g.IntN(2) == 0
	if g.writable {
		s.local, s.localSquares = []*ir.Value{s.arrays[1]}, []*ir.Value{square}
	}
	g.block(b, s, 3)
	g.finish(f, b, s)
	return f
}

type wildGenerator struct {
	*rand.Rand
	budget   int
	writable bool
	open     bool // whether there are while loops and roundings
}

// wildScope is what may be referred to. Every int is an index in range.
type wildScope struct {
	floats, ints, bools  []*ir.Value
	arrays, squares      []*ir.Value // may be read
	local, localSquares  []*ir.Value // may be written too
	intArrays, localInts []*ir.Value
	n, zero, one         *ir.Value
}

func (s *wildScope) enter() *wildScope {
	c := *s
	for _, l := range []*[]*ir.Value{&c.floats, &c.ints, &c.bools, &c.arrays, &c.squares, &c.local, &c.localSquares, &c.intArrays, &c.localInts} {
		*l = append([]*ir.Value(nil), *l...)
	}
	return &c
}

func (g *wildGenerator) pick(vs []*ir.Value) *ir.Value {
	n := len(vs)
	return vs[n-1-min(g.IntN(n), g.IntN(n))]
}

func (g *wildGenerator) finish(f *ir.Func, b *ir.Builder, s *wildScope) {
	yield := func(name string, v *ir.Value) {
		f.Body.Yield, f.Results = append(f.Body.Yield, v), append(f.Results, name)
	}
	yield("r", g.pick(s.floats))
	if g.IntN(2) == 0 {
		yield("s", g.pick(s.floats))
	}
	if g.IntN(3) == 0 {
		z := b.Alloc(ir.F64, ir.AllocZero, s.n).Named("z")
		b.Store(z, g.pick(s.floats), g.index(b, s))
		b.Accum(z, g.pick(s.floats), g.index(b, s))
		yield("z", z)
	}
	if g.IntN(3) == 0 {
		yield("w", g.filled(b, s, s.n, 1))
	}
}

func (g *wildGenerator) block(b *ir.Builder, s *wildScope, depth int) {
	for n := 1 + g.IntN(5); n > 0 && g.budget > 0; n-- {
		g.budget--
		g.statement(b, s, depth)
	}
}

func (g *wildGenerator) statement(b *ir.Builder, s *wildScope, depth int) {
	switch c := g.IntN(20); {
	case g.open && depth > 0 && g.IntN(4) == 0:
		g.while(b, s, depth)
	case g.open && g.IntN(12) == 0:
		s.floats = append(s.floats, b.F32(g.pick(s.floats)))
	case c < 5:
		s.floats = append(s.floats, g.scalar(b, s))
	case c < 8:
		s.floats = append(s.floats, g.load(b, s))
	case c < 9:
		g.allocate(b, s, depth)
	case c < 12:
		g.write(b, s)
	case c < 13:
		s.ints = append(s.ints, g.index(b, s))
	case c < 14:
		s.bools = append(s.bools, g.test(b, s))
	case c < 18 && depth > 0:
		g.loop(b, s, depth)
	case depth > 0:
		g.branch(b, s, depth)
	}
}

func (g *wildGenerator) scalar(b *ir.Builder, s *wildScope) *ir.Value {
	x, y := g.pick(s.floats), g.pick(s.floats)
	switch g.IntN(10) {
	case 0:
		return b.Op("max", x, b.Op("sin", y))
	case 1:
		return b.Op("min", b.Op("cos", x), y)
	case 2:
		return b.Op("abs", b.Op("sub", x, b.Float(0.3141)))
	case 3:
		return b.Op("sin", b.Op("mul", x, y))
	case 4:
		return b.Op("tanh", b.Op("add", x, y))
	case 5:
		return b.Op("cond", g.test(b, s), b.Op("sin", x), y)
	case 6:
		return b.Op("exp", b.Op("sin", x))
	case 7:
		return b.Op("mul", b.Op("itof", g.pick(s.ints)), b.Op("sin", x))
	case 8:
		return b.Op("sqrt", b.Op("add", b.Op("mul", x, x), b.Float(1)))
	}
	return b.Op("div", x, b.Op("add", b.Float(2), b.Op("cos", y)))
}

// index is an int from 0 to below n, computed.
func (g *wildGenerator) index(b *ir.Builder, s *wildScope) *ir.Value {
	i, j := g.pick(s.ints), g.pick(s.ints)
	switch g.IntN(6) {
	case 0:
		return b.Op("imod", b.Op("iadd", i, j), s.n)
	case 1:
		return b.Op("isub", b.Op("isub", s.n, s.one), i)
	case 2:
		return b.Op("imax", i, j)
	case 3:
		return b.Load(g.pick(s.intArrays), i)
	}
	return i
}

func (g *wildGenerator) test(b *ir.Builder, s *wildScope) *ir.Value {
	if len(s.bools) > 0 && g.IntN(4) == 0 {
		return b.Op("not", g.pick(s.bools))
	}
	if g.IntN(3) == 0 {
		return b.Op("ilt", g.index(b, s), g.pick(s.ints))
	}
	return b.Op("lt", g.pick(s.floats), b.Float(0.2718))
}

func (g *wildGenerator) load(b *ir.Builder, s *wildScope) *ir.Value {
	if g.IntN(3) == 0 {
		q := g.pick(append(s.squares, s.localSquares...))
		switch g.IntN(3) {
		case 0:
			return b.Load(b.Part(q, g.index(b, s)), g.index(b, s))
		case 1:
			flat := b.View(q, b.Op("imul", s.n, s.n))
			return b.Load(flat, b.Op("iadd", b.Op("imul", g.index(b, s), s.n), g.index(b, s)))
		}
		return b.Load(q, g.index(b, s), g.index(b, s))
	}
	return b.Load(g.pick(append(s.arrays, s.local...)), g.index(b, s))
}

// allocate makes an array that may be written, or one that is filled at once.
func (g *wildGenerator) allocate(b *ir.Builder, s *wildScope, depth int) {
	switch g.IntN(5) {
	case 0:
		s.local = append(s.local, b.Alloc(ir.F64, ir.AllocZero, s.n))
	case 1:
		s.localSquares = append(s.localSquares, b.Alloc(ir.F64, ir.AllocZero, s.n, s.n))
	case 2:
		s.localInts = append(s.localInts, b.Alloc(ir.Int, ir.AllocZero, s.n))
		s.intArrays = append(s.intArrays, s.localInts[len(s.localInts)-1])
	case 3:
		s.arrays = append(s.arrays, g.filled(b, s, s.n, depth))
	case 4:
		g.triangle(b, s)
	}
}

// filled is an array of extent n in which each element is stored once.
func (g *wildGenerator) filled(b *ir.Builder, s *wildScope, n *ir.Value, depth int) *ir.Value {
	z := b.Alloc(ir.F64, ir.AllocOnce, n)
	loop := b.For(s.zero, n)
	ib, in := loop.Regions[0].Build(), s.enter()
	in.ints = append(in.ints, loop.Index())
	g.block(ib, in, min(depth-1, 1))
	ib.Store(z, ib.Op("sin", g.pick(in.floats)), loop.Index())
	return z
}

// triangle makes a scratch array whose extent is an index, perhaps none, and
// sums it.
func (g *wildGenerator) triangle(b *ir.Builder, s *wildScope) {
	i := g.index(b, s)
	z := g.filled(b, s, i, 0)
	sum := b.For(s.zero, i, g.pick(s.floats))
	ib := sum.Regions[0].Build()
	e := ib.Load(z, sum.Index())
	ib.Region.Yield = []*ir.Value{ib.Op("add", ib.Op("mul", e, e), ib.Op("sin", sum.Carried()[0]))}
	s.floats = append(s.floats, sum.Results[0])
}

func (g *wildGenerator) write(b *ir.Builder, s *wildScope) {
	v := b.Op("sin", g.pick(s.floats))
	switch c := g.IntN(7); {
	case c == 0 && len(s.localInts) > 0:
		b.Store(g.pick(s.localInts), g.index(b, s), g.index(b, s))
	case c < 3 && len(s.localSquares) > 0:
		g.writeSquare(b, s, v)
	case len(s.local) == 0:
	case c == 3:
		b.Zero(g.pick(s.local))
	case c == 4:
		b.Accum(g.pick(s.local), v, g.index(b, s))
	default:
		b.Store(g.pick(s.local), v, g.index(b, s))
	}
}

func (g *wildGenerator) writeSquare(b *ir.Builder, s *wildScope, v *ir.Value) {
	q := g.pick(s.localSquares)
	switch g.IntN(4) {
	case 0:
		b.Zero(b.Part(q, g.index(b, s)))
	case 1:
		b.Accum(b.Part(q, g.index(b, s)), v, g.index(b, s))
	case 2:
		flat := b.View(q, b.Op("imul", s.n, s.n))
		b.Store(flat, v, b.Op("iadd", b.Op("imul", g.index(b, s), s.n), g.index(b, s)))
	default:
		b.Store(q, v, g.index(b, s), g.index(b, s))
	}
}

// loop carries floats, an index and sometimes a bool.
func (g *wildGenerator) loop(b *ir.Builder, s *wildScope, depth int) {
	inits := []*ir.Value{g.pick(s.ints)}
	for range g.IntN(3) {
		inits = append(inits, g.pick(s.floats))
	}
	lo, hi := s.zero, s.n
	switch g.IntN(5) {
	case 0:
		hi = g.index(b, s)
	case 1:
		lo = g.pick(s.ints)
	}
	build := b.For
	if g.IntN(3) == 0 {
		build = b.RFor
	}
	in := build(lo, hi, inits...)
	ib, sub := in.Regions[0].Build(), s.enter()
	sub.ints = append(sub.ints, in.Index(), in.Carried()[0])
	recur := g.IntN(2) == 0
	if recur {
		sub.floats = append(sub.floats, in.Carried()[1:]...)
	}
	g.block(ib, sub, depth-1)
	yield := []*ir.Value{g.index(ib, sub)}
	for _, c := range in.Carried()[1:] {
		if recur {
			yield = append(yield, ib.Op("sin", ib.Op("add", g.pick(sub.floats), c)))
		} else {
			yield = append(yield, ib.Op("add", c, ib.Op("sin", g.pick(sub.floats))))
		}
	}
	in.Regions[0].Yield = yield
	s.ints, s.floats = append(s.ints, in.Results[0]), append(s.floats, in.Results[1:]...)
}

func (g *wildGenerator) branch(b *ir.Builder, s *wildScope, depth int) {
	types := []ir.Type{ir.TF64, ir.TInt, ir.TF64}[:g.IntN(4)]
	in := b.If(g.test(b, s), types...)
	for _, side := range in.Regions {
		ib, sub := side.Build(), s.enter()
		g.block(ib, sub, depth-1)
		for _, t := range types {
			if t == ir.TInt {
				side.Yield = append(side.Yield, g.index(ib, sub))
			} else {
				side.Yield = append(side.Yield, g.pick(sub.floats))
			}
		}
	}
	for k, t := range types {
		if t == ir.TInt {
			s.ints = append(s.ints, in.Results[k])
		} else {
			s.floats = append(s.floats, in.Results[k])
		}
	}
}
