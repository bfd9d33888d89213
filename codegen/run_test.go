// Generated Go is compiled, vetted and run, and gives the interpreter's bits.

package codegen

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"chainrule/ir"
)

// Any other seed must do as well.
var seed = flag.Uint64("seed", 1, "makes the random functions")

// arguments gives a value for each parameter, by its name: arrays of 3 elements
// of which x and y overlap, and A with 2 rows.
func arguments(f *ir.Func) (args []ir.Arg) {
	shared := []ir.Scalar{{F: 0.5}, {F: -1.25}, {F: 3}, {F: 0.875}}
	for _, p := range f.Body.Params {
		var a ir.Arg
		switch p.Name {
		case "x":
			a.Array = &ir.ArrayData{Dims: []int{3}, Elems: shared[:3]}
		case "y":
			a.Array = &ir.ArrayData{Dims: []int{3}, Elems: shared[1:]}
		case "A":
			a.Array = ir.Floats([]float64{1, 2, 4, -0.5, 0.25, 9})
		case "k":
			a.Array = ir.Ints([]int{4, -1, 2})
		case "m":
			a.I = 2
		default:
			a.F = 0.75
		}
		args = append(args, a)
	}
	return args
}

// harness calls each function with the same arguments and prints the results
// and what became of the arrays.
const harness = `package main

import (
	"fmt"
	"math"
)

func show(vs ...any) {
	for _, v := range vs {
		switch v := v.(type) {
		case float64:
			if v != v {
				fmt.Print(" NaN")
				continue
			}
			fmt.Printf(" %x", math.Float64bits(v))
		case int, bool:
			fmt.Printf(" %v", v)
		case []float64:
			for _, e := range v {
				show(e)
			}
		case []int:
			fmt.Print(" ", v)
		}
	}
}

func main() {
`

// call is the text that runs a function in the harness.
func callText(f *ir.Func) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\tfunc() {\n\t\tdefer fmt.Println()\n")
	fmt.Fprintf(&b, "\t\tdefer func() { if e := recover(); e != nil { fmt.Print(\" panic \", e) } }()\n")
	b.WriteString("\t\tz := []float64{0.5, -1.25, 3, 0.875}\n\t\tA := []float64{1, 2, 4, -0.5, 0.25, 9}\n\t\tk := []int{4, -1, 2}\n\t\t")
	var results []string
	for i := range f.Results {
		results = append(results, fmt.Sprintf("r%d", i))
	}
	fmt.Fprintf(&b, "%s := %s(z[:3], z[1:], A, k, 0.75, 0.75, 2)\n", strings.Join(results, ", "), f.Name)
	fmt.Fprintf(&b, "\t\tshow(%s, z, A, k)\n\t}()\n", strings.Join(results, ", "))
	return b.String()
}

// interpreted is the line that the harness should print.
func interpreted(f *ir.Func) (line string) {
	defer func() {
		if e := recover(); e != nil {
			line = "panic"
		}
	}()
	args := arguments(f)
	out, err := (&ir.Machine{GoCode: goCode}).Call(f, args...)
	if err != nil {
		return "panic"
	}
	var b strings.Builder
	for i, r := range out {
		switch {
		case r.Array != nil:
			showFloats(&b, r.Array.Floats())
		case f.Body.Yield[i].Type == ir.TBool:
			fmt.Fprintf(&b, " %v", r.B)
		case f.Body.Yield[i].Type == ir.TInt:
			fmt.Fprintf(&b, " %d", r.I)
		default:
			showFloats(&b, []float64{r.F})
		}
	}
	if len(args) == 0 {
		return b.String()
	}
	x, y := args[0].Array.Floats(), args[1].Array.Floats()
	showFloats(&b, append(x[:1:1], y...))
	showFloats(&b, args[2].Array.Floats())
	var k []int
	for _, e := range args[3].Array.Elems {
		k = append(k, e.I)
	}
	fmt.Fprint(&b, " ", k)
	return b.String()
}

func showFloats(b *strings.Builder, xs []float64) {
	for _, x := range xs {
		if math.IsNaN(x) {
			b.WriteString(" NaN")
			continue
		}
		fmt.Fprintf(b, " %x", math.Float64bits(x))
	}
}

// goRun writes the files as a module of package main, vets and runs it.
func goRun(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module tmp\n\ngo 1.26\n"
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"vet", "."}, {"run", "."}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOAMD64=v1", "GOFLAGS=", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			keep := filepath.Join(os.TempDir(), "codegen-failed.go")
			os.WriteFile(keep, []byte(files["gen.go"]), 0o644)
			t.Fatalf("go %v: %v\n%s\nthe file is %s", args, err, head(string(out)), keep)
		}
		if args[0] == "run" {
			return string(out)
		}
	}
	return ""
}

func head(s string) string { return s[:min(len(s), 4000)] }

// fuses reports whether this build of package math may fuse multiplications and
// additions, so that the interpreter's bits are not those of the written program,
// which is built without.
func fuses() bool {
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		if s.Key == "GOAMD64" {
			return s.Value != "v1"
		}
	}
	return runtime.GOARCH != "amd64" && runtime.GOARCH != "386"
}

func TestRandomFunctionsAgreeWithInterpreter(t *testing.T) {
	if fuses() {
		t.Skip("bits are compared where nothing is fused, as at GOAMD64=v1")
	}
	n := 200
	if testing.Short() {
		n = 60
	}
	agree(t, randomFuncs(*seed, n, false), nil)
}

// agree compares compiled functions with the interpreter.
func agree(t *testing.T, fns []Func, files map[string]string) {
	t.Helper()
	main := harness
	for _, fn := range fns {
		if err := ir.Verify(fn.IR); err != nil {
			t.Fatalf("%v\n%s", err, fn.IR)
		}
		main += callText(fn.IR)
	}
	text, err := Generate(File{Package: "main", PackagePath: "main", Source: "gen.ir", Funcs: fns})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{"gen.go": string(text), "main.go": main + "}\n"}
	maps.Copy(all, files)
	compareLines(t, fns, goRun(t, all))
}

// compareLines compares each line of the harness's output with the interpreter.
func compareLines(t *testing.T, fns []Func, out string) {
	t.Helper()
	lines := strings.Split(out, "\n")
	ran, failed := 0, 0
	for i, fn := range fns {
		want := interpreted(fn.IR)
		if want == "panic" {
			continue
		}
		if ran++; lines[i] != want {
			if failed++; failed < 4 {
				one, _ := Generate(File{Package: "main", PackagePath: "main", Source: "gen.ir", Funcs: fns[i : i+1]})
				t.Errorf("%s prints\n%s\nwant\n%s\n%s\n%s", fn.IR.Name, lines[i], want, fn.IR, one)
			}
		}
	}
	t.Logf("%d of %d functions run to their end, %d differ", ran, len(fns), failed)
}
