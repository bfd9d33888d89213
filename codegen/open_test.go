// Random functions with while loops, early exits, stacks and float32, and their
// derivatives, compiled and compared with the interpreter.

package codegen

import (
	"fmt"
	"strings"
	"testing"

	"chainrule/adjoint"
	"chainrule/ir"
	"chainrule/ir/irrand"
	"chainrule/ir/pass"
)

func TestOpenFunctionsAgreeWithInterpreter(t *testing.T) {
	if fuses() {
		t.Skip("bits are compared where nothing is fused, as at GOAMD64=v1")
	}
	n := 60
	if testing.Short() {
		n = 20
	}
	var fns []Func
	main := harness
	for i := range n {
		f := irrand.Open(*seed<<20 + uint64(i))
		f.Name = fmt.Sprintf("F%d", i)
		d, ds := adjoint.Derive(f, adjoint.VJP, adjoint.Options{})
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		adjoint.Optimise(f, nil)
		pass.Run(f, pass.Schedule, nil)
		pass.Run(d, pass.Schedule, nil)
		for _, g := range []*ir.Func{f, d} {
			fns = append(fns, Func{IR: g, Base: f.Name})
			main += openCall(g)
		}
	}
	text, err := Generate(File{Package: "main", Source: "gen.ir", Funcs: fns})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(goRun(t, map[string]string{"gen.go": string(text), "main.go": main + "}\n"}), "\n")
	for i, fn := range fns {
		if want := openResult(t, fn.IR); lines[i] != want {
			t.Errorf("seed %d: %s prints\n%s\nwant\n%s\n%s", *seed, fn.IR.Name, lines[i], want, fn.IR)
		}
	}
}

// openCall is the text that runs a function of irrand, or a derivative of one,
// which takes seeds and shadows too.
func openCall(f *ir.Func) string {
	args := []string{"0.75", "-0.5"}
	for _, p := range f.Body.Params[2:] {
		switch {
		case p.Type.Kind == ir.Int:
			args = append(args, "[]int{0, 3, 1, 4, 2}")
		case p.Type.Scalar():
			args = append(args, "1.5")
		default:
			args = append(args, p.Name)
		}
	}
	var arrays []string
	text := "\tfunc() {\n"
	for _, p := range f.Body.Params {
		if p.Type == ir.Array(ir.F64, 1) {
			arrays = append(arrays, p.Name)
			text += "\t\t" + p.Name + " := []float64{0.5, -1.25, 0.75, 0.875, -0.25}\n"
		}
	}
	var results []string
	for i := range f.Results {
		results = append(results, fmt.Sprintf("r%d", i))
	}
	all := strings.Join(results, ", ")
	text += fmt.Sprintf("\t\t%s := %s(%s)\n", all, f.Name, strings.Join(args, ", "))
	return text + fmt.Sprintf("\t\tshow(%s)\n\t\tfmt.Println()\n\t}()\n", strings.Join(append(results, arrays...), ", "))
}

// openResult is the line that the call should print.
func openResult(t *testing.T, f *ir.Func) string {
	t.Helper()
	args := []ir.Arg{{Scalar: ir.Scalar{F: 0.75}}, {Scalar: ir.Scalar{F: -0.5}}}
	for _, p := range f.Body.Params[2:] {
		switch {
		case p.Type.Kind == ir.Int:
			args = append(args, ir.Arg{Array: ir.Ints([]int{0, 3, 1, 4, 2})})
		case p.Type.Scalar():
			args = append(args, ir.Arg{Scalar: ir.Scalar{F: 1.5}})
		default:
			args = append(args, ir.Arg{Array: ir.Floats([]float64{0.5, -1.25, 0.75, 0.875, -0.25})})
		}
	}
	out, err := ir.Eval(f, args...)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range out {
		showFloats(&b, []float64{r.F})
	}
	for i, p := range f.Body.Params {
		if p.Type == ir.Array(ir.F64, 1) {
			showFloats(&b, args[i].Array.Floats())
		}
	}
	return b.String()
}
