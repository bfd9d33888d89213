// Lift turns references to plain arrays of numbers into arrays.

package pass

import (
	"slices"
	"strconv"

	"chainrule/ir"
)

// Lift makes arrays of the parameters of type []float64, []int and []bool, of what
// make makes of these types, and of local objects that are such arrays of constant
// size, where all that the function does with the reference is to read and write
// elements, to ask for the length, and to copy to and from others.
var Lift = Pass{"lift", "turns references to arrays of numbers into arrays", lift, true}

func lift(f *ir.Func) {
	l := &lifter{f: f, ranks: map[*ir.Value]int{}}
	for _, p := range f.Body.Params {
		l.candidate(p)
	}
	f.Body.Walk(func(in *ir.Instr) {
		if in.IsNew() || in.IsMake() && sameSize(in) && l.hoistable(in) {
			l.candidate(in.Result())
		}
	})
	if len(l.ranks) == 0 {
		return
	}
	for l.changed = true; l.changed; {
		l.changed = false
		l.region(f.Body)
	}
	for _, p := range f.Body.Params {
		if k, rank, _ := arrayOf(p.Type); l.is(p) {
			p.Type = ir.Array(k, rank)
		}
	}
	with := map[*ir.Value]*ir.Value{}
	l.rewrite(f.Body, with)
	f.Body.Replace(with)
}

type lifter struct {
	f       *ir.Func
	ranks   map[*ir.Value]int // of what is to become an array
	changed bool
}

// candidate enters a reference of a type that may be an array.
func (l *lifter) candidate(v *ir.Value) {
	if _, rank, ok := arrayOf(v.Type); ok && (v.Type.IsSlice() || v.Def != nil) {
		l.ranks[v] = rank
	}
}

// arrayOf is the array that the reference could be: the kind of its elements and
// how many indices an element has.
func arrayOf(t ir.Type) (k ir.Kind, rank int, ok bool) {
	switch {
	case t.IsSlice():
		k, ok = plain[t.Go[2:]]
		return k, 1, ok
	case t.IsPointer():
		text := t.Go[1:]
		for n, elem := arrayType(text); n > 0; n, elem = arrayType(text) {
			text = elem
			rank++
		}
		k, ok = plain[text]
	}
	return k, rank, ok && rank > 0
}

// plain are the kinds of elements by their type in Go.
var plain = map[string]ir.Kind{"float64": ir.F64, "int": ir.Int, "bool": ir.Bool}

// sameSize reports whether what make makes has no room beyond its length.
func sameSize(in *ir.Instr) bool { return same(in.Args[0], in.Args[1]) }

// hoistable reports whether the array could be made before every loop around it:
// only then is it known how much room all of them take.
func (l *lifter) hoistable(in *ir.Instr) bool {
	for r := in.In; r.Parent != nil; r = r.Outer() {
		if r.Parent.IsWhile() {
			return false
		}
	}
	return l.early(in.Args[0])
}

// early reports whether the value could be computed at the function's start.
func (l *lifter) early(v *ir.Value) bool {
	if v.Region() == l.f.Body {
		return true
	}
	return v.Def != nil && Speculable(v.Def) && !slices.ContainsFunc(v.Def.Args, func(a *ir.Value) bool { return !l.early(a) })
}

// region drops the candidates that are used otherwise.
func (l *lifter) region(r *ir.Region) {
	for _, in := range r.Instrs {
		for k, a := range in.Args {
			if l.is(a) && !l.allows(in, k) {
				delete(l.ranks, a)
				l.changed = true
			}
		}
		for _, sub := range in.Regions {
			l.region(sub)
		}
	}
	for _, v := range r.Yield {
		if l.is(v) {
			delete(l.ranks, v)
			l.changed = true
		}
	}
}

// allows reports whether an array can be operand k of what takes the place of the
// instruction.
func (l *lifter) allows(in *ir.Instr, k int) bool {
	a := in.Args[k]
	switch {
	case in.IsGet() || in.IsPut():
		kind, rank, _ := arrayOf(a.Type)
		return k == 0 && in.CellType() == "" && cellType(in) == (ir.Type{Kind: kind}) && len(splitPath(in.Path())) == rank
	case in.IsSize():
		return true
	case in.IsCopy():
		return l.is(in.Args[1-k]) && !l.f.MayAlias(in.Args[0], in.Args[1])
	}
	return false
}

// rewrite replaces instructions by those on arrays.
func (l *lifter) rewrite(r *ir.Region, with map[*ir.Value]*ir.Value) {
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	for _, in := range old {
		b.Pos = in.Pos
		for _, sub := range in.Regions {
			l.rewrite(sub, with)
		}
		if !l.instr(b, in, with) {
			r.Instrs = append(r.Instrs, in)
		}
	}
}

// instr appends what takes the place of the instruction, and reports whether
// something does.
func (l *lifter) instr(b *ir.Builder, in *ir.Instr, with map[*ir.Value]*ir.Value) bool {
	if len(in.Results) == 1 && l.is(in.Result()) {
		with[in.Result()] = alloc(b, in).Named(in.Result().Name)
		return true
	}
	if len(in.Args) == 0 || !l.is(in.Args[0]) {
		return false
	}
	for k, a := range in.Args {
		if with[a] != nil {
			in.Args[k] = with[a]
		}
	}
	var v *ir.Value
	switch {
	case in.IsGet():
		v = b.Load(in.Ref(), indexValues(b, in)...)
	case in.IsPut():
		b.Store(in.Ref(), in.Stored(), indexValues(b, in)...)
		return true
	case in.IsSize():
		v = b.Len(in.Ref(), 0)
	case in.IsCopy():
		v = copyElements(b, in.Args[0], in.Args[1])
	}
	with[in.Result()] = v.Named(in.Result().Name)
	return true
}

func (l *lifter) is(v *ir.Value) bool { _, ok := l.ranks[v]; return ok }

// alloc appends the array for what the instruction makes.
func alloc(b *ir.Builder, in *ir.Instr) *ir.Value {
	t := in.Result().Type
	k, _, _ := arrayOf(t)
	if in.IsMake() {
		return b.Alloc(k, ir.AllocZero, in.Args[0])
	}
	var dims []*ir.Value
	for n, elem := arrayType(t.Go[1:]); n > 0; n, elem = arrayType(elem) {
		dims = append(dims, b.Int(n))
	}
	return b.Alloc(k, ir.AllocZero, dims...)
}

// indexValues are the indices of the path of a get or put.
func indexValues(b *ir.Builder, in *ir.Instr) []*ir.Value {
	var list []*ir.Value
	next := in.PathIndices()
	for _, step := range splitPath(in.Path()) {
		if step == anyIndex {
			list, next = append(list, next[0]), next[1:]
			continue
		}
		i, _ := strconv.Atoi(step[1 : len(step)-1])
		list = append(list, b.Int(i))
	}
	return list
}

// copyElements appends the copy of as many elements as both arrays have.
func copyElements(b *ir.Builder, d, s *ir.Value) *ir.Value {
	n := b.Op("imin", b.Len(d, 0), b.Len(s, 0))
	loop := b.For(b.Int(0), n)
	body := loop.Regions[0].Build()
	body.Pos = b.Pos
	body.Store(d, body.Load(s, loop.Index()), loop.Index())
	return n
}
