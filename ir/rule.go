// Rules of the table, read from text and turned into instructions.

package ir

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"strconv"
	"sync"
)

// A rule is an expression in Go syntax. Its names are the operands x, y, z,
// the result r, and the constants below; its functions are operations, and
// cond(c, a, b). + - * / and comparisons work on floats and on integers.
var ruleConstants = map[string]float64{
	"Pi": math.Pi, "E": math.E, "Ln2": math.Ln2, "Log2E": math.Log2E, "Log10E": math.Log10E,
	"Sqrt2": math.Sqrt2, "Inf": math.Inf(1), "NaN": math.NaN(),
	"InvSqrt2": 1 / math.Sqrt2, "InvSqrt2Pi": 1 / (math.Sqrt2 * math.SqrtPi), "TwoOverSqrtPi": 2 / math.SqrtPi,
	"HalfSqrtPi": math.SqrtPi / 2,
}

var ruleCache sync.Map // text to ast.Expr

func parseRule(text string) ast.Expr {
	if e, ok := ruleCache.Load(text); ok {
		return e.(ast.Expr)
	}
	e, err := parser.ParseExpr(text)
	if err != nil {
		panic(fmt.Sprintf("ir: rule %q: %v", text, err))
	}
	ruleCache.Store(text, e)
	return e
}

// IsZeroRule reports whether a partial says locally constant.
func IsZeroRule(text string) bool { return text == "0" }

// Rule appends the instructions that compute a rule's text and returns the value.
// r may be nil where the text does not use it.
func (b *Builder) Rule(text string, operands []*Value, r *Value) *Value {
	return b.ruleEnv(operands, r).expr(parseRule(text))
}

// Partial appends the product of a seed with the partial of in by operand k:
// reverse mode's contribution to the operand's adjoint, and forward mode's to
// the result's tangent. It returns nil where the partial is 0.
func (b *Builder) Partial(op *Op, k int, operands []*Value, r, seed *Value) *Value {
	if IsZeroRule(op.Partials[k]) {
		return nil
	}
	return b.ruleEnv(operands, r).scaled(parseRule(op.Partials[k]), seed)
}

type ruleEnv struct {
	*Builder
	names map[string]*Value
}

func (b *Builder) ruleEnv(operands []*Value, r *Value) ruleEnv {
	e := ruleEnv{b, map[string]*Value{"r": r}}
	for i, v := range operands {
		e.names[string("xyz"[i])] = v
	}
	return e
}

// scaled is seed * e, without the multiplications that a person would not write.
func (e ruleEnv) scaled(x ast.Expr, seed *Value) *Value {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return e.scaled(x.X, seed)
	case *ast.UnaryExpr:
		return e.Op("neg", e.scaled(x.X, seed))
	case *ast.BasicLit:
		if x.Value == "1" {
			return seed
		}
	case *ast.BinaryExpr:
		switch {
		case isReciprocal(x):
			return e.Op("div", seed, e.expr(x.Y))
		case x.Op == token.MUL && isReciprocal(x.X): // the quotient serves other partials too
			return e.Op("mul", e.scaled(x.X, seed), e.expr(x.Y))
		}
	case *ast.CallExpr:
		// A choice is between two contributions, so that an infinite partial
		// on the other side never meets a zero seed.
		if x.Fun.(*ast.Ident).Name == "cond" {
			c := e.expr(x.Args[0])
			return e.Op("cond", c, e.scaledOrZero(x.Args[1], seed), e.scaledOrZero(x.Args[2], seed))
		}
	}
	return e.Op("mul", seed, e.expr(x))
}

// isReciprocal reports whether x is 1 / y.
func isReciprocal(x ast.Expr) bool {
	q, ok := x.(*ast.BinaryExpr)
	if !ok || q.Op != token.QUO {
		return false
	}
	one, ok := q.X.(*ast.BasicLit)
	return ok && one.Value == "1"
}

func (e ruleEnv) scaledOrZero(x ast.Expr, seed *Value) *Value {
	if lit, ok := x.(*ast.BasicLit); ok && lit.Value == "0" {
		return e.Float(0)
	}
	return e.scaled(x, seed)
}

func (e ruleEnv) expr(x ast.Expr) *Value {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return e.expr(x.X)
	case *ast.BasicLit:
		v, err := strconv.ParseFloat(x.Value, 64)
		if err != nil {
			panic(fmt.Sprintf("ir: rule number %s", x.Value))
		}
		return e.Float(v)
	case *ast.Ident:
		return e.name(x.Name)
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			return e.Op("not", e.expr(x.X))
		}
		v := e.expr(x.X)
		if v.Type != TF64 {
			panic("ir: a rule negates an integer; write 0 - y")
		}
		return e.Op("neg", v)
	case *ast.BinaryExpr:
		return e.binary(x)
	case *ast.CallExpr:
		return e.call(x)
	}
	panic(fmt.Sprintf("ir: rule syntax %T", x))
}

func (e ruleEnv) name(n string) *Value {
	if v := e.names[n]; v != nil {
		return v
	}
	if c, ok := ruleConstants[n]; ok {
		return e.Float(c)
	}
	panic("ir: rule name " + n)
}

var ruleOps = map[token.Token]string{
	token.ADD: "add", token.SUB: "sub", token.MUL: "mul", token.QUO: "div",
	token.LSS: "lt", token.LEQ: "le", token.EQL: "eq", token.NEQ: "ne",
	token.LAND: "and", token.LOR: "or",
}

func (e ruleEnv) binary(x *ast.BinaryExpr) *Value {
	a, c := x.X, x.Y
	op := x.Op
	switch op { // the table has only the two comparisons
	case token.GTR:
		a, c, op = c, a, token.LSS
	case token.GEQ:
		a, c, op = c, a, token.LEQ
	}
	l, r := e.expr(a), e.expr(c)
	name := ruleOps[op]
	if l.Type == TInt || r.Type == TInt {
		l, r, name = e.asInt(l), e.asInt(r), "i"+name
	}
	return e.Op(name, l, r)
}

// asInt turns a literal beside an integer into an integer.
func (e ruleEnv) asInt(v *Value) *Value {
	if c, ok := v.ConstFloat(); ok {
		if c != math.Trunc(c) {
			panic(fmt.Sprintf("ir: a rule has %g beside an integer", c))
		}
		return e.Int(int(c))
	}
	return v
}

func (e ruleEnv) call(x *ast.CallExpr) *Value {
	name := x.Fun.(*ast.Ident).Name
	op := MustOp(name)
	args := make([]*Value, len(x.Args))
	for i, a := range x.Args {
		args[i] = e.expr(a)
		if op.In[i] == TInt {
			args[i] = e.asInt(args[i])
		}
	}
	return e.Op(name, args...)
}

// RuleNames says which of x, y, z and r a rule's text reads.
func RuleNames(text string) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(parseRule(text), func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names[id.Name] = true
		}
		return true
	})
	return names
}
