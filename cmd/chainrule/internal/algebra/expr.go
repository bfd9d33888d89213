// The kinds of formula and their identity.

package algebra

import (
	"math/big"
	"sort"
	"strings"
)

// Expr is a formula. Formulas are never changed once made.
type Expr interface {
	// Key is equal for formulas that are the same up to the order of terms.
	Key() string
	// Size counts the nodes.
	Size() int
}

type (
	// Num is a rational number.
	Num struct{ val *big.Rat }
	// Sym is a variable, or a constant that has a name.
	Sym struct {
		Name  string
		fixed bool
	}
	// Sum is two terms or more, none of them a Sum.
	Sum struct {
		Terms []Expr
		node
	}
	// Mul is a number other than 0 times factors, none of them a Mul or a Num.
	Mul struct {
		Coef    *big.Rat
		Factors []Expr
		node
	}
	// Pow is a power that does not fold.
	Pow struct {
		Base, Exp Expr
		node
	}
	// Fn is an operation of the table applied to arguments.
	Fn struct {
		Name string
		Args []Expr
		node
	}
)

type node struct {
	key  string
	size int
}

func (n node) Key() string { return n.key }
func (n node) Size() int   { return n.size }

// Key gives the number itself.
func (n *Num) Key() string { return n.val.RatString() }

// Size of a number is 1.
func (*Num) Size() int { return 1 }

// Key gives the name; a variable may have the name of a constant.
func (s *Sym) Key() string {
	if s.fixed {
		return "#" + s.Name
	}
	return s.Name
}

// Size of a name is 1.
func (*Sym) Size() int { return 1 }

// Named constants.
var (
	Zero = Int(0)
	One  = Int(1)
	E    = &Sym{"e", true}
	Pi   = &Sym{"π", true}
	half = Ratio(1, 2)
)

// Int is a whole number.
func Int(i int64) *Num { return &Num{new(big.Rat).SetInt64(i)} }

// Ratio is a fraction.
func Ratio(p, q int64) *Num { return &Num{big.NewRat(p, q)} }

// Var is a variable.
func Var(name string) *Sym { return &Sym{Name: name} }

// Equal reports whether two formulas are the same up to the order of terms.
func Equal(a, b Expr) bool { return a.Key() == b.Key() }

func isZero(e Expr) bool { n, ok := e.(*Num); return ok && n.val.Sign() == 0 }
func isOne(e Expr) bool  { n, ok := e.(*Num); return ok && n.val.Cmp(One.val) == 0 }

// whole gives the value of a small whole number.
func whole(e Expr) (int64, bool) {
	n, ok := e.(*Num)
	if !ok || !n.val.IsInt() || !n.val.Num().IsInt64() {
		return 0, false
	}
	return n.val.Num().Int64(), true
}

func isWhole(e Expr) bool { n, ok := e.(*Num); return ok && n.val.IsInt() }

func newSum(terms []Expr) *Sum {
	keys := keysOf(terms)
	sort.Strings(keys)
	return &Sum{terms, node{"(" + strings.Join(keys, "+") + ")", sizeOf(terms)}}
}

func newMul(coef *big.Rat, factors []Expr) *Mul {
	keys := append([]string{coef.RatString()}, keysOf(factors)...)
	return &Mul{coef, factors, node{"[" + strings.Join(keys, "*") + "]", sizeOf(factors)}}
}

func newPow(base, exp Expr) *Pow {
	return &Pow{base, exp, node{base.Key() + "^{" + exp.Key() + "}", 1 + base.Size() + exp.Size()}}
}

func newFn(name string, args []Expr) *Fn {
	return &Fn{name, args, node{name + "(" + strings.Join(keysOf(args), ",") + ")", sizeOf(args)}}
}

func keysOf(es []Expr) []string {
	keys := make([]string, len(es))
	for i, e := range es {
		keys[i] = e.Key()
	}
	return keys
}

func sizeOf(es []Expr) int {
	n := 1
	for _, e := range es {
		n += e.Size()
	}
	return n
}
