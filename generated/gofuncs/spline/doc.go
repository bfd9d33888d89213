// Package spline interpolates: tables, cubic and monotone splines, curves with
// control points, and grids.
package spline

//go:generate go run chainrule/cmd/chainrule gen
