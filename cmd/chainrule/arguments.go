// Arguments written as name=value.

package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"chainrule/cmd/chainrule/internal/value"
	"chainrule/frontend/expr"
	"chainrule/ir"
)

// arguments are the values of a function's parameters.
type arguments struct {
	given map[string]value.Array
	list  []ir.Arg
}

// arguments reads the values of all parameters. Every mistake is reported; a
// size that was not given is taken from the arrays.
func (fm *formula) arguments(words []string) (*arguments, error) {
	a := &arguments{given: map[string]value.Array{}}
	var errs []error
	for _, w := range words {
		errs = append(errs, a.read(fm, w))
	}
	fm.sizes(a.given)
	var missing []string
	for _, p := range fm.Body.Params {
		v, ok := a.given[p.Name]
		if !ok {
			missing = append(missing, p.Name)
			continue
		}
		arg, err := argument(p, v)
		errs = append(errs, err)
		a.list = append(a.list, arg)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("missing %s: %s takes %s", strings.Join(missing, ", "), fm.Name, fm.usage())
	}
	return a, nil
}

// read reads one name=value.
func (a *arguments) read(fm *formula, word string) error {
	name, text, ok := strings.Cut(word, "=")
	name = strings.TrimSpace(name)
	switch {
	case !ok:
		return fmt.Errorf("%q is no argument: arguments are written NAME=VALUE, as in %s", word, fm.usage())
	case fm.Param(name) == nil:
		return fmt.Errorf("%s has no parameter %s: it takes %s", fm.Name, name, fm.usage())
	}
	if _, twice := a.given[name]; twice {
		return fmt.Errorf("%s is given twice", name)
	}
	v, err := value.Parse(text, number)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	a.given[name] = v
	return nil
}

// number reads a number, or a formula of numbers such as π/2.
func number(text string) (float64, error) {
	if x, err := strconv.ParseFloat(text, 64); err == nil {
		return x, nil
	} else if errors.Is(err, strconv.ErrRange) {
		return 0, fmt.Errorf("%s is out of the range of float64", text)
	}
	f, ds := expr.Expression(text)
	if len(ds) == 0 && len(f.Body.Params) == 0 && f.Body.Yield[0].Type.Scalar() {
		if out, err := ir.Eval(f); err == nil {
			return asFloat(f.Body.Yield[0], out[0]), nil
		}
	}
	return 0, fmt.Errorf("%q is not a number", text)
}

// asFloat is a scalar result as a float.
func asFloat(v *ir.Value, a ir.Arg) float64 {
	if v.Type == ir.TInt {
		return float64(a.I)
	}
	return a.F
}

// usage shows how every parameter is given.
func (fm *formula) usage() string {
	var words []string
	for _, p := range fm.Body.Params {
		sample := "0.5"
		switch {
		case fm.rank(p) > 2:
			sample = "[…]"
		case fm.rank(p) == 2:
			sample = "'1,2;3,4'"
		case fm.rank(p) == 1:
			sample = "1,2,3"
		case p.Type == ir.TInt:
			sample = "3"
		}
		words = append(words, p.Name+"="+sample)
	}
	if words == nil {
		return "no arguments"
	}
	return strings.Join(words, " ")
}

// rank is the number of dimensions that the parameter was declared with.
func (fm *formula) rank(p *ir.Value) int {
	if d := fm.dims(p.Name); d != nil {
		return len(d)
	}
	return p.Type.Rank
}

// dims are the declared dimensions of a parameter.
func (fm *formula) dims(name string) []expr.Expr {
	if fm.decl == nil {
		return nil
	}
	for _, p := range fm.decl.Params {
		if p.Name.Name == name {
			return p.Dims
		}
	}
	return nil
}

// sizes adds the integer parameters that the shapes of arrays determine.
func (fm *formula) sizes(given map[string]value.Array) {
	for _, p := range fm.Body.Params {
		if _, known := given[p.Name]; known || p.Type != ir.TInt {
			continue
		}
		for _, q := range fm.Body.Params {
			dims, shape := fm.dims(q.Name), given[q.Name].Dims
			for i, d := range dims {
				if ref, ok := d.(*expr.Ref); ok && ref.Name == p.Name && len(shape) == len(dims) {
					given[p.Name] = value.Array{Elems: []float64{float64(shape[i])}}
				}
			}
		}
	}
}

// argument is the value in the form that the interpreter takes.
func argument(p *ir.Value, v value.Array) (ir.Arg, error) {
	if p.Type.Scalar() && len(v.Dims) > 0 {
		return ir.Arg{}, fmt.Errorf("%s is a single number, and %v are several", p.Name, v)
	}
	if p.Type.Kind == ir.Int {
		for _, x := range v.Elems {
			if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
				return ir.Arg{}, fmt.Errorf("%s is an integer, and %v is none", p.Name, x)
			}
		}
	}
	if p.Type.Scalar() {
		return ir.Arg{Scalar: scalar(v.Elems[0])}, nil
	}
	data := &ir.ArrayData{Dims: v.Dims}
	if p.Type.Rank == 1 {
		data.Dims = []int{len(v.Elems)}
	}
	for _, x := range v.Elems {
		data.Elems = append(data.Elems, scalar(x))
	}
	if len(data.Dims) != p.Type.Rank {
		return ir.Arg{}, fmt.Errorf("%s has %d dimensions, want %d", p.Name, len(data.Dims), p.Type.Rank)
	}
	return ir.Arg{Array: data}, nil
}

func scalar(x float64) ir.Scalar { return ir.Scalar{F: x, I: int(x), B: x != 0} }
