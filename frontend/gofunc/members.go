// What is in the types that parameters lead to: where a result refers to memory of
// the caller, its derivative visits what the function itself does not name.

package gofunc

import (
	"go/types"
	"slices"

	"chainrule/ir"
)

// memberTypes notes what is in the types that the parameters lead to, if results
// may refer to it.
func (l *lowerer) memberTypes(recv *types.Var, sig *types.Signature) {
	if !slices.ContainsFunc(slices.Collect(sig.Results().Variables()), func(v *types.Var) bool { return refers(v.Type()) && carriesFloats(v.Type()) }) {
		return
	}
	l.fn.Sig.Types = map[string][]ir.Member{}
	if recv != nil {
		l.membersBehind(l.replace(recv.Type()))
	}
	for v := range sig.Params().Variables() {
		l.membersBehind(v.Type())
	}
}

// membersBehind notes what is in the types that a value of the type leads to.
func (l *lowerer) membersBehind(t types.Type) {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		l.membersOf(u.Elem())
	case *types.Pointer:
		l.membersOf(u.Elem())
	case *types.Map:
		l.membersOf(u.Elem())
	case *types.Struct, *types.Array:
		l.membersOf(t)
	}
}

// membersOf notes what is in a type, and in what that leads to.
func (l *lowerer) membersOf(t types.Type) {
	text := goText(t)
	if _, known := l.fn.Sig.Types[text]; known || !carriesFloats(t) {
		return
	}
	l.fn.Sig.Types[text] = nil
	var list []ir.Member
	l.eachMember(t, ir.Member{}, func(t types.Type, m ir.Member) {
		list = append(list, m)
		l.membersBehind(t)
	})
	l.fn.Sig.Types[text] = list
}

// eachMember visits the floats, references and interfaces in a value of the type,
// which is at the path that the member says.
func (l *lowerer) eachMember(t types.Type, at ir.Member, visit func(types.Type, ir.Member)) {
	switch classOf(t) {
	case float, reference:
		at.Type, at.Cell = irType(t), cell(t)
		visit(t, at)
	case carried:
		if isInterface(t) {
			at.Type, at.Sealed = irType(t), true
			visit(t, at)
		}
	case aggregate:
		if a, ok := t.Underlying().(*types.Array); ok {
			at.Path += "[]"
			l.eachMember(a.Elem(), at, visit)
			return
		}
		for f := range t.Underlying().(*types.Struct).Fields() {
			if f.Name() != "_" {
				hidden := at.Hidden || !f.Exported() && f.Pkg().Path() != l.target
				l.eachMember(l.replace(f.Type()), ir.Member{Path: at.Path + "." + f.Name(), Hidden: hidden}, visit)
			}
		}
	}
}
