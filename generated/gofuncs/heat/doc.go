// Package heat follows temperatures in rods, plates, walls and cooling bodies.
// Temperatures are in kelvins or degrees Celsius, lengths in metres, times in
// seconds.
package heat

//go:generate go run chainrule/cmd/chainrule gen
