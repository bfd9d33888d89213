// What eval and explain work on: a formula given with -e, or a function of a
// file.

package main

import (
	"errors"
	"slices"
	"strings"

	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/frontend/expr"
	"chainrule/ir"

	"github.com/spf13/cobra"
)

// formulaFlags say what to work on.
type formulaFlags struct {
	expr, name, of string
	wrt            []string
}

func (f *formulaFlags) define(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.expr, "expr", "e", "", "a formula, instead of a file")
	cmd.Flags().StringVarP(&f.name, "func", "f", "", "the function of the file, if it has several")
	cmd.Flags().StringVar(&f.of, "of", "", "the result to differentiate, if there are several")
	cmd.Flags().StringSliceVar(&f.wrt, "wrt", nil, "the parameters to differentiate by (default the file's choice, or all)")
	cmd.ValidArgsFunction = gradFiles
}

// formula is a function and how its parameters were declared.
type formula struct {
	*ir.Func
	decl *expr.Func     // nil for a formula given with -e, and for functions of Go
	inGo []sample.Param // of a function of Go
}

// sampler draws arguments.
func (fm *formula) sampler() (*sample.Sampler, error) {
	if fm.Sig != nil {
		return sample.NewGo(fm.Func, fm.inGo)
	}
	return sample.New(fm.Func, fm.decl), nil
}

// read gives the function, and the arguments that are left: values.
func (a *app) read(cmd *cobra.Command, f *formulaFlags, args []string) (*formula, []string, error) {
	var fm *formula
	var err error
	if cmd.Flags().Changed("expr") {
		fm, err = a.expression(f)
	} else {
		fm, args, err = a.fromFile(f, args)
	}
	if err != nil {
		return nil, nil, err
	}
	if err := fm.choose(f); err != nil {
		return nil, nil, err
	}
	return fm, args, nil
}

func (a *app) expression(f *formulaFlags) (*formula, error) {
	if f.name != "" {
		return nil, errors.New("-f names a function of a file, and -e gives a formula: use one of them")
	}
	a.phase = "reading the formula"
	fn, ds := expr.Expression(f.expr)
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	return &formula{Func: fn}, nil
}

func (a *app) fromFile(f *formulaFlags, args []string) (*formula, []string, error) {
	at := slices.IndexFunc(args, func(arg string) bool { return !strings.Contains(arg, "=") })
	if at < 0 {
		return nil, nil, errors.New("a formula is missing: give -e 'FORMULA', or a file and -f NAME")
	}
	file := args[at]
	u, err := a.load([]string{file})
	if err != nil {
		return nil, nil, err
	}
	fn, err := pick(u.of(file), f.name, file)
	if err != nil {
		return nil, nil, err
	}
	return &formula{Func: fn, decl: declaration(u.pkg, fn.Name)}, slices.Delete(slices.Clone(args), at, at+1), nil
}

// declaration finds the syntax tree of a function.
func declaration(pkg *expr.Package, name string) *expr.Func {
	for _, file := range pkg.Files {
		for _, d := range file.Decls {
			if d.Func != nil && d.Func.Name.Name == name {
				return d.Func
			}
		}
	}
	return nil
}

// choose applies -wrt and checks -of.
func (fm *formula) choose(f *formulaFlags) error {
	if f.wrt != nil {
		fm.Wrt = f.wrt
	}
	for _, w := range fm.Wrt {
		if p := fm.Param(w); p == nil || p.Type.Kind != ir.F64 {
			return errors.New("-wrt " + w + ": " + fm.Name + " has no float parameter of that name; its parameters are " + fm.params())
		}
	}
	if f.of != "" && fm.result(f.of) < 0 {
		return errors.New("-of " + f.of + ": the results are " + strings.Join(fm.Results, ", "))
	}
	return nil
}

func (fm *formula) params() string {
	var names []string
	for _, p := range fm.Body.Params {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// result is the number of the result of that name, -1 if there is none.
func (fm *formula) result(name string) int {
	for i, r := range fm.Results {
		if r == name {
			return i
		}
	}
	return -1
}

// differentiated is the number of the result to differentiate.
func (fm *formula) differentiated(of string) (int, error) {
	if of != "" {
		return fm.number(of)
	}
	var floats []int
	for i, v := range fm.Body.Yield {
		if v.Type.Kind == ir.F64 {
			floats = append(floats, i)
		}
	}
	switch len(floats) {
	case 0:
		return 0, refusef("%v: %s has no float result to differentiate", fm.Pos, fm.Name)
	case 1:
		return floats[0], nil
	}
	return 0, errors.New(fm.Name + " has several results: -of says which to differentiate, of " + strings.Join(fm.Results, ", "))
}

// number is the number of the result that -of names, which must be a float.
func (fm *formula) number(of string) (int, error) {
	k := fm.result(of)
	switch t := fm.Body.Yield[k].Type; {
	case !t.Scalar():
		return 0, errors.New("-of " + of + ": the result " + of + " of " + fm.Name + " is an array, and -of wants a number")
	case t.Kind != ir.F64:
		return 0, errors.New("-of " + of + ": the result " + of + " of " + fm.Name + " is no float, so it has no derivative")
	}
	return k, nil
}
