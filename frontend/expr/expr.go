package expr

// The syntax tree of expressions. Chains of operators of one precedence are
// flat lists, so that a sum of 50,000 terms is not 50,000 levels deep.

import "go/token"

// Expr is an expression.
type Expr interface{ At() token.Position }

type (
	// Num is a literal, as written.
	Num struct {
		Pos  token.Position
		Text string
	}
	// Ref is a name in use.
	Ref struct {
		Pos  token.Position
		Name string
	}
	// Unary is an operator before (-, not, √) or after (ᵀ) its operand.
	Unary struct {
		Pos token.Position
		Op  string
		X   Expr
	}
	// Chain is operands joined by operators of one level of precedence.
	Chain struct {
		First Expr
		Rest  []Link
	}
	// Link is an operator of a chain and its right operand; the operator "" is
	// a product written by putting the factors side by side.
	Link struct {
		Pos token.Position
		Op  string
		X   Expr
	}
	// Power is x^y; Super tells that y was written as a superscript.
	Power struct {
		Pos   token.Position
		X, Y  Expr
		Super bool
	}
	// Call is a name before a parenthesis: a call, or a product (resolve.go).
	Call struct {
		Fun  *Ref
		Args []Expr
	}
	// Index is an element of an array, or a part of it.
	Index struct {
		X       Expr
		Pos     token.Position // of the bracket
		Indices []Expr
	}
	// Reduce is sum(i in 0..n) body and its kind; without a body, sum(x).
	Reduce struct {
		Op    *Ref
		Items []Item
		// Body holds one term: a chain's first factor and the links after it.
		Body *Chain
	}
	// Item is what stands in a reduction's parentheses.
	Item struct {
		X      Expr
		Lo, Hi Expr // the range, or nil
	}
	// Cond is a piecewise value.
	Cond struct {
		Pos   token.Position
		Cases []Case
		Else  Expr
	}
	// Case is one branch of a piecewise value.
	Case struct{ If, Then Expr }
	// Paren is an expression in parentheses.
	Paren struct {
		Pos token.Position
		X   Expr
	}
)

// At is where the expression is reported: its operator, or where it begins.
func (e *Num) At() token.Position    { return e.Pos }
func (e *Ref) At() token.Position    { return e.Pos }
func (e *Unary) At() token.Position  { return e.Pos }
func (e *Chain) At() token.Position  { return e.First.At() }
func (e *Power) At() token.Position  { return e.X.At() }
func (e *Call) At() token.Position   { return e.Fun.Pos }
func (e *Index) At() token.Position  { return e.X.At() }
func (e *Reduce) At() token.Position { return e.Op.Pos }
func (e *Cond) At() token.Position   { return e.Pos }
func (e *Paren) At() token.Position  { return e.Pos }
