// Helper functions and methods, and calls of them.

package progen

import (
	"fmt"
	"slices"
	"strings"
)

// helper is a function of the program beside the one that is differentiated.
type helper struct {
	name    string // of a method without the receiver
	params  []*typ // the receiver first
	results []*typ
	method  bool
	errs    bool
	spread  bool // the last parameter is variadic
	taking  bool // the first parameter is func(float64) float64
	deep    bool // the last parameter is how deep it calls itself
	generic bool // its type parameter is that of the first parameter
	writes  bool // it may write what its parameters refer to
}

// helper writes one.
func (g *gen) helper() {
	h := &helper{name: fmt.Sprintf("%sH%d", Stem, len(g.helpers))}
	outer := g.names
	g.names = nil
	defer func() { g.names = outer }()
	g.fn = &function{left: 2 + g.n(6), calls: 2}
	choose(g, []choice[int]{
		{4, func() int { return g.plain(h, tF64) }},
		{2, func() int { return g.plain(h, tF64, tF64) }},
		{1, func() int { return g.plain(h, tF32) }},
		{2, func() int { return g.plain(h) }},
		{2, func() int { return g.plain(h, sliceOf(tF64)) }},
		{2, func() int { return g.aboutStructs(h) }},
		{2, func() int { return g.recursive(h) }},
		{1, func() int { return g.rewriting(h) }},
		{2, func() int { return g.generic(h) }},
		{1, func() int { return g.taking(h) }},
		{1, func() int { return g.variadic(h) }},
		{1, func() int { h.errs = true; return g.plain(h, tF64) }},
	})
	h.writes = !g.fn.pure && slices.ContainsFunc(h.params, (*typ).refers)
	g.helpers = append(g.helpers, h)
}

// plain is a function, or a method, of results; without results it writes what
// its first parameter refers to.
func (g *gen) plain(h *helper, results ...*typ) int {
	h.results = results
	g.fn.results, g.fn.errs = results, h.errs
	recv := ""
	if len(g.structs) > 0 && g.in(35) {
		t := pick(g, g.structs)
		if g.in(50) || len(results) == 0 {
			t = pointerTo(t)
		}
		h.method, h.params = true, []*typ{t}
		recv = fmt.Sprintf("(%s %v) ", g.param(t), t)
	}
	var parts []string
	for i := range 1 + g.n(3) {
		t := g.paramType()
		switch {
		case i == 0 && len(results) == 0 && !h.method:
			t = pick(g, []*typ{sliceOf(tF64), pointerTo(tF64)})
		case g.in(50):
			t = tF64
		case g.shape != nil && g.in(20):
			t = g.shape
		}
		h.params = append(h.params, t)
		parts = append(parts, fmt.Sprintf("%s %v", g.param(t), t))
	}
	list := g.resultList(g.in(20))
	g.decl("func %s%s(%s) %s {\n%s}", recv, h.name, strings.Join(parts, ", "), list, g.body())
	return 0
}

// aboutStructs makes or changes a struct.
func (g *gen) aboutStructs(h *helper) int {
	if len(g.structs) == 0 {
		return g.plain(h, tF64)
	}
	t := pick(g, g.structs)
	return g.plain(h, pick(g, []*typ{t, pointerTo(t)}))
}

// recursive calls itself by an integer and writes nothing of its callers.
func (g *gen) recursive(h *helper) int {
	h.deep, h.params, h.results = true, []*typ{tF64, tInt}, []*typ{tF64}
	g.fn.results, g.fn.pure, g.fn.left = h.results, true, 1+g.n(4)
	var parts []string
	if g.in(40) {
		h.params = append([]*typ{sliceOf(tF64)}, h.params...)
		g.param(h.params[0])
		g.fn.vars[0].frozen = true
		parts = append(parts, "s []float64")
	}
	x, n := g.param(tF64), g.param(tInt)
	g.fn.vars[len(g.fn.vars)-1].fixed = true
	parts = append(parts, x+" float64", n+" int")
	first := ""
	if len(parts) > 2 {
		first = "s, "
	}
	again := func(e string) string {
		return fmt.Sprintf("%s(%smath.Sin(%s), %s)", h.name, first, e, pick(g, []string{n + "-1", n + "-1", n + "/2"}))
	}
	body := fmt.Sprintf("if %s <= 0 {\nreturn %s\n}\n", n, g.float(2))
	body += g.body0(func() string {
		e := again(g.float(2))
		switch g.n(4) {
		case 0:
			return fmt.Sprintf("if %s {\nreturn %s\n}\nreturn %s + 0.5*%s\n", g.bool(1), g.squashed(tF64, 2), g.leaf(), e)
		case 1:
			v, w := g.name("v"), g.name("w")
			return fmt.Sprintf("%s := %s\n%s := %s\nreturn 0.5*%s + 0.25*%s*%s\n", v, e, w, again(g.float(1)), v, w, g.leaf())
		case 2:
			return fmt.Sprintf("%s = %s\nreturn %s * %s\n", x, e, x, g.leaf())
		}
		return fmt.Sprintf("return math.Sin(%s) + %s\n", e, g.float(1))
	})
	g.decl("func %s(%s) float64 {\n%s}", h.name, strings.Join(parts, ", "), body)
	return 0
}

// rewriting calls itself by an integer, and writes what its callers see before, between
// and behind these calls.
func (g *gen) rewriting(h *helper) int {
	h.deep, h.params, h.results = true, []*typ{sliceOf(tF64), tF64, tInt}, []*typ{tF64}
	g.fn.results, g.fn.left = h.results, 2+g.n(5)
	s, x, n := g.param(h.params[0]), g.param(tF64), g.param(tInt)
	g.fn.vars[len(g.fn.vars)-1].fixed = true
	again := func() string {
		return fmt.Sprintf("%s(%s, math.Sin(%s), %s-1)", h.name, s, g.float(2), n)
	}
	write := func() string {
		k := g.name("k")
		return fmt.Sprintf("for %s := range %s {\n%s[%s] = %s[%s]*0.5 + math.Sin(%s)\n}\n", k, s, s, k, s, k, g.float(1))
	}
	body := fmt.Sprintf("if %s <= 0 {\nreturn %s\n}\n", n, g.float(2))
	body += g.body0(func() string {
		v := g.name("v")
		out := fmt.Sprintf("%s := %s\n", v, again())
		if g.in(60) {
			out += write()
		}
		if g.in(50) {
			out += fmt.Sprintf("%s = 0.5*%s + 0.25*%s\n", v, v, again())
		}
		if g.in(30) {
			out += fmt.Sprintf("if %s {\n%s}\n", g.bool(1), write())
		}
		return out + fmt.Sprintf("return math.Sin(%s) + 0.5*%s\n", v, x)
	})
	g.decl("func %s(%s []float64, %s float64, %s int) float64 {\n%s}", h.name, s, x, n, body)
	return 0
}

// generic is a function over float types.
func (g *gen) generic(h *helper) int {
	h.generic, h.params, h.results = true, []*typ{tF64, tF64}, []*typ{tF64}
	if g.in(30) {
		h.params[0], h.params[1], h.results[0] = tF32, tF32, tF32
	}
	g.decl(`func %s[T ~float32 | ~float64](x, y T) T {
	if %s {
		return %s
	}
	return %s
}`, h.name, pick(g, []string{"x < y", "x > 0.1234", "x*y < 0.3719"}),
		pick(g, []string{"x*y - x", "T(math.Sin(float64(x))) * y", "x + T(0.5)*y*y"}), pick(g, []string{"y - x", "x / (1 + y*y)", "T(math.Cos(float64(x * y)))"}))
	return 0
}

// taking takes a function.
func (g *gen) taking(h *helper) int {
	h.taking, h.params, h.results = true, []*typ{tF64}, []*typ{tF64}
	body := pick(g, []string{
		"return f(x)*0.5 + f(0.25*x)",
		"for i := range 3 {\n x = math.Sin(f(x) + float64(i))\n}\nreturn x",
		"a, b := f(x), f(x+0.5)\nif a < b {\nreturn a\n}\nreturn f(b)",
		"sum := 0.0\nfor _, w := range []float64{0.25, 0.5, 1} {\nsum += w * f(x*w)\n}\nreturn sum",
	})
	g.decl("func %s(f func(float64) float64, x float64) float64 {\n%s\n}", h.name, body)
	return 0
}

// variadic takes any number of floats.
func (g *gen) variadic(h *helper) int {
	h.spread, h.params, h.results = true, []*typ{tF64, sliceOf(tF64)}, []*typ{tF64}
	body := pick(g, []string{
		"for i, v := range vs {\nx += math.Sin(v) * float64(i+1)\n}\nreturn x",
		"for _, v := range vs {\nx = max(x, v)\n}\nreturn x",
		"if len(vs) == 0 {\nreturn x\n}\nreturn x * vs[len(vs)-1]",
	})
	g.decl("func %s(x float64, vs ...float64) float64 {\n%s\n}", h.name, body)
	return 0
}

// callable is a helper of one result of the type; nil if none may be called. One
// that writes is called in a statement of its own: Go does not say whether an
// operand beside a call is read before it or after it.
func (g *gen) callable(t *typ) *helper {
	var list []*helper
	for _, h := range g.helpers {
		if len(h.results) == 1 && h.results[0].is(t) && !h.errs && !h.writes {
			list = append(list, h)
		}
	}
	if len(list) == 0 || g.fn.calls <= 0 || g.fn.pure {
		return nil
	}
	return pick(g, list)
}

// callFor is a call for a float, or another expression.
func (g *gen) callFor(t *typ, d int) string {
	if h := g.callable(t); h != nil {
		return g.call(h, d)
	}
	return g.leaf()
}

// call is a call of a helper.
func (g *gen) call(h *helper, d int) string {
	g.fn.calls--
	var args []string
	if h.taking {
		args = append(args, g.functionValue())
	}
	for i, t := range h.params {
		switch {
		case h.deep && i == len(h.params)-1:
			args = append(args, pick(g, []string{"2", "3", g.int(0) + "%4"}))
		case h.spread && i == len(h.params)-1:
			args = append(args, g.spreadArgs()...)
		default:
			args = append(args, g.expr(t, min(d-1, 1)))
		}
	}
	if !h.method {
		name := h.name
		if h.generic && (g.in(20) || !strings.ContainsAny(args[0]+args[1], "abcdefghijklmnopqrstuvwxyz")) {
			name += "[" + h.params[0].String() + "]" // constants alone would be of another type
		}
		return name + "(" + strings.Join(args, ", ") + ")"
	}
	return g.receiver(h, args[0]) + "." + h.name + "(" + strings.Join(args[1:], ", ") + ")"
}

// receiver is the receiver of a call of a method.
func (g *gen) receiver(h *helper, e string) string {
	if rest, ok := strings.CutPrefix(e, "&"); ok && h.params[0].kind == pointer && !strings.HasSuffix(rest, "}") {
		return rest
	}
	return "(" + e + ")"
}

func (g *gen) spreadArgs() (args []string) {
	if p, ok := g.find(sliceOf(tF64).is, false); ok && g.in(40) {
		return []string{p.text + "..."}
	}
	for range g.n(4) {
		args = append(args, g.float(1))
	}
	return args
}

// functionValue is a function of a float: a literal that captures, or a named one.
func (g *gen) functionValue() string {
	if g.in(20) {
		return pick(g, []string{"math.Sin", "math.Tanh", "math.Cos"})
	}
	if g.shape != nil && g.in(25) {
		return "(" + g.implementation() + ")." + measure
	}
	n := len(g.fn.vars)
	was := g.fn.literal
	g.fn.literal = true
	u := g.name("u")
	v := g.declare(u, tF64)
	v.param = true
	e := g.float(2)
	g.fn.vars, g.fn.literal = g.fn.vars[:n], was
	return fmt.Sprintf("func(%s float64) float64 { return %s * 0.5 + %s }", u, u, e)
}
