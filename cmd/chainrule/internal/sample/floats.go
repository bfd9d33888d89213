// Where the floats of a type of Go are.

package sample

import (
	"fmt"
	"go/types"
)

// Float is the path to floats within a type, all elements of a slice or array in
// one ("[]"), and what they are.
type Float struct {
	Path string
	Of   types.Type
}

// Floats lists the floats of a type. What is within itself ends there. The package
// of that path must be able to name them.
func Floats(t types.Type, pkg string) ([]Float, error) { return floats(t, "", pkg, nil) }

func floats(t types.Type, path, pkg string, in []types.Type) (list []Float, err error) {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsFloat != 0 {
			return []Float{{path, t}}, nil
		}
	case *types.Array:
		return floats(u.Elem(), path+"[]", pkg, in)
	case *types.Slice:
		if !within(t, in) {
			return floats(u.Elem(), path+"[]", pkg, append(in, t))
		}
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Struct); ok && !within(t, in) {
			return floats(u.Elem(), path, pkg, append(in, t))
		}
	case *types.Struct:
		for f := range u.Fields() {
			more, err := floats(f.Type(), path+"."+f.Name(), pkg, in)
			if len(more) > 0 && !f.Exported() && f.Pkg().Path() != pkg {
				err = fmt.Errorf("field %s of %s is not exported", f.Name(), t)
			}
			if err != nil {
				return nil, err
			}
			list = append(list, more...)
		}
	}
	return list, nil
}

// TypeText is a type as Go text, with the paths of packages in braces.
func TypeText(t types.Type) string { return types.TypeString(t, braces) }
