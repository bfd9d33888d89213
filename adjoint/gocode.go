// Go code that is carried: no derivative passes through it, so what is varied may
// enter it only if nothing useful comes out.

package adjoint

import (
	"fmt"
	"slices"
	"strings"

	"chainrule/ir"
)

// tainted reports whether something varied enters the code or call: an operand,
// or what an operand refers to.
func (a *activity) tainted(in *ir.Instr) bool {
	for _, v := range in.Args {
		if a.varied[v.Object()] {
			return true
		}
	}
	for _, o := range a.behind(in) {
		if a.heap.parameterFloats(target{o, ""}) {
			return true
		}
	}
	return slices.ContainsFunc(a.within(in), func(c *cell) bool { return c.varied && carries(c.typ) })
}

// integerTypes are Go types of integers, which are constants to derivatives.
var integerTypes = map[string]bool{"int8": true, "int16": true, "int32": true, "int64": true, "rune": true, "byte": true,
	"uint8": true, "uint16": true, "uint32": true, "uint64": true, "uint": true, "uintptr": true, "int": true}

// parameterFloats reports whether memory of a parameter that is differentiated by
// may hold floats at a place, though no instruction reads them.
func (h *heap) parameterFloats(t target) bool {
	return t.o.outside && !t.o.opaque && holdsFloats(t.o.ref.Go) && slices.ContainsFunc(h.wrt, func(w ir.Part) bool {
		path := t.o.path + t.base
		return w.Param == t.o.of && (ir.Below(path, w.Path) || ir.Below(w.Path, path))
	})
}

// holdsFloats reports whether values of the Go type may lead to floats of the
// program: plain types and those of the standard library do not.
func holdsFloats(text string) bool {
	for {
		switch rest, ok := strings.CutPrefix(text, "*"); {
		case ok:
			text = rest
		case strings.HasPrefix(text, "map["):
			text = valueText(ir.GoType(text))
		case strings.HasPrefix(text, "["):
			text = text[strings.IndexByte(text, ']')+1:]
		default:
			return text != "int" && text != "bool" && !slices.Contains(plain, text) && !ofStandard(text)
		}
	}
}

// ofStandard reports whether the type is of the standard library.
func ofStandard(text string) bool {
	path, _, _ := strings.Cut(strings.TrimPrefix(text, "{"), "}")
	first, _, _ := strings.Cut(path, "/")
	return strings.HasPrefix(text, "{") && slices.Contains(standard, first)
}

// standard are the folders of the standard library whose types programs carry.
var standard = strings.Fields("bufio bytes compress container context crypto database debug encoding errors expvar fmt go hash html io iter log maps math mime net os path reflect regexp runtime slices sort strconv strings sync syscall testing text time unicode unique")

// within lists the cells of what the operands refer to, directly or not.
func (a *activity) within(in *ir.Instr) (list []*cell) {
	for _, o := range a.behind(in) {
		for _, p := range o.paths() {
			list = append(list, o.cells[p])
		}
	}
	return list
}

// behind lists the objects that the operands lead to. They are looked for again
// when more is known of the memory.
func (a *activity) behind(in *ir.Instr) []*object {
	if r, ok := a.reached[in]; ok && r.found == a.heap.found {
		return r.objects
	}
	r := reached{objects: a.heap.reach(a.operandTargets(in))}
	r.found = a.heap.found
	a.reached[in] = r
	return r.objects
}

// reached is what was found when so much was known.
type reached struct {
	objects []*object
	found   int
}

func (a *activity) operandTargets(in *ir.Instr) (ts []target) {
	for _, v := range in.Args {
		ts = append(ts, a.heap.to[v]...)
	}
	return ts
}

// unknown is the path of a cell that stands for all that unknown code may write.
const unknown = "?"

// stepCode carries variation through code of which nothing is known.
func (a *activity) stepCode(in *ir.Instr) {
	if in.Accepted() || isZero(in) {
		return
	}
	tainted := a.tainted(in)
	if tainted || a.hidden && !in.OnlyReads() || a.hidden && in.IsGoExpr() && len(in.Args) == 0 {
		a.varyAll(in)
	}
	if !tainted || in.OnlyReads() {
		return
	}
	a.hidden = true
	for _, o := range a.behind(in) {
		a.markCell(&a.heap.cell(o, unknown, ir.TF64).varied)
		for _, p := range o.paths() {
			a.markCell(&o.cells[p].varied)
		}
	}
}

// varyAll marks all that the code gives.
func (a *activity) varyAll(in *ir.Instr) {
	for _, v := range in.Results {
		a.vary(v)
		if o := a.heap.made[v]; o != nil {
			for _, p := range o.paths() {
				a.markCell(&o.cells[p].varied)
			}
		}
	}
}

// stepBackCode carries usefulness back to all that enters the code.
func (a *activity) stepBackCode(in *ir.Instr) {
	if in.IsGo() && in.Accepted() || !a.gives(in) {
		return
	}
	for _, v := range in.Args {
		a.need(v)
	}
	for _, c := range a.within(in) {
		a.markCell(&c.useful)
	}
}

// gives reports whether something useful comes out of the code.
func (a *activity) gives(in *ir.Instr) bool {
	for _, v := range in.Results {
		if a.useful[v] {
			return true
		}
		if o := a.heap.made[v]; o != nil && slices.ContainsFunc(o.paths(), func(p string) bool { return o.cells[p].useful }) {
			return true
		}
	}
	if in.IsCall() || in.OnlyReads() {
		return false
	}
	for _, o := range a.behind(in) {
		if c := o.cells[unknown]; c != nil && a.visible[o] {
			a.markCell(&c.useful)
		}
	}
	return slices.ContainsFunc(a.within(in), func(c *cell) bool { return c.useful && carries(c.typ) })
}

// refuseCode reports the code through which a derivative would have to pass.
func (a *activity) refuseCode(diags *ir.Diagnostics, f *ir.Func, in *ir.Instr) {
	if in.Accepted() {
		return
	}
	entering := a.entersActive(in)
	switch {
	case entering && a.emerges(in):
		diags.Add(in.Pos, "%s", a.codeMessage(f, in, "a derivative passes through it"))
	case !in.OnlyReads() && slices.ContainsFunc(a.behind(in), func(o *object) bool { return o.shadowed }):
		diags.Add(in.Pos, "%s", a.codeMessage(f, in, "it may change what the derivative depends on"))
	case a.shadowedResult(in):
		diags.Add(in.Pos, "%s", a.codeMessage(f, in, "what it refers to has no place for derivatives; copy it to memory made here"))
	case a.activeResult(in):
		diags.Add(in.Pos, "%s", a.codeMessage(f, in, "it may give what other code kept"))
	}
}

func (a *activity) codeMessage(f *ir.Func, in *ir.Instr, why string) string {
	text := fmt.Sprintf("%s runs %s, which is not understood, and %s", f.Name, in.Template(), why)
	if r := in.Reason(); r != "" {
		text += ": " + r
	}
	return text
}

// entersActive reports whether something active enters the code.
func (a *activity) entersActive(in *ir.Instr) bool {
	for _, v := range in.Args {
		if a.varied[v.Object()] && a.useful[v.Object()] {
			return true
		}
	}
	return slices.ContainsFunc(a.within(in), (*cell).active)
}

// emerges reports whether something varied and useful may come out of the code.
func (a *activity) emerges(in *ir.Instr) bool {
	return a.activeResult(in) || !in.OnlyReads() && slices.ContainsFunc(a.within(in), func(c *cell) bool {
		return c.varied && c.useful && carries(c.typ)
	})
}

func (a *activity) activeResult(in *ir.Instr) bool {
	return slices.ContainsFunc(in.Results, func(v *ir.Value) bool {
		o := a.heap.made[v]
		return a.varied[v] && a.useful[v] || o != nil && slices.ContainsFunc(o.paths(), func(p string) bool { return o.cells[p].active() })
	})
}

func (a *activity) shadowedResult(in *ir.Instr) bool {
	return slices.ContainsFunc(in.Results, func(v *ir.Value) bool {
		return a.heap.made[v] != nil && a.heap.made[v].shadowed || a.shadowed(v)
	})
}
