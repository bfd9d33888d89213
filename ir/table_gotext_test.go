// The Go text of every row, compiled with its helpers and run, gives the bits
// that Eval gives.

package ir_test

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainrule/ir"
)

const goTextPoints = 20

func TestGoTextCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the Go compiler")
	}
	var rows []*ir.Op
	for _, op := range ir.Rows() {
		if op.Go != "" && len(op.Sample) == len(op.In) {
			rows = append(rows, op)
		}
	}
	out := strings.Fields(runProgram(t, program(rows)))
	for _, op := range rows {
		for _, a := range goTextOperands(op) {
			if want := fmt.Sprintf("%x", bits(op.Eval(a), op)); out[0] != want {
				t.Errorf("%s: %s at %v gives bits %s, Eval %s", op.Name, op.Go, floats(op, a), out[0], want)
			}
			out = out[1:]
		}
	}
}

func bits(s ir.Scalar, op *ir.Op) uint64 {
	switch {
	case op.Out == ir.TInt:
		return uint64(s.I)
	case op.Out == ir.TBool && s.B:
		return 1
	case op.Out == ir.TBool:
		return 0
	}
	return math.Float64bits(s.F)
}

func goTextOperands(op *ir.Op) (points [][]ir.Scalar) {
	rng := newRand(op)
	for range goTextPoints {
		points = append(points, draw(op, rng), drawWide(op, rng))
	}
	return points
}

// program prints the bits of every row at its points.
func program(rows []*ir.Op) string {
	var calls, functions strings.Builder
	var helpers []string
	for i, op := range rows {
		helpers = append(helpers, ir.HelpersOf(op.Go)...)
		fmt.Fprintf(&functions, "func row%d(%s) %s { return %s }\n", i, parameters(op), goType(op.Out), op.Go)
		for _, a := range goTextOperands(op) {
			fmt.Fprintf(&calls, "\tshow(row%d(%s))\n", i, arguments(op, a))
		}
	}
	slices.Sort(helpers)
	for _, h := range slices.Compact(helpers) {
		source, _ := ir.Helper(h)
		functions.WriteString(source)
	}
	return `package main

import ("cmp"; "fmt"; "math")

func show(v any) {
	switch v := v.(type) {
	case float64:
		fmt.Printf("%x\n", math.Float64bits(v))
	case int:
		fmt.Printf("%x\n", uint64(v))
	case bool:
		fmt.Println(map[bool]int{true: 1}[v])
	}
}

func f(bits uint64) float64 { return math.Float64frombits(bits) }

func main() {
` + calls.String() + "}\n\n" + functions.String()
}

func goType(t ir.Type) string {
	switch t {
	case ir.TInt:
		return "int"
	case ir.TBool:
		return "bool"
	}
	return "float64"
}

func parameters(op *ir.Op) string {
	var list []string
	for i, t := range op.In {
		list = append(list, string("xyz"[i])+" "+goType(t))
	}
	return strings.Join(list, ", ")
}

func arguments(op *ir.Op, a []ir.Scalar) string {
	var list []string
	for i, t := range op.In {
		if t == ir.TF64 {
			list = append(list, fmt.Sprintf("f(%#x)", math.Float64bits(a[i].F)))
		} else {
			list = append(list, literal(t, a[i]))
		}
	}
	return strings.Join(list, ", ")
}

func runProgram(t *testing.T, source string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}
