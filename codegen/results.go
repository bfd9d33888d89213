// What a function returns: values, and composites put together from them.

package codegen

import (
	"strconv"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// return emits the end of the function.
func (g *gen) giveResults() {
	if len(g.results) == 0 || g.top().ended {
		return
	}
	exprs := make([]*expr, len(g.results))
	for i, p := range g.results {
		exprs[i] = g.composite(p.GoParam, func(l ir.Leaf) *ir.Value { return g.yield(p.GoParam, l) }, func() *variable { return p.v })
	}
	g.put(&returns{exprs})
}

// composite is a Go value of the parameter's type, made from the values of its
// leaves. Where no literal can say it, the variable of home is filled.
func (g *gen) composite(p ir.GoParam, value func(ir.Leaf) *ir.Value, home func() *variable) *expr {
	if len(p.Leaves) == 1 && p.Leaves[0].Path == "" {
		return g.whole(p, value(p.Leaves[0]))
	}
	values := make([]*ir.Value, len(p.Leaves))
	for i, l := range p.Leaves {
		values[i] = value(l)
	}
	g.narrow(values)
	parts := make([]*expr, len(p.Leaves))
	total := 0
	for i, l := range p.Leaves {
		parts[i] = g.leafValue(values[i], leafType(p, l, values[i]))
		total += parts[i].width + len(l.Path)
	}
	if text, args, ok := compositeText(p, parts); ok && total < readable {
		return g.goText(text, args...).of(p.Type)
	}
	b := home()
	for i, l := range p.Leaves {
		if !isZero(parts[i]) {
			g.put(&assign{[]*expr{g.along(nameOf(b), l.Path, nil)}, "=", []*expr{parts[i]}})
		}
	}
	return nameOf(b)
}

// whole is a value that is a Go parameter or result by itself.
func (g *gen) whole(p ir.GoParam, v *ir.Value) *expr {
	if !v.Type.Scalar() {
		return g.wholeSlice(v)
	}
	return g.leafValue(v, leafType(p, p.Leaves[0], v))
}

// leafValue is a value as a part of the Go type.
func (g *gen) leafValue(v *ir.Value, typ string) *expr {
	switch {
	case !v.Type.Scalar():
		return g.wholeSlice(v)
	case isValueArray(typ, v.Type):
		return g.along(g.use(v).of(v.Type.Go), "", nil)
	}
	return g.assignable(v, typ)
}

// pointersGiven lists what a function yields apart from pointers to arrays that
// its Go results are by value.
func pointersGiven(f *ir.Func) (given []*ir.Value) {
	byValue := map[string]bool{}
	if f.Sig != nil {
		for _, p := range f.Sig.Results {
			for _, l := range p.Leaves {
				byValue[l.Name] = l.Type != "" && l.Type[0] != '*' || l.Type == "" && l.Path == "" && p.Type[0] != '*'
			}
		}
	}
	for i, y := range f.Body.Yield {
		if !byValue[f.Results[i]] {
			given = append(given, y)
		}
	}
	return given
}

// compositeText is the literal of a struct or array with the parts that are not
// zero, if all leaves are fields or elements of it.
func compositeText(p ir.GoParam, parts []*expr) (text string, args []*expr, ok bool) {
	var elems []string
	dense := true
	for i, l := range p.Leaves {
		dense = dense && l.Path == "["+strconv.Itoa(i)+"]"
	}
	for i, l := range p.Leaves {
		name := strings.Trim(l.Path, ".[]")
		if strings.ContainsAny(name, ".[") {
			return "", nil, false
		}
		if isZero(parts[i]) && !dense {
			continue
		}
		operand := "$" + strconv.Itoa(len(args))
		if args = append(args, parts[i]); !dense {
			operand = name + ": " + operand
		}
		elems = append(elems, operand)
	}
	return p.Type + "{" + strings.Join(elems, ", ") + "}", args, true
}

// effect is a statement that computes an expression for its effects and keeps
// those of its values that are needed.
type effect struct {
	vars []*variable
	e    *expr
	call bool // it may stand by itself
}

func (s *effect) code() []jen.Code {
	names, kept := make([]jen.Code, len(s.vars)), false
	var unread []jen.Code
	for i, v := range s.vars {
		names[i] = jen.Id("_")
		if v.read || v.set {
			names[i], kept = jen.Id(v.name), true
		}
		if v.set && !v.read {
			unread = append(unread, jen.Id("_").Op("=").Id(v.name))
		}
	}
	switch {
	case kept:
		return append(one(jen.List(names...).Op(":=").Add(s.e.code())), unread...)
	case s.call || len(names) == 0:
		return one(s.e.code())
	}
	return one(jen.List(names...).Op("=").Add(s.e.code()))
}

// declareAs is var v type = e.
type declareAs struct {
	v   *variable
	typ jen.Code
	e   *expr
}

func (s *declareAs) code() []jen.Code {
	if !s.v.read && !s.v.set {
		return nil
	}
	if s.e.kind == litExpr && s.e.text == "nil" {
		return s.v.kept(jen.Var().Id(s.v.name).Add(s.typ))
	}
	return s.v.kept(jen.Var().Id(s.v.name).Add(s.typ).Op("=").Add(s.e.code()))
}

// introduce declares a variable with its first value. One that holds a value of
// another type later, to which this can be assigned, is declared with the type.
func (g *gen) introduce(b *variable, e *expr, t ir.Type, again bool) {
	if t.Kind != ir.Go {
		b.typ = typeText(t)
		g.put(&declare{b, typed(e, t)})
		return
	}
	b.typ = e.typ
	if e.kind == textExpr && isZero(e) {
		g.put(g.zeroOf(b, t.Go))
		return
	}
	if exact := e.typ == t.Go || !again && !e.konst || strings.HasPrefix(e.text, `"`) && t.Go == "string"; exact {
		g.put(&declare{b, e})
		return
	}
	b.typ = t.Go
	g.put(&declareAs{b, g.file.typeCode(t.Go), e})
}
