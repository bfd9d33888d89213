// Range statements.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"chainrule/ir"
)

func (l *lowerer) rangeStmt(s *ast.RangeStmt) {
	t := l.typ(s.X)
	switch u := t.Underlying().(type) {
	case *types.Slice:
		l.rangeSlice(s, u.Elem())
	case *types.Array:
		l.rangeArray(s, u, l.rangedArray(s))
	case *types.Pointer:
		a := u.Elem().Underlying().(*types.Array)
		l.rangeArray(s, a, place{ref: l.value(s.X, l.expr(s.X)), t: u.Elem()})
	case *types.Map:
		l.rangeMap(s, u)
	case *types.Signature:
		l.rangeFunc(s)
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			l.rangeInt(s, t)
			return
		}
		l.rangeString(s)
	default:
		l.refuse(s, "a range over %s is not supported: range over a slice", goName(t))
	}
}

func (l *lowerer) rangeInt(s *ast.RangeStmt, t types.Type) {
	n := l.index(s.X)
	l.at(s)
	l.over(s.Body, l.b.Int(0), n, false, func(i *ir.Value) {
		l.iterate(s, s.Key, l.converted(s, operand{t: types.Typ[types.Int], v: i}, defaulted(t)))
	})
}

// iterate gives a variable of a range statement its value for an iteration.
func (l *lowerer) iterate(s *ast.RangeStmt, e ast.Expr, o operand) {
	if e == nil || blank(e) {
		return
	}
	if s.Tok == token.DEFINE {
		id := e.(*ast.Ident)
		if o.v != nil && isIndex(o.v) {
			o.v.Name = id.Name
		}
		l.define(id, l.snapshotIf(e, o))
		return
	}
	p := l.placeOf(e)
	l.update(s, e, p, l.converted(e, o, p.t))
}

// isIndex reports whether a value is what a loop counts with.
func isIndex(v *ir.Value) bool {
	return v.Def == nil && v.Of.Parent != nil && v.Of.Parent.IsLoop() && v == v.Of.Parent.Index()
}

func (l *lowerer) snapshotIf(n ast.Node, o operand) operand {
	if o.place != nil && classOf(o.t) != aggregate {
		return l.snapshot(n, o)
	}
	return o // define copies an aggregate
}

func (l *lowerer) rangeSlice(s *ast.RangeStmt, elem types.Type) {
	r := l.value(s.X, l.expr(s.X))
	l.at(s)
	n := l.b.Size(r)
	l.over(s.Body, l.b.Int(0), n, false, func(i *ir.Value) {
		l.iterate(s, s.Key, operand{t: types.Typ[types.Int], v: i})
		if s.Value != nil && !blank(s.Value) {
			l.iterate(s, s.Value, l.read(place{ref: r, path: "[$]", index: []*ir.Value{i}, t: elem}))
		}
	})
}

// rangedArray is the array that a statement ranges over: a copy, if its elements
// are used and the body might change it.
func (l *lowerer) rangedArray(s *ast.RangeStmt) place {
	p := l.placeOf(s.X)
	if s.Value == nil || blank(s.Value) {
		return p
	}
	m := map[types.Object]bool{}
	mark(l.info(), m, s.X)
	changed := mutated(l.info(), s.Body)
	for v := range m {
		if o, ok := v.(*types.Var); ok && !changed[v] && !l.frame.captured(o) && !l.isGlobal(o) {
			return p
		}
	}
	return *l.snapshot(s.X, operand{t: p.t, place: &p}).place
}

func (l *lowerer) isGlobal(v *types.Var) bool { return v.Pkg() != nil && v.Parent() == v.Pkg().Scope() }

func (l *lowerer) rangeArray(s *ast.RangeStmt, a *types.Array, p place) {
	l.at(s)
	l.over(s.Body, l.b.Int(0), l.b.Int(int(a.Len())), false, func(i *ir.Value) {
		l.iterate(s, s.Key, operand{t: types.Typ[types.Int], v: i})
		if s.Value != nil && !blank(s.Value) {
			l.iterate(s, s.Value, l.read(p.indexed(i, a.Elem())))
		}
	})
}

// rangeMap goes over the keys that the map has now, in Go's order, and passes
// over those that are gone when their turn comes.
func (l *lowerer) rangeMap(s *ast.RangeStmt, u *types.Map) {
	m := l.value(s.X, l.expr(s.X))
	l.at(s)
	keys := l.b.Keys(ir.GoType("[]"+goText(u.Key())), m)
	at := func(i *ir.Value) place {
		return place{ref: keys, path: "[$]", index: []*ir.Value{i}, t: u.Key()}
	}
	l.overIf(s.Body, l.b.Int(0), l.b.Size(keys), false, func(i *ir.Value) *ir.Value {
		k := l.read(at(i))
		key := l.value(s, l.snapshot(s, k))
		there := l.b.Has(m, key)
		l.iterate(s, s.Key, k)
		if s.Value != nil && !blank(s.Value) {
			l.iterate(s, s.Value, l.read(place{entry: &entry{m, key}, t: u.Elem()}))
		}
		if !removes(l.info(), s.Body) {
			return nil
		}
		return there
	})
}

// removes reports whether the body may remove entries of a map.
func removes(info *types.Info, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			id, ok := call.Fun.(*ast.Ident)
			b, builtin := info.Uses[id].(*types.Builtin)
			found = found || !ok || !builtin || b.Name() == "delete" || b.Name() == "clear"
		}
		return true
	})
	return found
}

// runesTemplate gives the runes of a string and where they begin.
const runesTemplate = "func(s string) (at []int, runes []rune) {\nfor i, r := range s {\nat, runes = append(at, i), append(runes, r)\n}\nreturn at, runes\n}(string($0))"

func (l *lowerer) rangeString(s *ast.RangeStmt) {
	text := l.value(s.X, l.expr(s.X))
	l.at(s)
	in := l.b.GoCall(runesTemplate, []*ir.Value{text}, ir.GoType("[]int"), ir.GoType("[]rune"))
	at, runes := in.Results[0], in.Results[1]
	rune32 := types.Universe.Lookup("rune").Type()
	l.over(s.Body, l.b.Int(0), l.b.Size(at), false, func(i *ir.Value) {
		l.iterate(s, s.Key, l.read(place{ref: at, path: "[$]", index: []*ir.Value{i}, t: types.Typ[types.Int]}))
		if s.Value != nil && !blank(s.Value) {
			l.iterate(s, s.Value, l.read(place{ref: runes, path: "[$]", index: []*ir.Value{i}, t: rune32}))
		}
	})
}

// yielder is the body of a range over a function, as the function that the
// iterator calls.
type yielder struct {
	s     *ast.RangeStmt
	frame *frame
	t     *target
}

func (l *lowerer) rangeFunc(s *ast.RangeStmt) {
	f := l.expr(s.X)
	if f.known == nil && f.v != nil && !carriesFloats(l.typ(s.X).Underlying().(*types.Signature).Params().At(0).Type().Underlying().(*types.Signature).Params()) {
		l.rangeCarried(s, f)
		return
	}
	if f.known == nil {
		l.refuse(s.X, "this function is not known here: range over a function that is named or written where it is used")
	}
	t, leave := l.enter(s.Body, true)
	defer leave()
	sig := l.typ(s.X).Underlying().(*types.Signature)
	y := operand{t: sig.Params().At(0).Type(), known: &yielder{s, l.frame, t}}
	l.apply(s.X, f, []operand{y})
}

// rangeCarried ranges over what an iterator that is carried as Go code gives:
// all of it is collected first, so that it has to end by itself.
func (l *lowerer) rangeCarried(s *ast.RangeStmt, f operand) {
	if jumpsOf(s.Body).leaves() && !ends(f.v) {
		l.refuse(s.X, "the loop may leave this iterator early, which is not known here and may have no end: range over slices.Collect of it, or over a function that is known")
	}
	params := l.typ(s.X).Underlying().(*types.Signature).Params().At(0).Type().Underlying().(*types.Signature).Params()
	names, lists, decls := "", "", ""
	var ts []ir.Type
	for i := range params.Len() {
		t := goText(params.At(i).Type())
		sep := ""
		if i > 0 {
			sep = ", "
		}
		names += sep + "v" + itoa(i)
		lists += "l" + itoa(i) + " = append(l" + itoa(i) + ", v" + itoa(i) + ")\n"
		decls += sep + "l" + itoa(i) + " []" + t
		ts = append(ts, ir.GoType("[]"+t))
	}
	assign := ""
	if names != "" {
		assign = names + " := "
	}
	text := "func() (" + decls + ") {\nfor " + assign + "range $0 {\n" + lists + "}\nreturn\n}()"
	if params.Len() == 0 || params.Len() > 2 {
		l.refuse(s, "a range over an iterator without values is not supported: count")
	}
	in := l.b.GoCall(text, []*ir.Value{l.value(s.X, f)}, ts...)
	l.over(s.Body, l.b.Int(0), l.b.Size(in.Results[0]), false, func(i *ir.Value) {
		for k, e := range []ast.Expr{s.Key, s.Value} {
			if e != nil && k < params.Len() {
				l.iterate(s, e, l.read(place{ref: in.Results[k], path: "[$]", index: []*ir.Value{i}, t: params.At(k).Type()}))
			}
		}
	})
}

// yieldTo runs the body for the values and gives whether to go on.
func (l *lowerer) yieldTo(y *yielder, values []operand) operand {
	here := l.frame
	l.frame = y.frame
	for i, e := range []ast.Expr{y.s.Key, y.s.Value} {
		if e != nil && i < len(values) {
			l.iterate(y.s, e, values[i])
		}
	}
	l.iteration(y.t, y.s.Body)
	more := l.b.Bool(true)
	if flags := l.ended(y.t, jumpsOf(y.s.Body)); len(flags) > 0 {
		more = l.none(flags)
	}
	l.frame = here
	return operand{t: types.Typ[types.Bool], v: more}
}

// ends reports whether the value is an iterator of the standard library: they come
// to an end, and nothing else notices how far they got.
func ends(v *ir.Value) bool {
	return v.Def != nil && v.Def.IsGo() && slices.ContainsFunc(finite, func(pkg string) bool { return strings.HasPrefix(v.Def.Template(), pkg) })
}

// finite are the packages of those iterators.
var finite = []string{"{strings}.", "{bytes}.", "{slices}.", "{maps}."}
