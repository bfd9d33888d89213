// Package optics traces light: refraction, lenses, glasses, beams, and rays
// through systems of surfaces. Lengths are in metres unless said otherwise,
// angles in radians.
package optics

//go:generate go run chainrule/cmd/chainrule gen
