// Random programs: functions that make structs, slices and maps, which alias each
// other, read and write them, run while loops and stacks, and call Go code.

package codegen

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chainrule/ir"
)

// programTypes is what the programs of TestRandomPrograms use.
const programTypes = `package main

type Celsius float64

type ID int

type pair struct{ X, Y float64 }

type node struct {
	pair
	val  float64
	mass float32
	temp Celsius
	id   ID
	n    int
	ok   bool
	pos  [2]pair
	next *node
	w    []float64
	q    []float32
}

func observe(x float64) float64 { return 2 * x }

func double(s []float64) {
	for i := range s {
		s[i] *= 2
	}
}
`

// goCode runs the Go code of the programs for the interpreter.
func goCode(in *ir.Instr, args []ir.Scalar) ([]ir.Scalar, error) {
	switch in.Template() {
	case "$0 + 1":
		return []ir.Scalar{{I: args[0].I + 1}}, nil
	case "{strconv}.Itoa($0)":
		return []ir.Scalar{{V: strconv.Itoa(args[0].I)}}, nil
	case "len($0)":
		s, _ := args[0].V.(string)
		return []ir.Scalar{{I: len(s)}}, nil
	case "{main}.observe($0)":
		return []ir.Scalar{{F: 2 * args[0].F}}, nil
	case "{main}.double($0)":
		if r, _ := args[0].V.(*ir.Ref); r != nil {
			for i := range r.Len {
				at := fmt.Sprintf("%s[%d]", r.Path, r.Off+i)
				r.Obj.Cells[at] = ir.Scalar{F: 2 * r.Obj.Cells[at].F}
			}
		}
		return nil, nil
	}
	return nil, fmt.Errorf("no Go code %q", in.Template())
}

// callees are what the programs call.
var callees = map[string]*ir.Func{"total": mustParse("func total(p `*{main}.node`, s `[]float64`, n int) (y) {\n" +
	"  z int = iconst 0\n  one int = iconst 1\n  m int = size s\n  v f64 = get p \".val\"\n  t bool = ile n, z\n" +
	"  y f64 = if t () {\n    yield v\n  } () {\n    a int = isub n, one\n    r f64 = call p, s, a \"total\"\n" +
	"    i int = imod a, m\n    e f64 = get s, i \"[$]\"\n    b []f64 = alloc n \"zero\"\n    store b, z, r\n    d f64 = load b, z\n    f f64 = add d, e\n    yield f\n  }\n  yield y\n}\n")}

func mustParse(text string) *ir.Func {
	f, err := ir.Parse("callee", text)
	if err != nil {
		panic(err)
	}
	f.Callees = map[string]*ir.Func{f.Name: f}
	return f
}

// goMemory is what a random program has of Go memory: references by type, all
// but the last of which are not nil, and lists that only grow.
type goMemory struct {
	refs   map[string][]*ir.Value
	stacks []*ir.Value
}

func newGoMemory() *goMemory { return &goMemory{refs: map[string][]*ir.Value{}} }

func (m *goMemory) clone() *goMemory {
	if m == nil {
		return nil
	}
	c := &goMemory{refs: map[string][]*ir.Value{}, stacks: m.stacks}
	for t, vs := range m.refs {
		c.refs[t] = slices.Clone(vs)
	}
	return c
}

func (m *goMemory) add(v *ir.Value) { m.refs[v.Type.Go] = append(m.refs[v.Type.Go], v) }

// startMemory makes one of each thing.
func (r *random) startMemory(b *ir.Builder) {
	if r.memory == nil {
		return
	}
	for _, t := range []string{"*{main}.node", "*{main}.pair", "*float64"} {
		r.memory.add(b.New(ir.GoType(t)))
	}
	for _, t := range []string{"[]float64", "[]float32", "[]*{main}.node", "[]{main}.pair"} {
		r.memory.add(b.Make(ir.GoType(t), b.Int(3), b.Int(3)))
	}
	r.memory.add(b.MakeMap(ir.GoType("map[{main}.ID]float64")))
	for range 3 {
		p := r.memory.refs["*{main}.node"][0]
		b.Put(p, ".w", r.ref("[]float64"))
		b.Put(p, ".q", r.ref("[]float32"))
		b.Put(p, ".next", p)
		nodes := r.ref("[]*{main}.node")
		for i := range 3 {
			b.Put(nodes, fmt.Sprintf("[%d]", i), p)
		}
	}
}

func (r *random) ref(t string) *ir.Value { return r.recent(r.memory.refs[t]) }

// someRefs are references to carry, for each type at most one.
func (r *random) someRefs() (vs []*ir.Value) {
	if r.memory == nil {
		return nil
	}
	for _, t := range slices.Sorted(maps.Keys(r.memory.refs)) {
		if r.IntN(4) == 0 && t != "string" {
			vs = append(vs, r.ref(t))
		}
	}
	return vs
}

// spot is a place in memory.
type spot struct {
	from, path, cell string
	t                ir.Type
}

var spots = []spot{
	{"*{main}.node", ".val", "", ir.TF64}, {"*{main}.node", ".X", "", ir.TF64}, {"*{main}.node", ".pair.Y", "", ir.TF64},
	{"*{main}.node", ".mass", "float32", ir.TF64}, {"*{main}.node", ".temp", "{main}.Celsius", ir.TF64},
	{"*{main}.node", ".id", "{main}.ID", ir.TInt}, {"*{main}.node", ".n", "", ir.TInt}, {"*{main}.node", ".ok", "", ir.TBool},
	{"*{main}.node", ".pos[$].X", "", ir.TF64}, {"*{main}.node", ".pos[1].Y", "", ir.TF64},
	{"*{main}.node", ".next", "", ir.GoType("*{main}.node")}, {"*{main}.node", ".w", "", ir.GoType("[]float64")},
	{"*{main}.node", ".q", "", ir.GoType("[]float32")},
	{"*{main}.pair", ".X", "", ir.TF64}, {"*{main}.pair", ".Y", "", ir.TF64}, {"*float64", "", "", ir.TF64},
	{"[]float64", "[$]", "", ir.TF64}, {"[]float64", "[2]", "", ir.TF64}, {"[]float32", "[$]", "float32", ir.TF64},
	{"[]*{main}.node", "[$]", "", ir.GoType("*{main}.node")}, {"[]{main}.pair", "[$].Y", "", ir.TF64}, {"[]{main}.pair", "[1].X", "", ir.TF64},
}

// indicesOf are indices for a path, most of them in range: 0 or 1 where the
// interpreter does not know the extent of an array.
func (r *random) indicesOf(b *ir.Builder, s spot) (is []*ir.Value) {
	switch {
	case !strings.Contains(s.path, "$"):
	case s.from == "*{main}.node", r.IntN(3) == 0:
		is = append(is, b.Op("imin", b.Op("imax", r.int(), b.Int(0)), b.Int(1)))
	default:
		is = append(is, b.Op("imin", b.Op("imax", r.int(), b.Int(0)), b.Int(2)))
	}
	return is
}

func (s spot) attr() string {
	if s.cell == "" {
		return s.path
	}
	return s.path + "|" + s.cell
}

func (r *random) goInstr(b *ir.Builder, depth int) {
	switch k := r.IntN(24); {
	case k < 6:
		r.addAny(r.get(b))
	case k < 12:
		r.set(b)
	case k < 13:
		r.memory.add(r.named(b.New(ir.GoType(pick(r, []string{"*{main}.node", "*{main}.pair", "*float64"})))))
	case k < 16:
		r.reference(b)
	case k < 18:
		r.onMap(b)
	case k < 19:
		r.addFloat(b.F32(r.float()))
	case k < 21:
		r.onGo(b)
	case k < 22:
		if r.IntN(2) == 0 {
			r.copies(b)
			return
		}
		r.list(b)
	case depth < 3 && k < 23:
		r.while(b, depth)
	case depth < 2:
		r.stack(b, depth)
	}
}

func (r *random) addAny(v *ir.Value) {
	r.available([]*ir.Value{v})
}

func (r *random) get(b *ir.Builder) *ir.Value {
	s := pick(r, spots)
	return b.Get(s.t, r.ref(s.from), s.attr(), r.indicesOf(b, s)...)
}

// set writes a place; half of the floats are added to what is there.
func (r *random) set(b *ir.Builder) {
	s := pick(r, spots)
	from, is := r.ref(s.from), r.indicesOf(b, s)
	var v *ir.Value
	switch {
	case s.t == ir.TInt:
		v = r.int()
	case s.t == ir.TBool:
		v = pick(r, r.bools)
	case s.t.Kind == ir.Go:
		v = r.ref(s.t.Go)
	default:
		v = r.float()
		if r.IntN(2) == 0 {
			v = b.Op(pick(r, []string{"add", "sub", "mul"}), b.Get(s.t, from, s.attr(), is...), v)
		}
		if s.cell == "float32" {
			v = b.F32(v)
		}
	}
	b.Put(from, s.attr(), v, is...)
}

// reference makes a reference to what is there already.
func (r *random) reference(b *ir.Builder) {
	one, two := b.Int(1), b.Int(2)
	switch r.IntN(7) {
	case 0:
		r.memory.add(r.named(b.Addr(ir.GoType("*float64"), r.ref("*{main}.node"), pick(r, []string{".val", ".pos[0].X"}))))
	case 1:
		r.memory.add(b.Addr(ir.GoType("*{main}.pair"), r.ref("*{main}.node"), ".pos[$]", one))
	case 2:
		r.memory.add(b.Addr(ir.GoType("*float64"), r.ref("[]float64"), "[$]", two))
	case 3:
		s := r.ref("[]float64")
		r.memory.add(r.named(b.Reslice(s.Type, s, b.Int(0), b.Size(s))))
	case 4:
		b.CopyTo(r.ref("[]float64"), r.ref("[]float64"), "f:")
	case 5:
		r.bools = append(r.bools[:len(r.bools):len(r.bools)], b.IsNil(r.ref("*{main}.node")))
	default:
		s := b.Make(ir.GoType("[]float64"), b.Int(3), b.Int(3))
		t := b.Reslice(s.Type, s, one, two, two)
		b.Put(t, "[0]", r.float())
		r.memory.add(s)
	}
}

func (r *random) onMap(b *ir.Builder) {
	m, k := r.ref("map[{main}.ID]float64"), r.int()
	switch r.IntN(4) {
	case 0:
		b.Enter("", m, k, b.Op("add", b.Lookup(ir.TF64, "", m, k), r.float()))
	case 1:
		b.Enter("", m, k, r.float())
		b.Remove(m, r.int())
	case 2:
		r.addFloat(b.Lookup(ir.TF64, "", m, k))
		r.addAny(b.Has(m, k))
	default:
		r.available([]*ir.Value{b.Size(m), b.Size(b.Keys(ir.GoType("[]{main}.ID"), m))})
	}
}

func (r *random) onGo(b *ir.Builder) {
	switch r.IntN(5) {
	case 0:
		r.available([]*ir.Value{b.GoExpr(ir.TInt, "$0 + 1", r.int())})
	case 1:
		text := b.GoExpr(ir.GoType("string"), "{strconv}.Itoa($0)", r.int())
		r.available([]*ir.Value{b.GoExpr(ir.TInt, "len($0)", text)})
	case 2:
		r.addFloat(b.GoCall("{main}.observe($0)", []*ir.Value{r.float()}, ir.TF64).Result())
	case 3:
		b.GoCall("{main}.double($0)", []*ir.Value{r.ref("[]float64")})
	default:
		n := b.Op("imod", r.int(), b.Int(4))
		in := b.Call("total", []*ir.Value{r.ref("*{main}.node"), r.ref("[]float64"), n}, ir.TF64)
		r.addFloat(in.Result())
	}
}

// list makes a slice longer, as append does, and adds what is in it up.
func (r *random) list(b *ir.Builder) {
	t, z, one := ir.GoType("[]float64"), b.Int(0), b.Int(1)
	in := b.For(z, b.Op("imin", r.m, b.Int(3)), b.Make(t, z, one))
	body, s := in.Regions[0].Build(), in.Carried()[0]
	n := body.Size(s)
	s = body.Grow(s, one, "f:")
	body.Put(s, "[$]", r.float(), n)
	in.Regions[0].Yield = []*ir.Value{s}
	v := b.Get(ir.TF64, in.Results[0], "[$]", b.Op("isub", b.Size(in.Results[0]), one))
	r.addFloat(v)
}

// copies makes a slice longer by the elements of another, as append does.
func (r *random) copies(b *ir.Builder) {
	t, z := ir.GoType("[]float64"), b.Int(0)
	s, x := b.Make(t, z, b.Int(r.IntN(9))), r.ref("[]float64")
	for range 2 {
		n, old := b.Size(x), b.Size(s)
		s = b.Grow(s, n, "f:")
		if r.IntN(2) == 0 {
			r.set(b)
		}
		b.CopyTo(b.Reslice(t, s, old, b.Op("iadd", old, n)), x, "f:")
	}
	r.addFloat(b.Get(ir.TF64, s, "[4]"))
}

// while makes a loop that ends after few iterations or when a condition fails.
func (r *random) while(b *ir.Builder, depth int) {
	count := b.Int(0)
	inits := []*ir.Value{count, r.float(), r.float()}[:1+r.IntN(3)]
	inits = append(inits, r.someRefs()...)
	in := b.While(inits...)
	r.inside(func() {
		r.available(in.Regions[0].Params)
		c := in.Regions[0].Build()
		more := c.Op("ilt", in.Regions[0].Params[0], c.Int(3))
		if r.IntN(2) == 0 {
			r.addAny(r.get(c))
			more = c.Op("and", more, c.Op("lt", r.float(), c.Float(1e3)))
		}
		in.Regions[0].Yield = []*ir.Value{more}
	})
	r.inside(func() {
		params := in.Regions[1].Params
		r.available(params)
		body := in.Regions[1].Build()
		r.line(body, depth+1, 3+r.IntN(6))
		in.Regions[1].Yield = r.yields(inits, params)
		in.Regions[1].Yield[0] = body.Op("iadd", params[0], body.Int(1))
	})
	r.available(in.Results)
}

// stack makes a stack that one loop fills and another empties.
func (r *random) stack(b *ir.Builder, depth int) {
	z, n := b.Int(0), pick(r, []*ir.Value{r.n, r.m})
	t := pick(r, []ir.Type{ir.TF64, ir.TInt, ir.GoType("*{main}.node")})
	s := b.Stack(t)
	fill := b.For(z, n)
	r.inside(func() {
		r.ints = append(r.ints, fill.Index())
		body := fill.Regions[0].Build()
		r.line(body, depth+1, 3)
		switch t.Kind {
		case ir.F64:
			body.Push(s, r.float())
		case ir.Int:
			body.Push(s, r.int())
		default:
			body.Push(s, r.ref("*{main}.node"))
		}
	})
	empty := b.RFor(z, n, b.Float(0))
	body := empty.Regions[0].Build()
	v, y := body.Pop(s), empty.Carried()[0]
	switch t.Kind {
	case ir.Int:
		v = body.Op("itof", v)
	case ir.Go:
		v = body.Get(ir.TF64, v, ".val")
	}
	empty.Regions[0].Yield = []*ir.Value{body.Op("sub", v, y)}
	r.addFloat(empty.Result())
}

func TestRandomProgramsAgreeWithInterpreter(t *testing.T) {
	if fuses() {
		t.Skip("bits are compared where nothing is fused, as at GOAMD64=v1")
	}
	n := 200
	if testing.Short() {
		n = 60
	}
	fns := randomFuncs(*seed, n, true)
	for _, fn := range fns {
		fn.IR.Callees = callees
	}
	agree(t, fns, map[string]string{"types.go": programTypes})
}
