// Calling derivatives: what of their arguments and results belongs to what of the
// function's.

package compare

import (
	"slices"

	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/ir"
)

// added is what a derivative is given, or gives, for parameters of the function, by
// their number: shadows, tangents, derivatives.
type added map[int]ir.Arg

// call runs a derivative. It gives what it has computed for float results and for
// parameters that it has results for.
func (c *check) call(d *ir.Func, args, seeds []ir.Arg, with added) (results []ir.Arg, by added, err error) {
	if d.Sig == nil {
		return c.callPlain(d, args, seeds, with)
	}
	var all []ir.Arg
	var lent []lent
	for _, p := range d.Body.Params {
		a := c.argument(d, p.Name, args, seeds, with)
		if ref, ok := a.V.(*ir.Ref); ok && !p.Type.Scalar() {
			lent = append(lent, lend(ref))
			a = ir.Arg{Array: lent[len(lent)-1].array}
		}
		all = append(all, a)
	}
	out, err := (&ir.Machine{GoCode: sample.Carried}).Call(d, all...)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range lent {
		l.back()
	}
	named := map[string]ir.Arg{}
	for i, name := range d.Results {
		named[name] = out[i]
	}
	results, by = c.results(d, named)
	return results, by, nil
}

// callPlain runs a derivative without a signature in Go: its parameters are the
// function's, then seeds, then what is added; its results likewise.
func (c *check) callPlain(d *ir.Func, args, seeds []ir.Arg, with added) (results []ir.Arg, by added, err error) {
	all := slices.Concat(args, seeds)
	for _, i := range c.active {
		if a, ok := with[i]; ok {
			all = append(all, a)
		}
	}
	out, err := ir.Eval(d, all...)
	if err != nil {
		return nil, nil, err
	}
	results, by = out[len(c.f.Body.Yield):], added{}
	if seeds == nil {
		return results, by, nil
	}
	for _, i := range c.active {
		if _, ok := with[i]; !ok {
			by[i], results = results[0], results[1:]
		}
	}
	return nil, by, nil
}

// argument is what a parameter of a derivative is given.
func (c *check) argument(d *ir.Func, name string, args, seeds []ir.Arg, with added) ir.Arg {
	for _, g := range d.Sig.All() {
		l := g.Leaf(name)
		switch {
		case l == nil:
		case g.Of == "":
			return args[c.param(name)]
		case c.resultOf(g.Of, l.Path) >= 0:
			return seeds[c.resultOf(g.Of, l.Path)]
		case l.Path == "" && c.paramOf(g.Of, "") < 0:
			return c.whole(g.Of, with)
		default:
			return with[c.paramOf(g.Of, l.Path)]
		}
	}
	return ir.Arg{}
}

// whole is a pointer to what is added for the parts of a struct.
func (c *check) whole(of string, with added) ir.Arg {
	o := ir.NewObject()
	for _, g := range c.f.Sig.All() {
		for _, l := range g.Leaves {
			if g.Name == of {
				o.Cells[l.Path] = with[c.param(l.Name)].Scalar
			}
		}
	}
	return ir.Arg{Scalar: ir.Scalar{V: &ir.Ref{Obj: o}}}
}

// results sorts the results of a derivative: tangents of the function's float
// results, in their order, and derivatives by parameters.
func (c *check) results(d *ir.Func, named map[string]ir.Arg) (results []ir.Arg, by added) {
	results, by = make([]ir.Arg, c.floats()), added{}
	for _, g := range d.Sig.Results {
		for _, l := range g.Leaves {
			if k := c.resultOf(g.Of, l.Path); g.Of != "" && k >= 0 {
				results[k] = named[l.Name]
			} else if i := c.paramOf(g.Of, l.Path); g.Of != "" && i >= 0 {
				by[i] = named[l.Name]
			}
		}
	}
	return results, by
}

// floats is the number of float results.
func (c *check) floats() (n int) {
	for _, v := range c.f.Body.Yield {
		if v.Type.Kind == ir.F64 {
			n++
		}
	}
	return n
}

// param is the number of the parameter of that name.
func (c *check) param(name string) int {
	return slices.IndexFunc(c.f.Body.Params, func(p *ir.Value) bool { return p.Name == name })
}

// paramOf is the number of the parameter that is at the path of one in Go, or -1.
func (c *check) paramOf(of, path string) int {
	if name, ok := leafAt(c.f.Sig.All(), of, path); ok {
		return c.param(name)
	}
	return -1
}

// resultOf is the number among the float results of what is at the path of a result
// in Go, or -1.
func (c *check) resultOf(of, path string) int {
	name, ok := leafAt(c.f.Sig.Results, of, path)
	k := 0
	for i, v := range c.f.Body.Yield {
		switch {
		case ok && c.f.Results[i] == name && v.Type.Kind == ir.F64:
			return k
		case v.Type.Kind == ir.F64:
			k++
		}
	}
	return -1
}

// leafAt is the name of what is at the path of the parameter or result.
func leafAt(list []ir.GoParam, of, path string) (name string, ok bool) {
	for _, g := range list {
		for _, l := range g.Leaves {
			if g.Name == of && l.Path == path {
				return l.Name, true
			}
		}
	}
	return "", false
}

// lent is a slice that a derivative takes as an array.
type lent struct {
	ref   *ir.Ref
	array *ir.ArrayData
}

func lend(ref *ir.Ref) lent {
	a := &ir.ArrayData{Dims: []int{ref.Len}}
	for i := range ref.Len {
		a.Elems = append(a.Elems, ref.Obj.Cells[sample.Elem(ref, i)])
	}
	return lent{ref, a}
}

// back writes the elements back.
func (l lent) back() {
	for i, s := range l.array.Elems {
		l.ref.Obj.Cells[sample.Elem(l.ref, i)] = s
	}
}
