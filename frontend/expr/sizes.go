package expr

// Sizes are polynomials with rational coefficients over integer variables, in
// a canonical order, so that equal sizes compare equal.

import (
	"math/big"
	"sort"
	"strings"
)

// size is a polynomial; its terms are sorted by key and have no zero coefficient.
type size struct{ terms []term }

// term is a coefficient times a product of variables, sorted by serial number.
type term struct {
	coef *big.Rat
	vars []*variable
}

// less orders terms: by the variables' serial numbers, higher powers first, the constant last.
func less(a, b []*variable) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return a[i].serial < b[i].serial
		}
	}
	return len(a) > len(b)
}

func sameVars(a, b []*variable) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func constSize(n int64) size {
	if n == 0 {
		return size{}
	}
	return size{[]term{{coef: big.NewRat(n, 1)}}}
}

func varSize(v *variable) size {
	return size{[]term{{coef: big.NewRat(1, 1), vars: []*variable{v}}}}
}

func (a size) plus(b size) size {
	var out []term
	i, j := 0, 0
	for i < len(a.terms) || j < len(b.terms) {
		switch {
		case j == len(b.terms) || i < len(a.terms) && less(a.terms[i].vars, b.terms[j].vars):
			out = append(out, a.terms[i])
			i++
		case i == len(a.terms) || less(b.terms[j].vars, a.terms[i].vars):
			out = append(out, b.terms[j])
			j++
		default:
			if c := new(big.Rat).Add(a.terms[i].coef, b.terms[j].coef); c.Sign() != 0 {
				out = append(out, term{c, a.terms[i].vars})
			}
			i, j = i+1, j+1
		}
	}
	return size{out}
}

func (a size) scale(c *big.Rat) size {
	if c.Sign() == 0 {
		return size{}
	}
	out := make([]term, len(a.terms))
	for i, t := range a.terms {
		out[i] = term{new(big.Rat).Mul(t.coef, c), t.vars}
	}
	return size{out}
}

func (a size) minus(b size) size { return a.plus(b.scale(big.NewRat(-1, 1))) }

func (a size) times(b size) size {
	sum := size{}
	for _, s := range a.terms {
		for _, t := range b.terms {
			vars := append(append([]*variable(nil), s.vars...), t.vars...)
			sort.SliceStable(vars, func(i, j int) bool { return vars[i].serial < vars[j].serial })
			sum = sum.plus(size{[]term{{new(big.Rat).Mul(s.coef, t.coef), vars}}})
		}
	}
	return sum
}

func (a size) equal(b size) bool {
	if len(a.terms) != len(b.terms) {
		return false
	}
	for i := range a.terms {
		if a.terms[i].coef.Cmp(b.terms[i].coef) != 0 || !sameVars(a.terms[i].vars, b.terms[i].vars) {
			return false
		}
	}
	return true
}

// constant gives the size when no variable is in it.
func (a size) constant() (*big.Rat, bool) {
	switch {
	case len(a.terms) == 0:
		return new(big.Rat), true
	case len(a.terms) == 1 && len(a.terms[0].vars) == 0:
		return a.terms[0].coef, true
	}
	return nil, false
}

// degree is the highest number of variables in a term.
func (a size) degree() int {
	d := 0
	for _, t := range a.terms {
		d = max(d, len(t.vars))
	}
	return d
}

// known reports whether the size is a number.
func (a size) known() bool { _, ok := a.constant(); return ok }

// nonNegative reports whether no extents of arrays can make the size negative.
func (a size) nonNegative() bool {
	for _, t := range a.terms {
		if t.coef.Sign() < 0 {
			return false
		}
		for _, v := range t.vars {
			if !v.extent {
				return false
			}
		}
	}
	return true
}

// vars calls visit for every occurrence of a variable.
func (a size) vars(visit func(*variable)) {
	for _, t := range a.terms {
		for _, v := range t.vars {
			visit(v)
		}
	}
}

// split writes the size as p·v + q with neither p nor q containing v; ok is
// false if v occurs in a higher power.
func (a size) split(v *variable) (p, q size, ok bool) {
	for _, t := range a.terms {
		rest, n := without(t.vars, v)
		switch n {
		case 0:
			q = q.plus(size{[]term{t}})
		case 1:
			p = p.plus(size{[]term{{t.coef, rest}}})
		default:
			return size{}, size{}, false
		}
	}
	return p, q, true
}

func without(vars []*variable, v *variable) (rest []*variable, n int) {
	for _, w := range vars {
		if w == v {
			n++
		} else {
			rest = append(rest, w)
		}
	}
	return rest, n
}

// subst puts sizes in the place of variables.
func (a size) subst(with map[*variable]size) size {
	sum := size{}
	for _, t := range a.terms {
		p := size{[]term{{coef: t.coef}}}
		for _, v := range t.vars {
			if s, ok := with[v]; ok {
				p = p.times(s)
			} else {
				p = p.times(varSize(v))
			}
		}
		sum = sum.plus(p)
	}
	return sum
}

// denominator is the least common denominator of the coefficients.
func (a size) denominator() *big.Int {
	d := big.NewInt(1)
	for _, t := range a.terms {
		g := new(big.Int).GCD(nil, nil, d, t.coef.Denom())
		d.Mul(d, new(big.Int).Div(t.coef.Denom(), g))
	}
	return d
}

// String writes the size as a person would: n+1, d*(d-1)/2 as (d*d-d)/2.
func (a size) String() string {
	if len(a.terms) == 0 {
		return "0"
	}
	d := a.denominator()
	whole := a.scale(new(big.Rat).SetInt(d))
	var b strings.Builder
	for i, t := range whole.terms {
		text := t.String()
		if i > 0 && !strings.HasPrefix(text, "-") {
			b.WriteByte('+')
		}
		b.WriteString(text)
	}
	switch {
	case d.IsInt64() && d.Int64() == 1:
		return b.String()
	case len(whole.terms) == 1:
		return b.String() + "/" + d.String()
	}
	return "(" + b.String() + ")/" + d.String()
}

func (t term) String() string {
	var names []string
	for _, v := range t.vars {
		names = append(names, v.name)
	}
	product := strings.Join(names, "*")
	c := t.coef.RatString()
	switch {
	case product == "":
		return c
	case c == "1":
		return product
	case c == "-1":
		return "-" + product
	}
	return c + "*" + product
}

// shape writes dimensions as they are declared.
func shape(dims []size) string {
	if len(dims) == 0 {
		return "scalar"
	}
	var parts []string
	for _, d := range dims {
		parts = append(parts, d.String())
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func sameShape(a, b []size) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].equal(b[i]) {
			return false
		}
	}
	return true
}

func product(dims []size) size {
	p := constSize(1)
	for _, d := range dims {
		p = p.times(d)
	}
	return p
}
