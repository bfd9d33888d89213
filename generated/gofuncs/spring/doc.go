// Package spring simulates masses held by springs, bars and rods in the plane:
// energies, forces and steps in time. Units are SI.
package spring

//go:generate go run chainrule/cmd/chainrule gen
