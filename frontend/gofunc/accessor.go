// Accessors: exported methods that give a field which only the package of the type
// may name. Other packages read the field by them, of values and of shadows alike.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Accessor is the method by which packages may read what a path of fields leads to
// from values of a Go type, which is written with its import path in braces, and
// the rest of the path from there; empty if there is none.
func (p *Program) Accessor(typ, path string) (method, rest string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.accessors[typ] == nil {
		if p.accessors == nil {
			p.accessors = map[string]map[string]string{}
		}
		p.accessors[typ] = p.accessorsOf(typ)
	}
	known := p.accessors[typ]
	for whole := path; whole != ""; whole = whole[:strings.LastIndexByte(whole, '.')] {
		if m := known[whole]; m != "" && namable(path[len(whole):]) {
			return m, path[len(whole):]
		}
	}
	return "", ""
}

// namable reports whether every package may name the fields of a path.
func namable(path string) bool {
	for _, name := range strings.Split(path, ".")[1:] {
		name, _, _ = strings.Cut(name, "[")
		if !token.IsExported(name) {
			return false
		}
	}
	return !strings.HasPrefix(path, "[")
}

// accessorsOf lists the accessors of a declared type by the paths that they read.
func (p *Program) accessorsOf(typ string) map[string]string {
	found := map[string]string{}
	path, name, ok := strings.Cut(strings.TrimPrefix(typ, "{"), "}.")
	if !ok || !token.IsIdentifier(name) {
		return found
	}
	u, err := p.unitOf(path)
	if err != nil {
		return found
	}
	obj, ok := u.pkg.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return found
	}
	for m := range types.NewMethodSet(types.NewPointer(obj.Type())).Methods() {
		fn := m.Obj().(*types.Func)
		if !fn.Exported() || fn.Pkg() != u.pkg {
			continue
		}
		promoted, ok := fieldPath(obj.Type(), m.Index()[:len(m.Index())-1])
		if field := u.accessed(fn); ok && field != "" && found[promoted+field] == "" {
			found[promoted+field] = fn.Name()
		}
	}
	return found
}

// accessed is the path of the field of its receiver that a method gives and does
// nothing else, empty if it is none of these.
func (u *unit) accessed(fn *types.Func) string {
	d := u.decls[local(fn)].decl
	if d == nil || d.Body == nil || len(d.Body.List) != 1 || fn.Signature().Params().Len() > 0 {
		return ""
	}
	ret, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 || !types.Identical(u.info.TypeOf(ret.Results[0]), fn.Signature().Results().At(0).Type()) {
		return ""
	}
	path := ""
	for e := ret.Results[0]; ; {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			s := u.info.Selections[x]
			if s == nil || s.Kind() != types.FieldVal {
				return ""
			}
			step, ok := fieldPath(s.Recv(), s.Index())
			if _, far := s.Recv().Underlying().(*types.Pointer); !ok || far && !isName(x.X) {
				return ""
			}
			e, path = x.X, step+path
		case *ast.Ident:
			if names := d.Recv.List[0].Names; len(names) == 1 && u.info.Uses[x] == u.info.Defs[names[0]] {
				return path
			}
			return ""
		default:
			return ""
		}
	}
}

// fieldPath is the path along fields by number, if no pointer is on it but the
// first.
func fieldPath(t types.Type, index []int) (path string, ok bool) {
	if ptr, isPointer := t.Underlying().(*types.Pointer); isPointer {
		t = ptr.Elem()
	}
	for _, i := range index {
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			return "", false
		}
		path += "." + s.Field(i).Name()
		t = s.Field(i).Type()
	}
	return path, true
}

func isName(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.Ident)
	return ok
}
