// The gradient of fourier.FFT.

package gofuncs

import "chainrule/generated/gofuncs/fourier"

// FFT transforms re and im, and the derivatives by the result into those by
// the signal.
//
// The matrix of the transform is symmetric, so its transpose as one of real
// numbers is its conjugate: the transform with real and imaginary parts
// exchanged.
func FFT(re, im, dre, dim []float64) {
	fourier.FFT(re, im)
	fourier.FFT(dim, dre)
}
