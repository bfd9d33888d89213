// How each instruction changes what references may refer to.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// joint is values that become others: what a loop starts with or yields becomes
// what it carries and gives.
type join struct{ from, to []*ir.Value }

// joins lists where values become others at a loop or branch.
func joins(in *ir.Instr) (list []join) {
	if in.IsIf() {
		return []join{{in.Regions[0].Yield, in.Results}, {in.Regions[1].Yield, in.Results}}
	}
	if !repeats(in) {
		return nil
	}
	for _, from := range [][]*ir.Value{initsOf(in), bodyOf(in).Yield} {
		list = append(list, join{from, in.Results}, join{from, carriedOf(in)})
		if in.IsWhile() {
			list = append(list, join{from, in.Regions[0].Params})
		}
	}
	return list
}

// follow finds what all references of the functions may refer to; the first
// function is the one that the caller's memory is handed to.
func (h *heap) follow(p *program) {
	for _, v := range p.main().Body.Params {
		if v.Type.Kind == ir.Go {
			h.point(v, target{h.objectOf(v), ""})
		}
	}
	for before := -1; before != h.found; {
		before = h.found
		p.walk(func(in *ir.Instr) {
			for _, j := range joins(in) {
				h.flow(j)
			}
			h.step(p, in)
		})
	}
}

func (h *heap) flow(j join) {
	for k, v := range j.from {
		if v.Type.Kind == ir.Go && v.Type.Scalar() {
			h.point(j.to[k], h.to[v]...)
		}
	}
}

func (h *heap) step(p *program, in *ir.Instr) {
	switch {
	case in.IsNew(), in.IsMake(), in.IsMakeMap(), in.IsKeys():
		h.point(in.Result(), target{h.objectOf(in.Result()), ""})
	case in.IsAddr():
		for _, t := range h.to[in.Ref()] {
			h.point(in.Result(), target{t.o, t.base + normal(in.Path())})
		}
	case in.IsReslice():
		h.point(in.Result(), h.to[in.Ref()]...)
	case in.IsGrow():
		h.grow(in)
	case in.IsCopy():
		for _, d := range h.to[in.Args[0]] {
			for _, s := range h.to[in.Args[1]] {
				h.copyElements(d, s)
			}
		}
	case in.IsGo():
		h.goCode(in)
	case in.IsCall():
		p.bind(in, h.flow)
	default:
		h.access(in)
	}
	if in.IsKeys() || in.IsEnter() {
		h.keys(in)
	}
}

// access carries references that are read from memory or written there.
func (h *heap) access(in *ir.Instr) {
	a, ok := h.accessOf(in)
	if !ok {
		return
	}
	for _, c := range h.cells(a) {
		c.says(a.text)
	}
	if isCompound(a.v.Type) {
		h.compound(a)
	}
	if !a.v.Type.IsRef() {
		return
	}
	for _, t := range a.at {
		if a.writes {
			h.write(t, a.path, a.v.Type, h.to[a.v])
		} else {
			h.point(a.v, h.read(t, a.path, a.v.Type)...)
		}
	}
}

// access is a read or write of one part of memory: the value that is read or
// written, and where.
type access struct {
	v      *ir.Value
	at     []target
	path   string
	writes bool
	text   string // the type in Go of what is there, if the value's does not say it
}

// accessOf takes an instruction that reads or writes one part of Go memory, or of
// an array of values of Go, apart.
func (h *heap) accessOf(in *ir.Instr) (access, bool) {
	switch {
	case in.IsGet():
		return access{in.Result(), h.to[in.Ref()], normal(in.Path()), false, in.CellType()}, true
	case in.IsPut():
		return access{in.Stored(), h.to[in.Ref()], normal(in.Path()), true, in.CellType()}, true
	case in.IsLookup():
		return access{in.Result(), h.to[in.Ref()], "{}", false, in.CellType()}, true
	case in.IsEnter():
		return access{in.Args[2], h.to[in.Ref()], "{}", true, in.CellType()}, true
	case in.IsLoad() && in.Result().Type.Kind == ir.Go, in.IsPop() && in.Result().Type.Kind == ir.Go:
		return access{in.Result(), h.arrayOf(in), "[]", false, ""}, true
	case in.IsStore() && in.Stored().Type.Kind == ir.Go, in.IsPush() && in.Stored().Type.Kind == ir.Go:
		return access{in.Stored(), h.arrayOf(in), "[]", true, ""}, true
	}
	return access{}, false
}

func (h *heap) arrayOf(in *ir.Instr) []target {
	return []target{{h.objectOf(in.Array().Object()), ""}}
}

// cells are the cells that an access may meet.
func (h *heap) cells(a access) []*cell { return h.cellsAt(a.at, a.path, a.v.Type) }

func (h *heap) cellsAt(at []target, path string, t ir.Type) (list []*cell) {
	for _, t2 := range at {
		list = append(list, h.cell(t2.o, t2.base+path, t))
	}
	return list
}

// grow gives the slice itself or a copy.
func (h *heap) grow(in *ir.Instr) {
	t := target{h.objectOf(in.Result()), ""}
	for _, s := range h.to[in.Ref()] {
		if s.o != t.o {
			h.copyElements(t, s)
		}
	}
	h.point(in.Result(), append(slices.Clone(h.to[in.Ref()]), t)...)
}

// keys carries keys into maps and out of them.
func (h *heap) keys(in *ir.Instr) {
	for _, m := range h.to[in.Ref()] {
		if in.IsEnter() {
			if in.Key().Type.Kind == ir.Go {
				h.write(m, "{key}", in.Key().Type, h.to[in.Key()])
			}
			continue
		}
		if t := ir.GoType(in.Result().Type.Go[len("[]"):]); t.IsRef() {
			h.write(target{h.objectOf(in.Result()), ""}, "[]", t, h.read(m, "{key}", t))
		}
	}
}

// goCode gives results of unknown code something unknown to refer to, which holds
// references to all that can be reached from operands. A reference may be one of
// these itself.
func (h *heap) goCode(in *ir.Instr) {
	if isZero(in) {
		return
	}
	var from []target
	for _, a := range in.Args {
		from = union(from, h.to[a])
	}
	for _, v := range in.Results {
		if !mayHold(v.Type) {
			continue
		}
		o := h.objectOf(v)
		o.outside, o.opaque = true, true
		h.point(v, target{o, ""})
		for _, r := range h.reach(from) {
			o.holds = h.join(o.holds, []target{{r, ""}})
		}
		if o.holds = h.join(o.holds, from); v.Type.IsRef() && holdsFloats(v.Type.Go) {
			h.point(v, o.holds...)
		}
	}
}

// isZero reports whether the code is nil or another zero value, or a literal text.
func isZero(in *ir.Instr) bool {
	text := in.Template()
	return in.IsGoExpr() && len(in.Args) == 0 && (text == "nil" || strings.HasPrefix(text, "*new(") || strings.HasPrefix(text, `"`))
}

// compound carries a value of several parts: what is read is a copy in an object
// of its own, and what is written one in memory.
func (h *heap) compound(a access) {
	own := target{}
	if !a.writes {
		own.o = h.objectOf(a.v)
		h.point(a.v, own)
	}
	for _, t := range a.at {
		t.base += a.path
		if !a.writes {
			h.copyInto(own, t)
			continue
		}
		for _, from := range h.to[a.v] {
			h.copyInto(t, from)
		}
	}
}

// isCompound reports whether a value of the type may have parts, as structs and
// interfaces do.
func isCompound(t ir.Type) bool { return mayHold(t) && t.Scalar() && !t.IsRef() }

// plain are Go types that hold no references.
var plain = []string{"string", "error", "uint8", "byte", "int8", "int16", "uint16", "int32", "rune", "uint32", "int64", "uint64", "uint", "uintptr", "complex64", "complex128"}

// mayHold reports whether values of the type may refer to memory.
func mayHold(t ir.Type) bool { return t.Kind == ir.Go && !slices.Contains(plain, t.Go) }
