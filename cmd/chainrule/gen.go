// chainrule gen: expression files and functions of Go to derivatives in Go.

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chainrule/ir"

	"github.com/spf13/cobra"
)

const genHelp = `Write derivatives of expression files and of Go functions. Arguments are files,
folders (their expression files, and their Go package), ./... and import paths;
without any, the current folder.

For model.grad, model_grad.go is written beside it, with each function under its
own name (exported if capitalised) and its derivatives. The files of a folder are
one package: their functions may call each other. An uncapitalised function that
others of the package call gets nothing, unless -func names it: its calls are
expanded.

For the functions of model.go that directives name, model_deriv.go is written, with
its build constraints. Directives stand right above the function:
  //chainrule:grad               or vjp, jvp, hvp, jac, hess
  //chainrule:grad wrt=x,p.Sigma name=Slope
  //chainrule:grad types=float32 of a generic function, else at float64
  //chainrule:inactive k         nothing depends on parameter k; on none of its results if alone
  //chainrule:rule for=math.Foo  this function is the vector-Jacobian product of math.Foo
and //chainrule:stop above a statement cuts what flows through it.
-func names functions without touching their source: Func, Type.Method,
Func[float32] of a generic one, or these behind the path of their package, which may be of another module; -o then says into
which file of yours to write.

Kinds of derivative, for func F(p...) (r...):
  grad  FGrad(p..., a shadow per reference) (r, a derivative per value); sets the shadows
  vjp   FVJP(p..., a seed per result, a shadow per reference) (r..., derivatives); adds to the shadows
  jvp   FJVP(p..., a tangent per parameter) (r..., a tangent per result)
  hvp   FHVP(p..., a direction per parameter, a shadow per reference) (r, a product per value):
        the Hessian times the direction; sets the shadows
  jac   FJac(p..., jac []float64) (r...): the Jacobian, row-major; a row per float of the results,
        a column per float of the parameters
  hess  FHess(p..., hess []float64) (r): the Hessian, row-major, both triangles
Without -kind a function with one number for a result gets grad, others vjp. Where
-kind asks for grad, a function of an expression file that cannot have one gets vjp
instead; one that -func names is refused.

-test also writes model_grad_test.go: each gradient of an expression file against
differences at random points of its domain, and that a call with a work space
allocates nothing; and for functions of Go model_deriv_check_test.go, which says
what it does not test, and why.

-check writes nothing. It fails, naming the functions, where the hash in a header,
the command or the code is not what would be written; comments do not count.

Nothing is written when anything is refused, and a file that chainrule did not
generate is never replaced. Your code is read, and never run.`

const genExamples = `  chainrule gen                                    # the current folder
  chainrule gen ./...                              # and all below
  chainrule gen model.grad -kind grad,jvp -test
  chainrule gen -func Loss -wrt W,b -o loss.go model.grad
  chainrule gen -func Beale.Func -wrt x -o beale.go ./functions
  chainrule gen -func 'example.org/mod/pkg.(*Type).Method' -package mine -o method.go
  chainrule gen -o - model.go                      # print
  chainrule gen -check ./...                       # is what is there up to date?

In a Go file of the package:
  //go:generate chainrule gen
  //go:generate go tool chainrule gen model.grad`

// genFlags say what is generated.
type genFlags struct {
	kinds, wrt, funcs   []string
	out, pkg, name      string
	test, check, byKind bool     // byKind: -kind was given
	tags                []string // build tags
	found               []string // of funcs
}

func (a *app) gen() *cobra.Command {
	var f genFlags
	cmd := &cobra.Command{
		Use:               "gen [FILE.grad | FILE.go | DIR | PACKAGES]...",
		Short:             "Write derivatives as Go",
		Long:              genHelp,
		Example:           genExamples,
		ValidArgsFunction: sourceFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.byKind, f.funcs = cmd.Flags().Changed("kind"), whole(f.funcs)
			return a.generate(&f, args)
		},
	}
	cmd.Flags().StringSliceVar(&f.kinds, "kind", []string{"grad"}, "kinds of derivative: "+strings.Join(kindNames(), ", "))
	cmd.Flags().StringSliceVar(&f.wrt, "wrt", nil, "the parameters, or fields p.F of them, to differentiate by (default the source's choice, or all)")
	cmd.Flags().StringSliceVar(&f.funcs, "func", nil, "only these functions")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "the file to write; - prints")
	cmd.Flags().StringVar(&f.pkg, "package", "", "the name of the Go package")
	cmd.Flags().StringVar(&f.name, "name", "", "the derivative's name, for one function and kind")
	cmd.Flags().StringSliceVar(&f.tags, "tags", nil, "build tags under which Go packages are loaded")
	cmd.Flags().BoolVar(&f.test, "test", false, "also write a test")
	cmd.Flags().BoolVar(&f.check, "check", false, "write nothing; fail if a file is not what would be written")
	choices(cmd, "kind", kindNames())
	return cmd
}

// whole puts names together again that were cut at a comma between type arguments.
func whole(names []string) (out []string) {
	for _, name := range names {
		if n := len(out); n > 0 && strings.Count(out[n-1], "[") > strings.Count(out[n-1], "]") {
			out[n-1] += "," + name
			continue
		}
		out = append(out, name)
	}
	return out
}

// valid checks the flags against each other.
func (f *genFlags) valid() error {
	for _, k := range f.kinds {
		if err := oneOf("-kind", k, kindNames()); err != nil {
			return err
		}
	}
	switch {
	case f.out == "-" && f.check:
		return errors.New("-check compares files, and -o - writes none")
	case f.out == "-" && f.test:
		return errors.New("-test writes a second file, and -o - prints one")
	case f.name != "" && (len(f.funcs) != 1 || len(f.kinds) > 1):
		return errors.New("-name names one derivative: give -func NAME and at most one -kind")
	}
	return nil
}

// generate writes the Go of the files and folders, all or nothing.
func (a *app) generate(f *genFlags, args []string) error {
	if err := f.valid(); err != nil {
		return err
	}
	in, err := f.inputs(args)
	if err != nil {
		return err
	}
	if len(in.grads) == 0 && len(f.funcs) == 0 && (f.byKind || f.wrt != nil) {
		return errors.New("-kind and -wrt are for expression files and with -func: directives say it themselves")
	}
	defer relaxed(in.grads)()
	outputs, err := a.fromExpressions(f, in.grads)
	if err != nil {
		return err
	}
	if !f.all(in) {
		more, err := a.generateGo(f, in, outputs)
		if err != nil {
			return err
		}
		outputs = append(outputs, more...)
	}
	files := len(outputs)
	if f.test {
		files /= 2
	}
	if err := f.complete(in, files); err != nil {
		return err
	}
	return a.deliver(f, outputs)
}

// all reports whether the expression files had everything that is asked for.
func (f *genFlags) all(in *inputs) bool {
	missing := slices.ContainsFunc(f.funcs, func(name string) bool { return !slices.Contains(f.found, name) })
	return len(in.patterns) == 0 || len(f.funcs) > 0 && !missing
}

// fromExpressions generates for the expression files, folder by folder.
func (a *app) fromExpressions(f *genFlags, files []string) (outputs []output, err error) {
	var ds ir.Diagnostics
	for _, group := range byDir(files) {
		out, err := a.generatePackage(f, group)
		var bad ir.Diagnostics
		if errors.As(err, &bad) {
			ds = append(ds, bad...)
			continue
		}
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, out...)
	}
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	return outputs, nil
}

// complete checks that every -func was found, and that -o has one file to name.
func (f *genFlags) complete(in *inputs, n int) error {
	for _, name := range f.funcs {
		if !slices.Contains(f.found, name) {
			return fmt.Errorf("-func %s: there is no such function", name)
		}
	}
	if n == 0 && len(in.grads) == 0 {
		return refusef("there is nothing to write: there are no directives (//chainrule:grad) above functions")
	}
	if n == 0 {
		return refusef("there is nothing to write: each function is only called by others; -func names one that is wanted all the same")
	}
	if f.out != "" && n > 1 {
		return fmt.Errorf("-o names one file, and there are %d to write: name one source file", n)
	}
	return nil
}

// deliver prints, compares or writes what was generated.
func (a *app) deliver(f *genFlags, outputs []output) error {
	a.phase = "writing"
	if f.out == "-" {
		_, err := a.out.Write(outputs[0].text)
		return refuse(err)
	}
	if f.check {
		return stale(outputs)
	}
	for _, o := range outputs {
		if err := mayReplace(o.name); err != nil {
			return err
		}
	}
	return writeFiles(outputs)
}

// expandDirs gives the expression files that the arguments mean.
func expandDirs(args []string) ([]string, error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			files = append(files, arg)
			continue
		}
		found, err := gradFilesIn(arg)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, refusef("%s: there are no expression files (*%s) in this folder", arg, suffix)
		}
		files = append(files, found...)
	}
	return files, nil
}

// byDir groups files by their folder, in the order of first appearance.
func byDir(files []string) [][]string {
	at := map[string]int{}
	var groups [][]string
	for _, f := range files {
		dir := filepath.Dir(f)
		if _, seen := at[dir]; !seen {
			at[dir] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[dir]] = append(groups[at[dir]], f)
	}
	return groups
}
