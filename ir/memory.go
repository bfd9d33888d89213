// The instructions that make, name and touch memory.
//
//	z  = alloc n, m "once"   an object of n × m elements
//	v  = view x, n, m        the elements of x, row-major, as n × m
//	s  = part z, i           the part of z with the leading indices fixed
//	n  = len z 0             the extent of z along an axis
//	e  = load z, i, j        an element
//	store z, i, j, e         an element becomes e
//	accum z, i, j, e         an element becomes itself + e; accums to one element
//	                         may happen in any order, and 0 + (-0) may be -0, so
//	                         a sum whose bits matter is a load, an add and a store
//	zero z                   every element becomes 0

package ir

import (
	"fmt"
	"slices"
)

// What an alloc promises about its object.
const (
	// AllocZero starts as zeros.
	AllocZero = "zero"
	// AllocOnce starts undefined; each element is stored at most once, and
	// not loaded before that.
	AllocOnce = "once"
	// AllocRaw starts undefined; each element is stored before it is used
	// otherwise.
	AllocRaw = "raw"
)

var (
	allocOp = &Op{Name: "alloc", Doc: "makes an array", Attr: TextAttr, Struct: alloc{}}
	viewOp  = &Op{Name: "view", Doc: "the same elements with other extents", Struct: view{}}
	partOp  = &Op{Name: "part", Doc: "the part with the leading indices fixed", Struct: part{}}
	lenOp   = &Op{Name: "len", Doc: "the extent along an axis", Attr: IntAttr, Struct: length{}}
	loadOp  = &Op{Name: "load", Doc: "reads an element", Struct: load{}}
	storeOp = &Op{Name: "store", Doc: "writes an element", Struct: store{}}
	accumOp = &Op{Name: "accum", Doc: "adds to an element", Struct: store{add: true}}
	zeroOp  = &Op{Name: "zero", Doc: "sets every element to zero", Struct: zero{}}
)

func init() {
	for _, o := range []*Op{allocOp, viewOp, partOp, lenOp, loadOp, storeOp, accumOp, zeroOp} {
		register(o)
	}
}

// Object is the value that made the memory an array value refers to: an
// alloc's result or a region's parameter. Of a reference it is the reference
// that it was taken from, which need not be the only one to the memory.
func (v *Value) Object() *Value {
	for v.Def != nil && (v.Def.Op == viewOp || v.Def.Op == partOp || v.Def.Op == resliceOp || v.Def.Op == addrOp) {
		v = v.Def.Args[0]
	}
	return v
}

// Once reports whether v is an alloc whose elements are stored at most once.
func (v *Value) Once() bool {
	return v.Def != nil && v.Def.Op == allocOp && v.Def.Attr == AllocOnce
}

// MayAlias reports whether two objects may share memory, as far as the values
// alone tell; [Func.Aliases] knows more of references. An alloc shares it with
// nothing; parameters may share it with parameters, but a shadow only with shadows.
func (f *Func) MayAlias(a, b *Value) bool {
	if a == b {
		return true
	}
	x, y := f.param(a), f.param(b)
	switch {
	case a.private() || b.private() || a.fresh() && (b.fresh() || y) || b.fresh() && x:
		return false
	case a.Type.Kind != b.Type.Kind && a.Type.Kind != Go && b.Type.Kind != Go:
		return false
	}
	return !x || !y || slices.Contains(f.Shadows, a.Name) == slices.Contains(f.Shadows, b.Name)
}

func (f *Func) param(v *Value) bool { return v.Of == f.Body }

// private reports whether v makes memory that no reference refers to.
func (v *Value) private() bool { return v.Def != nil && (v.Def.IsAlloc() || v.Def.IsStack()) }

// fresh reports whether v makes memory that was not there before.
func (v *Value) fresh() bool { return v.Def != nil && v.Def.Makes() && !v.Def.IsGrow() }

// IsAlloc and its like report what the instruction is.
func (in *Instr) IsAlloc() bool { return in.Op == allocOp }
func (in *Instr) IsView() bool  { return in.Op == viewOp }
func (in *Instr) IsPart() bool  { return in.Op == partOp }
func (in *Instr) IsLen() bool   { return in.Op == lenOp }
func (in *Instr) IsLoad() bool  { return in.Op == loadOp }
func (in *Instr) IsStore() bool { return in.Op == storeOp }
func (in *Instr) IsAccum() bool { return in.Op == accumOp }
func (in *Instr) IsZero() bool  { return in.Op == zeroOp }

// Array is the array operand of a memory instruction.
func (in *Instr) Array() *Value { return in.Args[0] }

// Indices are the index operands of load, part, store and accum.
func (in *Instr) Indices() []*Value {
	if in.IsStore() || in.IsAccum() {
		return in.Args[1 : len(in.Args)-1 : len(in.Args)-1]
	}
	return in.Args[1:]
}

// Stored is the scalar operand of store and accum.
func (in *Instr) Stored() *Value { return in.Args[len(in.Args)-1] }

func allInts(vs []*Value) error {
	for _, v := range vs {
		if v.Type != TInt {
			return fmt.Errorf("%s is %v, want int", v.Name, v.Type)
		}
	}
	return nil
}

func isArray(in *Instr) error {
	if len(in.Args) == 0 || in.Args[0].Type.Scalar() {
		return fmt.Errorf("the first operand is an array")
	}
	return nil
}

type alloc struct{ givesOne }

func (alloc) Check(in *Instr) error {
	if in.Attr != AllocZero && in.Attr != AllocOnce && in.Attr != AllocRaw {
		return fmt.Errorf("attribute %q, want %q, %q or %q", in.Attr, AllocZero, AllocOnce, AllocRaw)
	}
	if in.Result().Type.Rank != len(in.Args) || len(in.Args) == 0 {
		return fmt.Errorf("%d extents for %v", len(in.Args), in.Result().Type)
	}
	return allInts(in.Args)
}
func (alloc) Effect(*Instr) Effect { return Effect{} }
func (alloc) Eval(m *Machine, in *Instr) {
	a := newArray(m.ints(in.Args), in.Attr == AllocOnce)
	if in.Attr == AllocZero {
		a.fill(m.constant(0))
	}
	m.SetArray(in.Result(), a)
}

type view struct{ givesOne }

func (view) Check(in *Instr) error {
	if err := isArray(in); err != nil {
		return err
	}
	if t := in.Result().Type; t.Rank != len(in.Args)-1 || t.Kind != in.Args[0].Type.Kind {
		return fmt.Errorf("a view of %v as %v", in.Args[0].Type, t)
	}
	return allInts(in.Args[1:])
}
func (view) Effect(*Instr) Effect { return Effect{} }
func (view) Eval(m *Machine, in *Instr) {
	a, dims := m.Array(in.Array()), m.ints(in.Args[1:])
	if product(dims) > len(a.Elems) {
		m.Fail(in, fmt.Sprintf("a view of %d elements as %v", len(a.Elems), dims))
	}
	n := product(dims)
	m.SetArray(in.Result(), &ArrayData{Dims: dims, Elems: a.Elems[:n:n], state: a.states(0, n)})
}

type part struct{ givesOne }

func (part) Check(in *Instr) error {
	if err := isArray(in); err != nil {
		return err
	}
	t := in.Result().Type
	if t.Rank < 1 || t.Rank != in.Args[0].Type.Rank-len(in.Indices()) || t.Kind != in.Args[0].Type.Kind {
		return fmt.Errorf("a part of %v as %v", in.Args[0].Type, t)
	}
	return allInts(in.Indices())
}
func (part) Effect(*Instr) Effect { return Effect{} }
func (part) Eval(m *Machine, in *Instr) {
	a := m.Array(in.Array())
	k := len(in.Indices())
	row := product(a.Dims[k:])
	at := m.offset(in, a, m.ints(in.Indices()), a.Dims[:k]) * row
	m.SetArray(in.Result(), &ArrayData{Dims: a.Dims[k:], Elems: a.Elems[at : at+row : at+row], state: a.states(at, row)})
}

type length struct{ givesOne }

func (length) Check(in *Instr) error {
	if err := isArray(in); err != nil {
		return err
	}
	if k, ok := in.Attr.(int); !ok || k < 0 || k >= in.Args[0].Type.Rank {
		return fmt.Errorf("no axis %v of %v", in.Attr, in.Args[0].Type)
	}
	if in.Result().Type != TInt {
		return fmt.Errorf("gives an int")
	}
	return nil
}
func (length) Effect(*Instr) Effect { return Effect{} }
func (length) Eval(m *Machine, in *Instr) {
	m.Set(in.Result(), Scalar{I: m.Array(in.Array()).Dims[in.Attr.(int)]})
}

type load struct{ givesOne }

func (load) Check(in *Instr) error {
	if err := isArray(in); err != nil {
		return err
	}
	if len(in.Indices()) != in.Args[0].Type.Rank || in.Result().Type != in.Args[0].Type.Elem() {
		return fmt.Errorf("an element of %v has %d indices", in.Args[0].Type, in.Args[0].Type.Rank)
	}
	return allInts(in.Indices())
}
func (load) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1]} }
func (load) Eval(m *Machine, in *Instr) {
	a := m.Array(in.Array())
	k := m.offset(in, a, m.ints(in.Indices()), a.Dims)
	if a.state != nil && !a.state[k] {
		m.Fail(in, "an element is loaded before it is stored")
	}
	m.Set(in.Result(), a.Elems[k])
}

type store struct {
	givesNone
	add bool
}

func (store) Check(in *Instr) error {
	if err := isArray(in); err != nil {
		return err
	}
	if len(in.Args) != in.Args[0].Type.Rank+2 || in.Stored().Type != in.Args[0].Type.Elem() {
		return fmt.Errorf("an element of %v has %d indices", in.Args[0].Type, in.Args[0].Type.Rank)
	}
	return allInts(in.Indices())
}

func (s store) Effect(in *Instr) Effect {
	if s.add {
		return Effect{Reads: in.Args[:1], Writes: in.Args[:1]}
	}
	return Effect{Writes: in.Args[:1]}
}

func (s store) Eval(m *Machine, in *Instr) {
	a, v := m.Array(in.Array()), m.Scalar(in.Stored())
	k := m.offset(in, a, m.ints(in.Indices()), a.Dims)
	if s.add {
		v = m.apply(addOp, []Scalar{a.Elems[k], v})
	} else if a.state != nil {
		if a.state[k] {
			m.Fail(in, "an element is stored twice")
		}
		a.state[k] = true
	}
	a.Elems[k] = v
}

type zero struct{ givesNone }

func (zero) Check(in *Instr) error      { return isArray(in) }
func (zero) Effect(in *Instr) Effect    { return Effect{Writes: in.Args[:1]} }
func (zero) Eval(m *Machine, in *Instr) { m.Array(in.Array()).fill(m.constant(0)) }
