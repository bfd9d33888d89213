// Package solve is linear algebra on small dense matrices, given by rows, and
// the roots of equations.
package solve

//go:generate go run chainrule/cmd/chainrule gen
