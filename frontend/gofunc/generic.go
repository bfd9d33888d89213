// Generic functions are lowered for the type arguments of each call.

package gofunc

import "go/types"

// replace puts type arguments in the place of the frame's type parameters.
func (l *lowerer) replace(t types.Type) types.Type {
	if t == nil || len(l.frame.subst) == 0 {
		return t
	}
	return replace(t, l.frame.subst)
}

func replace(t types.Type, with map[*types.TypeParam]types.Type) types.Type {
	again := func(t types.Type) types.Type { return replace(t, with) }
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		if w := with[t]; w != nil {
			return w
		}
	case *types.Pointer:
		return types.NewPointer(again(t.Elem()))
	case *types.Slice:
		return types.NewSlice(again(t.Elem()))
	case *types.Array:
		return types.NewArray(again(t.Elem()), t.Len())
	case *types.Map:
		return types.NewMap(again(t.Key()), again(t.Elem()))
	case *types.Tuple:
		return replaceTuple(t, with)
	case *types.Signature:
		return types.NewSignatureType(t.Recv(), nil, nil, replaceTuple(t.Params(), with), replaceTuple(t.Results(), with), t.Variadic())
	case *types.Struct:
		return replaceStruct(t, with)
	case *types.Named:
		return replaceNamed(t, with)
	}
	return t
}

func replaceTuple(t *types.Tuple, with map[*types.TypeParam]types.Type) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		v := t.At(i)
		vars[i] = types.NewParam(v.Pos(), v.Pkg(), v.Name(), replace(v.Type(), with))
	}
	return types.NewTuple(vars...)
}

func replaceStruct(t *types.Struct, with map[*types.TypeParam]types.Type) types.Type {
	fields := make([]*types.Var, t.NumFields())
	same := true
	for i := range fields {
		f := t.Field(i)
		w := replace(f.Type(), with)
		same = same && w == f.Type()
		fields[i] = types.NewField(f.Pos(), f.Pkg(), f.Name(), w, f.Embedded())
	}
	if same {
		return t
	}
	return types.NewStruct(fields, nil)
}

func replaceNamed(t *types.Named, with map[*types.TypeParam]types.Type) types.Type {
	if t.TypeArgs().Len() == 0 {
		return t
	}
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		args[i] = replace(t.TypeArgs().At(i), with)
	}
	if n, err := types.Instantiate(nil, t.Origin(), args, false); err == nil {
		return n
	}
	return t
}

// instance gives the type arguments with which a generic function is
// differentiated.
func (l *lowerer) instance(r Request) map[*types.TypeParam]types.Type {
	subst := r.substitution()
	for p := range typeParams(r.Body.Func).TypeParams() {
		if subst[p] == nil {
			l.refuse(r.Body.Decl.Name, "the type parameter %s of %s is no float: say for which types, as in %stypes=float64, or -func '%[2]s[float64]'", p.Obj().Name(), r.Body.Func.Name(), prefix+"grad ")
		}
	}
	return subst
}

func chosen(p *types.TypeParam) types.Type {
	iface := p.Constraint().Underlying().(*types.Interface)
	for _, k := range []types.BasicKind{types.Float64, types.Float32, types.Int} {
		if types.Satisfies(types.Typ[k], iface) {
			return types.Typ[k]
		}
	}
	return nil
}
