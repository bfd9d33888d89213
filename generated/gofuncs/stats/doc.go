// Package stats is summaries of samples, smoothing, likelihoods and regression.
package stats

//go:generate go run chainrule/cmd/chainrule gen
