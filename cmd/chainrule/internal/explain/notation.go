// The lines of a derivation, in the notation of text or of LaTeX.

package explain

import (
	"strings"

	"chainrule/cmd/chainrule/internal/algebra"
)

// notation writes formulas and their products.
type notation struct {
	formula      func(algebra.Expr) string // on its own
	factor       func(algebra.Expr) string // within a product
	differential func(of, by string, partial bool) string
	name         func(string) string
	times        string
	direct       string
}

func (x *Explanation) plain() notation {
	return notation{x.Style.Text, x.Style.Factor, Differential, func(s string) string { return s }, " · ", " (direct)"}
}

func (x *Explanation) latex() notation {
	return notation{x.Style.LaTeX, x.Style.LaTeXFactor, texDifferential, algebra.TeXName, ` \cdot `, `_{\text{direct}}`}
}

func texDifferential(of, by string, partial bool) string {
	d := "d"
	if partial {
		d = `\partial `
	}
	return `\frac{` + d + algebra.TeXName(of) + "}{" + d + algebra.TeXName(by) + "}"
}

// longLine is how long the steps towards a closed form may be, in bytes; a
// longer one helps nobody.
const longLine = 400

// derivation is the left side and the successive right sides of the equation
// for a partial derivative.
func (x *Explanation) derivation(p *Partial, n notation) (left string, right []string) {
	left = n.differential(x.Result, p.By, len(x.Inputs) > 1)
	add := func(line string) {
		if line != "" && line != left && (len(right) == 0 || right[len(right)-1] != line) {
			right = append(right, line)
		}
	}
	add(x.overPaths(p, n, func(e Edge) string {
		d := n.differential(e.Of, e.By, x.several(e.Of))
		if d == left && len(p.Paths) > 1 {
			d += n.direct // the part that does not pass through other steps
		}
		return d
	}))
	if len(p.Paths) > 1 {
		add(x.products(p, n, func(e Edge) algebra.Expr { return e.D }))
	}
	if full := x.products(p, n, func(e Edge) algebra.Expr { return e.Full }); len(p.Paths) == 1 || len(full) < longLine {
		add(full)
	}
	if m := x.multiplied(p, n); len(p.Paths) > 1 && len(m) < longLine {
		add(m)
	}
	if p.Closed != nil {
		add(n.formula(p.Closed))
	}
	return left, right
}

// overPaths joins the factors of each path, and the paths.
func (x *Explanation) overPaths(p *Partial, n notation, factor func(Edge) string) string {
	var terms []string
	for _, path := range p.Paths {
		var fs []string
		for _, e := range path {
			fs = append(fs, factor(e))
		}
		terms = append(terms, strings.Join(fs, n.times))
	}
	return joinTerms(terms)
}

// products is the sum over paths of the products of derivatives; empty where a
// factor is too long to show.
func (x *Explanation) products(p *Partial, n notation, of func(Edge) algebra.Expr) string {
	var terms []string
	for i, path := range p.Paths {
		var fs []algebra.Expr
		for _, e := range path {
			d := of(e)
			if d == nil {
				return ""
			}
			if !algebra.Equal(d, algebra.One) {
				fs = append(fs, d)
			}
		}
		terms = append(terms, n.product(fs, i == 0, len(p.Paths) == 1))
	}
	return joinTerms(terms)
}

// product writes factors beside each other; the first of a line needs no
// parentheses for its sign, and what is alone there none at all.
func (n notation) product(fs []algebra.Expr, first, alone bool) string {
	if len(fs) == 0 {
		return "1"
	}
	if len(fs) == 1 && first {
		return n.term(fs[0], alone)
	}
	texts := make([]string, len(fs))
	for i, f := range fs {
		texts[i] = n.factor(f)
	}
	if _, sum := fs[0].(*algebra.Sum); first && !sum {
		texts[0] = n.term(fs[0], false)
	}
	return strings.Join(texts, n.times)
}

// term writes what begins a line, alone or before others.
func (n notation) term(e algebra.Expr, alone bool) string {
	if algebra.NeedsGroup(e) && !alone {
		return n.factor(e)
	}
	return n.formula(e)
}

// multiplied is the sum over paths with each product written as one formula.
func (x *Explanation) multiplied(p *Partial, n notation) string {
	var terms []string
	for _, path := range p.Paths {
		product := algebra.Expr(algebra.One)
		for _, e := range path {
			if e.Full == nil {
				return ""
			}
			product = algebra.Product(product, e.Full)
		}
		if _, sum := product.(*algebra.Sum); sum {
			terms = append(terms, n.factor(product))
			continue
		}
		terms = append(terms, n.term(product, len(p.Paths) == 1))
	}
	return joinTerms(terms)
}

func joinTerms(terms []string) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case i > 0 && strings.HasPrefix(t, "-"):
			b.WriteString(" - " + t[1:])
			continue
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(t)
	}
	return b.String()
}

// locals lists a step's derivatives by the previous variables as equations.
func (s *Step) locals(n notation) []string {
	var texts []string
	for _, l := range s.Locals {
		texts = append(texts, n.differential(s.Var, l.By, s.Several())+" = "+n.formula(l.D))
	}
	return texts
}

// tooMany says why no product over the paths is shown.
func (p *Partial) tooMany() bool { return p.Count > mostPaths }
