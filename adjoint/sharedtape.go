// Tapes that functions share: a pointer to a slice for each type of what is kept, to
// which a forward sweep appends and from which a reverse sweep takes what is last.
// The function that is differentiated makes them.

package adjoint

import (
	"maps"
	"slices"

	"chainrule/ir"
)

// keptGroup is values of one type, and arrays of such, that are kept together.
type keptGroup struct {
	text    string
	elem    ir.Type
	scalars []*ir.Value
	arrays  []*ir.Value
}

// byType groups values by their types in Go.
func byType(list []*ir.Value) (groups []*keptGroup) {
	known := map[string]*keptGroup{}
	for _, v := range list {
		text := textOf(v.Type.Elem())
		g := known[text]
		if g == nil {
			g = &keptGroup{text: text, elem: v.Type.Elem()}
			known[text], groups = g, append(groups, g)
		}
		if v.Type.Scalar() {
			g.scalars = append(g.scalars, v)
		} else {
			g.arrays = append(g.arrays, v)
		}
	}
	return groups
}

// textOf is a type in Go.
func textOf(t ir.Type) string {
	switch t.Kind {
	case ir.F64:
		return "float64"
	case ir.Int:
		return "int"
	case ir.Bool:
		return "bool"
	}
	return t.Go
}

// push puts all of the group on the tape.
func (g *keptGroup) push(b *ir.Builder, tape *ir.Value) {
	if len(g.scalars) > 0 {
		list, n := grown(b, tape, g.text, b.Int(len(g.scalars)))
		for i, v := range g.scalars {
			b.Put(list, "[$]", v, b.Op("iadd", n, b.Int(i)))
		}
	}
	for _, a := range g.arrays {
		a.Def.Attr = ir.AllocZero // it may not have been filled where nothing needs it
		flat := b.View(a, product(b, a.Def.Args))
		list, n := grown(b, tape, g.text, b.Len(flat, 0))
		each(b, b.Len(flat, 0), func(b *ir.Builder, i *ir.Value) {
			b.Put(list, "[$]", b.Load(flat, i), b.Op("iadd", n, i))
		})
	}
}

// pop takes all of the group from the tape.
func (g *keptGroup) pop(b *ir.Builder, tape *ir.Value, c *cutter) {
	for _, a := range slices.Backward(g.arrays) {
		dims := make([]*ir.Value, len(a.Def.Args))
		for k, d := range a.Def.Args {
			dims[k] = c.take(d)
		}
		z := allocOf(b, a.Type.Elem(), ir.AllocOnce, dims...)
		c.with[a] = z.Named(a.Name)
		flat := b.View(z, product(b, dims))
		list, n := shortened(b, tape, g.text, b.Len(flat, 0))
		each(b, b.Len(flat, 0), func(b *ir.Builder, i *ir.Value) {
			b.Store(flat, b.Get(g.elem, list, "[$]", b.Op("iadd", n, i)), i)
		})
	}
	if len(g.scalars) > 0 {
		list, n := shortened(b, tape, g.text, b.Int(len(g.scalars)))
		for i, v := range g.scalars {
			w := b.Get(g.elem, list, "[$]", b.Op("iadd", n, b.Int(i)))
			w.Name = v.Name
			c.with[v] = w
		}
	}
}

// grown makes a tape longer, and gives its elements and where the new ones begin.
func grown(b *ir.Builder, tape *ir.Value, text string, by *ir.Value) (list, n *ir.Value) {
	old := b.Get(ir.GoType("[]"+text), tape, "")
	n = b.Size(old)
	list = b.Grow(old, by, leafText(text))
	b.Put(tape, "", list)
	return list, n
}

// shortened makes a tape shorter, and gives its elements and where those that are
// gone begin.
func shortened(b *ir.Builder, tape *ir.Value, text string, by *ir.Value) (list, n *ir.Value) {
	list = b.Get(ir.GoType("[]"+text), tape, "")
	n = b.Op("isub", b.Size(list), by)
	b.Put(tape, "", b.Reslice(list.Type, list, b.Int(0), n))
	return list, n
}

// leafText is what grow says of elements of the type.
func leafText(text string) string {
	switch {
	case text == "float64":
		return "f:"
	case ir.GoType(text).IsRef():
		return "r:"
	}
	return "i:"
}

// tapeOf is the parameter of a function that brings the tape for a type.
func (a *activity) tapeOf(f *ir.Func, text string) *ir.Value {
	if a.tapes[f] == nil {
		a.tapes[f] = map[string]*ir.Value{}
	}
	if a.tapes[f][text] == nil {
		a.tapes[f][text] = f.Body.AddParam(fresh(f, sharedName(text)), ir.GoType("*[]"+text))
	}
	return a.tapes[f][text]
}

// sharedName is the name of the tape for a type.
func sharedName(text string) string {
	switch text {
	case "float64":
		return "floats"
	case "int":
		return "ints"
	case "bool":
		return "bools"
	}
	return "kept"
}

// handTapes gives the split functions all tapes, and their calls those of who calls;
// a function that is not split makes them.
func (d *derivation) handTapes() {
	used := map[string]bool{}
	for _, tapes := range d.act.tapes {
		for text := range tapes {
			used[text] = true
		}
	}
	texts := slices.Sorted(maps.Keys(used))
	all := []*ir.Func{d.f}
	for _, name := range d.act.order {
		h := d.act.derived[name]
		if all = append(all, h.f); h.back != nil {
			all = append(all, h.back)
			d.act.orderTapes(h.f, texts)
			d.act.orderTapes(h.back, texts)
		}
	}
	for _, f := range all {
		d.act.handOn(f, texts)
	}
}

// orderTapes makes the tapes the last parameters, in order.
func (a *activity) orderTapes(f *ir.Func, texts []string) {
	var tapes []*ir.Value
	for _, text := range texts {
		tapes = append(tapes, a.tapeOf(f, text))
	}
	rest := slices.DeleteFunc(slices.Clone(f.Body.Params), func(p *ir.Value) bool { return slices.Contains(tapes, p) })
	f.Body.Params = append(rest, tapes...)
}

// handOn gives the function's calls of split functions its tapes.
func (a *activity) handOn(f *ir.Func, texts []string) {
	made := &ir.Builder{Region: &ir.Region{}, Pos: f.Pos}
	var tapes []*ir.Value
	f.Body.Walk(func(in *ir.Instr) {
		if !in.IsCall() || !a.sweeps[in.Callee()] {
			return
		}
		if tapes == nil {
			for _, text := range texts {
				if t := a.tapes[f][text]; t != nil {
					tapes = append(tapes, t)
				} else {
					tapes = append(tapes, made.New(ir.GoType("*[]"+text)).Named(sharedName(text)))
				}
			}
		}
		in.Args = append(in.Args, tapes...)
	})
	for _, in := range made.Region.Instrs {
		in.In = f.Body
	}
	f.Body.Instrs = append(made.Region.Instrs, f.Body.Instrs...)
}
