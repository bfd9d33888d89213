// The parameters that a request names, and the values of its options.

package gofunc

import (
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// param is the parameter, or receiver, of that name; nil if there is none.
func (g *gathering) param(name string) *types.Var {
	for v := range inputs(g.body.Func.Signature()) {
		if v.Name() == name && name != "_" && name != "" {
			return v
		}
	}
	return nil
}

// params are the names of the receiver and the parameters.
func (g *gathering) params() (names []string) {
	for v := range inputs(g.body.Func.Signature()) {
		names = append(names, v.Name())
	}
	return names
}

// inputs gives the receiver and the parameters.
func inputs(sig *types.Signature) func(yield func(*types.Var) bool) {
	return func(yield func(*types.Var) bool) {
		if recv := sig.Recv(); recv != nil && !yield(recv) {
			return
		}
		for v := range sig.Params().Variables() {
			if !yield(v) {
				return
			}
		}
	}
}

// wrt checks what the option wrt= names: parameters with floats, or fields of
// parameters.
func (g *gathering) wrt(w word, inactive []string) (list []string) {
	for _, part := range w.list() {
		if why := g.wrtFault(part.text, inactive); why != "" {
			g.report(part.pos, "wrt: %s", why)
			continue
		}
		if slices.Contains(list, part.text) {
			g.report(part.pos, "wrt: %s is named twice", part.text)
		}
		list = append(list, part.text)
	}
	return list
}

// wrtFault says what is wrong with a path such as x or p.Sigma.
func (g *gathering) wrtFault(path string, inactive []string) string {
	names := strings.Split(path, ".")
	v := g.param(names[0])
	switch {
	case v == nil && len(g.params()) == 0:
		return g.name() + " has no parameters"
	case v == nil:
		return g.name() + " has no parameter " + names[0] + meant(names[0], g.params()) + ": it has " + strings.Join(g.params(), ", ")
	case slices.Contains(inactive, names[0]):
		return names[0] + " is inactive, by another directive"
	}
	t, at := v.Type(), names[0]
	for _, name := range names[1:] {
		obj, _, _ := types.LookupFieldOrMethod(t, true, g.u.pkg, name)
		field, ok := obj.(*types.Var)
		if !ok {
			return at + " has no field " + name + meant(name, fieldsOf(t))
		}
		t, at = field.Type(), at+"."+name
	}
	if !mayHold(t) {
		return at + " is of type " + types.TypeString(t, types.RelativeTo(g.u.pkg)) + ", which holds no float"
	}
	return ""
}

// fieldsOf are the names of a struct's fields.
func fieldsOf(t types.Type) (names []string) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			names = append(names, f.Name())
		}
	}
	return names
}

// budget reads a number of bytes: 4096, 64K, 1G.
func (g *gathering) budget(w word) int {
	if w.text == "" {
		return 0
	}
	digits, shift := w.text, 0
	if i := strings.IndexByte("KMG", w.text[len(w.text)-1]); i >= 0 {
		digits, shift = w.text[:len(w.text)-1], 10*(i+1)
	}
	n, err := strconv.ParseUint(digits, 10, 62-shift)
	if err != nil || n == 0 {
		g.report(w.pos, "budget: %q is no number of bytes, as 4096, 64K, 16M or 1G are", w.text)
	}
	return int(n << shift)
}

// floats reports whether floats may come in, and whether they may come out.
func (g *gathering) floats() (in, out bool) {
	sig := g.body.Func.Signature()
	for v := range inputs(sig) {
		in = in || mayHold(v.Type())
		out = out || mayHold(v.Type()) && refers(v.Type())
	}
	for v := range sig.Results().Variables() {
		out = out || mayHold(v.Type()) && !isError(v.Type())
	}
	return in, out
}
