// The bodies of generated tests, as Go text.

package codegen

import (
	"fmt"
	"slices"
	"strings"
)

// testFunc is the writing of the tests of one derivative.
type testFunc struct {
	TestFunc
	w *testWriter
	strings.Builder
}

func (t *testFunc) line(format string, args ...any) { fmt.Fprintf(&t.Builder, format+"\n", args...) }

// compare compares at each point: the value with the primal's, and the derivative
// by each coordinate with differences.
func (t *testFunc) compare() string {
	t.Reset()
	t.line("// %s compares %s with differences of %s.", t.Test, t.Name, t.Primal)
	t.line("func %s(t *{testing}.T) {", t.Test)
	t.line("points := []%s{", t.fields())
	for _, p := range t.Points {
		if p.Note != "" {
			t.line("%s", commentLine(p.Note))
		}
		t.line("{%s},", t.values(p))
	}
	t.line("}\nfor i := range points {\np := &points[i]")
	t.make()
	t.run()
	t.value()
	for _, p := range t.Params {
		for _, f := range p.Floats {
			t.along("p."+p.Name, f.Path, func(at string) {
				t.line("%s(t, %q, i, &p.%s%s, d%s%s, f)", t.w.slope(), strings.TrimSuffix(p.Name+f.Path, "[]"), p.Name, at, p.Name, at)
			})
		}
	}
	t.line("}\n}")
	return t.String()
}

// fields is the type of a point.
func (t *testFunc) fields() string {
	var b strings.Builder
	b.WriteString("struct {\n")
	for _, p := range t.Params {
		fmt.Fprintf(&b, "%s %s\n", p.Name, p.Type)
	}
	for _, p := range t.Params {
		if p.Shadow && !p.plain() {
			fmt.Fprintf(&b, "d%s %s\n", p.Name, p.Type)
		}
	}
	return b.String() + "}"
}

func (p TestParam) active() bool { return len(p.Floats) > 0 }

// plain reports whether a shadow is a slice of floats, which is made where it is used.
func (p TestParam) plain() bool {
	return strings.HasPrefix(p.Type, "[]") && len(p.Floats) == 1 && p.Floats[0].Path == "[]"
}

func (t *testFunc) values(p TestPoint) string {
	values := p.Values[:len(p.Values):len(p.Values)]
	for i, q := range t.Params {
		if q.Shadow && !q.plain() {
			values = append(values, p.Shadows[i])
		}
	}
	return strings.Join(values, ", ")
}

// make sets the seeds, 1 and other numbers, and makes the shadows.
func (t *testFunc) make() {
	if t.Seeded {
		t.seeds()
	}
	for _, p := range t.Params {
		switch {
		case p.Shadow && p.plain():
			t.line("d%s := make(%s, len(p.%s))", p.Name, p.Type, p.Name)
		case p.Shadow:
			t.line("d%s := p.d%s", p.Name, p.Name)
		}
	}
}

// seeds makes the seeds. The lengths of slices are those of the results.
func (t *testFunc) seeds() {
	var lhs []string
	long := false
	for _, r := range t.Results {
		name := "_"
		if len(r.Floats) > 0 && strings.HasPrefix(r.Type, "[]") {
			name, long = "d"+r.Name, true
		}
		lhs = append(lhs, name)
	}
	if t.Fails {
		lhs = append(lhs, "_")
	}
	if long {
		t.line("%s := %s", strings.Join(lhs, ", "), t.primal())
	}
	for i, r := range t.Results {
		switch {
		case len(r.Floats) == 0, strings.HasPrefix(r.Type, "[]"):
		case r.Floats[0].Path == "":
			t.line("d%s := %s(%v)", r.Name, r.Type, 1+0.5*float64(i))
			continue
		default:
			t.line("var d%s %s", r.Name, r.Type)
		}
		for k, f := range r.Floats {
			t.along("d"+r.Name, f.Path, func(at string) {
				t.line("d%s%s = %s", r.Name, at, t.seed(1+0.5*float64(i)+0.25*float64(k), f, at))
			})
		}
	}
}

// seed is a number, of each element another.
func (t *testFunc) seed(x float64, f TestFloat, at string) string {
	text := fmt.Sprint(x)
	if strings.HasSuffix(at, "[k]") {
		text = fmt.Sprintf("%v + 0.25*float64(k)", x)
	}
	if f.Type != "float64" {
		return f.Type + "(" + text + ")"
	}
	return text
}

// along writes code for all floats at a path from a value: in loops over what has
// several. The code is given the path with the counters of the loops.
func (t *testFunc) along(value, path string, code func(at string)) {
	var at strings.Builder
	parts := strings.Split(path, "[]")
	for depth, part := range parts {
		at.WriteString(part)
		if depth == len(parts)-1 {
			code(at.String())
			break
		}
		k := "k"
		if depth > 0 {
			k += fmt.Sprint(depth + 1)
		}
		t.line("for %s := range %s%s {", k, value, at.String())
		at.WriteString("[" + k + "]")
	}
	t.WriteString(strings.Repeat("}\n", len(parts)-1))
}

// primal calls the primal at the point.
func (t *testFunc) primal() string { return t.call(t.Primal, "", nil) }

// derivative calls the derivative, under its own name or with a work space.
func (t *testFunc) derivative(name, first string) string {
	var more []string
	for _, r := range t.Results {
		if t.Seeded && len(r.Floats) > 0 {
			more = append(more, "d"+r.Name)
		}
	}
	for _, p := range t.Params {
		switch {
		case p.Shadow && p.ByPointer:
			more = append(more, "&d"+p.Name)
		case p.Shadow:
			more = append(more, "d"+p.Name)
		}
	}
	return t.call(name, first, more)
}

// call calls a function with the parameters at the point.
func (t *testFunc) call(name, first string, more []string) string {
	var args []string
	if first != "" {
		args = append(args, first)
	}
	for i, p := range t.Params {
		arg := "p." + p.Name
		if i == 0 && (t.Beside || t.Method && name == t.Primal) {
			name = arg + "." + name
			continue
		}
		if p.Variadic && name == t.Primal {
			arg += "..."
		}
		args = append(args, arg)
	}
	return name + "(" + strings.Join(append(args, more...), ", ") + ")"
}

// got are the variables for the results of the derivative: the value, if it is one
// number, and the derivatives by values.
func (t *testFunc) got() (lhs []string) {
	for _, r := range t.Results {
		if !t.Seeded && len(r.Floats) > 0 {
			lhs = append(lhs, "value")
			continue
		}
		lhs = append(lhs, "_")
	}
	for _, p := range t.Params {
		if len(p.Floats) > 0 && !p.Shadow {
			lhs = append(lhs, "d"+p.Name)
		}
	}
	if t.Fails {
		lhs = append(lhs, "err")
	}
	return lhs
}

// run calls the derivative and declares what it gives.
func (t *testFunc) run() {
	call, lhs := t.derivative(t.Name, ""), t.got()
	if strings.Trim(strings.Join(lhs, ""), "_") == "" {
		t.line("%s", call)
	} else {
		t.line("%s := %s", strings.Join(lhs, ", "), call)
	}
	if t.Fails {
		t.line("if err != nil {\nt.Fatal(err)\n}")
	}
}

// value makes the function whose slopes are compared: the primal's number, or the
// sum of all its results weighted by their seeds. The value that comes with a
// gradient is checked; Go may fuse products and sums, so the last bits may differ.
func (t *testFunc) value() {
	t.line("f := func() float64 {")
	if r := t.Results[0]; !t.Seeded && len(t.Results) == 1 && !t.Fails {
		t.line("return %s", float(r.Floats[0], t.primal()))
	} else {
		t.sum()
	}
	t.line("}")
	if t.Seeded {
		return
	}
	for _, r := range t.Results {
		if len(r.Floats) > 0 {
			t.line("if want := f(); !({math}.Abs(%[1]s-want) <= 1e-09*{math}.Abs(want)) {\nt.Errorf(%q, i, value, want)\n}",
				float(r.Floats[0], "value"), "point %d: the value is %v, want %v")
		}
	}
}

// sum computes the weighted sum of the results.
func (t *testFunc) sum() {
	var lhs []string
	for i, r := range t.Results {
		name := "_"
		if len(r.Floats) > 0 {
			name = fmt.Sprint("r", i)
		}
		lhs = append(lhs, name)
	}
	if t.Fails {
		lhs = append(lhs, "_")
	}
	t.line("%s := %s", strings.Join(lhs, ", "), t.primal())
	if i := slices.IndexFunc(t.Results, TestParam.active); !t.Seeded && t.Results[i].Floats[0].Path == "" {
		t.line("return %s", float(t.Results[i].Floats[0], lhs[i])) // there is no other
		return
	}
	t.line("sum := 0.0")
	for i, r := range t.Results {
		for _, f := range r.Floats {
			t.along(lhs[i], f.Path, func(at string) {
				term := float(f, lhs[i]+at)
				if t.Seeded {
					term = float(f, "d"+r.Name+at) + "*" + term
				}
				t.line("sum += %s", term)
			})
		}
	}
	t.line("return sum")
}

// float is an expression as a float64.
func float(f TestFloat, text string) string {
	if f.Type == "float64" {
		return text
	}
	return "float64(" + text + ")"
}

// allocations tests that a call with a work space allocates nothing.
func (t *testFunc) allocations() string {
	t.Reset()
	name, call := t.Test+"Allocates", t.derivative(t.Name, "")
	t.line("// %s tests that a call allocates nothing.", name)
	t.line("func %s(t *{testing}.T) {", name)
	t.line("p := %s{%s}", t.fields(), t.values(t.Points[0]))
	t.make()
	if t.Workspace != "" {
		t.line("var ws %s", t.Workspace)
		call = t.derivative(t.Name+"WS", "&ws")
	}
	t.line("if n := {testing}.AllocsPerRun(10, func() {\n%s\n}); n != 0 {", call)
	t.line("t.Errorf(%q, n)\n}\n}", "%v allocations in a call, want none")
	return t.String()
}
