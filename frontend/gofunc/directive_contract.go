// The contract of a rule: which signature a derivative of a function has.

package gofunc

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// RuleSignature is how a rule for fn must be declared under a name: the
// parameters of fn (its receiver first), a seed for each result with floats, a
// shadow for each active reference, which for a struct or array that holds
// references is a pointer to one; the results of fn, and the derivative of each
// active value. The parameters in wrt are active, all with floats if it is empty.
// The qualifier says how packages are named.
func RuleSignature(fn *types.Func, name string, wrt []string, q types.Qualifier) string {
	sig := wanted(fn, wrt)
	return "func " + name + "(" + fieldList(sig.Params(), q) + ") (" + fieldList(sig.Results(), q) + ")"
}

// Named is a qualifier that names packages, but for the one that the code is in,
// as a file that imports them does.
func Named(here *types.Package) types.Qualifier {
	return func(p *types.Package) string {
		if p.Path() == here.Path() {
			return ""
		}
		return p.Name()
	}
}

// fieldList is a list of parameters, those in a row of one type under that type.
func fieldList(t *types.Tuple, q types.Qualifier) string {
	var b strings.Builder
	for i := range t.Len() {
		of := types.TypeString(t.At(i).Type(), q)
		b.WriteString(t.At(i).Name())
		if i+1 == t.Len() || types.TypeString(t.At(i+1).Type(), q) != of {
			b.WriteString(" " + of)
		}
		if i+1 < t.Len() {
			b.WriteString(", ")
		}
	}
	return b.String()
}

// wanted is the signature of a rule.
func wanted(fn *types.Func, wrt []string) *types.Signature {
	sig := fn.Signature()
	var params, results []*types.Var
	add := func(list *[]*types.Var, name string, t types.Type) {
		*list = append(*list, types.NewParam(token.NoPos, nil, name, t))
	}
	for v := range inputs(sig) {
		add(&params, nameOr(v, "p"+strconv.Itoa(len(params)+1)), v.Type())
	}
	values, err := outputs(sig)
	for i, v := range values {
		add(&results, nameOr(v, resultName(i, len(values))), v.Type())
		if holdsFloats(v.Type()) {
			add(&params, "d"+results[i].Name(), v.Type())
		}
	}
	for _, v := range floatInputs(fn, wrt) {
		name := "d" + nameOr(v, "p")
		switch {
		case !refersToFloats(v.Type()):
			add(&results, name, v.Type())
		case isReference(v.Type()):
			add(&params, name, v.Type())
		default:
			add(&params, name, types.NewPointer(v.Type()))
		}
	}
	if err != nil {
		add(&results, "err", err.Type())
	}
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), types.NewTuple(results...), false)
}

// outputs are the results without the error at their end, and that error.
func outputs(sig *types.Signature) (values []*types.Var, err *types.Var) {
	values = slices.Collect(sig.Results().Variables())
	if n := len(values); n > 0 && isError(values[n-1].Type()) {
		return values[:n-1], values[n-1]
	}
	return values, nil
}

// floatInputs are the parameters with floats, the receiver first; those that wrt
// names, if it names any.
func floatInputs(fn *types.Func, wrt []string) (list []*types.Var) {
	for v := range inputs(fn.Signature()) {
		if holdsFloats(v.Type()) && (len(wrt) == 0 || slices.Contains(wrt, v.Name())) {
			list = append(list, v)
		}
	}
	return list
}

func nameOr(v *types.Var, name string) string {
	if v.Name() == "" || v.Name() == "_" {
		return name
	}
	return v.Name()
}

// resultName is the name of a result that has none.
func resultName(i, n int) string {
	if n == 1 {
		return "r"
	}
	return "r" + strconv.Itoa(i+1)
}

// flat is the signature of a function, the receiver being the first parameter
// and a variadic parameter a slice.
func flat(fn *types.Func) *types.Signature {
	params := slices.Collect(inputs(fn.Signature()))
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), fn.Signature().Results(), false)
}

// sameShape compares the types of two signatures by their text: those of
// packages that were loaded twice are the same types.
func sameShape(a, b *types.Signature) bool {
	return shape(a.Params()) == shape(b.Params()) && shape(a.Results()) == shape(b.Results())
}

func shape(t *types.Tuple) (s string) {
	for v := range t.Variables() {
		s += types.TypeString(v.Type(), nil) + "; "
	}
	return s
}
