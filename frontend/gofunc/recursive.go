// Recursive calls: the callee becomes a function of its own.

package gofunc

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"chainrule/ir"
)

// recursive emits a call of a function that is being expanded already. Operands
// that are known functions are part of what is called; the variables that they
// capture become further operands.
func (l *lowerer) recursive(n ast.Node, body *Body, c *callable, args []operand) operand {
	if c.recv != nil {
		args = append([]operand{*c.recv}, args...)
	}
	f := l.separate(n, body, c, args)
	var values []*ir.Value
	for i, p := range f.fn.Sig.All()[:len(f.place)] { // without what it captures
		for _, leaf := range p.Leaves {
			values = append(values, l.part(n, args[f.place[i]], leaf))
		}
	}
	var ts []ir.Type
	for _, v := range f.fn.Body.Yield {
		ts = append(ts, v.Type)
	}
	in := l.b.Call(f.fn.Name, values, ts...)
	f.calls = append(f.calls, in)
	if f.done {
		in.Args = append(in.Args, f.captured...)
	}
	return l.calledResults(n, body, c, in)
}

// separate is a function that is lowered on its own.
type separated struct {
	key      string // the function and its known operands
	fn       *ir.Func
	place    []int       // the operand of each Go parameter
	calls    []*ir.Instr // calls of it, to be given what it captures
	captured []*ir.Value // values of the caller that its known operands refer to
	done     bool
}

// part is the part of an argument that a leaf of a parameter takes.
func (l *lowerer) part(n ast.Node, o operand, leaf ir.Leaf) *ir.Value {
	if o.place == nil || classOf(o.t) != aggregate {
		return l.value(n, o)
	}
	list, ok := leaves(o.t)
	if !ok {
		return l.address(n, *o.place)
	}
	for _, f := range list {
		if f.path == leaf.Path {
			p := *o.place
			p.path, p.t = p.path+f.path, f.t
			return l.load(p)
		}
	}
	return nil
}

// calledResults puts the leaves of a call's results together.
func (l *lowerer) calledResults(n ast.Node, body *Body, c *callable, in *ir.Instr) operand {
	sig := replace(body.Func.Signature(), substitution(body.Func, c.args)).(*types.Signature)
	out := operand{tuple: []operand{}}
	k := 0
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		list, ok := leaves(t)
		if classOf(t) != aggregate || !ok {
			out.tuple = append(out.tuple, operand{t: t, v: in.Results[k]})
			k++
			continue
		}
		p := l.fresh("", t)
		for _, part := range list {
			at := place{ref: p.ref, path: part.path, t: part.t}
			l.b.Put(at.ref, barred(at), in.Results[k])
			k++
		}
		out.tuple = append(out.tuple, operand{t: t, place: &p})
	}
	return out
}

// separate is the function lowered on its own, once for each choice of known
// operands.
func (l *lowerer) separate(n ast.Node, body *Body, c *callable, args []operand) *separated {
	key := keyOf(body, c)
	for _, a := range args {
		key += knownKey(a)
	}
	for _, f := range *l.separates {
		if f.key == key {
			return f
		}
	}
	name := calleeName(body)
	for l.fn.Callees[name] != nil {
		name += "_"
	}
	inner := l.prog.newLowerer(name)
	inner.fn.Callees, inner.root, inner.target, inner.separates = l.fn.Callees, l.root, l.target, l.separates
	f := &separated{key: key, fn: inner.fn}
	*l.separates = append(*l.separates, f)
	l.fn.Callees[name] = inner.fn
	inner.attempt(func() {
		inner.head(body, c, f, args)
		inner.bodyOf(body)
	})
	if l.ds = append(l.ds, inner.ds...); len(inner.ds) > 0 {
		panic(refusal{})
	}
	f.capture()
	return f
}

// keyOf is what is on the stack while the function is expanded.
func keyOf(body *Body, c *callable) string {
	if c.lit != nil {
		return c.lit.key()
	}
	return Key(body.Func)
}

// literalBody is a literal as if it were a function that is declared, under the name
// of the variable that it is assigned to.
func (l *lowerer) literalBody(c *closure) *Body {
	f := &frame{body: c.frame.body, parent: c.frame, subst: c.frame.subst}
	sig := l.within(f, func() types.Type { return l.typ(c.lit) }).Underlying().(*types.Signature)
	id := &ast.Ident{NamePos: c.lit.Pos(), Name: c.name()}
	b := *c.frame.body
	b.Decl = &ast.FuncDecl{Name: id, Type: c.lit.Type, Body: c.lit.Body}
	b.Func = types.NewFunc(c.lit.Pos(), b.Pkg, id.Name, sig)
	return &b
}

// name is that of the variable that the literal is assigned to.
func (c *closure) name() string {
	name := "literal"
	ast.Inspect(c.frame.outermost().code, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
			for i, x := range a.Rhs {
				if id, ok := a.Lhs[i].(*ast.Ident); ok && ast.Unparen(x) == c.lit && id.Name != "_" {
					name = id.Name
				}
			}
		}
		return true
	})
	return name
}

// knownKey tells known operands apart.
func knownKey(o operand) string {
	switch k := o.known.(type) {
	case nil:
		return " -"
	case *callable:
		key := " " + Key(k.fn)
		if k.recv != nil {
			key += fmt.Sprintf("%p", k)
		}
		return key
	case *closure:
		return fmt.Sprintf(" %p in %p", k.lit, k.frame)
	}
	return fmt.Sprintf(" %p", o.known)
}

// capture makes parameters of what the function takes from its caller, and gives
// its calls the operands.
func (f *separated) capture() {
	with := map[*ir.Value]*ir.Value{}
	for _, v := range f.fn.Body.Free() {
		if v.IsConst() {
			with[v] = f.constant(v)
			continue
		}
		p := f.fn.Body.AddParam("captured"+itoa(len(f.captured)), v.Type)
		if v.Name != "" {
			name := v.Name + "Outside"
			for f.fn.Param(name) != nil { // of another function around
				name += "_"
			}
			p.Name = name
		}
		f.captured = append(f.captured, v)
		with[v] = p
		f.fn.Sig.Params = append(f.fn.Sig.Params, ir.GoParam{Name: p.Name, Type: captureType(v.Type), Leaves: []ir.Leaf{{Name: p.Name}}})
	}
	for _, in := range f.calls { // those within the function
		in.Args = append(in.Args, f.captured...)
	}
	f.fn.Body.Replace(with)
	f.done = true
}

// constant makes a constant of the caller again, at the beginning.
func (f *separated) constant(v *ir.Value) *ir.Value {
	front := &ir.Builder{Region: &ir.Region{}, Pos: v.Def.Pos}
	c := front.Copy(v.Def, map[*ir.Value]*ir.Value{})
	c.In = f.fn.Body
	f.fn.Body.Instrs = append([]*ir.Instr{c}, f.fn.Body.Instrs...)
	return c.Result()
}

// captureType is the Go type of a captured value.
func captureType(t ir.Type) string {
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

// calleeName is the name of a separate function: unexported, and the method's
// with its receiver's.
func calleeName(body *Body) string {
	name := body.Func.Name()
	if r := body.Func.Signature().Recv(); r != nil {
		name = goName1(r.Type()) + name
	}
	return lower(name)
}

// head makes the parameters and result types of a separate function, so that
// calls of it can be lowered before its body is.
func (l *lowerer) head(body *Body, c *callable, f *separated, args []operand) {
	l.push(body, body.Decl.Body)
	if l.frame.subst = substitution(body.Func, c.args); c.lit != nil {
		l.frame.subst, l.frame.parent = c.lit.frame.subst, c.lit.frame
	}
	l.stack = append(l.stack, keyOf(body, c))
	l.fn.Pos = l.prog.Position(body.Decl.Name.Pos())
	l.known(body, f, args)
	l.signature(Request{Body: body})
	l.arrange(body, f, args)
	// The types of the results, for calls within; yield replaces them.
	for _, p := range l.frame.results {
		for _, f := range l.resultTypes(p) {
			l.fn.Body.Yield = append(l.fn.Body.Yield, &ir.Value{Type: f})
		}
	}
}

// known binds the parameters whose operands are known functions.
func (l *lowerer) known(body *Body, f *separated, args []operand) {
	l.fixed = map[types.Object]operand{}
	for i, id := range paramNames(body.Decl) {
		if args[i].known != nil && id != nil {
			l.fixed[body.Info.Defs[id]] = args[i]
		}
	}
}

// arrange notes which operand each Go parameter takes.
func (l *lowerer) arrange(body *Body, f *separated, args []operand) {
	for i := range paramNames(body.Decl) {
		if args[i].known == nil {
			f.place = append(f.place, i)
		}
	}
}

// paramNames lists the receiver and the parameters, nil for one without a name.
func paramNames(d *ast.FuncDecl) (ids []*ast.Ident) {
	lists := []*ast.FieldList{d.Recv, d.Type.Params}
	for _, list := range lists {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			if len(field.Names) == 0 {
				ids = append(ids, nil)
			}
			ids = append(ids, field.Names...)
		}
	}
	return ids
}

func (l *lowerer) resultTypes(p place) (ts []ir.Type) {
	list, ok := leaves(p.t)
	switch {
	case classOf(p.t) != aggregate:
		return []ir.Type{irType(p.t)}
	case !ok:
		return []ir.Type{p.ref.Type}
	}
	for _, f := range list {
		ts = append(ts, irType(f.t))
	}
	return ts
}

// attempt lowers a function, to the end or to where it is refused.
func (l *lowerer) attempt(lower func()) {
	defer l.recover()
	lower()
}

func (l *lowerer) bodyOf(body *Body) {
	l.run(body.Decl.Body)
	l.fn.Body.Yield = nil
	l.yield()
}

// markWriters tells the calls of separate functions that may write memory of their
// caller so: those of functions that have such calls too.
func markWriters(f *ir.Func) {
	names := slices.Sorted(maps.Keys(f.Callees))
	known := map[string]bool{}
	for more := true; more; {
		more = false
		for _, name := range names {
			if g := f.Callees[name]; !known[name] && g.Body != nil && writes(g) {
				known[name], more = true, true
				eachCall(f, name, func(in *ir.Instr) { in.Attr = name + ":0" })
			}
		}
	}
}

// eachCall visits the calls of a separate function, in all functions.
func eachCall(f *ir.Func, name string, visit func(*ir.Instr)) {
	look := func(in *ir.Instr) {
		if in.IsCall() && in.Callee() == name {
			visit(in)
		}
	}
	f.Body.Walk(look)
	for _, g := range f.Callees {
		if g.Body != nil {
			g.Body.Walk(look)
		}
	}
}

// writes reports whether the function may write memory that it did not make.
func writes(f *ir.Func) (found bool) {
	aliases := f.Aliases()
	f.Body.Walk(func(in *ir.Instr) {
		if found || in.IsGoCall() && len(in.Effect().Writes) == 0 {
			return
		}
		for _, p := range in.Writes() {
			found = found || slices.ContainsFunc(aliases.Objects(p), aliases.Foreign)
		}
	})
	return found
}
