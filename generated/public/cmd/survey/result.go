// What became of a function.

package main

import (
	"slices"
	"strings"

	"chainrule/generated/public/check"
	"chainrule/generated/public/internal/derive"
	"chainrule/generated/public/internal/enumerate"
)

// Class says what became of a function.
type Class string

// The classes. All but the last two are differentiable.
const (
	Right     Class = "right"
	Refused   Class = "refused"
	Wrong     Class = "wrong"
	Broken    Class = "broken"    // chainrule crashed, or its output does not compile
	Constant  Class = "constant"  // no input moves an output
	Undecided Class = "undecided" // no arguments could be drawn, or differences tell nothing
)

// Result is what became of a function.
type Result struct {
	Func    string
	Type    string
	Class   Class
	Made    bool     // there is a derivative
	Seconds float64  // that the derivative took
	Inside  bool     // which only the function's own package can have
	Reasons []string `json:",omitempty"`
	Report  check.Report
}

func newResult(f enumerate.Func, d derive.Derived, broken string, r check.Report) Result {
	res := Result{Func: f.Path(), Type: f.Type, Report: r, Made: d.Text != "" && broken == "", Seconds: d.Seconds}
	res.Class, res.Reasons = classify(d, broken, r)
	return res
}

// classify says what a function is, and why.
func classify(d derive.Derived, broken string, r check.Report) (Class, []string) {
	switch {
	case d.Crash != "":
		return Broken, []string{"crash: " + d.Crash}
	case broken != "":
		return Broken, []string{"does not compile: " + broken}
	case len(r.Wrong) > 0:
		return Wrong, r.Wrong
	case r.Dead != "" && d.Text != "":
		return Wrong, []string{"dies: " + r.Dead}
	case r.Dead != "":
		return Undecided, append([]string{r.Dead}, d.Refusal...)
	case r.Points == 0:
		return Undecided, append([]string{"no point: " + r.NoPoints}, d.Refusal...)
	case !r.Active:
		return Constant, d.Refusal
	case len(d.Refusal) > 0:
		return Refused, d.Refusal
	case r.Telling == 0:
		return Undecided, []string{"kinks only"}
	}
	return Right, nil
}

// hidden reports whether the function was refused because of names that only its
// own package may use.
func (r Result) hidden() bool {
	return slices.ContainsFunc(r.Reasons, func(m string) bool {
		return strings.Contains(m, "not exported") || strings.Contains(m, "unexported")
	})
}

// kind is a message without what it says of one function only.
func kind(message string) string {
	if at := strings.Index(message, ": "); at >= 0 && strings.Contains(message[:at], ".go:") {
		message = message[at+2:]
	}
	return message
}
