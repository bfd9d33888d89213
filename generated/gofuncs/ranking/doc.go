// Package ranking is what depends on the order of things: inequality, neighbours,
// auctions, queues, hulls.
package ranking

//go:generate go run chainrule/cmd/chainrule gen
