// Recursive calls: the callee becomes a function of its own.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// recursive emits a call of a function that is being expanded already.
func (l *lowerer) recursive(n ast.Node, body *Body, c *callable, args []operand) operand {
	if c.recv != nil {
		args = append([]operand{*c.recv}, args...)
	}
	for _, a := range args {
		if a.known != nil {
			l.refuse(n, "%s calls itself with a function as operand, which is not supported: make it a field or choose by a number", body.Func.Name())
		}
	}
	f := l.separate(n, body, c)
	var values []*ir.Value
	for i, p := range l.goParams(f.Sig) {
		for _, leaf := range p.Leaves {
			values = append(values, l.part(n, args[i], leaf))
		}
	}
	var ts []ir.Type
	for _, v := range f.Body.Yield {
		ts = append(ts, v.Type)
	}
	in := l.b.Call(f.Name, values, ts...)
	return l.calledResults(n, body, c, f, in)
}

func (l *lowerer) goParams(s *ir.Signature) []ir.GoParam {
	if s.Recv != nil {
		return append([]ir.GoParam{*s.Recv}, s.Params...)
	}
	return s.Params
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
func (l *lowerer) calledResults(n ast.Node, body *Body, c *callable, f *ir.Func, in *ir.Instr) operand {
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

// separate is the function lowered on its own, once.
func (l *lowerer) separate(n ast.Node, body *Body, c *callable) *ir.Func {
	name := calleeName(body, c)
	if f := l.fn.Callees[name]; f != nil {
		return f
	}
	inner := l.prog.newLowerer(name)
	inner.fn.Callees, inner.root, inner.target = l.fn.Callees, l.root, l.target
	inner.head(body, c)
	l.fn.Callees[name] = inner.fn
	inner.bodyOf(body)
	l.ds = append(l.ds, inner.ds...)
	if len(inner.ds) > 0 {
		panic(refusal{})
	}
	if in := writes(inner.fn); in != nil {
		l.ds.Add(in.Pos, "%s calls itself and writes memory that its caller sees, so its derivative would need a copy of that memory at each call: return the values instead, or write a loop", body.Func.Name())
		panic(refusal{})
	}
	return inner.fn
}

// calleeName is the name of a separate function: unexported, and the method's
// with its receiver's.
func calleeName(body *Body, c *callable) string {
	name := body.Func.Name()
	if r := body.Func.Signature().Recv(); r != nil {
		name = goName1(r.Type()) + name
	}
	return lower(name)
}

// head makes the parameters and result types of a separate function, so that
// calls of it can be lowered before its body is.
func (l *lowerer) head(body *Body, c *callable) {
	l.push(body, body.Decl.Body)
	l.frame.subst = substitution(body.Func, c.args)
	l.stack = append(l.stack, Key(body.Func))
	l.fn.Pos = l.prog.Position(body.Decl.Name.Pos())
	l.signature(Request{Body: body})
	// The types of the results, for calls within; yield replaces them.
	for _, p := range l.frame.results {
		for _, f := range l.resultTypes(p) {
			l.fn.Body.Yield = append(l.fn.Body.Yield, &ir.Value{Type: f})
		}
	}
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

func (l *lowerer) bodyOf(body *Body) {
	defer l.recover()
	l.run(body.Decl.Body)
	l.fn.Body.Yield = nil
	l.yield()
}

// writes is the first instruction that may write memory that the function did
// not make.
func writes(f *ir.Func) (found *ir.Instr) {
	f.Body.Walk(func(in *ir.Instr) {
		if found != nil || in.IsGoCall() && len(in.Effect().Writes) == 0 {
			return
		}
		for _, w := range in.Effect().Writes {
			d := w.Object().Def
			if d == nil || !d.IsNew() && !d.IsMake() && !d.IsMakeMap() && !d.IsGrow() {
				found = in
			}
		}
	})
	return found
}
