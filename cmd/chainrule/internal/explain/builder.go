// From instructions to steps.

package explain

import (
	"slices"

	"chainrule/cmd/chainrule/internal/algebra"
	"chainrule/ir"
)

// form is a value of the function as a formula of earlier variables. Values
// that do not depend on an input have no locals.
type form struct {
	expr   algebra.Expr
	locals []Local
}

func (f *form) active() bool { return len(f.locals) > 0 }

// leaf is the variable that the form is, if it is nothing else.
func (f *form) leaf() string {
	if s, ok := f.expr.(*algebra.Sym); ok {
		return s.Name
	}
	return ""
}

type builder struct {
	fn        *ir.Func
	inputs    []string
	forms     map[*ir.Value]*form
	steps     []*Step
	byKey     map[string]string // a step's formula to its variable
	values    map[*ir.Value]string
	names     namer
	named     map[string]bool
	stepNames map[string]bool
	notes     []string
	errs      ir.Diagnostics
}

func newBuilder(f *ir.Func) *builder {
	b := &builder{fn: f, forms: map[*ir.Value]*form{}, byKey: map[string]string{}, values: map[*ir.Value]string{}, named: map[string]bool{}, stepNames: map[string]bool{}}
	b.names = newNamer(f)
	for _, p := range f.Body.Params {
		b.param(p)
	}
	return b
}

func (b *builder) param(p *ir.Value) {
	if !p.Type.Scalar() {
		b.errs.Add(b.fn.Pos, "explain shows formulas of scalars; %s is an array", p.Name)
		return
	}
	f := &form{expr: algebra.Var(p.Name)}
	if p.Type == ir.TF64 && (len(b.fn.Wrt) == 0 || slices.Contains(b.fn.Wrt, p.Name)) {
		f.locals = []Local{{p.Name, algebra.One}}
		b.inputs = append(b.inputs, p.Name)
		b.values[p] = p.Name
	}
	b.forms[p] = f
}

func (b *builder) region(r *ir.Region) {
	for _, in := range r.Instrs {
		if len(b.errs) > 0 {
			return
		}
		b.instr(in)
	}
}

func (b *builder) instr(in *ir.Instr) {
	switch {
	case in.IsIf():
		b.branch(in)
	case len(in.Results) == 1 && constant(in.Result()) != nil:
		b.forms[in.Result()] = &form{expr: constant(in.Result())}
	case in.Op.Struct != nil:
		b.errs.Add(in.Pos, "explain shows formulas of scalars; this needs %q: %s", in.Op.Name, in.Op.Doc)
	default:
		b.operation(in)
	}
}

// branch shows a branch as a piecewise value.
func (b *builder) branch(in *ir.Instr) {
	for _, r := range in.Regions {
		b.region(r)
	}
	if len(b.errs) > 0 {
		return
	}
	for j, v := range in.Results {
		if v.Type != ir.TF64 {
			b.forms[v] = &form{expr: algebra.Call("cond", b.forms[in.Args[0]].expr,
				b.forms[in.Regions[0].Yield[j]].expr, b.forms[in.Regions[1].Yield[j]].expr)}
			continue
		}
		args := []*ir.Value{in.Args[0], in.Regions[0].Yield[j], in.Regions[1].Yield[j]}
		b.define(v, ir.MustOp("cond"), args, in)
	}
}

func (b *builder) operation(in *ir.Instr) { b.define(in.Result(), in.Op, in.Args, in) }

// define gives v its form: an operation on forms that stay part of the step,
// or on the variables of steps of their own.
func (b *builder) define(v *ir.Value, op *ir.Op, args []*ir.Value, in *ir.Instr) {
	forms := make([]*form, len(args))
	for i, a := range args {
		forms[i] = b.forms[a]
	}
	if !b.inline(op, forms) {
		for i, a := range args {
			if forms[i].active() {
				forms[i] = b.step(a, "")
			}
		}
	}
	b.forms[v] = b.apply(op, forms, in)
	if v.Name != "" && b.forms[v].active() {
		b.forms[v] = b.step(v, v.Name)
	}
}

// apply is the operation on the forms, with its derivatives by their variables.
func (b *builder) apply(op *ir.Op, forms []*form, in *ir.Instr) *form {
	args := make([]algebra.Expr, len(forms))
	for i, f := range forms {
		args[i] = f.expr
	}
	out := &form{expr: algebra.Call(op.Name, args...)}
	if op.Out != ir.TF64 {
		return out
	}
	for k, f := range forms {
		if !f.active() {
			continue
		}
		if op.Partials == nil {
			b.errs.Add(in.Pos, "%s (%s) cannot be differentiated", op.Name, op.Doc)
			return out
		}
		d, kink := rule(op, k, args, out.expr)
		if kink {
			b.note(op.Name + ", " + op.Kinks)
		}
		for _, l := range f.locals {
			out.locals = addLocal(out.locals, l.By, algebra.Product(d, l.D))
		}
	}
	var locals []Local
	for _, l := range out.locals {
		if d := algebra.Simplify(l.D); !algebra.Equal(d, algebra.Zero) {
			locals = append(locals, Local{l.By, d})
		}
	}
	out.locals = locals
	return out
}

func addLocal(ls []Local, by string, d algebra.Expr) []Local {
	for i, l := range ls {
		if l.By == by {
			ls[i].D = algebra.Add(l.D, d)
			return ls
		}
	}
	return append(ls, Local{by, d})
}

func (b *builder) note(text string) {
	if slices.Contains(b.notes, text) {
		return
	}
	b.notes = append(b.notes, text)
}

// step makes the value a variable of its own, unless it is one already.
func (b *builder) step(v *ir.Value, name string) *form {
	f := b.forms[v]
	if !f.active() {
		return f
	}
	if leaf := f.leaf(); leaf != "" && name == "" {
		b.values[v] = leaf
		return f
	}
	key, users := f.expr.Key(), name != ""
	if known, ok := b.byKey[key]; ok && name == "" {
		name = known
	} else {
		if name = b.names.fresh(name); !ok {
			b.byKey[key] = name
		}
		b.steps = append(b.steps, &Step{Var: name, Expr: f.expr, Locals: f.locals})
		b.named[name], b.stepNames[name] = users, true
	}
	b.values[v] = name
	b.forms[v] = &form{expr: algebra.Var(name), locals: []Local{{name, algebra.One}}}
	return b.forms[v]
}

// output makes the result the variable of the last step and gives its name.
func (b *builder) output(v *ir.Value, name string) string {
	f := b.forms[v]
	if leaf := f.leaf(); leaf != "" && b.stepNames[leaf] {
		return leaf
	}
	name = b.names.result(name)
	b.steps = append(b.steps, &Step{Var: name, Expr: f.expr, Locals: f.locals})
	b.values[v] = name
	return name
}

// live lists the steps that the result depends on.
func (b *builder) live(result string) []*Step {
	needed := map[string]bool{result: true}
	var out []*Step
	for i := len(b.steps) - 1; i >= 0; i-- {
		s := b.steps[i]
		if !needed[s.Var] {
			continue
		}
		for _, name := range algebra.Vars(s.Expr) {
			needed[name] = true
		}
		out = append([]*Step{s}, out...)
	}
	return out
}
