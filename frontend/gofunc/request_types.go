// The type arguments for which a generic function is differentiated.

package gofunc

import (
	"errors"
	"fmt"
	"go/types"
	"strings"
)

// typeParams are the type parameters of a function, or of a method's receiver.
func typeParams(fn *types.Func) *types.TypeParamList {
	if list := fn.Signature().TypeParams(); list.Len() > 0 {
		return list
	}
	return fn.Signature().RecvTypeParams()
}

// typeArgs reads type arguments, which mean what they mean in the function's file.
func (b *Body) typeArgs(texts []string) (args []types.Type, err error) {
	if n := typeParams(b.Func).Len(); n != len(texts) {
		return nil, fmt.Errorf("%s has %d type parameters, and not %d: %s", b.Func.Name(), n, len(texts), strings.Join(texts, ","))
	}
	for _, text := range texts {
		tv, err := types.Eval(b.prog.Fset, b.Pkg, b.Decl.Pos(), text)
		if err != nil || !tv.IsType() {
			return nil, fmt.Errorf("%q is no type here", text)
		}
		args = append(args, tv.Type)
	}
	var of types.Type = b.Func.Signature()
	if recv := receiverType(b.Func); b.Func.Signature().RecvTypeParams().Len() > 0 {
		if p, ok := recv.(*types.Pointer); ok {
			recv = p.Elem()
		}
		of = recv.(*types.Named).Origin()
	}
	if _, err := types.Instantiate(nil, of, args, true); err != nil {
		return nil, errors.New(err.Error())
	}
	return args, nil
}

// instanceOf is what stands in brackets in a name: the float32 of Sum[float32] and
// of (*Vec[float32]).Norm.
func instanceOf(name string) []string {
	from, to := strings.IndexByte(name, '['), strings.LastIndexByte(name, ']')
	if from < 0 || to < from {
		return nil
	}
	texts := strings.Split(name[from+1:to], ",")
	for i := range texts {
		texts[i] = strings.TrimSpace(texts[i])
	}
	return texts
}

// instance is the type arguments as Go text, for comparing.
func (r Request) instance() string {
	var texts []string
	for _, t := range r.Types {
		texts = append(texts, goText(t))
	}
	return strings.Join(texts, ",")
}

// InOut gives the types of the parameters, the receiver first, and of the results,
// with type arguments in the place of type parameters.
func (r Request) InOut() (in, out []types.Type) {
	subst := r.substitution()
	for v := range inputs(r.Body.Func.Signature()) {
		in = append(in, replace(v.Type(), subst))
	}
	for v := range r.Body.Func.Signature().Results().Variables() {
		out = append(out, replace(v.Type(), subst))
	}
	return in, out
}

// substitution is the type arguments that are asked for, or float64 where the
// constraint has it, else the constraint's first type that is a float, else its
// first type; nil for a parameter that has none of these.
func (r Request) substitution() map[*types.TypeParam]types.Type {
	if len(r.Types) > 0 {
		return substitution(r.Body.Func, r.Types)
	}
	subst := map[*types.TypeParam]types.Type{}
	for p := range typeParams(r.Body.Func).TypeParams() {
		subst[p] = chosen(p)
	}
	return subst
}
