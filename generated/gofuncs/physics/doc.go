// Package physics is formulas of mechanics, gases, radiation and decay, and the
// integrals they need. Units are SI unless a function says otherwise.
package physics

//go:generate go run chainrule/cmd/chainrule gen
