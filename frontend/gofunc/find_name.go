// Names of functions behind the path of their package.

package gofunc

import (
	"go/types"
	"strings"
)

// split is a package's path and a name within the package.
type split struct{ path, local string }

// splits are the ways to read path.Func or path.Type.Method. A path may have
// dots itself, so that there may be two.
func splits(name string) (out []split) {
	tail := strings.LastIndexByte(name, '/') + 1
	for dots, i := 0, len(name)-1; i >= tail && dots < 2; i-- {
		if name[i] == '.' && i > 0 {
			dots++
			out = append(out, split{name[:i], name[i+1:]})
		}
	}
	return out
}

// lookup finds Func or Type.Method in a package; nil if there is none.
func lookup(pkg *types.Package, name string) *types.Func {
	name = plain(name)
	first, method, isMethod := strings.Cut(name, ".")
	if !isMethod {
		fn, _ := pkg.Scope().Lookup(name).(*types.Func)
		return fn
	}
	t := lookupType(pkg, first)
	if t == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(t.Type(), true, pkg, method)
	fn, _ := obj.(*types.Func)
	return fn
}

// lookupType finds a type of a package; nil if there is none of that name.
func lookupType(pkg *types.Package, name string) *types.TypeName {
	t, _ := pkg.Scope().Lookup(name).(*types.TypeName)
	return t
}

// functionsOf are the names of a package's functions and methods.
func functionsOf(pkg *types.Package) (names []string) {
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			names = append(names, name)
		case *types.TypeName:
			if t, ok := types.Unalias(obj.Type()).(*types.Named); ok {
				for m := range t.Methods() {
					names = append(names, name+"."+m.Name())
				}
			}
		}
	}
	return names
}
