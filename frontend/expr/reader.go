package expr

// Expressions, by precedence: or, and, not, comparison, + -, * / ·, unary
// minus, ^, postfix. A level is a loop, so long chains cost no stack; what
// nests is counted and refused beyond maxNesting.

import (
	"go/token"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

const (
	maxNesting = 1000    // how deep expressions and blocks may nest
	maxChain   = 200_000 // how many operands one chain may have
)

// reductions are the functions that may bind indices.
var reductions = map[string]bool{
	"sum": true, "prod": true, "min": true, "max": true, "mean": true, "logsumexp": true, "norm": true,
}

// reader reads one expression from participle's tokens.
type reader struct {
	lex   *lexer.PeekingLexer
	depth int
}

// failure carries a syntax error up to readExpr.
type failure struct{ err error }

// readExpr is participle's production for expressions.
func readExpr(lex *lexer.PeekingLexer) (x Expr, err error) {
	r := &reader{lex: lex}
	defer func() {
		switch f := recover().(type) {
		case nil:
		case failure:
			x, err = nil, f.err
		default:
			panic(f)
		}
	}()
	return r.expr(), nil
}

func (r *reader) failf(pos token.Position, format string, args ...any) {
	panic(failure{participle.Errorf(lexer.Position(pos), format, args...)})
}

func (r *reader) peek() *lexer.Token { return r.lex.Peek() }

func at(t *lexer.Token) token.Position { return token.Position(t.Pos) }

// op is the operator that the next token stands for, "" if none.
func (r *reader) op() string {
	t := r.peek()
	if t.Type != kindOp && t.Type != kindKeyword {
		return ""
	}
	if s, ok := spelling[t.Value]; ok {
		return s
	}
	return t.Value
}

func (r *reader) expect(op, why string) {
	if r.op() != op {
		r.failf(at(r.peek()), "%s: expected %s%s", unexpected(r.peek()), op, why)
	}
	r.lex.Next()
}

func unexpected(t *lexer.Token) string {
	switch {
	case t.EOF():
		return "unexpected end of file"
	case t.Type == kindEOL && t.Value == "\n":
		return "unexpected end of line"
	}
	return "unexpected " + t.Value
}

// enter counts a level of nesting; the caller defers leave.
func (r *reader) enter() {
	if r.depth++; r.depth > maxNesting {
		r.failf(at(r.peek()), "nested more than %d levels deep: name the inner parts and use the names", maxNesting)
	}
}

func (r *reader) leave() { r.depth-- }

// chain reads operands joined by any of the operators.
func (r *reader) chain(operand func() Expr, ops ...string) Expr {
	first := operand()
	var rest []Link
	for {
		op := r.op()
		if op == "" || !contains(ops, op) {
			break
		}
		pos := at(r.lex.Next())
		rest = r.link(rest, Link{Pos: pos, Op: op, X: operand()})
	}
	if rest == nil {
		return first
	}
	return &Chain{First: first, Rest: rest}
}

// link appends to a chain, whose length is bounded.
func (r *reader) link(rest []Link, l Link) []Link {
	if len(rest) >= maxChain {
		r.failf(l.Pos, "more than %d operands in a row: name the parts and use the names", maxChain)
	}
	return append(rest, l)
}

func contains(ops []string, op string) bool {
	for _, o := range ops {
		if o == op {
			return true
		}
	}
	return false
}

func (r *reader) expr() Expr {
	r.enter()
	defer r.leave()
	if r.op() == "if" {
		return r.cond()
	}
	return r.chain(r.conjunction, "or")
}

func (r *reader) conjunction() Expr { return r.chain(r.negation, "and") }

func (r *reader) negation() Expr {
	if r.op() != "not" {
		return r.comparison()
	}
	r.enter()
	defer r.leave()
	pos := at(r.lex.Next())
	return &Unary{Pos: pos, Op: "not", X: r.negation()}
}

func (r *reader) comparison() Expr {
	return r.chain(r.sum, "<", "<=", ">", ">=", "==", "!=")
}

func (r *reader) sum() Expr { return r.chain(r.product, "+", "-") }

// cond reads if c then a else if d then b else z.
func (r *reader) cond() Expr {
	c := &Cond{Pos: at(r.peek())}
	for r.op() == "if" {
		r.lex.Next()
		x := r.expr()
		r.expect("then", ": a piecewise value is if CONDITION then VALUE else VALUE")
		c.Cases = append(c.Cases, Case{If: x, Then: r.expr()})
		r.expect("else", ": a piecewise value needs a value for every case")
	}
	c.Else = r.expr()
	return c
}

// product reads factors joined by * / · and by standing side by side.
func (r *reader) product() Expr {
	first := r.unary()
	rest := r.factors()
	if rest == nil {
		return first
	}
	return &Chain{First: first, Rest: rest}
}

// factors reads what multiplies or divides the factor just read.
func (r *reader) factors() []Link {
	var rest []Link
	begin := r.lex.RawCursor()
	division := -1 // where the last sign is, if it is a /
	for {
		t := r.peek()
		switch op := r.op(); {
		case op == "*" || op == "/" || op == "·":
			r.lex.Next()
			begin = r.lex.RawCursor()
			division = -1
			if op == "/" {
				division = len(rest)
			}
			rest = r.link(rest, Link{Pos: at(t), Op: op, X: r.unary()})
		case r.multiplies():
			if division >= 0 {
				r.twoReadings(rest[division].Pos, begin)
			}
			rest = r.link(rest, Link{Pos: at(t), X: r.power()})
		default:
			r.sideBySide(t)
			return rest
		}
	}
}

// twoReadings refuses a/2x, in which begin is where the divisor begins.
func (r *reader) twoReadings(pos token.Position, begin lexer.RawCursor) {
	divisor := r.text(begin)
	next := r.lex.RawCursor()
	r.power()
	r.failf(pos, "a division before a product without a sign can be read two ways: write /(%s), or (…/%s)*%s",
		r.text(begin), divisor, r.text(next))
}

// text is the source between a token and the next one to be read.
func (r *reader) text(begin lexer.RawCursor) string {
	var b strings.Builder
	for _, t := range r.lex.Range(begin, r.lex.RawCursor()) {
		b.WriteString(t.Value)
	}
	if b.Len() > 40 {
		return "…"
	}
	return b.String()
}

// before is the token just read.
func (r *reader) before() *lexer.Token {
	c := r.lex.RawCursor()
	return &r.lex.Range(c-1, c)[0]
}

// multiplies reports whether the next token is a factor by standing beside the
// last one: a name or parenthesis after a number, parenthesis or superscript.
func (r *reader) multiplies() bool {
	t, prev := r.peek(), r.before()
	if t.Type != kindName && t.Value != "(" && t.Value != "√" {
		return false
	}
	return prev.Type == kindNumber || prev.Type == kindSuper || prev.Type == kindOp && (prev.Value == ")" || prev.Value == "ᵀ")
}

// sideBySide refuses two operands with nothing between them, and says what to write.
func (r *reader) sideBySide(t *lexer.Token) {
	prev := r.before()
	switch {
	case t.Type == kindNumber:
		r.failf(at(t), "a number after %s: write * between factors", prev.Value)
	case t.Type == kindName && prev.Type == kindName:
		r.failf(at(t), "two names side by side: write %s*%s for a product, %s(%s) for a call", prev.Value, t.Value, prev.Value, t.Value)
	case t.Type == kindName:
		r.failf(at(t), "unexpected %s: write * between factors", t.Value)
	case t.Value == "{" && prev.Type == kindOp && prev.Value == "^":
		r.failf(at(t), "unexpected {: an exponent is grouped by parentheses")
	}
}

func (r *reader) unary() Expr {
	op := r.op()
	if op != "-" && op != "+" {
		return r.power()
	}
	r.enter()
	defer r.leave()
	pos := at(r.lex.Next())
	x := r.unary()
	if op == "+" {
		return x
	}
	return &Unary{Pos: pos, Op: "-", X: x}
}

// power reads x^y, which is right-associative and whose exponent may be negated.
func (r *reader) power() Expr {
	x := r.postfix()
	if r.op() != "^" {
		return x
	}
	r.enter()
	defer r.leave()
	if p, ok := x.(*Power); ok && p.Super {
		r.failf(at(r.peek()), "a superscript before ^ is ambiguous: use parentheses")
	}
	pos := at(r.lex.Next())
	return &Power{Pos: pos, X: x, Y: r.unary()}
}
