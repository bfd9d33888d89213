// Package irrand makes random well-typed functions for tests: nested loops,
// branches, recurrences, arrays read, written, added to and overwritten, and
// indices that stay in range. The same seed makes the same function.
//
// Every value stays moderate, and no operation is used near a kink or pole, so
// that derivatives exist and can be compared with differences.
package irrand

import (
	"math/rand/v2"

	"chainrule/ir"
)

// Extent is the length of every array parameter and local array.
const Extent = 5

// Func makes a function of two scalars, two arrays and an int array of indices:
// func F(x f64, y f64, a []f64, b []f64, k []int) (r, s).
func Func(seed uint64) *ir.Func { return makeFunc(seed, false) }

// Open makes a function like Func that has while loops and roundings to float32 too.
func Open(seed uint64) *ir.Func { return makeFunc(seed, true) }

func makeFunc(seed uint64, open bool) *ir.Func {
	f := ir.NewFunc("F")
	g := &generator{r: rand.New(rand.NewPCG(seed, seed^0x9e3779b97f4a7c15)), size: 6 + int(seed%30), open: open}
	s := &scope{}
	s.floats = append(s.floats, f.Body.AddParam("x", ir.TF64), f.Body.AddParam("y", ir.TF64))
	s.arrays = append(s.arrays, f.Body.AddParam("a", ir.Array(ir.F64, 1)), f.Body.AddParam("b", ir.Array(ir.F64, 1)))
	s.indices = f.Body.AddParam("k", ir.Array(ir.Int, 1))
	b := f.Body.Build()
	s.extent = b.Len(s.arrays[0], 0)
	for _, a := range []*ir.Value{s.arrays[1], s.indices} {
		b.Require(b.Len(a, 0), s.extent, "F: length %d, want %d")
	}
	s.ints = append(s.ints, b.Int(0), b.Int(Extent-1))
	g.block(b, s, 3)
	f.Body.Yield = []*ir.Value{g.float(b, s), g.float(b, s)}
	f.Results = []string{"r", "s"}
	return f
}

type generator struct {
	r    *rand.Rand
	size int
	open bool // whether to make while loops
}

// scope is what instructions may refer to. Arrays with local true may be written.
type scope struct {
	floats, ints, arrays, local []*ir.Value
	extent, indices             *ir.Value
}

func (s *scope) inner() *scope {
	c := *s
	c.floats = append([]*ir.Value(nil), s.floats...)
	c.ints = append([]*ir.Value(nil), s.ints...)
	c.arrays = append([]*ir.Value(nil), s.arrays...)
	c.local = append([]*ir.Value(nil), s.local...)
	return &c
}

func pick(r *rand.Rand, vs []*ir.Value) *ir.Value { return vs[r.IntN(len(vs))] }

// float is a float in scope; recent ones are likelier.
func (g *generator) float(b *ir.Builder, s *scope) *ir.Value {
	if g.r.IntN(8) == 0 {
		return b.Float(float64(g.r.IntN(7)-3) / 2)
	}
	n := len(s.floats)
	return s.floats[n-1-min(g.r.IntN(n), g.r.IntN(n))]
}

// index is an int in range.
func (g *generator) index(b *ir.Builder, s *scope) *ir.Value {
	if g.r.IntN(4) == 0 {
		return b.Load(s.indices, pick(g.r, s.ints))
	}
	return pick(g.r, s.ints)
}

// block appends a few random statements.
func (g *generator) block(b *ir.Builder, s *scope, depth int) {
	for n := 1 + g.r.IntN(5); n > 0 && g.size > 0; n-- {
		g.size--
		g.statement(b, s, depth)
	}
}

func (g *generator) statement(b *ir.Builder, s *scope, depth int) {
	choice := g.r.IntN(12)
	switch {
	case g.open && g.r.IntN(4) == 0:
		g.while(b, s, depth)
	case choice < 4:
		g.scalar(b, s)
	case choice < 6:
		s.floats = append(s.floats, b.Load(pick(g.r, append(s.arrays, s.local...)), g.index(b, s)))
	case choice < 7:
		s.local = append(s.local, b.Alloc(ir.F64, ir.AllocZero, s.extent))
	case choice < 9 && len(s.local) > 0:
		g.write(b, s)
	case depth > 0 && choice < 11:
		g.loop(b, s, depth)
	case depth > 0:
		g.branch(b, s, depth)
	default:
		g.scalar(b, s)
	}
}

// scalar appends an operation that keeps values within a few units.
func (g *generator) scalar(b *ir.Builder, s *scope) {
	x, y := g.float(b, s), g.float(b, s)
	var v *ir.Value
	switch g.r.IntN(9) {
	case 0:
		v = b.Op("sin", x)
	case 1:
		v = b.Op("cos", b.Op("mul", x, y))
	case 2:
		v = b.Op("tanh", b.Op("add", x, y))
	case 3:
		v = b.Op("mul", b.Op("sin", x), y)
	case 4:
		v = b.Op("exp", b.Op("sin", x))
	case 5:
		v = b.Op("sub", x, b.Op("mul", b.Float(0.5), y))
	case 6:
		v = b.Op("log", b.Op("add", b.Op("mul", x, x), b.Float(1)))
	case 7:
		v = b.Op("div", x, b.Op("add", b.Float(2), b.Op("sin", y)))
	case 8:
		v = b.Op("sigmoid", b.Op("sub", x, y))
	}
	s.floats = append(s.floats, v)
}

// write changes an element of a local array; values are squashed, since loops
// may repeat it.
func (g *generator) write(b *ir.Builder, s *scope) {
	a, v := pick(g.r, s.local), b.Op("sin", g.float(b, s))
	switch g.r.IntN(5) {
	case 0:
		b.Zero(a)
	case 1, 2:
		i := g.index(b, s)
		b.Store(a, b.Op("add", b.Load(a, i), v), i)
	default:
		b.Store(a, v, g.index(b, s))
	}
}

// loop appends a loop that carries sums or recurrences.
func (g *generator) loop(b *ir.Builder, s *scope, depth int) {
	var inits []*ir.Value
	for range g.r.IntN(3) {
		inits = append(inits, g.float(b, s))
	}
	lo, hi := b.Int(0), s.extent
	if g.r.IntN(3) == 0 {
		hi = pick(g.r, s.ints) // triangular, perhaps empty
	} else if g.r.IntN(4) == 0 {
		lo = b.Int(1)
	}
	build := b.For
	if g.r.IntN(4) == 0 {
		build = b.RFor
	}
	in := build(lo, hi, inits...)
	body := in.Regions[0]
	inner, ib := s.inner(), body.Build()
	inner.ints = append(inner.ints, in.Index())
	recurrent := g.r.IntN(2) == 0
	if recurrent {
		inner.floats = append(inner.floats, in.Carried()...)
	}
	g.block(ib, inner, depth-1)
	for _, c := range in.Carried() {
		v := g.float(ib, inner)
		if recurrent {
			v = ib.Op("sin", ib.Op("add", v, c))
		} else {
			v = ib.Op("add", c, ib.Op("sin", v))
		}
		body.Yield = append(body.Yield, v)
	}
	s.floats = append(s.floats, in.Results...)
}

// branch appends a choice on a comparison with a bound that no value is near.
func (g *generator) branch(b *ir.Builder, s *scope, depth int) {
	c := b.Op("lt", g.float(b, s), b.Float(0.123456789))
	if g.r.IntN(3) == 0 {
		c = b.Op("ilt", pick(g.r, s.ints), b.Int(1))
	}
	types := make([]ir.Type, g.r.IntN(3))
	for i := range types {
		types[i] = ir.TF64
	}
	in := b.If(c, types...)
	for _, side := range in.Regions {
		inner, ib := s.inner(), side.Build()
		g.block(ib, inner, depth-1)
		for range types {
			side.Yield = append(side.Yield, g.float(ib, inner))
		}
	}
	s.floats = append(s.floats, in.Results...)
}
