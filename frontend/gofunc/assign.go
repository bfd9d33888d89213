// Assignments, and the places that they assign to.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

var assignOps = map[token.Token]token.Token{
	token.ADD_ASSIGN: token.ADD, token.SUB_ASSIGN: token.SUB, token.MUL_ASSIGN: token.MUL, token.QUO_ASSIGN: token.QUO,
	token.REM_ASSIGN: token.REM, token.AND_ASSIGN: token.AND, token.OR_ASSIGN: token.OR, token.XOR_ASSIGN: token.XOR,
	token.SHL_ASSIGN: token.SHL, token.SHR_ASSIGN: token.SHR, token.AND_NOT_ASSIGN: token.AND_NOT,
}

func (l *lowerer) assign(s *ast.AssignStmt) {
	if op, ok := assignOps[s.Tok]; ok {
		t := l.typ(s.Lhs[0])
		p := l.placeOf(s.Lhs[0])
		right := l.expr(s.Rhs[0])
		l.at(s)
		v := l.binary(s, op, t, operand{t: t, v: l.load(p)}, right)
		l.update(s, s.Lhs[0], p, v)
		return
	}
	if s.Tok == token.ASSIGN && len(s.Lhs) > 1 {
		l.assignSeveral(s)
		return
	}
	values := l.values(s.Rhs, len(s.Lhs))
	for i, e := range s.Lhs {
		l.assignTo(s, e, values[i])
	}
}

// assignSeveral evaluates places, then values, then assigns.
func (l *lowerer) assignSeveral(s *ast.AssignStmt) {
	places := make([]*place, len(s.Lhs))
	for i, e := range s.Lhs {
		if !blank(e) && !l.isChoice(e) {
			p := l.placeOf(e)
			places[i] = &p
		}
	}
	values := l.values(s.Rhs, len(s.Lhs))
	for i, o := range values {
		values[i] = l.choiceNow(s, o)
	}
	for i, e := range s.Lhs {
		if places[i] == nil {
			l.assignTo(s, e, values[i])
			continue
		}
		l.update(s, e, *places[i], l.converted(s.Lhs[i], values[i], places[i].t))
	}
}

// isChoice reports whether e is a variable that holds known values.
func (l *lowerer) isChoice(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, _ := l.lookup(id)
	_, ok = v.known.(*choice)
	return ok
}

func blank(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "_"
}

// assignTo assigns to an expression, or declares it.
func (l *lowerer) assignTo(s *ast.AssignStmt, e ast.Expr, o operand) {
	if blank(e) {
		return
	}
	id, isName := ast.Unparen(e).(*ast.Ident)
	if s.Tok == token.DEFINE && isName && l.info().Defs[id] != nil {
		l.define(id, o)
		return
	}
	if isName && l.assignChoice(id, o) {
		return
	}
	p := l.placeOf(e)
	l.update(s, e, p, l.converted(e, o, p.t))
}

// assignChoice assigns a variable that holds known functions or interfaces.
func (l *lowerer) assignChoice(id *ast.Ident, o operand) bool {
	v, ok := l.lookup(id)
	if !ok {
		return false
	}
	c, ok := v.known.(*choice)
	if ok {
		l.choose(id, c, l.converted(id, o, v.t))
	}
	return ok
}

// update stores a converted operand where an assignment puts it.
func (l *lowerer) update(n ast.Node, e ast.Expr, p place, o operand) {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		l.named(o, id.Name)
	}
	if o.known != nil {
		o = operand{t: o.t, v: l.value(n, o)}
	}
	if o.place != nil && classOf(p.t) == aggregate {
		o = l.snapshot(n, o) // it may overlap the place
	}
	l.store(n, p, o)
}

func (l *lowerer) increment(s *ast.IncDecStmt) {
	op := token.ADD
	if s.Tok == token.DEC {
		op = token.SUB
	}
	t := l.typ(s.X)
	p := l.placeOf(s.X)
	l.update(s, s.X, p, l.binary(s, op, t, operand{t: t, v: l.load(p)}, l.one(t)))
}

// one is the number 1 of a type.
func (l *lowerer) one(t types.Type) operand {
	switch classOf(t) {
	case float:
		return operand{t: t, v: l.b.Float(1)}
	case integer:
		return operand{t: t, v: l.b.Int(1)}
	}
	return operand{t: t, v: l.b.GoExpr(irType(t), irType(t).Go+"(1)")}
}

// placeOf is the place that an expression denotes, to be assigned or pointed to.
func (l *lowerer) placeOf(e ast.Expr) place {
	e = ast.Unparen(e)
	if l.info().Types[e].Value != nil { // a constant that a method is called on
		return l.kept(e)
	}
	switch e := e.(type) {
	case *ast.Ident:
		return l.variable(e)
	case *ast.SelectorExpr:
		return l.fieldPlace(e)
	case *ast.IndexExpr:
		return l.elementPlace(e)
	case *ast.StarExpr:
		return place{ref: l.value(e.X, l.expr(e.X)), t: l.typ(e)}
	case *ast.CompositeLit:
		o := l.expr(e)
		if o.place != nil {
			return *o.place
		}
	}
	return l.kept(e) // a call, say
}

// kept is the value of an expression in a place of its own.
func (l *lowerer) kept(e ast.Expr) place {
	o := l.snapshot(e, l.expr(e))
	if o.place == nil {
		c := l.fresh("", o.t)
		l.store(e, c, o)
		o.place = &c
	}
	return *o.place
}

// variable is the cell of a variable.
func (l *lowerer) variable(id *ast.Ident) place {
	o, ok := l.lookup(id)
	switch {
	case ok && o.place != nil:
		return *o.place
	case ok && o.v != nil: // nothing assigns it
		c := l.fresh(id.Name, o.t)
		l.store(id, c, o)
		return c
	case ok:
		l.refuse(id, "%s is not known to be assigned here", id.Name)
	}
	if g, isVar := l.info().ObjectOf(id).(*types.Var); isVar {
		return l.global(id, g)
	}
	l.refuse(id, "%s is no variable", id.Name)
	return place{}
}

// lookup finds what a name is bound to, in the function or those around it.
func (l *lowerer) lookup(id *ast.Ident) (operand, bool) {
	obj := l.info().ObjectOf(id)
	for f := l.frame; f != nil; f = f.parent {
		if o, ok := f.vars[obj]; ok {
			return o, true
		}
	}
	return operand{}, false
}

// fieldPlace is the place of a field.
func (l *lowerer) fieldPlace(e *ast.SelectorExpr) place {
	if s := l.info().Selections[e]; s != nil {
		p := l.base(e.X)
		return l.through(e, p, s.Index())
	}
	if g, ok := l.info().Uses[e.Sel].(*types.Var); ok { // of another package
		return l.global(e, g)
	}
	l.refuse(e, "%s is no place", e.Sel.Name)
	return place{}
}

// base is the place that e, a struct or a pointer to one, denotes.
func (l *lowerer) base(e ast.Expr) place {
	if ptr, ok := l.typ(e).Underlying().(*types.Pointer); ok {
		return behind(l.value(e, l.expr(e)), l.replace(ptr.Elem()))
	}
	return l.placeOf(e)
}

// behind is the place that a pointer points to. One to a field is the field of
// what it was taken from: its package may have no name for the field itself.
func behind(ref *ir.Value, t types.Type) place {
	if d := ref.Def; d != nil && d.IsAddr() && len(d.PathIndices()) == 0 && d.Ref().Type.IsPointer() {
		return place{ref: d.Ref(), path: d.Path(), t: t}
	}
	return place{ref: ref, t: t}
}

// through follows fields by their numbers, through embedded ones and pointers.
func (l *lowerer) through(n ast.Node, p place, index []int) place {
	p = l.inMemory(p)
	for _, i := range index {
		if ptr, ok := p.t.Underlying().(*types.Pointer); ok {
			p = behind(l.load(p), ptr.Elem())
		}
		f := p.t.Underlying().(*types.Struct).Field(i)
		p = p.field(f.Name(), l.replace(f.Type()))
	}
	return p
}

// inMemory is a place that has parts: the entry of a map, which has no address, is
// copied.
func (l *lowerer) inMemory(p place) place {
	if p.entry == nil {
		return p
	}
	c := l.fresh("", p.t)
	if classOf(p.t) == aggregate {
		l.b.Put(c.ref, "", l.whole(p))
	} else {
		l.b.Put(c.ref, barred(c), l.load(p))
	}
	return c
}

// elementPlace is the place of an element of an array, slice or map.
func (l *lowerer) elementPlace(e *ast.IndexExpr) place {
	t := l.typ(e.X)
	switch u := t.Underlying().(type) {
	case *types.Map:
		m := l.value(e.X, l.expr(e.X))
		key := l.value(e.Index, l.converted(e.Index, l.expr(e.Index), u.Key()))
		return place{entry: &entry{m, key}, t: u.Elem()}
	case *types.Slice:
		s := l.value(e.X, l.expr(e.X))
		return place{ref: s, path: "[$]", index: []*ir.Value{l.index(e.Index)}, t: u.Elem()}
	case *types.Pointer:
		p := place{ref: l.value(e.X, l.expr(e.X)), t: u.Elem()}
		return l.arrayElement(e, p)
	case *types.Array:
		return l.arrayElement(e, l.placeOf(e.X))
	}
	l.refuse(e, "an element of %s is no place", goName(t))
	return place{}
}

func (l *lowerer) arrayElement(e *ast.IndexExpr, p place) place {
	p = l.inMemory(p)
	elem := p.t.Underlying().(*types.Array).Elem()
	if i, ok := l.constantInt(e.Index); ok {
		return p.element(i, elem)
	}
	return p.indexed(l.index(e.Index), elem)
}
