// What stays part of a step, as the textbook does it: polynomials of what is
// known already, where one rule for powers and sums gives the derivative.

package explain

import (
	"slices"

	"chainrule/cmd/chainrule/internal/algebra"
	"chainrule/ir"
)

// mostInline bounds a step, in nodes: nobody reads a longer one.
const mostInline = 120

// inline reports whether the operation on the forms is still a step that is
// differentiated at a glance.
func (b *builder) inline(op *ir.Op, forms []*form) bool {
	var active []*form
	for _, f := range forms {
		if f.active() {
			active = append(active, f)
		}
	}
	if len(active) == 0 {
		return true
	}
	if !algebra.IsAlgebraic(op.Name) || op.Partials == nil {
		return false
	}
	exprs := make([]algebra.Expr, len(forms))
	size := 0
	for i, f := range forms {
		exprs[i] = f.expr
		size += f.expr.Size()
	}
	if size > mostInline {
		return false
	}
	if !b.polynomial(algebra.Call(op.Name, exprs...)) {
		return false
	}
	return linear(op, forms, exprs) || onePower(active)
}

// linear reports whether the derivatives by the active operands are constants.
func linear(op *ir.Op, forms []*form, exprs []algebra.Expr) bool {
	for k, f := range forms {
		if !f.active() {
			continue
		}
		d, _ := rule(op, k, exprs, algebra.Call(op.Name, exprs...))
		for _, l := range allLocals(forms) {
			if slices.Contains(algebra.Vars(d), l) {
				return false
			}
		}
	}
	return true
}

func allLocals(forms []*form) []string {
	var names []string
	for _, f := range forms {
		for _, l := range f.locals {
			names = append(names, l.By)
		}
	}
	return names
}

// onePower reports whether each variable is raised once: x³, x²·y, x·x, but not
// s²·s³, whose derivative takes the product rule.
func onePower(active []*form) bool {
	if len(active) == 1 {
		return active[0].leaf() != ""
	}
	if len(active) != 2 {
		return false
	}
	f, g := active[0], active[1]
	if f.leaf() != "" && g.leaf() == f.leaf() {
		return true
	}
	if purePower(f, g.leaf()) || purePower(g, f.leaf()) {
		return true
	}
	for _, l := range f.locals {
		for _, m := range g.locals {
			if l.By == m.By {
				return false
			}
		}
	}
	return true
}

// purePower reports whether the form is a power of the variable.
func purePower(f *form, leaf string) bool {
	p, ok := f.expr.(*algebra.Pow)
	return ok && leaf != "" && algebra.Equal(p.Base, algebra.Var(leaf))
}

// polynomial reports whether the formula is a sum of products of whole powers
// of variables, with any constants.
func (b *builder) polynomial(e algebra.Expr) bool {
	switch e := e.(type) {
	case *algebra.Sum:
		for _, t := range e.Terms {
			if !b.polynomial(t) {
				return false
			}
		}
		return true
	case *algebra.Mul:
		return b.monomial(e.Factors)
	case *algebra.Pow:
		return b.constant(e) || isVariable(e.Base) && b.wholePower(e.Exp)
	case *algebra.Fn:
		return b.constant(e)
	}
	return true
}

// monomial reports whether the factors are powers of variables, or one sum.
func (b *builder) monomial(factors []algebra.Expr) bool {
	active, sums := 0, 0
	for _, f := range factors {
		if b.constant(f) {
			continue
		}
		active++
		if _, ok := f.(*algebra.Sum); ok {
			sums++
		}
		if !b.polynomial(f) {
			return false
		}
	}
	return sums == 0 || active == 1
}

// wholePower reports whether the exponent is a whole number, or an integer
// parameter.
func (b *builder) wholePower(exp algebra.Expr) bool {
	if n, ok := exp.(*algebra.Num); ok {
		return n.IsWhole()
	}
	return b.constant(exp)
}

func isVariable(e algebra.Expr) bool { _, ok := e.(*algebra.Sym); return ok }

// constant reports whether no input reaches the formula.
func (b *builder) constant(e algebra.Expr) bool {
	for _, v := range algebra.Vars(e) {
		if b.stepNames[v] || slices.Contains(b.inputs, v) {
			return false
		}
	}
	return true
}
