// New: the generator's state and the program as a whole.

package progen

import (
	"fmt"
	"math"
	"strings"

	"pgregory.net/rapid"
)

// New makes the program of a seed.
func New(seed uint64) Program {
	p := generator.Example(int(seed & math.MaxInt64))
	p.Seed = seed
	return p
}

var generator = rapid.Custom(func(t *rapid.T) Program {
	g := &gen{t: t}
	g.program()
	return Program{Text: strings.Join(g.decls, "\n\n") + "\n"}
})

// gen is the state of making a program.
type gen struct {
	t       *rapid.T
	decls   []string
	structs []*typ
	units   []*typ // named floats
	helpers []*helper
	shape   *typ // the program's interface, nil if it has none
	each    bool // the program's iterator is used
	names   map[string]int
	fn      *function
}

// function is one being written.
type function struct {
	vars    []*variable
	left    int // statements that may still be made
	depth   int // of blocks
	loops   []*loop
	results []*typ
	named   []string // results with names
	errs    bool     // an error comes last
	calls   int      // that may still be made
	literal bool     // in a function literal: variables outside keep their slices
	pure    bool     // nothing outside may be written
}

// loop is one around what is being written.
type loop struct {
	label      string
	labelUsed  bool
	noContinue bool // a continue would pass over what ends the loop
	isSwitch   bool
}

func (g *gen) decl(format string, args ...any) {
	g.decls = append(g.decls, fmt.Sprintf(format, args...))
}

// name makes a new name.
func (g *gen) name(base string) string {
	if g.names == nil {
		g.names = map[string]int{}
	}
	g.names[base]++
	if g.names[base] == 1 {
		return base
	}
	return fmt.Sprintf("%s%d", base, g.names[base])
}

// program writes types, helpers and the function itself.
func (g *gen) program() {
	g.declareTypes()
	g.declareShape()
	for range g.n(4) {
		g.helper()
	}
	g.names = nil
	g.fn = &function{left: 4 + g.n(16), calls: 4}
	params, recv := g.params()
	results, kinds := g.results()
	body := g.body()
	doc := "//chainrule:" + strings.Join(kinds, "\n//chainrule:")
	g.declareEach()
	g.decl("%s\nfunc %s%s(%s) %s {\n%s}", doc, recv, Stem, params, results, body)
}

// params draws the parameters, and sometimes a receiver.
func (g *gen) params() (list, recv string) {
	var parts []string
	if len(g.structs) > 0 && g.in(15) {
		t := pick(g, g.structs)
		if g.in(50) {
			t = pointerTo(t)
		}
		recv = fmt.Sprintf("(%s %v) ", g.param(t), t)
	}
	for i := range 1 + g.n(5) {
		t := g.paramType()
		if i == 0 && g.in(70) {
			t = tF64
		}
		parts = append(parts, fmt.Sprintf("%s %v", g.param(t), t))
	}
	if !g.reachesFloat() {
		parts = append(parts, g.param(tF64)+" float64")
	}
	if g.in(4) {
		parts = append(parts, g.param(sliceOf(tF64))+" ...float64")
	}
	return strings.Join(parts, ", "), recv
}

func (g *gen) reachesFloat() bool {
	for _, v := range g.fn.vars {
		if v.t.holds() {
			return true
		}
	}
	return false
}

// param declares a parameter. What it refers to has at least three elements.
func (g *gen) param(t *typ) string {
	v := g.declare(g.name(baseName(t)), t)
	v.least, v.param = 3, true
	return v.name
}

// baseName is how variables of the type are called.
func baseName(t *typ) string {
	switch t.kind {
	case f32:
		return "h"
	case integer:
		return "n"
	case boolean:
		return "on"
	case str:
		return "word"
	case structure:
		return "p"
	case slice:
		return map[kind]string{f64: "s", f32: "hs", integer: "ks", slice: "rows"}[t.elem.kind] + map[bool]string{true: "list"}[t.elem.aggregate() || t.elem.kind == pointer]
	case array:
		return "arr"
	case pointer:
		return "q"
	case table:
		return map[bool]string{true: "m", false: "byName"}[t.elem.isFloat()]
	case iface:
		return "shape"
	}
	return "x"
}
