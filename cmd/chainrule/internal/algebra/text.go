// Formulas as plain text, in the notation that expression files read.

package algebra

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Style is how numbers are shown: 0.5x where the user wrote decimals, else x/2.
type Style struct{ Decimals bool }

// Text writes a formula with blanks around the signs of the outermost sum.
func (s Style) Text(e Expr) string { return s.sum(e, " + ", " - ") }

// Compact writes a formula without blanks.
func (s Style) Compact(e Expr) string { return s.sum(e, "+", "-") }

// Factor writes a formula as it stands within a product of several.
func (s Style) Factor(e Expr) string {
	if _, ok := e.(*Sum); ok || isPiecewise(e) {
		return "(" + s.Compact(e) + ")"
	}
	if t := s.Compact(e); !strings.HasPrefix(t, "-") {
		return t
	}
	return "(" + s.Compact(e) + ")"
}

// NeedsGroup reports whether the formula needs parentheses beside a sign or
// another factor although it is no sum: what follows an else belongs to it.
func NeedsGroup(e Expr) bool { return isPiecewise(e) }

func isPiecewise(e Expr) bool { f, ok := e.(*Fn); return ok && f.Name == "cond" }

func (s Style) sum(e Expr, plus, minus string) string {
	sum, ok := e.(*Sum)
	if !ok {
		return s.term(e)
	}
	var b strings.Builder
	for i, t := range sum.Terms {
		text := s.term(t)
		if isPiecewise(t) {
			text = "(" + text + ")"
		}
		switch neg := strings.HasPrefix(text, "-"); {
		case i == 0:
			b.WriteString(text)
		case neg:
			b.WriteString(minus + text[1:])
		default:
			b.WriteString(plus + text)
		}
	}
	return b.String()
}

// term writes what is no sum.
func (s Style) term(e Expr) string {
	switch e := e.(type) {
	case *Num:
		return s.number(e.val)
	case *Sym:
		return e.Name
	case *Sum:
		return "(" + s.Compact(e) + ")"
	case *Mul:
		return s.fraction(e.Coef, e.Factors)
	case *Pow:
		if isReciprocal(e) {
			return s.fraction(One.val, []Expr{e})
		}
		return s.power(e)
	}
	return s.call(e.(*Fn))
}

// isReciprocal reports whether a power stands below the line of a fraction.
func isReciprocal(p *Pow) bool {
	n, ok := p.Exp.(*Num)
	return ok && n.val.Sign() < 0 && p.Base != Expr(E)
}

// number writes a rational number; a fraction unless decimals are wanted.
func (s Style) number(r *big.Rat) string {
	if r.IsInt() && len(r.Num().String()) <= 16 {
		return r.Num().String()
	}
	f, _ := r.Float64()
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, 64))
	short := ok && exact.Cmp(r) == 0
	if r.IsInt() && short {
		return strings.Replace(strconv.FormatFloat(f, 'g', -1, 64), "e+", "e", 1)
	}
	if short && (s.Decimals || r.Denom().BitLen() > 20) {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return r.RatString()
}

// split gives the two sides of a fraction's line, as factors and numbers.
func (s Style) split(coef *big.Rat, factors []Expr) (top, bottom []Expr, p, q *big.Rat) {
	p, q = new(big.Rat).SetInt(coef.Num()), new(big.Rat).SetInt(coef.Denom())
	if strings.ContainsAny(s.number(coef), ".e") {
		p, q = coef, One.val
	}
	for _, f := range factors {
		if pow, ok := f.(*Pow); ok && isReciprocal(pow) {
			bottom = append(bottom, Power(pow.Base, Neg(pow.Exp)))
			continue
		}
		top = append(top, f)
	}
	return top, bottom, p, q
}

func (s Style) fraction(coef *big.Rat, factors []Expr) string {
	top, bottom, p, q := s.split(coef, factors)
	text := s.factors(p, top)
	if len(bottom) == 0 && q.Cmp(One.val) == 0 {
		return text
	}
	below := s.factors(q, bottom)
	pieces := len(bottom)
	if q.Cmp(One.val) != 0 {
		pieces++
	}
	if pieces > 1 {
		below = "(" + below + ")"
	}
	return text + "/" + below
}

// factors joins a number and factors the way a product is read.
func (s Style) factors(n *big.Rat, fs []Expr) string {
	text := ""
	switch num := s.number(n); {
	case len(fs) == 0:
		return num
	case num == "-1":
		text = "-"
	case num != "1":
		text = num
	}
	var before Expr
	for _, f := range fs {
		next := s.factor(f)
		text += glue(text, before, next) + next
		before = f
	}
	return text
}

func (s Style) factor(f Expr) string {
	if isPiecewise(f) {
		return "(" + s.term(f) + ")"
	}
	return s.term(f)
}

// glue is the sign between the text so far, which ends with the factor before
// (nil for a number), and the next: none where both a person and the parser of
// expression files see the product.
func glue(text string, before Expr, next string) string {
	first, size := utf8.DecodeRuneInString(next)
	second, _ := utf8.DecodeRuneInString(next[size:])
	switch {
	case text == "" || text == "-":
		return ""
	case before == nil:
		if unicode.IsDigit(first) || first == 'e' && (unicode.IsDigit(second) || second == '-' || second == '+') {
			return "·"
		}
		return ""
	case first == '(' && (isGroup(before) || isLetter(before) || strings.HasSuffix(text, ")")):
		return ""
	case isGroup(before) && unicode.IsLetter(first):
		return ""
	}
	return "·"
}

// isGroup reports whether the factor is written in parentheses of its own.
func isGroup(e Expr) bool {
	if p, ok := e.(*Pow); ok {
		n, raised := whole(p.Exp)
		return raised && n > 0 && isGroup(p.Base)
	}
	_, ok := e.(*Sum)
	return ok
}

// isLetter reports whether the factor is a variable of one letter, or a power
// of a variable: before a parenthesis it cannot be taken for a function.
func isLetter(e Expr) bool {
	if p, ok := e.(*Pow); ok {
		n, raised := whole(p.Exp)
		return raised && n > 0 && isName(p.Base)
	}
	return isName(e) && utf8.RuneCountInString(e.(*Sym).Name) == 1
}

const supers = "⁰¹²³⁴⁵⁶⁷⁸⁹"

func isSuper(r rune) bool { return strings.ContainsRune(supers, r) }

// superscript writes digits raised.
func superscript(digits string) string {
	r := []rune(supers)
	var b strings.Builder
	for _, d := range digits {
		b.WriteRune(r[d-'0'])
	}
	return b.String()
}

func (s Style) power(p *Pow) string {
	if Equal(p.Exp, half) {
		return "√" + s.operand(p.Base, true)
	}
	base := s.operand(p.Base, false)
	if n, ok := whole(p.Exp); ok && n >= 0 && p.Base != Expr(E) {
		if _, number := p.Base.(*Num); !number {
			return base + superscript(strconv.FormatInt(n, 10))
		}
	}
	exp := s.Compact(p.Exp)
	if !isName(p.Exp) && !(isWhole(p.Exp) && exp[0] != '-') && !(strings.ContainsAny(exp, ".") && isNumber(exp) && exp[0] != '-') {
		exp = "(" + exp + ")"
	}
	return base + "^" + exp
}

// operand writes what a power or a root is taken of.
func (s Style) operand(e Expr, root bool) string {
	text := s.Compact(e)
	switch x := e.(type) {
	case *Sym:
		return text
	case *Num:
		if strings.ContainsAny(text, "-/e") {
			break
		}
		return text
	case *Fn:
		if x.Name != "cond" && !root {
			return text
		}
	}
	return "(" + text + ")"
}

func isName(e Expr) bool { _, ok := e.(*Sym); return ok }

// shown are the names of operations where people use another than the table.
var shown = map[string]string{"log": "ln", "sigmoid": "σ"}

// infix are the operations written between their operands.
var infix = map[string]string{
	"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "and": "and", "or": "or",
}

// flipped are the comparisons with their sides exchanged: a number stands right.
var flipped = map[string]string{"<": ">", "<=": ">=", "==": "==", "!=": "!=", `\le`: `\ge`, "=": "=", `\ne`: `\ne`}

func (s Style) call(f *Fn) string {
	if f.Name == "cond" {
		return "if " + s.Compact(f.Args[0]) + " then " + s.Compact(f.Args[1]) + " else " + s.Compact(f.Args[2])
	}
	args := make([]string, len(f.Args))
	for i, a := range f.Args {
		args[i] = s.Compact(a)
	}
	if op := infix[f.Name]; op != "" {
		for i, a := range f.Args {
			if isPiecewise(a) {
				args[i] = "(" + args[i] + ")"
			}
		}
		if _, number := f.Args[0].(*Num); number && flipped[op] != "" {
			return args[1] + " " + flipped[op] + " " + args[0]
		}
		return args[0] + " " + op + " " + args[1]
	}
	if f.Name == "not" {
		return "not (" + args[0] + ")"
	}
	name := f.Name
	if n := shown[name]; n != "" {
		name = n
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

// isNumber reports whether the text is a number.
func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
