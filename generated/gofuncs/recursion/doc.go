// Package recursion holds functions that call themselves and write what their
// callers see: transforms in place, sorting by parts, trees that are grown and
// walked, accumulators, backtracking, memory that remembers results.
package recursion

//go:generate go run chainrule/cmd/chainrule gen
