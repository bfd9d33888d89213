// The text of a program.

package program

import (
	"fmt"
	"strings"

	"chainrule/generated/public/check"
	"chainrule/generated/public/internal/enumerate"
)

// Case is a function and the name of its derivative, empty if there is none.
type Case struct {
	enumerate.Func
	VJP   string
	Roles check.Roles
	Skip  []int
}

// Text is the text of a program that checks the cases. Derivatives are in the
// package of the path, or, if that is empty, beside their functions.
func Text(m *enumerate.Module, cases []Case, derivatives string) string {
	w := &writer{names: map[string]string{}}
	fmt.Fprintf(&w.body, "var makers = &check.Makers{\nFunctions: []any{\n")
	for _, f := range m.Functions {
		fmt.Fprintf(&w.body, "%s,\n", w.function(f))
	}
	fmt.Fprintf(&w.body, "},\nTypes: []reflect.Type{\n")
	for _, t := range m.Types {
		fmt.Fprintf(&w.body, "reflect.TypeFor[%s](),\n", w.name(t))
	}
	fmt.Fprintf(&w.body, "},\nConstants: []any{\n")
	for _, c := range m.Constants {
		fmt.Fprintf(&w.body, "%s,\n", w.name(c))
	}
	fmt.Fprintf(&w.body, "},\n}\n\nvar cases = []check.Case{\n")
	for _, c := range cases {
		w.oneCase(c, derivatives)
	}
	fmt.Fprintf(&w.body, "}\n")
	return w.head() + w.body.String()
}

// writer writes a program.
type writer struct {
	body  strings.Builder
	names map[string]string // of packages, by path
	paths []string
}

func (w *writer) head() string {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n\"reflect\"\n\n\"chainrule/generated/public/check\"\n")
	for _, p := range w.paths {
		fmt.Fprintf(&b, "%s %q\n", w.names[p], p)
	}
	b.WriteString(")\n\nvar _ reflect.Type\n\nfunc main() { check.Run(makers, cases) }\n\n")
	return b.String()
}

// pkg is the name that the program imports a package by.
func (w *writer) pkg(path string) string {
	if w.names[path] == "" {
		w.names[path] = fmt.Sprintf("p%d", len(w.paths))
		w.paths = append(w.paths, path)
	}
	return w.names[path]
}

// name is the expression for *path.Name.
func (w *writer) name(path string) string {
	rest, pointer := strings.CutPrefix(path, "*")
	dot := strings.LastIndexByte(rest, '.')
	text := w.pkg(rest[:dot]) + rest[dot:]
	if pointer {
		return "*" + text
	}
	return text
}

// function is the expression for a function or a method.
func (w *writer) function(f enumerate.Func) string {
	typ, method, ok := strings.Cut(f.Name, ".")
	switch {
	case !ok:
		return w.pkg(f.Package) + "." + f.Name
	case f.Pointer:
		return "(*" + w.pkg(f.Package) + "." + typ + ")." + method
	}
	return w.pkg(f.Package) + "." + typ + "." + method
}

func (w *writer) oneCase(c Case, derivatives string) {
	fmt.Fprintf(&w.body, "{Name: %q, Primal: %s", c.Path(), w.function(c.Func))
	if c.VJP != "" {
		r := c.Roles
		fmt.Fprintf(&w.body, ", VJP: %s, Roles: check.Roles{Seeds: %#v, Shadows: %#v, Partials: %#v}",
			w.derivative(c, derivatives), r.Seeds, r.Shadows, r.Partials)
	}
	if len(c.Skip) > 0 {
		fmt.Fprintf(&w.body, ", Skip: %#v", c.Skip)
	}
	fmt.Fprintf(&w.body, "},\n")
}

// derivative is the expression for the derivative of a function.
func (w *writer) derivative(c Case, pkg string) string {
	if pkg != "" {
		return w.pkg(pkg) + "." + c.VJP
	}
	f := c.Func
	typ, _, ok := strings.Cut(f.Name, ".")
	if f.Name = c.VJP; ok {
		f.Name = typ + "." + c.VJP
	}
	return w.function(f)
}
