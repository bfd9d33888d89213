// Package expr reads expression files: formulas and loss functions, which
// chainrule differentiates.
//
//	package model
//
//	// Loss is the mean logistic loss of the labels y.
//	func Loss(X [n, d], y [n], w [d], b) wrt w, b {
//		z[i] = sum(j) X[i, j]*w[j] + b
//		return mean(i) (softplus(z[i]) - y[i]*z[i])
//	}
//
// [Parse] reads one file, [Load] the files of a package and checks them,
// [Package.Lower] gives the functions as ir, [Format] the canonical text, and
// [Expression] reads a single formula.
//
// # Declarations
//
// A file begins with its package clause. const g = 9.81 names an exact number.
// A function is func f(x, y) = expression, or has statements in braces and ends
// with return a, b or names its results: func f(x) (y, z) { … }. After that,
// wrt w, b says which float parameters are differentiated; all are by default.
//
// A parameter is a float (x), an integer (k int), or an array with its sizes:
// x [n], W [m, n], label [n] int, L [d*(d-1)/2]. A size that is no integer
// parameter is found from the lengths of the arrays, vectors first; one that no
// length gives becomes an integer parameter after the others.
//
// # Statements
//
//	a = x^2                       a name; it may be assigned again
//	a, b = b, a                   both values first
//	z[i, j in 0..k] = x[i]*j      a whole new array, element by element
//	for t in 0..T { … }           names assigned inside go from step to step
//	if x < 0 { … } else { … }     chooses between scalars
//
// Statements end with the line, which an operator, a comma or an open bracket
// continues. A value never changes: an array defined again is another array,
// so the right side of h[i] = h[i+1] … sees the old one throughout.
//
// # Expressions
//
// The operators, loosest first:
//
//	if c then a else b            a piecewise value, to the end
//	or, and, not                  also || && !
//	<  <=  >  >=  ==  !=          also ≤ ≥ ≠; 0 < x < 1 means both
//	+  -
//	*  /  ·  side by side         3x, 2(x+1), (x+1)(x-1), x²y³
//	-x
//	x^y                           to the right: x^2^3 is x^(2^3), 2^-x
//	x²  xⁿ  Aᵀ  x[i]  f(x)  √x
//
// A number, a closing parenthesis or a superscript multiplies what follows it
// directly. A name before a parenthesis is called if it is a function and
// multiplies if it is a variable. What reads two ways, such as 1/2x, is refused.
// e and π (pi) are constants unless declared. x^n with an integer n is a
// product of x. / always gives a float; div and mod are for integers.
//
// sum, prod, min, max, mean, norm and logsumexp run over indices or over a
// whole array: sum(i) x[i]^2, sum(i in 0..n, j in i+1..n) x[i]*x[j], max(x).
// With indices the term goes up to the next + or -. The range of an index
// follows from the arrays it indexes; a written range does not hold its end.
// max and min give the derivative to the first extreme term; over nothing they
// are -Inf and +Inf. norm is the root of the sum of squares, with derivative 0
// at the origin.
//
// Arrays of one shape are combined element by element, as are an array and a
// scalar; W·x and W*x are matrix products, x·y is a scalar product. X[i] is the
// part of X with its first index fixed. Every function of the operation table
// (chainrule ops) may be used, on arrays element by element.
//
// # Inside
//
// The structs of grammar.go and expr.go are the syntax tree. Check (check.go
// and its neighbours) makes of it the tree of tree.go, in which every name is a
// variable with a kind and a shape; sizes are polynomials (sizes.go). Lower
// turns that into ir: calls are expanded in place, an array expression is
// computed in the loop of what uses it, and an array that a loop carries
// becomes the trajectory of its states.
package expr
