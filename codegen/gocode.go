// Go code that is carried: its text with operands put in.

package codegen

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
)

// typedConstant matches a constant of a type that the language declares.
var typedConstant = regexp.MustCompile(`^(byte|rune|string|u?int(8|16|32|64)?|uintptr)\((-?[0-9]+|"[^"\\]*")\)$`)

// goLiteral is the text of a Go expression that is a constant of the language:
// nil, a string or one of a type.
func goLiteral(v *ir.Value) *expr {
	if v.Def == nil || !v.Def.IsGoExpr() || len(v.Def.Args) > 0 {
		return nil
	}
	text := v.Def.Template()
	if typedConstant.MatchString(text) {
		return lit(text).of(v.Type.Go)
	}
	if _, err := strconv.Unquote(text); err != nil && text != "nil" {
		return nil
	}
	if strings.HasPrefix(text, "'") {
		return nil
	}
	return lit(text)
}

// goExpr emits a Go expression without effects.
func (g *gen) goExpr(in *ir.Instr) {
	v := in.Result()
	if goLiteral(v) != nil {
		return
	}
	e := *g.carried(in)
	if x := e.args; in.Template() == v.Type.Go+"($0)" && x[0].renames && x[0].args[0].typ == v.Type.Go {
		e = *x[0].args[0] // there and back again
	}
	if v.Type.Kind != ir.Go {
		e.typ = typeText(v.Type)
	}
	g.define(v, &e)
}

// carried is the text of Go code with its operands.
func (g *gen) carried(in *ir.Instr) *expr {
	g.narrow(in.Args)
	text := in.Template()
	t := g.file.goTemplate(text)
	args := make([]*expr, len(in.Args))
	constant := true
	for i, v := range in.Args {
		args[i] = g.operand(t, i, v)
		constant = constant && args[i].konst
	}
	for _, i := range t.numeric {
		e, v := args[i], in.Args[i]
		byZero := strings.ContainsAny(text, "/%") && (isZero(e) || strings.HasSuffix(e.text, "(0)"))
		if e.konst && (constant || byZero) && v.Type.Kind != ir.Bool && !strings.HasPrefix(e.text, `"`) {
			args[i] = g.variableFor(v) // Go would compute with the constant, or refuse it
		}
	}
	if comparison.MatchString(text) {
		unconverted(args)
	}
	return g.goText(text, args...)
}

// comparison matches the text of one of two operands.
var comparison = regexp.MustCompile(`^\$0 [=!<>]=? \$1$`)

// unconverted compares what lost its name for the comparison only: two values of
// one type, or one and a constant.
func unconverted(args []*expr) {
	x, y := args[0], args[1]
	switch {
	case x.renames && y.renames && x.args[0].typ == y.args[0].typ:
		args[0], args[1] = x.args[0], y.args[0]
	case y.kind == litExpr && x.kind != litExpr:
		args[0], args[1] = named(x), untyped(y)
	case x.kind == litExpr && y.kind != litExpr:
		args[0], args[1] = untyped(x), named(y)
	}
}

// named is a value with the name of its type.
func named(e *expr) *expr {
	if e.renames {
		return e.args[0]
	}
	return e
}

// untyped is a constant without its type.
func untyped(e *expr) *expr {
	if m := typedConstant.FindStringSubmatch(e.text); m != nil {
		return lit(m[3])
	}
	return e
}

// global matches the address of a variable of a package.
var global = regexp.MustCompile(`^&\{[^{}]*\}\.\w+$`)

// operand is a value in Go code: of the type that the value has, which a
// constant need not have, and written once if it takes time.
func (g *gen) operand(t *goTemplate, i int, v *ir.Value) *expr {
	if !v.Type.Scalar() {
		return g.wholeSlice(v)
	}
	e := typed(g.use(v), v.Type)
	times := 0
	for _, p := range t.pieces {
		if p.isArg && p.arg == i {
			times++
		}
	}
	if isNilText(e) || times > 1 && !e.simple() {
		return g.variableFor(v)
	}
	return e
}

// goCall emits Go code that runs once, in its place.
func (g *gen) goCall(in *ir.Instr) {
	e := g.carried(in)
	if g.isMessage(in) {
		g.define(in.Result(), e)
		return
	}
	g.flushPlaces(placesOf(in))
	g.effect(in, e)
}

// isMessage reports whether the only result is what the next instruction panics
// with.
func (g *gen) isMessage(in *ir.Instr) bool {
	if len(in.Results) != 1 || !in.OnlyReads() || !g.folds(in.Result()) {
		return false
	}
	at := slices.Index(in.In.Instrs, in)
	next := in.In.Instrs[at+1:]
	return len(next) > 0 && next[0].IsPanic() && slices.Contains(next[0].Args, in.Result())
}

// effect emits an expression that must be computed, for its effects, and gives
// its values to the instruction's results.
func (g *gen) effect(in *ir.Instr, e *expr) {
	s := &effect{e: e, call: e.kind != textExpr || g.file.goTemplate(e.text).calls || g.file.goTemplate(e.text).isStmt}
	if len(in.Results) == 1 {
		if b := g.preferred(in.Result(), g.facts.enter[in]); b != nil {
			g.flush(&b.cell)
			g.write(b, e)
			g.bind(in.Result(), b)
			return
		}
	}
	for _, v := range in.Results {
		b := g.fresh(g.nameFor(v, e))
		if v.Type.Kind != ir.Go {
			b.typ = typeText(v.Type)
		}
		s.vars = append(s.vars, b)
		g.bind(v, b)
	}
	g.put(s)
}
