// Package attitude keeps track of where a vehicle points: quaternions, rotation
// of vectors, and integration of the rates that a gyroscope measures.
//
// Quaternions are Hamilton's, the scalar first, and turn vectors of the body
// into vectors of the reference frame; angles are in radians.
package attitude

//go:generate go run chainrule/cmd/chainrule gen
