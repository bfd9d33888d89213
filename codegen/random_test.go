// Random functions: a seeded generator of IR with nested loops, branches,
// carried values that swap, overlapping memory and names that clash.

package codegen

import (
	"fmt"
	"math/rand/v2"

	"chainrule/ir"
)

// randomFuncs makes n functions, the same for the same seed.
func randomFuncs(seed uint64, n int, program bool) (fns []Func) {
	for i := range n {
		r := &random{Rand: rand.New(rand.NewPCG(seed, uint64(i)))}
		if program {
			r.memory = newGoMemory()
		}
		name := fmt.Sprintf("F%d", i)
		fns = append(fns, Func{IR: r.function(name), Base: name})
	}
	return fns
}

// random builds one function. What is available grows within a region and is
// cut back at its end.
type random struct {
	*rand.Rand
	floats, ints, bools []*ir.Value
	loops               []*ir.Value // indices of the loops around, each below n
	arrays              []*ir.Value
	n, m                *ir.Value
	shift               *ir.Value // 0 or 1, known before the innermost loop
	budget              int
	memory              *goMemory // nil where there is none
}

// names that a user might choose.
var names = []string{"math", "len", "range", "_", "x₁", "dx", "x", "ws", "s", "float64", "fmt", "a'", "i", "n"}

func (r *random) named(v *ir.Value) *ir.Value {
	if r.IntN(4) == 0 {
		v.Name = names[r.IntN(len(names))]
	}
	return v
}

// function has parameters x, y (which overlap when run) of n elements, A of m·n,
// and scalars.
func (r *random) function(name string) *ir.Func {
	f := ir.NewFunc(name)
	b := f.Body.Build()
	x, y := f.Body.AddParam("x", ir.Array(ir.F64, 1)), f.Body.AddParam("y", ir.Array(ir.F64, 1))
	a := f.Body.AddParam("A", ir.Array(ir.F64, 1))
	k := f.Body.AddParam("k", ir.Array(ir.Int, 1))
	r.floats = []*ir.Value{f.Body.AddParam("p", ir.TF64), f.Body.AddParam("math", ir.TF64)}
	r.m = f.Body.AddParam("m", ir.TInt)
	r.n = b.Len(x, 0).Named("n")
	b.Require(b.Len(y, 0), r.n, "y has %d elements, want %d")
	b.Require(b.Len(k, 0), r.n, "k has %d elements, want %d")
	b.Require(b.Len(a, 0), b.Op("imul", r.m, r.n), "A has %d elements, want %d")
	r.arrays = []*ir.Value{x, y, k, b.View(a, r.m, r.n), b.View(a, r.m, r.n)}
	r.ints = []*ir.Value{r.n, r.m, b.Int(2)}
	r.bools = []*ir.Value{b.Bool(true)}
	r.budget = 60
	r.startMemory(b)
	r.line(b, 0, 6+r.IntN(20))
	r.finish(f, b)
	return f
}

// finish yields some scalars and sometimes an array.
func (r *random) finish(f *ir.Func, b *ir.Builder) {
	for i := range 1 + r.IntN(3) {
		f.Body.Yield = append(f.Body.Yield, r.float())
		f.Results = append(f.Results, []string{"f", "s", "math"}[i])
	}
	f.Body.Yield = append(f.Body.Yield, r.int())
	f.Results = append(f.Results, "x")
	if r.IntN(3) == 0 {
		z := b.Alloc(ir.F64, ir.AllocZero, r.n, r.m)
		i, j := b.Int(1), b.Int(0)
		b.Accum(z, r.float(), i, j)
		f.Body.Yield, f.Results = append(f.Body.Yield, z), append(f.Results, "dA")
	}
}

func pick[T any](r *random, s []T) T { return s[r.IntN(len(s))] }

func (r *random) float() *ir.Value { return r.recent(r.floats) }
func (r *random) int() *ir.Value   { return r.recent(r.ints) }

// recent prefers what was computed last, so that chains form.
func (r *random) recent(s []*ir.Value) *ir.Value {
	if r.IntN(2) == 0 {
		return s[len(s)-1-r.IntN(min(3, len(s)))]
	}
	return pick(r, s)
}

// line appends about n instructions.
func (r *random) line(b *ir.Builder, depth, n int) {
	for range n {
		if r.budget--; r.budget < 0 {
			return
		}
		r.instr(b, depth)
	}
}

func (r *random) instr(b *ir.Builder, depth int) {
	if r.memory != nil && r.IntN(2) == 0 {
		r.goInstr(b, depth)
		return
	}
	switch k := r.IntN(20); {
	case k < 6:
		r.addFloat(r.arithmetic(b))
	case k < 8:
		r.ints = append(r.ints, r.named(r.integer(b)))
	case k < 9:
		r.bools = append(r.bools, r.named(r.test(b)))
	case k < 12:
		r.load(b)
	case k < 15:
		r.store(b)
	case k < 16:
		r.array(b)
	case depth < 3 && k < 18:
		r.loop(b, depth)
	case depth < 3:
		r.branch(b, depth)
	}
}

func (r *random) addFloat(v *ir.Value) { r.floats = append(r.floats, r.named(v)) }

func (r *random) arithmetic(b *ir.Builder) *ir.Value {
	switch r.IntN(9) {
	case 0:
		return b.Float(pick(r, []float64{0, 1, -1, 2.5, -3, 1e-7, 1e300, 1 / 3.0}))
	case 1:
		return b.Op(pick(r, []string{"neg", "sin", "cos", "abs", "relu", "sin", "cos"}), r.float())
	case 2:
		return b.Op("cond", pick(r, r.bools), r.float(), r.float())
	case 3:
		return b.Op("itof", r.int())
	case 4:
		return b.Op("powi", r.float(), b.Int(r.IntN(5)-1))
	}
	return b.Op(pick(r, []string{"add", "sub", "mul", "div", "max", "min"}), r.float(), r.float())
}

func (r *random) integer(b *ir.Builder) *ir.Value {
	switch r.IntN(7) {
	case 0:
		return b.Int(r.IntN(7) - 3)
	case 3:
		return b.Op("imod", b.Op(pick(r, []string{"ishl", "ishr"}), pick(r, []*ir.Value{r.int(), b.Int(5)}), b.Op("iand", r.int(), b.Int(7))), b.Int(100))
	case 4:
		return b.Op(pick(r, []string{"iand", "ior", "ixor", "iandnot"}), r.int(), r.int())
	case 1:
		return b.Op(pick(r, []string{"idiv", "imod"}), r.int(), b.Int(pick(r, []int{2, -3, 5})))
	case 2:
		return b.Op("imod", b.Op("imul", r.int(), r.int()), b.Int(1000))
	}
	return b.Op(pick(r, []string{"iadd", "isub", "imin", "imax"}), r.int(), r.int())
}

func (r *random) test(b *ir.Builder) *ir.Value {
	switch r.IntN(4) {
	case 0:
		return b.Op("not", pick(r, r.bools))
	case 1:
		return b.Op(pick(r, []string{"and", "or"}), pick(r, r.bools), b.Op("lt", r.float(), r.float())) // vet minds x && x
	case 2:
		return b.Op(pick(r, []string{"ilt", "ieq"}), r.int(), r.int())
	}
	return b.Op(pick(r, []string{"lt", "le", "eq", "ne"}), r.float(), r.float())
}

// index is an index in range: a loop's, a constant, or a computed one.
func (r *random) index(b *ir.Builder, a *ir.Value, axis int) *ir.Value {
	n := b.Len(a, axis)
	if r.IntN(4) == 0 {
		return b.Int(r.IntN(2))
	}
	if len(r.loops) > 0 && r.IntN(4) > 0 {
		i := pick(r, r.loops)
		if r.IntN(2) == 0 {
			return b.Op("imod", i, n)
		}
		if last := r.loops[len(r.loops)-1]; r.IntN(2) == 0 && last.Of.Parent.Hi().Def != nil && last.Of.Parent.Hi().Def.Op.Name == "isub" && axis == a.Type.Rank-1 && a.Type.Kind == ir.F64 && loopEnds(nil, n, r.n) {
			return b.Op("iadd", last, r.shift)
		}
		if loopEnds(i, n, nil) {
			return i
		}
	}
	return b.Op("imin", b.Op("imax", r.int(), b.Int(0)), b.Op("isub", n, b.Int(1)))
}

// loopEnds reports whether the loop of index i, or else a loop up to hi, ends at
// the extent of an alloc that n is.
func loopEnds(i, n, hi *ir.Value) bool {
	s := newShapes(&ir.Func{Body: &ir.Region{}})
	if i != nil {
		hi = i.Of.Parent.Hi()
	}
	return s.size(hi) == s.size(n) && (i == nil || n.Def.Array().Object().Def != nil)
}

func (r *random) indices(b *ir.Builder, a *ir.Value) (is []*ir.Value) {
	for k := range a.Type.Rank {
		is = append(is, r.index(b, a, k))
	}
	return is
}

func (r *random) load(b *ir.Builder) {
	a := pick(r, r.arrays)
	v := b.Load(a, r.indices(b, a)...)
	if v.Type == ir.TInt {
		r.ints = append(r.ints, r.named(v))
		return
	}
	r.addFloat(v)
}

func (r *random) store(b *ir.Builder) {
	a := pick(r, r.arrays)
	is := r.indices(b, a)
	switch {
	case a.Type.Kind == ir.Int:
		b.Store(a, r.int(), is...)
	case r.IntN(2) == 0:
		b.Store(a, r.float(), is...)
	case r.IntN(12) == 0:
		b.Zero(a)
	default:
		b.Accum(a, r.float(), is...)
	}
}

// array makes an array or a part of one.
func (r *random) array(b *ir.Builder) {
	a := pick(r, r.arrays)
	switch k := r.IntN(5); {
	case k == 0 && a.Type.Rank > 1:
		r.arrays = append(r.arrays, b.Part(a, r.index(b, a, 0)))
	case k == 1:
		r.arrays = append(r.arrays, b.Alloc(ir.F64, ir.AllocZero, b.Int(2), b.Int(3), b.Int(2)))
	case k == 2:
		r.arrays = append(r.arrays, b.Alloc(ir.F64, ir.AllocZero, r.m, b.Op("iadd", r.n, b.Int(1)), r.m))
	case k == 3 && a.Type.Kind == ir.F64 && a.Type.Rank == 1:
		r.arrays = append(r.arrays, b.View(a, b.Int(2), b.Int(1)))
	default:
		r.arrays = append(r.arrays, r.named(b.Alloc(ir.F64, ir.AllocZero, r.n)))
	}
}

// state remembers what is available outside a region.
func (r *random) inside(body func()) {
	old := *r
	old.memory = r.memory.clone()
	body()
	budget := r.budget
	*r = old
	r.budget = budget
}

func (r *random) loop(b *ir.Builder, depth int) {
	var inits []*ir.Value
	for range r.IntN(4) {
		inits = append(inits, r.float())
	}
	if r.IntN(3) == 0 {
		inits = append(inits, r.int())
	}
	inits = append(inits, r.someRefs()...)
	lo, hi := b.Int(r.IntN(2)), pick(r, []*ir.Value{r.n, r.m, b.Op("isub", r.n, b.Int(1)), b.Int(3)})
	shift := b.Op("imin", b.Op("imax", r.int(), b.Int(0)), b.Int(1))
	in := b.For(lo, hi, inits...)
	if r.IntN(2) == 0 {
		in.Op = ir.MustOp("rfor")
	}
	r.inside(func() {
		r.available(in.Carried())
		r.shift = shift
		r.loops = append(r.loops[:len(r.loops):len(r.loops)], in.Index())
		r.ints = append(r.ints, in.Index())
		body := in.Regions[0]
		r.line(body.Build(), depth+1, 3+r.IntN(8))
		body.Yield = r.yields(in.Inits(), in.Carried())
	})
	r.available(in.Results)
}

func (r *random) available(vs []*ir.Value) {
	r.floats, r.ints = r.floats[:len(r.floats):len(r.floats)], r.ints[:len(r.ints):len(r.ints)]
	for _, v := range vs {
		switch v.Type {
		case ir.TInt:
			r.ints = append(r.ints, r.named(v))
		case ir.TF64:
			r.addFloat(v)
		case ir.TBool:
			r.bools = append(r.bools[:len(r.bools):len(r.bools)], r.named(v))
		default:
			r.memory.add(r.named(v))
		}
	}
}

// yields picks values like those given; carried ones often go round.
func (r *random) yields(like, carried []*ir.Value) (ys []*ir.Value) {
	for k, v := range like {
		switch {
		case v.Type == ir.TInt:
			ys = append(ys, r.int())
		case v.Type == ir.TBool:
			ys = append(ys, pick(r, r.bools))
		case v.Type.Kind == ir.Go:
			ys = append(ys, pick(r, r.memory.refs[v.Type.Go]))
		case len(carried) > 1 && r.IntN(3) == 0 && carried[(k+1)%len(carried)].Type == v.Type:
			ys = append(ys, carried[(k+1)%len(carried)])
		default:
			ys = append(ys, r.float())
		}
	}
	return ys
}

func (r *random) branch(b *ir.Builder, depth int) {
	if r.IntN(4) == 0 {
		r.logical(b)
		return
	}
	types := []ir.Type{ir.TF64, ir.TF64, ir.TInt, ir.TBool}[:r.IntN(5)]
	for _, v := range r.someRefs() {
		types = append(types, v.Type)
	}
	in := b.If(pick(r, r.bools), types...)
	for i, sub := range in.Regions {
		if i == 1 && r.IntN(2) == 0 {
			sub.Yield = r.yields(in.Results, nil)
			continue
		}
		r.inside(func() {
			r.floats, r.ints = r.floats[:len(r.floats):len(r.floats)], r.ints[:len(r.ints):len(r.ints)]
			r.line(sub.Build(), depth+1, 1+r.IntN(5))
			sub.Yield = r.yields(in.Results, nil)
		})
	}
	r.available(in.Results)
}

// logical makes a branch that gives a bool as && and || do.
func (r *random) logical(b *ir.Builder) {
	in := b.If(pick(r, r.bools), ir.TBool)
	for i, k := range r.Perm(2) {
		body := in.Regions[k].Build()
		y := body.Bool(r.IntN(2) == 0)
		if i == 0 {
			y = body.Op("lt", r.float(), body.Op("mul", r.float(), r.float()))
		}
		in.Regions[k].Yield = []*ir.Value{y}
	}
	r.available(in.Results)
}
