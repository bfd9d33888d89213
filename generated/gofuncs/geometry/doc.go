// Package geometry measures polygons, lines, meshes and places on the globe.
package geometry

//go:generate go run chainrule/cmd/chainrule gen
