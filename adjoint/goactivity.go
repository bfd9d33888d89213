// Activity of Go memory, cell by cell, and through Go code and calls.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// isGoMemory reports whether the instruction is on Go memory or on maps, is Go
// code or a call, or meets an array of values of Go.
func isGoMemory(in *ir.Instr) bool {
	switch {
	case in.IsGo(), in.IsCall(), in.IsKeys(), in.IsGrow(), in.IsCopy(), in.IsRemove(),
		in.IsGet(), in.IsPut(), in.IsLookup(), in.IsEnter():
		return true
	case in.IsLoad(), in.IsPop(), in.IsStore(), in.IsPush():
		return in.Array().Type.Kind == ir.Go
	}
	return false
}

// stepGo carries variation through an instruction on Go memory.
func (a *activity) stepGo(in *ir.Instr) {
	acc, ok := a.heap.accessOf(in)
	if ok && carries(acc.v.Type) {
		for _, c := range a.heap.cells(acc) {
			if acc.writes && a.varied[acc.v] {
				a.markCell(&c.varied)
			} else if !acc.writes && c.varied {
				a.vary(acc.v)
			}
		}
	}
	if ok && !acc.writes && isCompound(acc.v.Type) && slices.ContainsFunc(acc.at, func(t target) bool { return a.variedUnder(t.o, t.base+acc.path) }) {
		a.vary(acc.v)
	}
	switch {
	case in.IsEnter() && a.varied[in.Key()], in.IsKeys():
		a.stepKeys(in)
	case in.IsGo():
		a.stepCode(in)
	case in.IsCall():
		a.bind(in, func(j join) { a.flow(a.varied, j.from, j.to) })
		if a.callee[in.Callee()] == nil && a.tainted(in) {
			a.varyAll(in)
		}
	}
}

// stepBackGo carries usefulness the other way.
func (a *activity) stepBackGo(in *ir.Instr) {
	if acc, ok := a.heap.accessOf(in); ok && carries(acc.v.Type) {
		for k, c := range a.heap.cells(acc) {
			switch {
			case acc.writes && a.visible[acc.at[k].o]:
				a.markCell(&c.useful)
				a.need(acc.v)
				a.needUnder(acc.at[k].o, acc.at[k].base+acc.path)
			case acc.writes && c.useful:
				a.need(acc.v)
			case !acc.writes && a.useful[acc.v]:
				a.markCell(&c.useful)
			}
		}
	}
	a.seeCopy(in)
	switch {
	case in.IsGo():
		a.stepBackCode(in)
	case in.IsCall():
		a.bind(in, func(j join) { a.flow(a.useful, j.to, j.from) })
		if a.callee[in.Callee()] == nil {
			a.stepBackCode(in)
		}
	}
}

// variedUnder reports whether something varied may be at the path of an object or
// below it.
func (a *activity) variedUnder(o *object, path string) bool {
	return a.variedBelow(target{o, path}, map[target]bool{})
}

func (a *activity) variedBelow(t target, seen map[target]bool) bool {
	if seen[t] || tooDeep(t.base) {
		return false
	}
	seen[t] = true
	if a.heap.parameterFloats(t) {
		return true
	}
	for p, c := range t.o.cells {
		_, below := cutPath(p, t.base)
		_, above := cutPath(t.base, p)
		if c.varied && carries(c.typ) && (below || above && isCompound(c.typ)) {
			return true
		}
	}
	for _, k := range t.o.copies {
		from := k.from
		if rest, ok := cutPath(t.base, k.into); ok {
			from.base += rest
		} else if _, ok := cutPath(k.into, t.base); !ok {
			continue
		}
		if a.variedBelow(from, seen) {
			return true
		}
	}
	return false
}

// needUnder makes the parts of a compound that the caller sees useful.
func (a *activity) needUnder(o *object, path string) {
	for _, p := range o.paths() {
		if _, ok := cutPath(p, path); ok && carries(o.cells[p].typ) {
			a.markCell(&o.cells[p].useful)
		}
	}
}

// copyEnds are what elements are copied to, and from.
func (a *activity) copyEnds(in *ir.Instr) (to, from []target) {
	if in.IsCopy() {
		return a.heap.to[in.Args[0]], a.heap.to[in.Args[1]]
	}
	return []target{{a.heap.objectOf(in.Result()), ""}}, a.heap.to[in.Ref()]
}

// leafCell is the cell of a leaf of the elements, nil if it holds no such value.
func (a *activity) leafCell(t target, l leaf) *cell {
	path := t.base + l.place()
	if l.kind == 'f' {
		return a.heap.cell(t.o, path, ir.TF64)
	}
	if c := t.o.cells[path]; c != nil && carries(c.typ) {
		return c
	}
	return nil
}

// leaf is a part of an element that grow and copyto name.
type leaf struct {
	kind byte // 'f', 'i' or 'r'
	path string
	cell string // the Go type of floats there, if not float64
}

// place is where cells have the leaf, from a slice.
func (l leaf) place() string { return "[]" + normal(l.path) }

func leavesOf(in *ir.Instr) (list []leaf) {
	for _, text := range strings.Fields(in.Attr.(string)) {
		path, cell, _ := strings.Cut(text[2:], "|")
		list = append(list, leaf{text[0], path, cell})
	}
	return list
}

// stepKeys carries varied keys into a map, and out of it.
func (a *activity) stepKeys(in *ir.Instr) {
	for _, m := range a.heap.to[in.Ref()] {
		if in.IsEnter() {
			a.markCell(&a.heap.cell(m.o, m.base+"{key}", in.Key().Type).varied)
			continue
		}
		if c := m.o.cells[m.base+"{key}"]; c != nil && c.varied {
			a.markCell(&a.heap.cell(a.heap.objectOf(in.Result()), "[]", c.typ).varied)
		}
	}
}

// see finds the objects that the caller can see when the function returns, and
// makes all that results refer to useful.
func (a *activity) see() {
	var from, results []target
	for _, o := range a.heap.objects {
		if o.outside {
			from = append(from, target{o, ""})
		}
	}
	for _, v := range a.main().Body.Yield {
		results = append(results, a.heap.to[v]...)
	}
	a.unfold(results)
	a.visible = map[*object]bool{}
	for _, o := range a.heap.reach(append(from, results...)) {
		a.visible[o] = true
	}
	for _, o := range a.heap.reach(results) {
		for _, p := range o.paths() {
			a.markCell(&o.cells[p].useful)
		}
	}
}

// seeCopy makes what is copied to memory that the caller can see useful.
func (a *activity) seeCopy(in *ir.Instr) {
	if !in.IsCopy() {
		return
	}
	for _, d := range a.heap.to[in.Args[0]] {
		for _, l := range leavesOf(in) {
			if c := a.leafCell(d, l); c != nil && a.visible[d.o] {
				a.markCell(&c.useful)
			}
		}
	}
}

// level makes the cells of floats that one access may meet active together.
func (a *activity) level(in *ir.Instr) {
	acc, ok := a.heap.accessOf(in)
	if ok && acc.v.Type == ir.TF64 {
		a.levelCells(a.heap.cells(acc))
	}
	if !in.IsCopy() && !in.IsGrow() {
		return
	}
	to, from := a.copyEnds(in)
	for _, l := range leavesOf(in) {
		if l.kind == 'f' {
			a.levelCells(a.heap.cellsAt(to, l.place(), ir.TF64))
			a.levelCells(a.heap.cellsAt(from, l.place(), ir.TF64))
		}
	}
}

func (a *activity) levelCells(cells []*cell) {
	if !slices.ContainsFunc(cells, (*cell).active) {
		return
	}
	for _, c := range cells {
		a.markCell(&c.varied)
		a.markCell(&c.useful)
	}
}

func (c *cell) active() bool { return c.typ == ir.TF64 && c.varied && c.useful }
