// The signature of the function that is lowered: its parameters and results,
// taken apart where they are aggregates.

package gofunc

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"chainrule/ir"
)

// signature makes the parameters of the function and the cells of its results.
func (l *lowerer) signature(r Request) {
	d, fn := r.Body.Decl, r.Body.Func
	sig := l.replace(fn.Signature()).(*types.Signature)
	l.frame.sig = sig
	s := &ir.Signature{Package: fn.Pkg().Path()}
	l.fn.Sig = s
	if d.Recv != nil && !l.isFixed(recvName(d)) {
		recv := l.replace(fn.Signature().Recv().Type())
		p := l.param(d.Recv.List[0], recvName(d), recv)
		if l.target == r.Body.unit.meta.PkgPath && fn.Signature().RecvTypeParams().Len() == 0 {
			s.Recv = &p
		} else { // only the package itself may declare a method, and none of an instance
			s.Params = append(s.Params, p)
		}
	}
	i := 0
	for _, field := range d.Type.Params.List {
		names := field.Names
		if len(names) == 0 {
			names = []*ast.Ident{nil}
		}
		for _, id := range names {
			if !l.isFixed(id) {
				s.Params = append(s.Params, l.param(field, id, sig.Params().At(i).Type()))
			}
			i++
		}
	}
	l.memberTypes(fn.Signature().Recv(), sig)
	if sig.Variadic() && len(s.Params) > 0 {
		s.Params[len(s.Params)-1].Variadic = true
	}
	l.bindResults(d.Type, sig)
}

// isFixed binds a parameter whose operand is known, and reports whether it is one.
func (l *lowerer) isFixed(id *ast.Ident) bool {
	if id == nil {
		return false
	}
	obj := l.info().Defs[id]
	o, ok := l.fixed[obj]
	if ok {
		l.frame.vars[obj] = o
	}
	return ok
}

func recvName(d *ast.FuncDecl) *ast.Ident {
	if names := d.Recv.List[0].Names; len(names) > 0 {
		return names[0]
	}
	return nil
}

// param makes the parameters that hold a Go parameter.
func (l *lowerer) param(n ast.Node, id *ast.Ident, t types.Type) ir.GoParam {
	name := "arg"
	if id != nil && id.Name != "_" {
		name = id.Name
	} else if named := goName1(t); named != "" && l.fn.Sig.Recv == nil && len(l.fn.Sig.Params) == 0 {
		name = lower(named[:1]) // of a receiver: as Go names them
	}
	p := ir.GoParam{Name: name, Type: goText(t)}
	o := l.parts(&p, t)
	if id != nil && id.Name != "_" {
		l.bind(n, l.info().Defs[id], t, o)
	}
	return p
}

// parts adds the leaves of a parameter, and gives what it holds.
func (l *lowerer) parts(p *ir.GoParam, t types.Type) operand {
	add := func(path string, t types.Type, as ir.Type) *ir.Value {
		v := l.fn.Body.AddParam(l.unique(p.Name+nameOfPath(path)), as)
		p.Leaves = append(p.Leaves, ir.Leaf{Path: path, Name: v.Name, Type: cell(t)})
		l.floats[v.Name] = leadsToFloats(t)
		return v
	}
	if classOf(t) == function {
		return operand{t: t, v: add("", t, ir.GoType(goText(t)))}
	}
	if classOf(t) != aggregate {
		return operand{t: t, v: add("", t, irType(t))}
	}
	list, ok := leaves(t)
	if !ok {
		c := place{ref: add("", t, ir.GoType("*"+goText(t))), t: t}
		return operand{t: t, place: &c}
	}
	l.reachable(l.root.Decl.Name, t)
	c := l.fresh(p.Name, t)
	for _, f := range list {
		at := place{ref: c.ref, path: f.path, t: f.t}
		l.b.Put(at.ref, barred(at), add(f.path, f.t, irType(f.t)))
	}
	return operand{t: t, place: &c}
}

// reachable refuses an aggregate with fields that the package of the output may
// not name.
func (l *lowerer) reachable(n ast.Node, t types.Type) {
	switch u := t.Underlying().(type) {
	case *types.Array:
		l.reachable(n, u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if classOf(f.Type()) != aggregate && !f.Exported() && f.Name() != "_" && f.Pkg().Path() != l.target {
				l.refuse(n, "field %s of %s is not exported, so package %s cannot reach it: generate the derivative in package %s", f.Name(), goName(t), l.target, f.Pkg().Path())
			}
			if classOf(f.Type()) == aggregate {
				l.reachable(n, l.replace(f.Type()))
			}
		}
	}
}

// nameOfPath is a path as part of a name.
func nameOfPath(path string) string { return pathMarks.Replace(path) }

var pathMarks = strings.NewReplacer(".", "_", "[", "_", "]", "")

// unique is a parameter's name that no other has.
func (l *lowerer) unique(name string) string {
	for l.fn.Param(name) != nil {
		name += "_"
	}
	return name
}

// yield makes the results.
func (l *lowerer) yield() {
	sig := l.frame.sig
	used := map[string]bool{}
	for _, p := range l.fn.Body.Params {
		used[p.Name] = true
	}
	for i, p := range l.frame.results {
		v := sig.Results().At(i)
		g := ir.GoParam{Name: fresh(used, resultNameOf(v, i, sig.Results().Len())), Type: goText(v.Type())}
		o := l.resultOf(i, p)
		for _, f := range l.resultLeaves(p, o) {
			name := g.Name
			if f.path != "" {
				name = fresh(used, g.Name+nameOfPath(f.path))
			}
			g.Leaves = append(g.Leaves, ir.Leaf{Path: f.path, Name: name, Type: cell(f.t)})
			l.fn.Results = append(l.fn.Results, name)
			l.fn.Body.Yield = append(l.fn.Body.Yield, f.v)
		}
		l.fn.Sig.Results = append(l.fn.Sig.Results, g)
	}
}

type resultLeaf struct {
	path string
	t    types.Type
	v    *ir.Value
}

// resultOf is what result i holds at the end.
func (l *lowerer) resultOf(i int, p place) operand {
	if k := l.frame.known[i]; k != nil {
		return operand{t: p.t, v: l.functionOrBox(l.frame.body.Decl.Name, l.held(l.frame.code, operand{t: p.t, known: k}))}
	}
	return l.read(p)
}

func (l *lowerer) resultLeaves(p place, o operand) (list []resultLeaf) {
	if o.place == nil {
		return []resultLeaf{{"", p.t, l.value(l.frame.code, o)}}
	}
	parts, ok := leaves(p.t)
	if !ok {
		return []resultLeaf{{"", p.t, o.place.ref}}
	}
	l.reachable(l.root.Decl.Name, p.t)
	for _, f := range parts {
		at := *o.place
		at.path, at.t = at.path+f.path, f.t
		list = append(list, resultLeaf{f.path, f.t, l.load(at)})
	}
	return list
}

func fresh(used map[string]bool, name string) string {
	for used[name] {
		name += "_"
	}
	used[name] = true
	return name
}

// resultNameOf is the name of a result, or one for it.
func resultNameOf(v *types.Var, i, n int) string {
	switch {
	case v.Name() != "" && v.Name() != "_":
		return v.Name()
	case v.Type().String() == "error":
		return "err"
	case n == 1 || n == 2 && i == 0:
		return "y"
	}
	return "y" + itoa(i+1)
}

// wrt names the parameters to differentiate by, or the parts of them.
func (l *lowerer) wrt(r Request) (names []string) {
	_, marked := r.Body.Inactive()
	inactive := append(slices.Clone(r.Inactive), marked...)
	for _, p := range l.fn.Sig.All() {
		for _, f := range p.Leaves {
			v := l.fn.Param(f.Name)
			if v.Type != ir.TF64 && !v.Type.IsRef() || slices.Contains(inactive, p.Name) || !l.floats[f.Name] {
				continue
			}
			names = append(names, asked(r.Wrt, p.Name, f)...)
		}
	}
	return names
}

// asked is the part, or the places in it, that wrt asks for.
func asked(wrt []string, param string, f ir.Leaf) (names []string) {
	if len(wrt) == 0 {
		return []string{f.Name}
	}
	whole := param + f.Path
	for _, w := range wrt {
		switch {
		case w == whole || strings.HasPrefix(whole, w+".") || strings.HasPrefix(whole, w+"["):
			return []string{f.Name}
		case strings.HasPrefix(w, whole+"."):
			names = append(names, f.Name+strings.TrimPrefix(w, whole))
		}
	}
	return names
}
