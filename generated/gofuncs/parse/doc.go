// Package parse reads numbers, units, formulas and settings from text and
// computes with them: the text is given, the numbers beside it are varied.
package parse

//go:generate go run chainrule/cmd/chainrule gen
