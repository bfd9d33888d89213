// Package robot is the kinematics of robot arms and small vehicles: where a
// tip is, which angles bring it there, and how a motion goes in time. Lengths
// are in metres, angles in radians, times in seconds.
package robot

//go:generate go run chainrule/cmd/chainrule gen
