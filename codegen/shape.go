// Shapes: what each array value refers to, which sizes are known to be equal,
// and which indices are known to be in range.

package codegen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// shape says that an array value is the part of base, taken with the extents
// dims, whose leading indices are prefix. base is a Go slice or array.
type shape struct {
	base   *ir.Value
	dims   []extent
	prefix []*ir.Value
}

// extent is a value, or the length of a parameter.
type extent struct {
	v     *ir.Value
	param *ir.Value
}

// size is a size in a canonical form: key names a product of values, to which
// c is added. Equal sizes have equal forms; the converse need not hold.
type size struct {
	key string
	c   int
}

func (s size) String() string { return s.key + "+" + strconv.Itoa(s.c) }

// shapes answers questions about the arrays and sizes of a function.
type shapes struct {
	arrays map[*ir.Value]shape
	sizes  map[*ir.Value]size
	equal  map[string]size // from checks at the function's beginning
	ids    map[*ir.Value]int
	proofs map[bound]bool // of what linear bounds prove, or do not
}

func newShapes(f *ir.Func) *shapes {
	s := &shapes{arrays: map[*ir.Value]shape{}, sizes: map[*ir.Value]size{}, equal: map[string]size{}, ids: map[*ir.Value]int{}, proofs: map[bound]bool{}}
	for _, in := range f.Body.Instrs {
		if in.Op.Name == "require" {
			s.require(in.Args[0], in.Args[1])
		}
	}
	return s
}

// require notes that two sizes are equal from here on.
func (s *shapes) require(got, want *ir.Value) {
	a, b := s.size(got), s.size(want)
	clear(s.sizes)
	clear(s.arrays)
	clear(s.proofs)
	if a.key == "" {
		a, b = b, a
	}
	if a.key == b.key {
		return
	}
	s.equal[a.key] = size{b.key, b.c - a.c}
}

func (s *shapes) id(v *ir.Value) string {
	if s.ids[v] == 0 {
		s.ids[v] = len(s.ids) + 1
	}
	return "v" + strconv.Itoa(s.ids[v])
}

// size is the canonical form of an integer value.
func (s *shapes) size(v *ir.Value) size {
	if z, ok := s.sizes[v]; ok {
		return z
	}
	z := s.compute(v)
	s.sizes[v] = z
	return z
}

func (s *shapes) compute(v *ir.Value) size {
	if c, ok := v.ConstInt(); ok {
		return size{"", c}
	}
	if v.Def == nil {
		return s.named(s.id(v))
	}
	args := v.Def.Args
	switch v.Def.Op.Name {
	case "len":
		return s.extent(s.shape(args[0]).free()[v.Def.Attr.(int)])
	case "imul":
		return s.product(s.size(args[0]), s.size(args[1]))
	case "imax":
		for i, v := range args {
			if c, ok := args[1-i].ConstInt(); ok && c <= 0 && pass.NonNegative(v) {
				return s.size(v)
			}
		}
	case "iadd":
		if c, ok := args[1].ConstInt(); ok {
			return s.size(args[0]).add(c)
		}
		if c, ok := args[0].ConstInt(); ok {
			return s.size(args[1]).add(c)
		}
	case "isub":
		if c, ok := args[1].ConstInt(); ok {
			return s.size(args[0]).add(-c)
		}
	}
	return s.named(s.id(v))
}

func (z size) add(c int) size { return size{z.key, z.c + c} }

// named follows what the checks say about a name.
func (s *shapes) named(key string) size {
	z := size{key: key}
	for range len(s.equal) {
		e, ok := s.equal[z.key]
		if !ok {
			break
		}
		z = e.add(z.c)
	}
	return z
}

// product multiplies canonical forms; factors are sorted.
func (s *shapes) product(zs ...size) size {
	c, factors := 1, []string(nil)
	for _, z := range zs {
		switch {
		case z.key == "":
			c *= z.c
		case z.c == 0:
			factors = append(factors, strings.Split(z.key, "·")...)
		default:
			factors = append(factors, "("+strings.ReplaceAll(z.String(), "·", "*")+")")
		}
	}
	if c == 0 || len(factors) == 0 {
		return size{"", c}
	}
	if c != 1 {
		factors = append(factors, strconv.Itoa(c))
	}
	slices.Sort(factors)
	return s.named(strings.Join(factors, "·"))
}

func (s *shapes) extent(e extent) size {
	if e.v != nil {
		return s.size(e.v)
	}
	return s.named("len " + s.id(e.param))
}

func (s *shapes) total(dims []extent) size {
	zs := make([]size, len(dims))
	for i, d := range dims {
		zs[i] = s.extent(d)
	}
	return s.product(zs...)
}

// free lists the extents of the axes that the prefix leaves.
func (a shape) free() []extent { return a.dims[len(a.prefix):] }

// shape resolves an array value.
func (s *shapes) shape(v *ir.Value) shape {
	if a, ok := s.arrays[v]; ok {
		return a
	}
	a := s.resolve(v)
	s.arrays[v] = a
	return a
}

func (s *shapes) resolve(v *ir.Value) shape {
	switch {
	case v.Def == nil:
		return shape{base: v, dims: []extent{{param: v}}}
	case v.Def.IsAlloc():
		return shape{base: v, dims: extents(v.Def.Args)}
	case v.Def.IsPart():
		a := s.shape(v.Def.Array())
		a.prefix = append(slices.Clip(a.prefix), v.Def.Indices()...)
		return a
	case v.Def.IsView():
		dims := extents(v.Def.Args[1:])
		a := s.shape(v.Def.Array())
		if s.total(a.free()) != s.total(dims) {
			return shape{base: v, dims: dims}
		}
		a.dims = append(slices.Clip(a.dims[:len(a.prefix)]), dims...)
		return a
	}
	fail("no array comes from %s", v.Def.Op.Name)
	return shape{}
}

func extents(vs []*ir.Value) []extent {
	dims := make([]extent, len(vs))
	for i, v := range vs {
		dims[i].v = v
	}
	return dims
}

// inRange reports whether 0 <= v < d wherever v is defined.
func (s *shapes) inRange(v *ir.Value, d extent) bool {
	return s.soon(v, d) || s.within(v, d)
}

// soon reports whether 0 <= v < d follows without sums of several values.
func (s *shapes) soon(v *ir.Value, d extent) bool {
	if !atLeast(v, 0) {
		return false
	}
	if k, ok := v.ConstInt(); ok && d.v != nil && atLeast(d.v, -k-1) {
		return true // the first of n + 1
	}
	if d.v != nil && d.v.Def != nil && d.v.Def.Op.Name == "imax" {
		for _, least := range d.v.Def.Args {
			if s.below(v, 0, s.size(least)) {
				return true
			}
		}
	}
	return s.below(v, 0, s.extent(d))
}

// atLeast reports whether v + c >= 0.
func atLeast(v *ir.Value, c int) bool {
	if k, ok := v.ConstInt(); ok {
		return k+c >= 0
	}
	if l := indexOf(v); l != nil {
		return atLeast(l.Lo(), c)
	}
	if w, k, ok := offset(v); ok {
		return atLeast(w, c+k)
	}
	return c >= 0 && pass.NonNegative(v)
}

// below reports whether v + c < d.
func (s *shapes) below(v *ir.Value, c int, d size) bool {
	if z := s.size(v); z.key == d.key && z.c+c < d.c {
		return true
	}
	if l := indexOf(v); l != nil {
		return s.below(l.Hi(), c-1, d)
	}
	if w, k, ok := offset(v); ok {
		return s.below(w, c+k, d)
	}
	if whole, width, ok := blockStart(v); ok {
		return c < width && s.below(whole, c-width, d)
	}
	return false
}

// blockStart reports whether v is the first of width steps in a loop over the
// whole / width blocks of a loop up to whole.
func blockStart(v *ir.Value) (whole *ir.Value, width int, ok bool) {
	if v.Def == nil || v.Def.Op.Name != "imul" {
		return nil, 0, false
	}
	width, ok = v.Def.Args[1].ConstInt()
	l := indexOf(v.Def.Args[0])
	if !ok || l == nil || l.Hi().Def == nil || l.Hi().Def.Op.Name != "idiv" {
		return nil, 0, false
	}
	w, same := l.Hi().Def.Args[1].ConstInt()
	return l.Hi().Def.Args[0], width, same && w == width
}

// indexOf is the loop whose index v is.
func indexOf(v *ir.Value) *ir.Instr {
	if v.Of == nil || v.Of.Parent == nil || !v.Of.Parent.IsLoop() || v.Of.Parent.Index() != v {
		return nil
	}
	return v.Of.Parent
}

// offset splits w + k or w - k with a constant k.
func offset(v *ir.Value) (w *ir.Value, k int, ok bool) {
	if v.Def == nil {
		return nil, 0, false
	}
	switch v.Def.Op.Name {
	case "iadd":
		if k, ok = v.Def.Args[1].ConstInt(); ok {
			return v.Def.Args[0], k, true
		}
		k, ok = v.Def.Args[0].ConstInt()
		return v.Def.Args[1], k, ok
	case "isub":
		k, ok = v.Def.Args[1].ConstInt()
		return v.Def.Args[0], -k, ok
	}
	return nil, 0, false
}

// rowKey names a part of an array: the array, its leading indices and how far
// apart each of them is.
func (s *shapes) rowKey(a shape, prefix []*ir.Value) string {
	var b strings.Builder
	b.WriteString(s.id(a.base))
	for i, p := range prefix {
		fmt.Fprintf(&b, "[%v/%v]", s.size(p), s.total(a.dims[i+1:]))
	}
	return b.String()
}
