// Package filter follows noisy measurements and steers by them: filters of
// Kalman and others, smoothing, and a controller.
package filter

//go:generate go run chainrule/cmd/chainrule gen
