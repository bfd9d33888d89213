// Package orbit moves satellites: Kepler's equation, orbital elements,
// integration of the equations of motion and transfers. Lengths are in
// kilometres, times in seconds, angles in radians.
package orbit

//go:generate go run chainrule/cmd/chainrule gen
