// Package explain shows how the chain rule differentiates a formula, the way a
// textbook does: a table of steps, each with its derivative with respect to
// the previous ones; the product of these along the chain, summed over all
// paths where there are several; and the derivative in closed form. With
// values of the variables it also gives the numbers of the forward and of the
// backward pass.
//
// For y = sin(ln(x²+1)):
//
//	Variable | Expression | Derivative w.r.t. previous
//	a        | x² + 1     | da/dx = 2x
//	b        | ln(a)      | db/da = 1/a
//	y        | sin(b)     | dy/db = cos(b)
//
//	dy/dx = dy/db · db/da · da/dx
//	      = cos(ln(x²+1)) · 1/(x²+1) · 2x
//	      = 2x·cos(ln(x²+1))/(x²+1)
//
// A polynomial of what is known already is one step; every application of a
// function is a step, and so is every intermediate value that the user named.
// The derivatives come from the rules of the operation table in ir and from
// nowhere else; the numbers come from the interpreter and the same rules.
package explain
