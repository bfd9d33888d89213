// Package finance values payments over time: loans, bonds, yield curves and
// portfolios. Rates are fractions per period, 0.05 for 5 %.
package finance

//go:generate go run chainrule/cmd/chainrule gen
