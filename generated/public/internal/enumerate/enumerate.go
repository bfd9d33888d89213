// Package enumerate lists the exported functions of packages that take and give
// floats, and what helps to draw arguments for them.
package enumerate

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Func is a function that is to be differentiated.
type Func struct {
	Package string // its path
	Name    string // Func, or Type.Method
	Pointer bool   // the receiver is a pointer
	Generic bool
	Type    string // its signature
}

// Path is the name by which chainrule finds the function.
func (f Func) Path() string { return f.Package + "." + f.Name }

// Module is what was found in packages of one module.
type Module struct {
	Funcs     []Func
	Functions []Func   // exported functions that give a value of a type of the module, or that a parameter may be
	Types     []string // exported types, as path.Name or *path.Name
	Constants []string // of named types, as path.Name
}

// Packages looks at packages as the module in dir sees them.
func Packages(dir string, paths ...string) (*Module, error) {
	const mode = packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax | packages.NeedTypesInfo
	list, err := packages.Load(&packages.Config{Mode: mode, Dir: dir}, paths...)
	if err != nil {
		return nil, err
	}
	m := &Module{}
	for _, p := range list {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("%s: %v", p.PkgPath, p.Errors[0])
		}
		m.scope(p.Types.Scope())
	}
	slices.SortFunc(m.Funcs, func(a, b Func) int { return cmp.Compare(a.Path(), b.Path()) })
	return m, nil
}

// scope looks at what a package declares.
func (m *Module) scope(s *types.Scope) {
	for _, name := range s.Names() {
		obj := s.Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			m.function(obj, name)
		case *types.TypeName:
			m.typeName(obj)
		case *types.Const:
			if _, ok := types.Unalias(obj.Type()).(*types.Named); ok {
				m.Constants = append(m.Constants, obj.Pkg().Path()+"."+name)
			}
		}
	}
}

// typeName looks at a type and its methods.
func (m *Module) typeName(obj *types.TypeName) {
	t, ok := types.Unalias(obj.Type()).(*types.Named)
	if !ok || obj.IsAlias() {
		return
	}
	if t.TypeParams().Len() == 0 && !types.IsInterface(t) {
		path := obj.Pkg().Path() + "." + obj.Name()
		m.Types = append(m.Types, path, "*"+path)
	}
	if types.IsInterface(t) {
		return
	}
	for i := range t.NumMethods() {
		if method := t.Method(i); method.Exported() {
			m.function(method, obj.Name()+"."+method.Name())
		}
	}
}

// function adds a function if it is to be differentiated, and if it makes values.
func (m *Module) function(fn *types.Func, name string) {
	sig := fn.Signature()
	f := Func{Package: fn.Pkg().Path(), Name: name, Generic: sig.TypeParams().Len()+sig.RecvTypeParams().Len() > 0}
	f.Type = strings.TrimPrefix(types.TypeString(sig, types.RelativeTo(fn.Pkg())), "func")
	if r := sig.Recv(); r != nil {
		_, f.Pointer = types.Unalias(r.Type()).(*types.Pointer)
	}
	if sig.Recv() == nil && !f.Generic && sig.Results().Len() > 0 {
		m.Functions = append(m.Functions, f)
	}
	if wanted(sig) {
		m.Funcs = append(m.Funcs, f)
	}
}

// wanted reports whether a function takes and gives floats. One without results
// gives what it writes.
func wanted(sig *types.Signature) bool {
	takes, writes, gives := false, false, false
	for v := range params(sig) {
		takes = takes || Holds(v.Type())
		writes = writes || leads(v.Type())
	}
	for v := range sig.Results().Variables() {
		gives = gives || Holds(v.Type())
	}
	return takes && (gives || writes && sig.Results().Len() == 0)
}

// params visits the receiver and the parameters.
func params(sig *types.Signature) func(func(*types.Var) bool) {
	return func(yield func(*types.Var) bool) {
		if r := sig.Recv(); r != nil && !yield(r) {
			return
		}
		sig.Params().Variables()(yield)
	}
}
