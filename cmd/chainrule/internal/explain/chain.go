// The product of the chain: paths from the result to an input, and their sum.

package explain

import (
	"chainrule/cmd/chainrule/internal/algebra"
)

// What is shown at most: a product of a path per line, and formulas that a
// reader can take in.
const (
	mostPaths  = 8
	countLimit = 1 << 20
	mostSize   = 600
)

// longFormula is how much of a closed form is read at a glance; beyond it the
// steps that the user named are left in it by their names.
const longFormula = 70

// differentiate fills in the partial derivatives of the result.
func (x *Explanation) differentiate() {
	x.partials(x.inInputs(false))
	for _, p := range x.Partial {
		if p.Closed == nil || len([]rune(x.Style.Compact(p.Closed))) > longFormula {
			x.Partial = nil
			x.partials(x.inInputs(true))
			return
		}
	}
}

func (x *Explanation) partials(full map[string]algebra.Expr) {
	adjoints := x.adjoints(full)
	for _, in := range x.Inputs {
		p := &Partial{By: in, Count: x.countPaths(in)}
		if p.Count <= mostPaths {
			p.Paths = x.paths(in, full)
		}
		if d := adjoints[in]; d != nil {
			p.Expanded, p.Closed = d, checkedSimplify(d)
		}
		if p.Count == 0 {
			p.Expanded, p.Closed = algebra.Zero, algebra.Zero
		}
		x.Partial = append(x.Partial, p)
	}
	x.cancelled(full)
}

// inInputs gives every step in terms of the inputs, and of named steps if they
// are kept, as far as that is short.
func (x *Explanation) inInputs(keepNamed bool) map[string]algebra.Expr {
	full := map[string]algebra.Expr{}
	for _, in := range x.Inputs {
		full[in] = algebra.Var(in)
	}
	for _, s := range x.Steps {
		if keepNamed && x.named[s.Var] {
			full[s.Var] = algebra.Var(s.Var)
			continue
		}
		if e := substitute(s.Expr, full, x); e != nil {
			full[s.Var] = e
		}
	}
	return full
}

// substitute puts the variables' formulas in their places; nil if one is
// missing or the result is long.
func substitute(e algebra.Expr, full map[string]algebra.Expr, x *Explanation) algebra.Expr {
	size := e.Size()
	for _, v := range algebra.Vars(e) {
		f := full[v]
		if f == nil && x.byVar[v] != nil {
			return nil
		}
		if f != nil {
			size += f.Size()
		}
	}
	if size > mostSize {
		return nil
	}
	if e = algebra.Subst(e, full); e.Size() > mostSize {
		return nil
	}
	return e
}

// adjoints is the backward pass in formulas: the derivative of the result by
// every variable. A variable whose formula is too long is left out.
func (x *Explanation) adjoints(full map[string]algebra.Expr) map[string]algebra.Expr {
	adj := map[string]algebra.Expr{x.Result: algebra.One}
	lost := map[string]bool{}
	for i := len(x.Steps) - 1; i >= 0; i-- {
		s := x.Steps[i]
		for _, l := range s.Locals {
			d := substitute(l.D, full, x)
			if d == nil || lost[s.Var] || adj[s.Var].Size()+d.Size() > mostSize {
				lost[l.By] = true
				continue
			}
			d = algebra.Product(adj[s.Var], d)
			if have := adj[l.By]; have != nil {
				d = algebra.Add(have, d)
			}
			adj[l.By] = d
			lost[l.By] = lost[l.By] || d.Size() > mostSize
		}
	}
	for name := range lost {
		if lost[name] {
			delete(adj, name)
		}
	}
	return adj
}

// paths lists the chains from the result to the input.
func (x *Explanation) paths(input string, full map[string]algebra.Expr) [][]Edge {
	var all [][]Edge
	var follow func(name string, path []Edge)
	follow = func(name string, path []Edge) {
		if name == input {
			all = append(all, append([]Edge(nil), path...))
			return
		}
		if x.byVar[name] == nil {
			return
		}
		for _, l := range x.byVar[name].Locals {
			e := Edge{name, l.By, l.D, nil}
			if d := substitute(l.D, full, x); d != nil {
				e.Full = algebra.Simplify(d)
			}
			follow(l.By, append(path, e))
		}
	}
	follow(x.Result, nil)
	return all
}

// countPaths counts the chains without walking them.
func (x *Explanation) countPaths(input string) int {
	n := map[string]int{x.Result: 1}
	for i := len(x.Steps) - 1; i >= 0; i-- {
		for _, l := range x.Steps[i].Locals {
			n[l.By] = min(n[l.By]+n[x.Steps[i].Var], countLimit)
		}
	}
	return n[input]
}

// Several reports whether the step has several variables, so that its
// derivatives are partial ones.
func (s *Step) Several() bool { return len(s.Locals) > 1 }

// several says the same of the variable of a step or of the whole.
func (x *Explanation) several(name string) bool {
	s := x.byVar[name]
	return s != nil && s.Several()
}

// Differential names the derivative of the result by the input.
func (x *Explanation) Differential(by string) string {
	return Differential(x.Result, by, len(x.Inputs) > 1)
}
