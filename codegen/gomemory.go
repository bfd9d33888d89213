// Go memory: what slices and pointers of the program refer to.

package codegen

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"chainrule/ir"
)

// along is the expression of what is at a path from e, in which the indices take
// the places of the $.
func (g *gen) along(e *expr, path string, indices []*expr) *expr {
	if e.kind == unaryExpr && e.text == "&" {
		e = e.args[0]
	} else if global.MatchString(e.text) && len(e.args) == 0 {
		e = g.goText(e.text[1:]).of(elemText(e.typ))
	} else if path == "" && strings.HasPrefix(e.typ, "*") {
		return unary("*", e).of(elemText(e.typ))
	}
	for path != "" {
		step := path[1:]
		if path[0] == '[' {
			inside, _, _ := strings.Cut(step, "]")
			i := lit(inside)
			if inside == "$" {
				i, indices = indices[0], indices[1:]
			}
			e, path = index(e, i), step[len(inside)+1:]
			continue
		}
		end := strings.IndexAny(step, ".[")
		if end < 0 {
			end = len(step)
		}
		e, path = field(e, step[:end]), step[end:]
	}
	return e
}

// at is the place that an instruction's path leads to.
func (g *gen) place(in *ir.Instr) *expr {
	g.visible(in.Ref().Type, in.Path())
	base := g.ref(in.Ref())
	if in.Ref().Type.IsPointer() && !strings.HasPrefix(base.typ, "*") {
		base = base.of(in.Ref().Type.Go)
	}
	return g.along(base, in.Path(), g.uses(in.PathIndices()))
}

// visible refuses a path through a field that the file's package cannot name.
func (g *gen) visible(t ir.Type, path string) {
	if why := g.file.hidden(t, path); why != "" {
		at := g.at
		if !at.IsValid() { // the adjoint pass made the instruction
			at = g.fn.Pos
		}
		failAt(at, "%s", why)
	}
}

// hidden says why the file's package cannot name a field on a path, empty if it can.
func (f *fileWriter) hidden(t ir.Type, path string) string {
	if f.Hidden != nil {
		return f.Hidden(t.Go, path)
	}
	ps := split(elemText(t.Go))
	first := strings.TrimPrefix(strings.TrimLeft(path, "[$]0123456789"), ".")
	first, _, _ = strings.Cut(strings.ReplaceAll(first, "[", "."), ".")
	if len(ps) == 1 && ps[0].path != "" && ps[0].path != f.PackagePath && first != "" && !token.IsExported(first) {
		return fmt.Sprintf("field %s of %s.%s is not exported, so package %s cannot reach it: generate the derivative in package %[2]s", first, ps[0].path, ps[0].text, f.Package)
	}
	return ""
}

// accessed is what a get of a field reads by a method, if only that way is open to
// the file's package; nil if the field has to be named.
func (g *gen) accessed(in *ir.Instr) *expr {
	f, path := g.file, in.Path()
	at := strings.IndexByte(path, '.')
	if f.Accessor == nil || at < 0 || f.hidden(in.Ref().Type, path) == "" {
		return nil
	}
	method, rest := f.Accessor(elemText(in.Ref().Type.Go), path[at:])
	if method == "" {
		return nil
	}
	base := g.ref(in.Ref())
	if at > 0 {
		base = g.along(base, path[:at], g.uses(in.PathIndices()))
	}
	e := g.goText("$0."+method+"()", base)
	if rest != "" {
		e = g.along(e, rest, nil)
	}
	return e
}

// get emits the read of a place.
func (g *gen) get(in *ir.Instr) {
	v := in.Result()
	g.narrow(in.Args)
	e := g.accessed(in)
	if e == nil {
		e = g.place(in)
	}
	e = e.of(cellType(in, v.Type)).reading(in)
	g.define(v, g.convert(e, v.Type))
}

// cellType is the Go type of what get, put, lookup and enter meet.
func cellType(in *ir.Instr, t ir.Type) string {
	if typ := in.CellType(); typ != "" {
		return typ
	}
	return typeText(t)
}

// put emits a write of a place.
func (g *gen) putAt(in *ir.Instr) {
	g.narrow([]*ir.Value{in.Stored()})
	value := g.assignable(in.Stored(), cellType(in, in.Stored().Type))
	at := g.place(in)
	g.flushPlaces(in.Writes())
	g.set(at, value, in.Stored())
}

// set emits the assignment of a value to a place, as shortly as can be.
func (g *gen) set(at, value *expr, v *ir.Value) {
	if value.same(at) { // vet minds x[i] = x[i]
		b := g.fresh(g.nameFor(v, value))
		g.put(&declare{b, value})
		value = nameOf(b)
	}
	op := "="
	if value.kind == binaryExpr && compound[value.text] {
		x, y := value.args[0], value.args[1]
		switch {
		case x.same(at):
			op, value = value.text+"=", y
		case y.same(at) && (value.text == "+" || value.text == "*"):
			op, value = value.text+"=", x
		}
	}
	g.put(&assign{[]*expr{at}, op, []*expr{value}})
}

// newObject emits the making of an object: a variable if it is only used through
// its parts, else a pointer.
func (g *gen) newObject(in *ir.Instr) {
	v := in.Result()
	typ := elemText(v.Type.Go)
	if g.prefer[v] == nil && !g.facts.kept[v] {
		b := g.fresh(g.nameFor(v, nil))
		b.fixed, b.typ = true, typ
		g.put(g.zeroOf(b, typ))
		g.inline[v] = unary("&", nameOf(b)).of(v.Type.Go)
		return
	}
	g.settle(v, g.goText("new("+typ+")").of(v.Type.Go))
}

// findKept lists what an instruction does not only use through its parts, or in
// Go code.
func (x *facts) findKept(in *ir.Instr) {
	parts := in.IsGet() || in.IsPut() || in.IsAddr() || in.IsReslice() || in.IsGo()
	for i, v := range in.Args {
		if !parts || i > 0 && !in.IsGo() {
			x.kept[v] = true
		}
	}
	for _, r := range in.Regions {
		for _, v := range r.Yield {
			x.kept[v] = true
		}
	}
}

// makeSlice emits the making of a slice, in its place or where it is stored.
func (g *gen) makeSlice(in *ir.Instr) {
	v := in.Result()
	n, c := in.Args[0], in.Args[1]
	if g.isScratch(in) {
		g.scratch(in)
		return
	}
	g.narrow(in.Args)
	var e *expr
	if size, ok := n.ConstInt(); n == c && ok && size == 0 {
		e = g.goText(v.Type.Go + "{}")
	} else if n == c {
		e = g.goText("make("+v.Type.Go+", $0)", g.use(n))
	} else {
		e = g.goText("make("+v.Type.Go+", $0, $1)", g.use(n), g.use(c))
	}
	g.once(v, e.of(v.Type.Go))
}

// once defines a value that must be computed once, and here: it is folded only
// into an expression of the same region.
func (g *gen) once(v *ir.Value, e *expr) {
	if u := g.facts.values[v]; u != nil && u.region == v.Region() {
		g.define(v, e)
		return
	}
	g.settle(v, e)
}

// addr emits a pointer to a place.
func (g *gen) addr(in *ir.Instr) {
	v := in.Result()
	g.narrow(in.Args)
	g.define(v, unary("&", g.place(in)).of(v.Type.Go))
}

// reslice emits a part of a slice or array.
func (g *gen) reslice(in *ir.Instr) {
	v, s := in.Result(), in.Args[0]
	g.narrow(in.Args)
	base := g.ref(s)
	if base.kind == unaryExpr && base.text == "&" {
		base = base.args[0]
	}
	bounds := make([]*expr, 3)
	for i, b := range in.Args[1:] {
		bounds[i] = g.use(b)
	}
	if isZero(bounds[0]) {
		bounds[0] = nil
	}
	if bounds[2] == nil && isSizeOf(in.Args[2], s) {
		bounds[1] = nil
	}
	e := slice(base, bounds[0], bounds[1], bounds[2])
	if s.Type.IsSlice() {
		e.typ = base.typ
	} else {
		e.typ = v.Type.Go
	}
	g.define(v, e)
}

// isSizeOf reports whether n is the length of s.
func isSizeOf(n, s *ir.Value) bool { return n.Def != nil && n.Def.IsSize() && n.Def.Ref() == s }

// size emits the length or capacity of a slice, or the length of a map.
func (g *gen) size(in *ir.Instr, fun string) {
	g.define(in.Result(), call("", fun, g.ref(in.Ref())).reading(in))
}

func isNilText(e *expr) bool { return e.kind == litExpr && e.text == "nil" }

// ref is the expression of a reference where a nil must say of what type it is.
func (g *gen) ref(v *ir.Value) *expr {
	e := g.use(v)
	if isNilText(e) {
		return g.conversion(v.Type.Go, e).of(v.Type.Go)
	}
	return e
}

// isNil emits a test of a reference.
func (g *gen) isNil(in *ir.Instr) {
	e := g.use(in.Ref())
	switch {
	case e.kind == unaryExpr && e.text == "&":
		g.define(in.Result(), lit("false"))
	case e.kind == litExpr:
		g.define(in.Result(), lit("true"))
	default:
		g.define(in.Result(), binary(e, "==", lit("nil")))
	}
}

// copyTo emits a copy of elements.
func (g *gen) copyTo(in *ir.Instr) {
	e := call("", "copy", g.ref(in.Args[0]), g.ref(in.Args[1]))
	g.flushPlaces(in.Writes())
	g.effect(in, e)
}

// partName is what the path to a part adds to a name: PosX for .Pos.X.
func partName(path string) string {
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "$" })
	for i, p := range parts {
		parts[i] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "")
}
