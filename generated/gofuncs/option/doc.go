// Package option prices options and bonds. Times are in years, rates and
// volatilities per year, rates compounded continuously unless said otherwise.
package option

//go:generate go run chainrule/cmd/chainrule gen
