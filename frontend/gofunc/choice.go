// Choices: variables and results that hold one of several known functions or
// interface values. Which one is a number, kept in a cell.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// choice is a variable that holds known functions or interface values.
type choice struct {
	tag     place // the number of the option that it holds; -1 is nil
	options []operand
	region  *ir.Region // where it was declared
	dynamic bool       // it is assigned where that may not happen, or again
	current int        // if it is not dynamic
	given   bool       // it holds one of the options wherever it is read
}

// newChoice declares a variable that holds nothing yet.
func (l *lowerer) newChoice(name string, dynamic bool) *choice {
	c := &choice{tag: l.fresh(name+"Is", types.Typ[types.Int]), region: l.b.Region, dynamic: dynamic, current: -1}
	l.b.Put(c.tag.ref, "", l.b.Int(-1))
	return c
}

// choose assigns a known value to the variable.
func (l *lowerer) choose(n ast.Node, c *choice, o operand) {
	if isNil(o) || isNilText(o) || o.known == nil && o.v == nil && o.place == nil {
		o = operand{t: o.t, known: nobody{}}
	}
	if o.known == nil {
		l.refuse(n, "a value that is known here and one that is not are kept in one variable: give each a variable of its own")
	}
	if inner, ok := o.known.(*choice); ok {
		l.chooseFrom(n, c, inner)
		return
	}
	if !c.dynamic && l.b.Region != c.region {
		l.refuse(n, "which function this is depends on what runs before: assign it where it is declared, or choose by a number")
	}
	c.given = c.given || l.b.Region == c.region
	c.options = append(c.options, l.outside(n, c, o))
	c.current = len(c.options) - 1
	l.b.Put(c.tag.ref, "", l.b.Int(c.current))
}

// nobody is the nil function or interface.
type nobody struct{}

// chooseFrom assigns one variable to another.
func (l *lowerer) chooseFrom(n ast.Node, c, from *choice) {
	switch {
	case !from.dynamic && from.current < 0:
		l.choose(n, c, operand{known: nobody{}})
		return
	case !from.dynamic:
		l.choose(n, c, from.options[from.current])
		return
	}
	tag, first := l.load(from.tag), len(c.options)
	c.options = append(c.options, from.options...)
	c.dynamic, c.given = true, from.given && (c.given || l.b.Region == c.region)
	l.b.Put(c.tag.ref, "", l.b.Op("iadd", tag, l.b.Int(first)))
	if first > 0 && !from.given {
		l.when(l.b.Op("ilt", tag, l.b.Int(0)), func() { l.b.Put(c.tag.ref, "", tag) }, nil)
	}
}

// outside keeps the value of an interface in a cell that is declared with the
// choice, so that it is there wherever the choice is.
func (l *lowerer) outside(n ast.Node, c *choice, o operand) operand {
	b, ok := o.known.(*boxed)
	if !ok || l.b.Region == c.region || isNil(b.inside) {
		return o
	}
	p := l.before(c.tag.ref.Def, b.inside.t)
	l.store(n, p, b.inside)
	return operand{t: o.t, known: &boxed{operand{t: b.inside.t, place: &p}}}
}

// before declares a variable in front of an instruction.
func (l *lowerer) before(at *ir.Instr, t types.Type) place {
	r := at.In
	p := place{t: t}
	l.in(r, func() { p = l.fresh("", t) })
	last := r.Instrs[len(r.Instrs)-1]
	r.Instrs = r.Instrs[:len(r.Instrs)-1]
	for i, in := range r.Instrs {
		if in == at {
			r.Instrs = append(r.Instrs[:i], append([]*ir.Instr{last}, r.Instrs[i:]...)...)
			break
		}
	}
	return p
}

// chosen is what the variable holds, if that is known.
func (c *choice) chosen() (operand, bool) {
	if c.dynamic && (len(c.options) != 1 || !c.given) || c.current < 0 {
		return operand{}, false
	}
	_, none := c.options[c.current].known.(nobody)
	return c.options[c.current], !none
}

// dispatch runs what the variable holds: a branch for each option.
func (l *lowerer) dispatch(n ast.Node, c *choice, results *types.Tuple, run func(o operand) operand) operand {
	cells := make([]place, results.Len())
	for i := range cells {
		cells[i] = l.fresh("", l.replace(results.At(i).Type()))
	}
	tag := l.load(c.tag)
	l.option(n, c, 0, tag, func(o operand) {
		out := run(o)
		for i := range cells {
			l.store(n, cells[i], l.converted(n, out.tuple[i], cells[i].t))
		}
	})
	out := operand{tuple: []operand{}}
	for _, p := range cells {
		out.tuple = append(out.tuple, l.snapshot(n, l.read(p)))
	}
	return out
}

func (l *lowerer) option(n ast.Node, c *choice, i int, tag *ir.Value, run func(o operand)) {
	if i == len(c.options) {
		l.b.GoCall("panic($0)", []*ir.Value{l.b.GoExpr(ir.GoType("string"), quoted("invalid memory address or nil pointer dereference"))})
		return
	}
	if _, none := c.options[i].known.(nobody); none {
		l.option(n, c, i+1, tag, run)
		return
	}
	l.when(l.b.Op("ieq", tag, l.b.Int(i)), func() { run(c.options[i]) }, func() { l.option(n, c, i+1, tag, run) })
}

// conditionally reports whether the function assigns the variable in a branch or
// loop.
func (f *frame) conditionally(obj types.Object) bool {
	found := false
	var visit func(n ast.Node, nested bool)
	visit = func(n ast.Node, nested bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.AssignStmt:
				for _, e := range m.Lhs {
					id, ok := ast.Unparen(e).(*ast.Ident)
					found = found || ok && nested && f.body.Info.Uses[id] == obj
				}
			case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt:
				if m != n {
					visit(m, true)
					return false
				}
			}
			return true
		})
	}
	for ; f != nil; f = f.parent {
		visit(f.code, false)
	}
	return found
}
