// The Go text of rows, parsed once and filled in with operands.

package codegen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"sync"

	"chainrule/ir"
)

// template is the Go expression of a row, with the number of times that each
// operand occurs in it.
type template struct {
	tree  ast.Expr
	times [3]int
}

var templates sync.Map // text to template

func templateOf(op *ir.Op) template {
	if t, ok := templates.Load(op.Go); ok {
		return t.(template)
	}
	tree, err := parser.ParseExpr(op.Go)
	if err != nil {
		fail("operation %s: Go text %q: %v", op.Name, op.Go, err)
	}
	t := template{tree: tree}
	ast.Inspect(tree, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if k := operand(id); k >= 0 {
				t.times[k]++
			}
		}
		return true
	})
	templates.Store(op.Go, t)
	return t
}

// operand is the number of the operand that the identifier stands for, or -1.
func operand(id *ast.Ident) int {
	if len(id.Name) != 1 {
		return -1
	}
	return strings.Index("xyz", id.Name)
}

// fill puts the operands in their places.
func (f *fileWriter) fill(tree ast.Expr, args []*expr) *expr {
	switch n := tree.(type) {
	case *ast.ParenExpr:
		return f.fill(n.X, args)
	case *ast.Ident:
		return args[operand(n)]
	case *ast.BasicLit:
		return lit(n.Value)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			return not(f.fill(n.X, args))
		}
		return unary(n.Op.String(), f.fill(n.X, args))
	case *ast.BinaryExpr:
		return plus(f.fill(n.X, args), n.Op, f.fill(n.Y, args))
	case *ast.CallExpr:
		return f.fillCall(n, args)
	}
	fail("Go text of a row uses %T", tree)
	return nil
}

func (f *fileWriter) fillCall(n *ast.CallExpr, args []*expr) *expr {
	in := make([]*expr, len(n.Args))
	for i, a := range n.Args {
		in[i] = f.fill(a, args)
	}
	switch fun := n.Fun.(type) {
	case *ast.SelectorExpr:
		return call(fun.X.(*ast.Ident).Name, fun.Sel.Name, in...)
	case *ast.Ident:
		return call("", f.helper(fun.Name), in...)
	}
	fail("Go text of a row calls %T", n.Fun)
	return nil
}

// plus is a binary expression, in which x + -y becomes x - y, the same bits, and
// 0 < x becomes x > 0. Vet wants x where x && x would do.
func plus(x *expr, op token.Token, y *expr) *expr {
	if z := negated(y); z != nil {
		switch op {
		case token.ADD:
			return binary(x, "-", z)
		case token.SUB:
			return binary(x, "+", z)
		}
	}
	if (op == token.LAND || op == token.LOR) && x.same(y) {
		return x
	}
	if turned[op] != token.ILLEGAL && x.konst && !y.konst {
		x, y, op = y, x, turned[op]
	}
	return binary(x, op.String(), y)
}

// negated is what e is the negative of, if e is written with a sign.
func negated(e *expr) *expr {
	switch {
	case e.kind == unaryExpr && e.text == "-":
		return e.args[0]
	case e.kind == litExpr && e.prec == unaryPrec:
		return lit(e.text[1:])
	}
	return nil
}

var turned = map[token.Token]token.Token{
	token.LSS: token.GTR, token.GTR: token.LSS, token.LEQ: token.GEQ, token.GEQ: token.LEQ,
	token.EQL: token.EQL, token.NEQ: token.NEQ,
}

var opposite = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}

// not is the opposite of a condition. Of the comparisons of floats only == and !=
// have one: !(x < y) holds for NaN and x >= y does not.
func not(e *expr) *expr {
	switch {
	case e.kind == unaryExpr && e.text == "!":
		return e.args[0]
	case e.total && opposite[e.text] != "":
		c := *binary(e.args[0], opposite[e.text], e.args[1])
		c.total = true
		return &c
	case e.kind == binaryExpr && e.text == "==":
		return binary(e.args[0], "!=", e.args[1])
	case e.kind == binaryExpr && e.text == "!=":
		return binary(e.args[0], "==", e.args[1])
	}
	return unary("!", e)
}
