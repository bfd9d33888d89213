// Package algebra holds formulas as a person writes them: sums, products and
// powers in a canonical form, a simplifier, and printers for text and LaTeX.
//
// It is for reading, not for computing: the numbers of a derivative come from
// the ir. Two formulas that the package calls equal agree wherever both are
// defined over the reals; a rewriting that holds only for some arguments
// (√(x²) = x) is not made.
//
// The constructors [Add], [Product], [Power] and [Call] keep formulas
// canonical: like terms and powers of one base are merged, numbers folded.
// Terms of a sum stay in the order they were written; factors of a product are
// sorted as people do: numbers, variables, sums, exponentials, functions.
package algebra
