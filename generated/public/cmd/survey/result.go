// What became of a function.

package main

import (
	"regexp"
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
	res.Reasons = res.Reasons[:min(len(res.Reasons), mostReasons)]
	return res
}

// mostReasons is how many reasons are kept: one mistake may have many.
const mostReasons = 5

// classify says what a function is, and why.
func classify(d derive.Derived, broken string, r check.Report) (Class, []string) {
	switch {
	case d.Crash != "":
		return Broken, []string{"crash: " + firstLine(d.Crash)}
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

// kinds says in general what messages say of one function.
var kinds = []struct {
	match *regexp.Regexp
	kind  string
}{
	{regexp.MustCompile(`^field \S+ of \S+ is not exported`), "a field that is not exported, of another package"},
	{regexp.MustCompile(`is not exported by package|is an unexported`), "a name that is not exported, of another package"},
	{regexp.MustCompile(`^\S+ has no float parameter`), "no float parameter"},
	{regexp.MustCompile(`^\S+ has no float result`), "no float result"},
	{regexp.MustCompile(`^\S+ calls itself and writes memory`), "recursion that writes memory of its caller"},
	{regexp.MustCompile(`the function is not known here|this function is given to Go code`), "a function that is a parameter"},
	{regexp.MustCompile(`^\S+ runs (.*?), which is not understood`), "Go code that is not understood: $1"},
	{regexp.MustCompile(`^no point: (.*)`), "$1"},
	{regexp.MustCompile(`^by argument`), "a derivative"},
	{regexp.MustCompile(`^\S+ calls (.*)`), "a call of $1"},
}

// kind is a message without what it says of one function only.
func kind(message string) string {
	if at := strings.Index(message, ": "); at >= 0 && strings.Contains(message[:at], ".go:") {
		message = message[at+2:]
	}
	for _, k := range kinds {
		if m := k.match.FindStringSubmatchIndex(message); m != nil {
			return string(k.match.ExpandString(nil, k.kind, message, m))
		}
	}
	return message
}

// firstLine is what a message begins with.
func firstLine(s string) string {
	first, _, _ := strings.Cut(s, "\n")
	return first
}
