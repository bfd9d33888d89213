// Package derivtest holds a Go function against what was generated from it: by
// reflection, so that a test is a line with the function, its derivative and
// arguments.
//
// Check demands of each Case:
//   - the signature that the contract gives the derivative (signature.go),
//   - results, memory, error or panic of the derivative's call that are the
//     function's, to the bit,
//   - derivatives that agree with differences, and with a closed form where the
//     case has one: a gradient sets its shadows, which hold NaN before; a
//     product with seeds adds to them, and takes from them the seeds of memory
//     that the function writes,
//   - the same from a second call and from calls at the same time,
//   - no allocation where the function makes none (allocation.go).
package derivtest

import (
	"cmp"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// A Case is a function with its derivative at a point.
type Case struct {
	Name string // of the case, beside the function's
	F    any    // the function; a method as an expression, T.M
	D    any    // its gradient, or its product with seeds
	H    any    // the product with its Hessian; nil where it has none
	J    any    // what fills its Jacobian; nil where it has none
	HH   any    // what fills its Hessian; H has to be there then
	Args []any  // for F; constants are converted, and references copied for each call
	Wrt  []int  // the parameters that D differentiates by; all that hold floats where nil

	// Value is known from a closed form or a source: the floats of the results,
	// then those of each parameter that F changes. nil where nothing is known,
	// and where another test has it.
	Value []float64
	// Grad is known: a row for each float of Value, each with an element for
	// each float that D differentiates by.
	Grad []float64

	Rel float64 // the relative error allowed in Value and Grad; 0 is 1e-13
	// Twin is the only result of F in double precision, as a function of the
	// floats differentiated by: for differences, where F has less.
	Twin func(x []float64) float64
	// Rough is set where differences say nothing: at the edge of a domain, at a
	// kink, where a value stands for a limit.
	Rough bool
	// Allocates is set where the derivative needs memory that F does not.
	Allocates bool
}

// Args are arguments for a function.
func Args(list ...any) []any { return list }

// Check tests all cases.
func Check(t *testing.T, cases []Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.title(), func(t *testing.T) {
			c.Rel = cmp.Or(c.Rel, 1e-13)
			p, err := c.plan()
			if err != nil {
				t.Fatal(err)
			}
			p.check(t)
		})
	}
}

// title is the function's name without its package, and the case's.
func (c Case) title() string {
	name := runtime.FuncForPC(reflect.ValueOf(c.F).Pointer()).Name()
	name = name[strings.LastIndex(name, "/")+1:]
	_, name, _ = strings.Cut(name, ".")
	name = strings.NewReplacer("(*", "", ")", "", "[...]", "").Replace(name)
	if c.Name != "" {
		name += "/" + c.Name
	}
	return name
}
