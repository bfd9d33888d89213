// chainrule eval: a value and its gradient, through the interpreter.

package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"chainrule/adjoint"
	"chainrule/cmd/chainrule/internal/value"
	"chainrule/ir"

	"github.com/spf13/cobra"
)

const evalHelp = `Compute a formula, or a function of an expression file, and its gradient. Nothing
is compiled; the numbers come from the interpreter of the intermediate form.

Arguments are written NAME=VALUE: a number (0.7, 1e-3, π/2), a vector (1,2,3), a
matrix (1,2;3,4, quoted for the shell) or nested brackets for any rank. Integer
sizes that the arrays determine need not be given.

-json prints one object, with numbers to full precision: {"value": …, "grad": {…}}.`

const evalExamples = `  chainrule eval -e 'sin(ln(x^2+1))' x=0.7
  chainrule eval -json -e 'x·y + e^x' x=1 y=-2
  chainrule eval model.grad -f Rosenbrock x=-1.2,1
  chainrule eval model.grad -f Layer 'W=1,2;3,4' x=0.5,-1`

func (a *app) eval() *cobra.Command {
	var f formulaFlags
	var asJSON bool
	var kind string
	kinds := []string{"grad", "value"}
	cmd := &cobra.Command{
		Use:     "eval {-e FORMULA | FILE.grad [-f NAME]} NAME=VALUE...",
		Short:   "Compute a value and its gradient",
		Long:    evalHelp,
		Example: evalExamples,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("-kind", kind, kinds); err != nil {
				return err
			}
			fm, words, err := a.read(cmd, &f, args)
			if err != nil {
				return err
			}
			r, err := a.evaluate(fm, words, f.of, kind == "grad")
			if err != nil {
				return err
			}
			if asJSON {
				fmt.Fprintln(a.out, r.json())
				return nil
			}
			fmt.Fprint(a.out, r.text())
			return nil
		},
	}
	f.define(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.Flags().StringVar(&kind, "kind", "grad", "grad for value and gradient, value for the value alone")
	choices(cmd, "kind", kinds)
	return cmd
}

// evaluation is what eval prints.
type evaluation struct {
	of     string // the result that was differentiated; empty without gradient
	values []named
	grads  []named
}

type named struct {
	name string
	value.Array
}

func (a *app) evaluate(fm *formula, words []string, of string, grad bool) (*evaluation, error) {
	at, err := fm.arguments(words)
	if err != nil {
		return nil, err
	}
	a.phase = "computing " + fm.Name
	r := &evaluation{}
	out, err := ir.Eval(fm.Func, at.copies()...)
	if err != nil {
		return nil, refuse(failure(err))
	}
	for i, v := range fm.Body.Yield {
		r.values = append(r.values, named{fm.Results[i], shaped(v, out[i], nil)})
	}
	if !grad {
		return r, nil
	}
	k, err := fm.differentiated(of)
	if err != nil {
		return nil, err
	}
	r.of = fm.Results[k]
	r.grads, err = a.gradient(fm, k, at)
	return r, err
}

// failure words an error of the interpreted program as a diagnostic.
func failure(err error) error {
	var re *ir.RuntimeError
	if errors.As(err, &re) && re.Pos.IsValid() {
		return ir.Diagnostics{{Pos: re.Pos, Msg: re.Msg}}
	}
	return fmt.Errorf("chainrule: %w", err)
}

// copies are the arguments in memory of their own.
func (at *arguments) copies() []ir.Arg {
	out := slices.Clone(at.list)
	for i, v := range out {
		if v.Array != nil {
			out[i].Array = &ir.ArrayData{Dims: v.Array.Dims, Elems: slices.Clone(v.Array.Elems)}
		}
	}
	return out
}

// only is the function with one of its results.
func only(f *ir.Func, result int) *ir.Func {
	g, _ := f.Clone()
	g.Body.Yield, g.Results = g.Body.Yield[result:result+1], g.Results[result:result+1]
	return g
}

// gradient is the derivative of a result by each active parameter.
func (a *app) gradient(fm *formula, result int, at *arguments) ([]named, error) {
	a.phase = "differentiating " + fm.Name
	d, ds := adjoint.Derive(only(fm.Func, result), adjoint.Grad, adjoint.Options{})
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	a.phase = "computing the gradient of " + fm.Name
	args := at.copies()
	shadows := map[string]*ir.ArrayData{}
	for _, p := range fm.active() {
		if !p.Type.Scalar() {
			primal := args[slices.Index(fm.Body.Params, p)].Array
			shadows[p.Name] = &ir.ArrayData{Dims: primal.Dims, Elems: make([]ir.Scalar, len(primal.Elems))}
			args = append(args, ir.Arg{Array: shadows[p.Name]})
		}
	}
	out, err := ir.Eval(d, args...)
	if err != nil {
		return nil, refuse(failure(err))
	}
	return fm.gather(at, shadows, out[1:]), nil
}

// gather gives the derivatives in the order of the parameters, each in the
// shape that its argument was given in.
func (fm *formula) gather(at *arguments, shadows map[string]*ir.ArrayData, scalars []ir.Arg) []named {
	var grads []named
	for _, p := range fm.active() {
		if s := shadows[p.Name]; s != nil {
			grads = append(grads, named{p.Name, shaped(p, ir.Arg{Array: s}, at.given[p.Name].Dims)})
			continue
		}
		grads = append(grads, named{p.Name, shaped(p, scalars[0], nil)})
		scalars = scalars[1:]
	}
	return grads
}

// active lists the parameters that are differentiated by.
func (fm *formula) active() []*ir.Value {
	var ps []*ir.Value
	for _, p := range fm.Body.Params {
		if p.Type.Kind == ir.F64 && (len(fm.Wrt) == 0 || slices.Contains(fm.Wrt, p.Name)) {
			ps = append(ps, p)
		}
	}
	return ps
}

// shaped is a result as numbers of the given shape, or of its own.
func shaped(v *ir.Value, arg ir.Arg, dims []int) value.Array {
	if v.Type.Scalar() {
		if v.Type == ir.TInt {
			arg.F = float64(arg.I)
		}
		return value.Array{Elems: []float64{arg.F}}
	}
	if dims == nil {
		dims = arg.Array.Dims
	}
	a := value.Array{Dims: dims}
	for _, s := range arg.Array.Elems {
		if v.Type.Kind == ir.Int {
			s.F = float64(s.I)
		}
		a.Elems = append(a.Elems, s.F)
	}
	return a
}

// json is the evaluation as one object.
func (r *evaluation) json() string {
	text := `"value": ` + object(r.values)
	if len(r.values) == 1 {
		b, _ := r.values[0].MarshalJSON()
		text = `"value": ` + string(b)
	}
	if r.of != "" {
		text += `, "grad": ` + object(r.grads)
	}
	return "{" + text + "}"
}

func object(fields []named) string {
	var parts []string
	for _, f := range fields {
		b, _ := f.MarshalJSON()
		parts = append(parts, fmt.Sprintf("%q: %s", f.name, b))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// text is the evaluation as a small table.
func (r *evaluation) text() string {
	var rows [][2]string
	for _, v := range r.values {
		rows = append(rows, [2]string{v.name, v.String()})
	}
	sign := "d"
	if len(r.grads) > 1 {
		sign = "∂"
	}
	for _, g := range r.grads {
		rows = append(rows, [2]string{sign + r.of + "/" + sign + g.name, g.String()})
	}
	width := 0
	for _, row := range rows {
		width = max(width, len([]rune(row[0])))
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "%s%s = %s\n", row[0], strings.Repeat(" ", width-len([]rune(row[0]))), row[1])
	}
	return b.String()
}
