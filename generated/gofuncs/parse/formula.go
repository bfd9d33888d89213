// Formulas: reverse Polish notation, and trees.

package parse

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

var errStack = errors.New("parse: operands and operators do not match")

// RPN computes a formula in reverse Polish notation, such as "x 2 * y + sqrt",
// for values of its variables.
//
//chainrule:grad
func RPN(formula string, vars map[string]float64) (float64, error) {
	var stack []float64
	for word := range strings.FieldsSeq(formula) {
		if n := len(stack); strings.Contains("+ - * / ^", word) {
			if n < 2 {
				return 0, errStack
			}
			a, b := stack[n-2], stack[n-1]
			stack = append(stack[:n-2], apply(word[0], a, b))
			continue
		}
		switch word {
		case "sqrt", "exp", "neg":
			if len(stack) == 0 {
				return 0, errStack
			}
			top := &stack[len(stack)-1]
			*top = function(word, *top)
		default:
			v, ok := vars[word]
			if !ok {
				var err error
				if v, err = strconv.ParseFloat(word, 64); err != nil {
					return 0, err
				}
			}
			stack = append(stack, v)
		}
	}
	if len(stack) != 1 {
		return 0, errStack
	}
	return stack[0], nil
}

// apply is a operator b.
func apply(operator byte, a, b float64) float64 {
	switch operator {
	case '+':
		a += b
	case '-':
		a -= b
	case '*':
		a *= b
	case '/':
		a /= b
	case '^':
		a = math.Pow(a, b)
	}
	return a
}

// function is a named function at x.
func function(name string, x float64) float64 {
	switch name {
	case "sqrt":
		return math.Sqrt(x)
	case "exp":
		return math.Exp(x)
	}
	return -x
}

// A Node of a formula: a number where it has no name and no operands, a
// variable where it has a name, else an operator between its operands.
type Node struct {
	Value       float64
	Name        string
	Op          byte
	Left, Right *Node
}

// Eval computes the tree below n for values of its variables.
//
//chainrule:vjp
func (n *Node) Eval(vars map[string]float64) (float64, error) {
	switch {
	case n.Left == nil && n.Name == "":
		return n.Value, nil
	case n.Left == nil:
		v, ok := vars[n.Name]
		if !ok {
			return 0, fmt.Errorf("parse: no variable %q", n.Name)
		}
		return v, nil
	}
	l, err := n.Left.Eval(vars)
	if err != nil {
		return 0, err
	}
	r, err := n.Right.Eval(vars)
	if err != nil {
		return 0, err
	}
	if n.Op == '/' && r == 0 {
		return 0, errors.New("parse: division by zero")
	}
	return apply(n.Op, l, r), nil
}
