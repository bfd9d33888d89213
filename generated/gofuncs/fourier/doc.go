// Package fourier transforms signals: the transform of Fourier in two ways,
// that of Hadamard, convolution, and measures of spectra and frames.
package fourier

//go:generate go run chainrule/cmd/chainrule gen
