// Calls: each is expanded in place, has a rule, or is carried as Go code.

package gofunc

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"chainrule/ir"
)

// callable is a function or method that is known where it is called.
type callable struct {
	fn   *types.Func
	recv *operand // of a method value
	args []types.Type
	lit  *closure // for a literal that calls itself
}

// closure is a function literal and the frame that it was written in.
type closure struct {
	lit   *ast.FuncLit
	frame *frame
}

// call lowers a call; its values are the operand's tuple.
func (l *lowerer) call(e *ast.CallExpr) operand { return l.prepare(e)() }

// prepared is the call with its operands evaluated now, to be run later.
func (l *lowerer) prepared(e *ast.CallExpr) func() {
	run := l.prepare(e)
	return func() { run() }
}

// prepare evaluates the function and the operands of a call.
func (l *lowerer) prepare(e *ast.CallExpr) func() operand {
	if tv := l.info().Types[e.Fun]; tv.IsType() {
		return func() operand { return l.conversion(e) }
	} else if tv.IsBuiltin() {
		return func() operand { return l.builtin(e) }
	}
	if f := l.packageFunc(e); f != nil {
		if run := l.special(e, f); run != nil {
			return run
		}
	}
	f := l.expr(e.Fun)
	if c, ok := f.known.(*callable); ok && c.recv != nil {
		if d, ok := c.recv.known.(*choice); ok {
			return l.dispatchMethod(e, c, d)
		}
	}
	sig := l.typ(e.Fun).Underlying().(*types.Signature)
	if f.known == nil {
		return l.opaqueValue(e, f, sig)
	}
	if c, ok := f.known.(*callable); ok {
		if run := l.ruled(e, c, sig); run != nil {
			return run
		}
		why := l.notExpanded(e, c, sig)
		if why == dynamic {
			if run := l.dynamicCall(e, c, sig); run != nil {
				return run
			}
		}
		if why != "" {
			return l.opaque(e, c, sig, why)
		}
	}
	args := l.arguments(e, sig)
	return func() operand { return l.apply(e, f, args) }
}

// dispatchMethod calls a method of a variable that holds known interface values.
func (l *lowerer) dispatchMethod(e *ast.CallExpr, c *callable, d *choice) func() operand {
	sig := l.typ(e.Fun).Underlying().(*types.Signature)
	args := l.arguments(e, sig)
	return func() operand {
		return l.dispatch(e, d, sig.Results(), func(o operand) operand {
			return l.callHeld(e, c, o, sig, args)
		})
	}
}

// packageFunc is the function or method that a call names directly, or nil.
func (l *lowerer) packageFunc(e *ast.CallExpr) *types.Func {
	fun := ast.Unparen(e.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	switch x := fun.(type) {
	case *ast.Ident:
		f, _ := l.info().Uses[x].(*types.Func)
		return f
	case *ast.SelectorExpr:
		f, _ := l.info().Uses[x.Sel].(*types.Func)
		return f
	}
	return nil
}

// arguments evaluates the operands of a call as the parameters take them.
func (l *lowerer) arguments(e *ast.CallExpr, sig *types.Signature) []operand {
	n := sig.Params().Len()
	var values []operand
	if len(e.Args) == 1 && isTuple(l.info().TypeOf(e.Args[0])) {
		values = l.several(e.Args[0], 0)
	} else {
		for _, a := range e.Args {
			values = append(values, l.snapshot(a, l.expr(a)))
		}
	}
	var args []operand
	for i := range n {
		t := l.replace(sig.Params().At(i).Type())
		if sig.Variadic() && i == n-1 && e.Ellipsis == token.NoPos {
			args = append(args, l.packed(e, values[i:], t))
			break
		}
		args = append(args, l.snapshot(e, l.converted(e, values[i], t)))
	}
	return args
}

func isTuple(t types.Type) bool {
	_, ok := t.(*types.Tuple)
	return ok
}

// packed is the slice of the operands of a variadic parameter.
func (l *lowerer) packed(n ast.Node, values []operand, t types.Type) operand {
	if len(values) == 0 {
		return l.zero(t)
	}
	size := l.b.Int(len(values))
	s := l.b.Make(irType(t), size, size)
	for i, v := range values {
		elem := t.Underlying().(*types.Slice).Elem()
		p := place{ref: s, path: "[$]", index: []*ir.Value{l.b.Int(i)}, t: elem}
		v = l.converted(n, v, elem)
		if v.known != nil {
			v = operand{t: elem, v: l.value(n, v)}
		}
		l.store(n, p, v)
	}
	return operand{t: t, v: s}
}

// several is an expression of n values, or any number if n is 0.
func (l *lowerer) several(e ast.Expr, n int) []operand {
	switch x := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		o := l.call(x)
		if o.tuple != nil {
			return o.tuple
		}
		return []operand{o}
	case *ast.IndexExpr:
		p := l.elementPlace(x)
		has := operand{t: types.Typ[types.Bool], v: l.b.Has(p.entry.m, p.entry.key)}
		return []operand{l.snapshot(x, l.read(p)), has}
	case *ast.TypeAssertExpr:
		o := l.assertion(x, true)
		return o.tuple
	}
	l.refuse(e, "%d values cannot come from this expression", n)
	return nil
}

// functionOf is a function that is named, with its type arguments.
func (l *lowerer) functionOf(id *ast.Ident, fn *types.Func) *callable {
	c := &callable{fn: fn}
	if inst, ok := l.info().Instances[id]; ok {
		for i := range inst.TypeArgs.Len() {
			c.args = append(c.args, l.replace(inst.TypeArgs.At(i)))
		}
	}
	return c
}

// methodValue is a method with its receiver, which is evaluated now.
func (l *lowerer) methodValue(e *ast.SelectorExpr, s *types.Selection) any {
	fn := s.Obj().(*types.Func)
	if isInterface(l.typ(e.X)) {
		return l.dynamicMethod(e, fn)
	}
	if classOf(l.typ(e.X)) == function { // a method of a function type
		o := l.expr(e.X)
		return &callable{fn: fn, recv: &o}
	}
	p := l.base(e.X)
	index := s.Index()
	p = l.through(e, p, index[:len(index)-1])
	return l.methodOf(e, fn, p)
}

// methodOf is a method of what is in a place.
func (l *lowerer) methodOf(n ast.Node, fn *types.Func, p place) *callable {
	recv := fn.Signature().Recv().Type()
	_, wantsPointer := types.Unalias(recv).(*types.Pointer)
	ptr, isPointer := p.t.Underlying().(*types.Pointer)
	c := &callable{fn: fn, args: typeArgs(p.t)}
	switch {
	case isInterface(recv): // an embedded interface
		o := l.read(p)
		c.recv = &o
	case wantsPointer && isPointer:
		c.recv = &operand{t: p.t, v: l.load(p)}
	case wantsPointer:
		c.recv = &operand{t: types.NewPointer(p.t), v: l.address(n, p)}
	case isPointer:
		o := l.snapshot(n, l.read(place{ref: l.load(p), t: ptr.Elem()}))
		c.recv = &o
	default:
		o := l.snapshot(n, l.read(p))
		c.recv = &o
	}
	return c
}

// typeArgs are the type arguments of a named type or a pointer to one.
func typeArgs(t types.Type) (list []types.Type) {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		for i := range n.TypeArgs().Len() {
			list = append(list, n.TypeArgs().At(i))
		}
	}
	return list
}

// apply expands a call of a known function in place.
func (l *lowerer) apply(n ast.Node, f operand, args []operand) operand {
	switch c := f.known.(type) {
	case *closure:
		return l.expandLiteral(n, c, args)
	case *yielder:
		return l.yieldTo(c, args)
	case *callable:
		return l.expandFunc(n, c, args)
	case *choice:
		sig := f.t.Underlying().(*types.Signature)
		return l.dispatch(n, c, sig.Results(), func(o operand) operand { return l.apply(n, o, args) })
	}
	l.refuse(n, "this function is not known here: only functions that are named or written where they are used can be differentiated through")
	return operand{}
}

func (l *lowerer) expandLiteral(n ast.Node, c *closure, args []operand) operand {
	key := c.key()
	if slices.Contains(l.stack, key) {
		return l.recursive(n, l.literalBody(c), &callable{lit: c}, args)
	}
	f := &frame{body: c.frame.body, parent: c.frame, subst: c.frame.subst, code: c.lit.Body}
	sig := l.within(f, func() types.Type { return l.typ(c.lit) }).Underlying().(*types.Signature)
	return l.expand(n, f, key, sig, c.lit.Type, nil, args)
}

// key is what the literal is known by.
func (c *closure) key() string { return fmt.Sprintf("%p in %p", c.lit, c.frame) }

// within evaluates something in another frame.
func (l *lowerer) within(f *frame, get func() types.Type) types.Type {
	here := l.frame
	l.frame = f
	t := get()
	l.frame = here
	return t
}

func (l *lowerer) expandFunc(n ast.Node, c *callable, args []operand) operand {
	if c.fn.Pkg() != nil && c.fn.Pkg().Path() == "math" {
		if run := l.mathFunc(c.fn); run != nil {
			return run(l.operandValues(n, args))
		}
	}
	if run := l.compares(c.fn); run != nil {
		return run(l.operandValues(n, args))
	}
	body, err := l.prog.Source(c.fn)
	if err != nil {
		if c.recv != nil {
			if b, ok := c.recv.known.(*boxed); ok {
				return l.expandBoxed(n, c, b, args)
			}
			if len(l.implementations(c.fn)) > 0 {
				return l.applyDynamic(n, c, c.fn.Signature(), args)
			}
		}
		l.refuse(n, "%s cannot be differentiated through: %v", c.fn.Name(), err)
	}
	key := Key(c.fn)
	if slices.Contains(l.stack, key) {
		return l.recursive(n, body, c, args)
	}
	f := &frame{body: body, subst: substitution(body.Func, c.args), code: body.Decl.Body}
	sig := replace(body.Func.Signature(), f.subst).(*types.Signature)
	return l.expand(n, f, key, sig, body.Decl.Type, l.receiver(body.Decl, c), args)
}

// substitution maps the type parameters of a function, or of its receiver, to arguments.
func substitution(fn *types.Func, args []types.Type) map[*types.TypeParam]types.Type {
	subst := map[*types.TypeParam]types.Type{}
	params := typeParams(fn)
	for i := range min(params.Len(), len(args)) {
		subst[params.At(i)] = args[i]
	}
	return subst
}

// bound is a parameter with its argument.
type bound struct {
	id  *ast.Ident // nil if it has no name
	arg operand
}

func (l *lowerer) receiver(d *ast.FuncDecl, c *callable) *bound {
	if d.Recv == nil {
		return nil
	}
	b := &bound{}
	if c.recv != nil {
		b.arg = *c.recv
	}
	if names := d.Recv.List[0].Names; len(names) > 0 {
		b.id = names[0]
	}
	return b
}

// expand lowers the body of a function in place.
func (l *lowerer) expand(n ast.Node, f *frame, key string, sig *types.Signature, typ *ast.FuncType, recv *bound, args []operand) operand {
	if l.left--; l.left < 0 {
		l.refuse(n, "more than %d calls would be expanded in this function: split it, or mark what does not matter with //chainrule:inactive", mostCalls)
	}
	here, pos := l.frame, l.b.Pos
	f.vars, f.mutable, f.sig = map[types.Object]operand{}, mutated(f.body.Info, f.code), sig
	l.frame, l.stack = f, append(l.stack, key)
	if recv != nil {
		if f.body.Decl != nil && recv.arg.t == nil { // a method expression: the receiver comes first
			recv.arg, args = args[0], args[1:]
		}
		l.bindParam(n, recv.id, recv.arg, recv.arg.t)
	}
	i := 0
	for _, field := range typ.Params.List {
		for _, id := range field.Names {
			l.bindParam(n, id, args[i], sig.Params().At(i).Type())
			i++
		}
		if len(field.Names) == 0 {
			i++
		}
	}
	l.bindResults(typ, sig)
	l.run(f.code)
	out := l.collect(n)
	l.frame, l.stack, l.b.Pos = here, l.stack[:len(l.stack)-1], pos
	return out
}

func (l *lowerer) bindParam(n ast.Node, id *ast.Ident, o operand, t types.Type) {
	if id == nil || id.Name == "_" {
		return
	}
	l.bind(n, l.info().Defs[id], t, o)
}

// bindResults makes the cells of the results.
func (l *lowerer) bindResults(typ *ast.FuncType, sig *types.Signature) {
	f := l.frame
	f.results, f.known = nil, make([]*choice, sig.Results().Len())
	var ids []*ast.Ident
	if typ.Results != nil {
		for _, field := range typ.Results.List {
			ids = append(ids, field.Names...)
		}
	}
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		name := ""
		if i < len(ids) {
			name = ids[i].Name
		}
		if classOf(t) == function || isInterface(t) && l.picks(t) {
			f.known[i] = l.newChoice(name, !onlyAtEnd(f.code) || tailReturns(f.code.List) > 1)
			f.known[i].given = name == "" // every return gives one
			f.results = append(f.results, place{t: t})
			if i < len(ids) && name != "_" {
				f.vars[f.body.Info.Defs[ids[i]]] = operand{t: t, known: f.known[i]}
			}
			continue
		}
		c := l.fresh(name, t)
		if classOf(t) != aggregate {
			l.store(f.code, c, l.zero(t))
		}
		f.results = append(f.results, c)
		if i < len(ids) && name != "_" {
			f.vars[f.body.Info.Defs[ids[i]]] = operand{t: t, place: &c}
		}
	}
}

// picks reports whether results of an interface type are told apart: those that
// lead to floats, of calls that are expanded, and all of what makes new items of a pool.
func (l *lowerer) picks(t types.Type) bool {
	return carriesFloats(t) && len(l.stack) > 1 || len(l.stack) == l.making
}

// collect gives the results of the frame's function.
func (l *lowerer) collect(n ast.Node) operand {
	out := operand{tuple: []operand{}}
	for i, p := range l.frame.results {
		if k := l.frame.known[i]; k != nil {
			out.tuple = append(out.tuple, l.held(n, operand{t: p.t, known: k}))
			continue
		}
		out.tuple = append(out.tuple, l.snapshot(n, l.read(p)))
	}
	return out
}

func (l *lowerer) conversion(e *ast.CallExpr) operand {
	t := l.typ(e)
	return l.converted(e, l.expr(e.Args[0]), t)
}
