// Package cluster finds groups of points: k-means with hard and with soft
// assignment, and mixtures of normal distributions.
package cluster

//go:generate go run chainrule/cmd/chainrule gen
