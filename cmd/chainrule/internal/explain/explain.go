// The explanation of a function, before it is written in some format.

package explain

import (
	"chainrule/cmd/chainrule/internal/algebra"
	"chainrule/ir"
)

// Explanation is what is shown for one result of a function.
type Explanation struct {
	Inputs  []string // what is differentiated by
	Result  string   // the variable of the last step
	Steps   []*Step
	Partial []*Partial
	Notes   []string
	Style   algebra.Style
	Numbers *Numbers // nil without values of the variables

	fn     *ir.Func
	values map[*ir.Value]string // the variable that a value of the ir became
	named  map[string]bool      // the steps that the user named
	byVar  map[string]*Step
}

// Step defines a variable by earlier ones.
type Step struct {
	Var    string
	Expr   algebra.Expr
	Locals []Local
}

// Local is the derivative of a step by a variable in its expression.
type Local struct {
	By string
	D  algebra.Expr
}

// Partial is the derivative of the result by an input.
type Partial struct {
	By       string
	Paths    [][]Edge // nil where there are too many to show
	Count    int      // how many paths there are; at most countLimit
	Expanded algebra.Expr
	Closed   algebra.Expr // nil where it is too long to be of use
}

// Edge is a factor of a path's product.
type Edge struct {
	Of, By string
	D      algebra.Expr // in the step's own variables
	Full   algebra.Expr // in the inputs; nil where too long
}

// Of explains the result of that number. What it cannot explain is a
// diagnostic.
func Of(f *ir.Func, result int) (*Explanation, error) {
	b := newBuilder(f)
	b.region(f.Body)
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	x := &Explanation{Inputs: b.inputs, fn: f, Style: algebra.Style{Decimals: usesDecimals(f)}}
	x.Result = b.output(f.Body.Yield[result], f.Results[result])
	x.Steps, x.values, x.named, x.Notes = b.live(x.Result), b.values, b.named, b.notes
	x.byVar = map[string]*Step{}
	for _, s := range x.Steps {
		x.byVar[s.Var] = s
	}
	x.differentiate()
	return x, nil
}

// usesDecimals reports whether the user wrote a decimal: 0.5, not 1/3.
func usesDecimals(f *ir.Func) bool {
	found := false
	f.Body.Walk(func(in *ir.Instr) {
		if len(in.Results) != 1 {
			return
		}
		if c, ok := in.Result().ConstFloat(); ok && c != float64(int64(c)) {
			if n, ok := algebra.Float(c).(*algebra.Num); ok && !n.IsWhole() && n.IsDecimal() {
				found = true
			}
		}
	})
	return found
}

// Differential names the derivative of a variable by another: dy/dx, or ∂y/∂x
// where y has several variables.
func Differential(of, by string, partial bool) string {
	if partial {
		return "∂" + of + "/∂" + by
	}
	return "d" + of + "/d" + by
}
