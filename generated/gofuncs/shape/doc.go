// Package shape describes bodies by their signed distance: negative inside,
// positive outside.
package shape

//go:generate go run chainrule/cmd/chainrule gen
