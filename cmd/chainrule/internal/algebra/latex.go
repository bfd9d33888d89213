// Formulas in LaTeX.

package algebra

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// LaTeX writes a formula for LaTeX's mathematical mode.
func (s Style) LaTeX(e Expr) string { return s.texSum(e, false) }

// LaTeXSpaced is LaTeX with blanks around the signs of the outermost sum.
func (s Style) LaTeXSpaced(e Expr) string { return s.texSum(e, true) }

// LaTeXFactor writes a formula as it stands within a product of several.
func (s Style) LaTeXFactor(e Expr) string {
	t := s.LaTeX(e)
	if _, ok := e.(*Sum); ok || isPiecewise(e) || strings.HasPrefix(t, "-") {
		return texGroup(t)
	}
	return t
}

func texGroup(t string) string {
	if strings.Contains(t, `\frac`) || strings.Contains(t, `\begin`) {
		return `\left(` + t + `\right)`
	}
	return "(" + t + ")"
}

func (s Style) texSum(e Expr, spaced bool) string {
	sum, ok := e.(*Sum)
	if !ok {
		return s.tex(e)
	}
	plus, minus := "+", "-"
	if spaced {
		plus, minus = " + ", " - "
	}
	var b strings.Builder
	for i, t := range sum.Terms {
		text := s.tex(t)
		if isPiecewise(t) {
			text = texGroup(text)
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

// tex writes what is no sum.
func (s Style) tex(e Expr) string {
	switch e := e.(type) {
	case *Num:
		return s.texFraction(e.val, nil)
	case *Sym:
		return TeXName(e.Name)
	case *Sum:
		return texGroup(s.LaTeX(e))
	case *Mul:
		return s.texFraction(e.Coef, e.Factors)
	case *Pow:
		if isReciprocal(e) {
			return s.texFraction(One.val, []Expr{e})
		}
		return s.texPower(e)
	}
	return s.texCall(e.(*Fn))
}

func (s Style) texFraction(coef *big.Rat, factors []Expr) string {
	top, bottom, p, q := s.split(coef, factors)
	if len(bottom) == 0 && q.Cmp(One.val) == 0 {
		return s.texFactors(p, top)
	}
	sign := ""
	if p.Sign() < 0 {
		sign, p = "-", new(big.Rat).Neg(p)
	}
	return sign + `\frac{` + s.texAlone(p, top) + "}{" + s.texAlone(q, bottom) + "}"
}

// texAlone writes a product that needs no parentheses around a lone sum.
func (s Style) texAlone(n *big.Rat, fs []Expr) string {
	if len(fs) == 1 && n.Cmp(One.val) == 0 {
		return s.LaTeX(fs[0])
	}
	return s.texFactors(n, fs)
}

func (s Style) texFactors(n *big.Rat, fs []Expr) string {
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
		next := s.tex(f)
		if isPiecewise(f) && (len(fs) > 1 || text != "") {
			next = texGroup(next)
		}
		text += texGlue(text, before, next) + next
		before = f
	}
	return text
}

// texGlue parts two factors: a blank before a command's name, which LaTeX
// itself turns into the right space, a dot between digits.
func texGlue(text string, before Expr, next string) string {
	switch {
	case text == "" || text == "-":
		return ""
	case before == nil && next[0] >= '0' && next[0] <= '9':
		return ` \cdot `
	case before == nil && next[0] != '\\':
		return ""
	case next[0] == '(' || isGroup(before):
		return ""
	}
	return " "
}

func (s Style) texPower(p *Pow) string {
	if Equal(p.Exp, half) {
		return `\sqrt{` + s.LaTeX(p.Base) + "}"
	}
	base := s.LaTeX(p.Base)
	switch b := p.Base.(type) {
	case *Sym:
	case *Num:
		if b.val.Sign() < 0 || !b.val.IsInt() {
			base = texGroup(base)
		}
	case *Fn:
		if b.Name == "cond" {
			base = texGroup(base)
		}
	default:
		base = texGroup(base)
	}
	exp := s.LaTeX(p.Exp)
	if utf8.RuneCountInString(exp) > 1 {
		exp = "{" + exp + "}"
	}
	return base + "^" + exp
}

// texNames are the commands of functions and letters.
var texNames = map[string]string{
	"log": `\ln`, "log2": `\log_2`, "log10": `\log_{10}`, "sin": `\sin`, "cos": `\cos`, "tan": `\tan`,
	"asin": `\arcsin`, "acos": `\arccos`, "atan": `\arctan`, "sinh": `\sinh`, "cosh": `\cosh`, "tanh": `\tanh`,
	"max": `\max`, "min": `\min`, "gamma": `\Gamma`, "sigmoid": `\sigma`,
}

var texInfix = map[string]string{
	"lt": "<", "le": `\le`, "eq": "=", "ne": `\ne`, "and": `\land`, "or": `\lor`,
}

func (s Style) texCall(f *Fn) string {
	args := make([]string, len(f.Args))
	for i, a := range f.Args {
		args[i] = s.LaTeX(a)
	}
	switch {
	case f.Name == "cond":
		return `\begin{cases}` + args[1] + ` & \text{if } ` + args[0] + ` \\ ` + args[2] + ` & \text{otherwise}\end{cases}`
	case f.Name == "abs":
		return `\left|` + args[0] + `\right|`
	case f.Name == "not":
		return `\lnot(` + args[0] + ")"
	case texInfix[f.Name] != "":
		if _, number := f.Args[0].(*Num); number && flipped[texInfix[f.Name]] != "" {
			return args[1] + " " + flipped[texInfix[f.Name]] + " " + args[0]
		}
		return args[0] + " " + texInfix[f.Name] + " " + args[1]
	}
	name := texNames[f.Name]
	if name == "" {
		name = `\operatorname{` + strings.ReplaceAll(f.Name, "_", `\_`) + "}"
	}
	return name + texGroup(strings.Join(args, ", "))
}

var greek = map[rune]string{
	'α': "alpha", 'β': "beta", 'γ': "gamma", 'δ': "delta", 'ε': "varepsilon", 'ζ': "zeta", 'η': "eta", 'θ': "theta",
	'ι': "iota", 'κ': "kappa", 'λ': "lambda", 'μ': "mu", 'ν': "nu", 'ξ': "xi", 'π': "pi", 'ρ': "rho", 'σ': "sigma",
	'τ': "tau", 'υ': "upsilon", 'φ': "varphi", 'χ': "chi", 'ψ': "psi", 'ω': "omega",
	'Γ': "Gamma", 'Δ': "Delta", 'Θ': "Theta", 'Λ': "Lambda", 'Ξ': "Xi", 'Π': "Pi", 'Σ': "Sigma", 'Φ': "Phi", 'Ψ': "Psi", 'Ω': "Omega",
}

// TeXName writes a name: a letter as it is, x1 as x_1, a word upright.
func TeXName(name string) string {
	letter, size := utf8.DecodeRuneInString(name)
	text, rest := string(letter), name[size:]
	if g := greek[letter]; g != "" {
		text = `\` + g
	}
	switch {
	case rest == "":
		return text
	case strings.Trim(rest, "0123456789") == "":
		return text + "_{" + rest + "}"
	}
	return `\mathit{` + strings.ReplaceAll(name, "_", `\_`) + "}"
}
