// Choices: variables and results that hold one of several known functions or
// interface values. Which one is a number, kept in a cell; where it is assigned in a
// branch or loop, interface values of each type are kept in a cell of their own, so
// that the variable holds what was assigned last.

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
	slots   map[string]int // the options that are cells, by their types
	region  *ir.Region     // where it was declared
	read    []*ir.Region   // where it was looked at so far
	dynamic bool           // it is assigned where that may not happen, or again
	current int            // if it is not dynamic
	given   bool           // it holds one of the options wherever it is read
	open    bool           // what is assigned later may be nil
}

// newChoice declares a variable that holds nothing yet.
func (l *lowerer) newChoice(name string, dynamic bool) *choice {
	c := &choice{tag: l.fresh(name+"Is", types.Typ[types.Int]), slots: map[string]int{}, region: l.b.Region, dynamic: dynamic, current: -1}
	l.b.Put(c.tag.ref, "", l.b.Int(-1))
	return c
}

// choose assigns a known value to the variable.
func (l *lowerer) choose(n ast.Node, c *choice, o operand) {
	if isNil(o) || isNilText(o) || o.known == nil && o.v == nil && o.place == nil {
		o = operand{t: o.t, known: nobody{}}
	}
	if o.known == nil && !isInterface(o.t) {
		l.refuse(n, "a function that is known here and one that is not are kept in one variable: give each a variable of its own")
	}
	if inner, ok := o.known.(*choice); ok {
		l.chooseFrom(n, c, inner)
		return
	}
	if !c.dynamic && l.b.Region != c.region {
		l.refuse(n, "which function this is depends on what runs before: assign it where it is declared, or choose by a number")
	}
	c.current = l.optionFor(n, c, o)
	c.given = c.current >= 0 && (c.given || l.b.Region == c.region)
	l.b.Put(c.tag.ref, "", l.b.Int(c.current))
}

// nobody is the nil function or interface.
type nobody struct{}

// optionFor is the number of the option that a value is or becomes; -1 for nil.
func (l *lowerer) optionFor(n ast.Node, c *choice, o operand) int {
	b, ok := o.known.(*boxed)
	_, none := o.known.(nobody)
	switch {
	case none, ok && isNil(b.inside):
		return -1
	case o.known == nil:
		return l.keep(n, c, o.t, o)
	case ok && (c.dynamic || l.b.Region != c.region):
		return l.keep(n, c, b.inside.t, b.inside)
	}
	return l.newOption(n, c, o)
}

// newOption adds an option. Where the variable was looked at in a loop that is not
// over, it may be this one that is found there the next time.
func (l *lowerer) newOption(n ast.Node, c *choice, o operand) int {
	for r := l.b.Region; r != c.region && r.Parent != nil; r = r.Outer() {
		if !r.Parent.IsLoop() && !r.Parent.IsWhile() {
			continue
		}
		for _, at := range c.read {
			if at.Inside(r) {
				l.refuse(n, "this is assigned in a loop behind a use that may meet it the next time: assign a value of the same type before, or choose by a number")
			}
		}
	}
	c.options = append(c.options, o)
	return len(c.options) - 1
}

// slot is the number of the option that is the cell for values of a type.
func (l *lowerer) slot(n ast.Node, c *choice, t types.Type) int {
	key := goText(t)
	if k, ok := c.slots[key]; ok {
		return k
	}
	p := l.before(c.tag.ref.Def, t)
	known := any(&boxed{operand{t: t, place: &p}})
	if isInterface(t) {
		known = &unseen{p}
	}
	c.slots[key] = l.newOption(n, c, operand{t: t, known: known})
	return c.slots[key]
}

// keep puts a value into the cell for its type, and gives the option's number.
func (l *lowerer) keep(n ast.Node, c *choice, t types.Type, o operand) int {
	k := l.slot(n, c, t)
	switch to := c.options[k].known.(type) {
	case *boxed:
		l.store(n, *to.inside.place, o)
	case *unseen:
		l.store(n, to.cell, o)
	}
	return k
}

// choiceNow is an operand that stays what it is if the variable is assigned.
func (l *lowerer) choiceNow(n ast.Node, o operand) operand {
	from, ok := o.known.(*choice)
	if !ok {
		return o
	}
	c := l.newChoice("", true)
	l.chooseFrom(n, c, from)
	return operand{t: o.t, known: c}
}

// slotsFor makes the cells for the types that are assigned to an interface variable
// later: a loop may look for them before they are assigned.
func (l *lowerer) slotsFor(n ast.Node, c *choice, obj types.Object) {
	for _, t := range l.frame.assignedTypes(obj, map[types.Object]bool{}) {
		switch t = l.replace(t); {
		case isInterface(t), isUntyped(t):
			c.open = true
		case classOf(t) != function:
			l.slot(n, c, t)
		}
	}
}

// assignedTypes lists the types of what is assigned to an interface variable, or to
// those that are assigned to it.
func (f *frame) assignedTypes(obj types.Object, seen map[types.Object]bool) (list []types.Type) {
	if seen[obj] {
		return nil
	}
	seen[obj] = true
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && f.body.Info.ObjectOf(id) == obj
	}
	add := func(x ast.Expr) {
		t := f.body.Info.TypeOf(x)
		if id, ok := ast.Unparen(x).(*ast.Ident); ok && isInterface(t) {
			list = append(list, f.assignedTypes(f.body.Info.Uses[id], seen)...)
		}
		list = append(list, t)
	}
	ast.Inspect(f.outermost().code, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, e := range n.Lhs {
				if is(e) {
					add(n.Rhs[min(i, len(n.Rhs)-1)])
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if is(id) && len(n.Values) > 0 {
					add(n.Values[min(i, len(n.Values)-1)])
				}
			}
		}
		return true
	})
	return list
}

// outermost is the frame of the function that literals are in.
func (f *frame) outermost() *frame {
	for f.parent != nil {
		f = f.parent
	}
	return f
}

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
	tag := l.load(from.tag)
	c.dynamic, c.given = true, from.given && (c.given || l.b.Region == c.region)
	l.b.Put(c.tag.ref, "", l.b.Int(-1))
	for i, o := range from.options {
		l.when(l.b.Op("ieq", tag, l.b.Int(i)), func() { l.b.Put(c.tag.ref, "", l.b.Int(l.optionFor(n, c, l.seen(o)))) }, nil)
	}
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
	if c.dynamic && (len(c.options) != 1 || !c.given || c.open) || c.current < 0 {
		return operand{}, false
	}
	return c.options[c.current], true
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
