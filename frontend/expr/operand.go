package expr

// Operands: numbers, names, calls, parentheses, reductions, and what may stand
// after them.

import (
	"fmt"
	"go/token"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// postfix reads an operand with its indices, superscripts and transposes.
func (r *reader) postfix() Expr {
	x := r.primary()
	for {
		t := r.peek()
		switch {
		case t.Value == "[" && t.Type == kindOp:
			r.lex.Next()
			x = &Index{X: x, Pos: at(t), Indices: r.list("]")}
		case t.Value == "ᵀ" && t.Type == kindOp:
			r.lex.Next()
			x = &Unary{Pos: at(t), Op: "ᵀ", X: x}
		case t.Type == kindSuper:
			r.lex.Next()
			x = &Power{Pos: at(t), X: x, Y: r.superscript(t), Super: true}
		default:
			return x
		}
		r.enter()
		defer r.leave()
	}
}

// superscript reads an exponent such as ⁻¹ or ⁿ.
func (r *reader) superscript(t *lexer.Token) Expr {
	var plain []rune
	for _, c := range t.Value {
		plain = append(plain, supers[c])
	}
	text := string(plain)
	sign := text[0] == '-'
	text = strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	var x Expr
	switch {
	case text != "" && strings.Trim(text, "0123456789") == "":
		x = &Num{Pos: at(t), Text: text}
	case len(text) == 1 && text >= "a":
		x = &Ref{Pos: at(t), Name: text}
	default:
		r.failf(at(t), "the superscript %s is no number and no letter: write ^(…)", t.Value)
	}
	if sign {
		x = &Unary{Pos: at(t), Op: "-", X: x}
	}
	return x
}

// list reads expressions up to the closing bracket, which it reads too.
func (r *reader) list(end string) []Expr {
	var xs []Expr
	for r.op() != end {
		xs = append(xs, r.expr())
		if r.op() != "," {
			break
		}
		r.lex.Next()
	}
	if xs == nil && end == "]" {
		r.failf(at(r.peek()), "an index is expected")
	}
	r.expect(end, "")
	return xs
}

func (r *reader) primary() Expr {
	t := r.peek()
	switch {
	case t.Type == kindNumber:
		r.lex.Next()
		return &Num{Pos: at(t), Text: t.Value}
	case t.Type == kindName:
		r.lex.Next()
		return r.named(&Ref{Pos: at(t), Name: t.Value})
	case t.Type == kindOp && t.Value == "(":
		r.lex.Next()
		x := r.expr()
		r.expect(")", "")
		return &Paren{Pos: at(t), X: x}
	case t.Type == kindOp && t.Value == "√":
		r.lex.Next()
		return r.root(t)
	case r.op() == "if":
		r.failf(at(t), "put a piecewise value that is part of an expression in parentheses")
	}
	r.failf(at(t), "%s: expected an expression%s", unexpected(t), goWord(t))
	return nil
}

// goWord tells the writer of a Go keyword what it is.
func goWord(t *lexer.Token) string {
	if t.Type == kindKeyword {
		return fmt.Sprintf(" (%s is a keyword)", t.Value)
	}
	return ""
}

// root reads the operand of √: a name with its indices, a number or a parenthesis.
func (r *reader) root(root *lexer.Token) Expr {
	r.enter()
	defer r.leave()
	paren := r.peek().Value == "("
	if op := r.op(); op == "-" {
		r.failf(at(r.peek()), "write √(…) for the root of a negation")
	}
	x := r.primary()
	for r.peek().Type == kindOp && r.peek().Value == "[" && !paren {
		pos := at(r.lex.Next())
		x = &Index{X: x, Pos: pos, Indices: r.list("]")}
	}
	t := r.peek()
	if !paren && (t.Type == kindSuper || r.op() == "^" || r.multiplies()) {
		r.failf(token.Position(root.Pos), "it is not clear how far √ reaches: write √(…)")
	}
	return &Unary{Pos: token.Position(root.Pos), Op: "√", X: x}
}

// named reads what may follow a name directly: arguments.
func (r *reader) named(name *Ref) Expr {
	if t := r.peek(); t.Type != kindOp || t.Value != "(" {
		return name
	}
	r.lex.Next()
	if reductions[name.Name] {
		return r.reduction(name)
	}
	return &Call{Fun: name, Args: r.list(")")}
}

// reduction reads the indices of a reduction and the term it runs over.
func (r *reader) reduction(op *Ref) Expr {
	r.enter()
	defer r.leave()
	x := &Reduce{Op: op}
	plain := true
	for r.op() != ")" {
		item := Item{X: r.expr()}
		if r.op() == "in" {
			r.lex.Next()
			item.Lo = r.sum()
			r.expect("..", ": a range is written lo..hi, hi not included")
			item.Hi = r.sum()
		}
		if _, ok := item.X.(*Ref); !ok {
			plain = false
			if item.Lo != nil {
				r.failf(item.X.At(), "an index is a name")
			}
		}
		x.Items = append(x.Items, item)
		if r.op() != "," {
			break
		}
		r.lex.Next()
	}
	r.expect(")", "")
	if t := r.peek(); plain && len(x.Items) > 0 && (t.Type == kindName || t.Type == kindNumber || t.Value == "(" && t.Type == kindOp || t.Value == "√") {
		x.Body = &Chain{First: r.power(), Rest: r.factors()}
	}
	return x
}
