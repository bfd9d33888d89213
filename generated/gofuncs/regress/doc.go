// Package regress has one small function for each defect that is known from
// other systems of automatic differentiation, named for the defect: most of
// them gave a wrong derivative there, and no error.
package regress

//go:generate go run chainrule/cmd/chainrule gen
