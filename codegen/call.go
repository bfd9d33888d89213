// Calls of functions of the program, and the functions that are called.

package codegen

import (
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
)

// findCallees lists the functions that calls reach, in the order in which they
// are first called, and names those that the file must hold: as helpers, because
// another generated file of the package may hold the same.
func (f *fileWriter) findCallees() {
	f.calleeNames = map[*ir.Func]string{}
	for _, fn := range f.Funcs {
		f.calleeNames[fn.IR] = fn.IR.Name
	}
	var look func(fn *ir.Func)
	look = func(fn *ir.Func) {
		fn.Body.Walk(func(in *ir.Instr) {
			if !in.IsCall() {
				return
			}
			callee := fn.Callees[in.Callee()]
			if callee == nil {
				failAt(in.Pos, "%s calls %s, which is not there", fn.Name, in.Callee())
			}
			if callee.Body == nil || f.calleeNames[callee] != "" {
				return
			}
			name := f.free(f.helperName(goName(callee.Name)))
			f.owned[name], f.names[name] = true, true
			f.calleeNames[callee] = name
			f.callees = append(f.callees, callee)
			look(callee)
		})
	}
	for _, fn := range f.Funcs {
		look(fn.IR)
	}
}

// callOf emits a call of a function of the program. It is folded into its use
// only within the region, so that it runs once.
func (g *gen) callOf(in *ir.Instr) {
	callee := g.fn.Callees[in.Callee()]
	g.narrow(in.Args)
	sig := callee.Sig
	if sig == nil {
		sig = plainSignature(callee)
	}
	ps := sig.Params
	name := g.file.calleeNames[callee]
	if name == "" {
		name = callee.Name
	}
	if sig.Recv != nil {
		name, ps = "$0."+name, append([]ir.GoParam{*sig.Recv}, ps...)
	}
	args := g.arguments(in, callee, ps)
	e := g.goText(callTemplate(name, ps, sig.Recv != nil), args...)
	g.flushPlaces(in.Writes())
	switch plain := len(sig.Results) == 1 && plainResult(sig.Results[0], in); {
	case plain && in.WrittenFrom() == len(in.Args):
		e = e.of(sig.Results[0].Type).reading(in)
		g.once(in.Result(), g.convert(e, in.Result().Type))
	default:
		g.severalResults(in, callee, sig, e)
	}
}

// callTemplate is the text of a call with operands for its arguments; the first is
// the receiver of a method.
func callTemplate(name string, ps []ir.GoParam, method bool) string {
	var args []string
	for i, p := range ps {
		if i == 0 && method {
			continue
		}
		arg := "$" + strconv.Itoa(i)
		if p.Variadic {
			arg += "..."
		}
		args = append(args, arg)
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

// plainResult reports whether a result of the callee is the only one of the call.
func plainResult(p ir.GoParam, in *ir.Instr) bool {
	return len(in.Results) == 1 && len(p.Leaves) == 1 && p.Leaves[0].Path == ""
}

// arguments are the Go arguments of a call, the receiver first.
func (g *gen) arguments(in *ir.Instr, callee *ir.Func, ps []ir.GoParam) (args []*expr) {
	values, next := map[string]*ir.Value{}, 0
	if callee.Body != nil {
		for i, p := range callee.Body.Params {
			values[p.Name] = in.Args[i]
			if callee.Sig == nil {
				values[strconv.Itoa(i)] = in.Args[i]
			}
		}
	}
	value := func(l ir.Leaf) *ir.Value {
		if callee.Body != nil {
			return values[l.Name]
		}
		next++
		return in.Args[next-1]
	}
	for _, p := range ps {
		args = append(args, g.composite(p, value, func() *variable {
			b := g.fresh(p.Name)
			b.fixed, b.typ = true, p.Type
			g.put(g.zeroOf(b, p.Type))
			return b
		}))
	}
	return args
}

// severalResults gives the results of a call their variables, and those that are
// parts of a Go result the parts of its variable.
func (g *gen) severalResults(in *ir.Instr, callee *ir.Func, sig *ir.Signature, e *expr) {
	s := &effect{e: e, call: true}
	for _, p := range sig.Results {
		b := g.fresh(g.resultName(in, callee, p))
		b.typ = p.Type
		s.vars = append(s.vars, b)
		for _, l := range p.Leaves {
			v := in.Results[leafNumber(callee, l)]
			if x := g.convert(g.partOf(nameOf(b), p, l, v), v.Type); x.kind != nameExpr {
				b.fixed = true
				g.inline[v] = x
			} else {
				g.bind(v, b)
			}
		}
	}
	g.put(s)
}

// partOf is the leaf of a composite that the expression is.
func (g *gen) partOf(e *expr, p ir.GoParam, l ir.Leaf, v *ir.Value) *expr {
	typ := leafType(p, l, v)
	if l.Path != "" {
		e = g.along(e, l.Path, nil)
	}
	if isValueArray(typ, v.Type) {
		return unary("&", e).of("*" + typ)
	}
	return e.of(typ)
}

func leafNumber(callee *ir.Func, l ir.Leaf) int {
	if callee.Sig == nil {
		i, _ := strconv.Atoi(l.Name)
		return i
	}
	i := slices.Index(callee.Results, l.Name)
	if i < 0 {
		fail("%s: a leaf is %s, which is no result", callee.Name, l.Name)
	}
	return i
}

// resultName is the user's name for a result of a call.
func (g *gen) resultName(in *ir.Instr, callee *ir.Func, p ir.GoParam) string {
	if len(p.Leaves) == 1 && p.Leaves[0].Path == "" {
		if v := in.Results[leafNumber(callee, p.Leaves[0])]; !ir.Invented(v.Name) {
			return v.Name
		}
	}
	if p.Name != "" {
		return p.Name
	}
	return g.names.temp()
}
