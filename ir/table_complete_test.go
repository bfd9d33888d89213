// Rows are complete, and package math is covered.

package ir_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chainrule/ir"
)

func TestRowsAreComplete(t *testing.T) {
	for _, op := range ir.Rows() {
		complain := func(bad bool, what string) {
			if bad {
				t.Errorf("%s: %s", op.Name, what)
			}
		}
		complain(op.Doc == "", "no Doc")
		complain(op.Eval == nil, "no Eval")
		complain(op.Cost == 0 && op.Name != "stop", "no Cost")
		// cond is the rules' choice and becomes a statement in Go.
		complain(op.Go == "" && op.Expand == "" && op.Name != "cond", "neither Go nor Expand")
		complain(op.Out == ir.TF64 && op.Partials == nil, "a float result without partials")
		if op.Partials == nil {
			continue
		}
		complain(len(op.Partials) != len(op.In), "not a partial for each operand")
		complain(len(op.Sample) != len(op.In), "not a sample domain for each operand")
		complain(op.Source == "" && op.Kinks == "", "neither Source nor Kinks")
		for i, d := range op.Sample {
			complain(op.In[i] != ir.TBool && d.Lo >= d.Hi, "an empty sample domain")
		}
		for k, rule := range op.Partials {
			complain(!mentionsOnly(rule, op), fmt.Sprintf("partial %d names what is no operand", k))
		}
		complain(op.Expand != "" && !mentionsOnly(op.Expand, op), "Expand names what is no operand")
		complain(op.Expand != "" && !expandsAtOnce(op), "Expand uses a row that has to be expanded itself")
		complain(op.Go != "" && !mentionsOnly(op.Go, op), "Go names what is no operand")
	}
}

func expandsAtOnce(op *ir.Op) bool {
	for _, in := range expandFunc(op).Body.Instrs {
		if in.Op.Expand != "" {
			return false
		}
	}
	return true
}

// mentionsOnly reports whether the operand names in the text are the row's.
func mentionsOnly(text string, op *ir.Op) bool {
	for _, name := range names(text) {
		if i := strings.Index("xyz", name); len(name) == 1 && i >= len(op.In) {
			return false
		}
	}
	return true
}

// names are the plain identifiers of an expression, called functions and
// selected fields apart.
func names(text string) (found []string) {
	e, err := parser.ParseExpr(text)
	if err != nil {
		return []string{"?"}
	}
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			for _, a := range n.Args {
				found = append(found, names(types.ExprString(a))...)
			}
			return false
		case *ast.Ident:
			found = append(found, n.Name)
		}
		return true
	})
	return found
}

// notRows are functions of package math that give a number and are no rows.
var notRows = map[string]string{
	"Inf": "a constant", "NaN": "a constant",
	"Float32frombits": "reads bits", "Float64frombits": "reads bits",
	"Float32bits": "bits, not a number", "Float64bits": "bits, not a number",
	"Nextafter": "not continuous in either operand", "Nextafter32": "on float32",
}

func TestPackageMathIsCovered(t *testing.T) {
	math, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import("math")
	if err != nil {
		t.Skip("no source of package math: ", err)
	}
	for _, name := range math.Scope().Names() {
		f, ok := math.Scope().Lookup(name).(*types.Func)
		if !ok || !f.Exported() || !givesNumber(f.Signature()) || notRows[name] != "" {
			continue
		}
		if ir.LookupOp(strings.ToLower(name)) == nil {
			t.Errorf("math.%s has no row", name)
		}
	}
	if ir.LookupOp("lgamma") == nil { // two results
		t.Error("math.Lgamma has no row")
	}
}

func givesNumber(s *types.Signature) bool {
	if s.Results().Len() != 1 {
		return false
	}
	b, ok := s.Results().At(0).Type().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// Rows on integers, booleans and comparisons compute what their Go text does,
// by the compiler's constant arithmetic.
func TestDiscreteRowsEvaluateTheirGoText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, op := range ir.Rows() {
		if op.Partials != nil || strings.Contains(op.Go, "math.") || op.Name == "compare" || op.Name == "ftoi" || op.Name == "exponent" {
			continue
		}
		for range samplePoints {
			a := []ir.Scalar{discrete(rng), discrete(rng)}
			if op.Name == "ishl" || op.Name == "ishr" {
				a[1].I = max(a[1].I, -a[1].I)
			}
			checkDiscrete(t, op, a[:len(op.In)])
		}
	}
}

func discrete(rng *rand.Rand) ir.Scalar {
	n := rng.IntN(9) - 4
	if n >= 0 {
		n++ // no zero: the quotient panics
	}
	return ir.Scalar{I: n, F: float64(n), B: n%2 == 0}
}

func checkDiscrete(t *testing.T, op *ir.Op, a []ir.Scalar) {
	t.Helper()
	text := substitute(op, a)
	v, err := types.Eval(token.NewFileSet(), nil, token.NoPos, text)
	if err != nil {
		t.Fatalf("%s: %s: %v", op.Name, text, err)
	}
	if got := literal(op.Out, op.Eval(a)); got != "("+v.Value.ExactString()+")" {
		t.Errorf("%s gives %s, %s is %s", op.Name, got, text, v.Value)
	}
}

// substitute is the row's Go text with the operands in their places.
func substitute(op *ir.Op, a []ir.Scalar) string {
	e, err := parser.ParseExpr(op.Go)
	if err != nil {
		return err.Error()
	}
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && len(id.Name) == 1 {
			i := strings.Index("xyz", id.Name)
			id.Name = literal(op.In[i], a[i])
		}
		return true
	})
	return types.ExprString(e)
}

func literal(t ir.Type, s ir.Scalar) string {
	switch t {
	case ir.TInt:
		return "(" + strconv.Itoa(s.I) + ")"
	case ir.TBool:
		return "(" + strconv.FormatBool(s.B) + ")"
	}
	return "(" + strconv.FormatFloat(s.F, 'g', -1, 64) + ")"
}

// The names by which expression files call the table.
func TestAliases(t *testing.T) {
	for _, name := range []string{"ln", "σ", "Γ", "Φ", "φ", "ψ", "arcsin", "arctan2", "normcdf", "normpdf", "clip", "roundtoeven"} {
		if ir.LookupOp(name) == nil {
			t.Errorf("no row is called %s", name)
		}
	}
	for _, op := range ir.Rows() {
		if slices.Contains(op.Aliases, op.Name) {
			t.Errorf("%s is its own alias", op.Name)
		}
	}
}
