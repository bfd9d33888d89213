// Transforms.

package fourier

import (
	"fmt"
	"math"
	"math/bits"
)

// FFT transforms a signal of 2ᵏ complex numbers in place (Cooley and Tukey).
//
//chainrule:vjp
func FFT(re, im []float64) {
	n := len(re)
	if n&(n-1) != 0 || len(im) != n {
		panic(fmt.Sprintf("fourier: lengths %d and %d", n, len(im)))
	}
	shift := 64 - bits.TrailingZeros(uint(n))
	for i := range re {
		if j := int(bits.Reverse64(uint64(i)) >> shift); i < j {
			re[i], re[j] = re[j], re[i]
			im[i], im[j] = im[j], im[i]
		}
	}
	for size := 2; size <= n; size *= 2 {
		half := size / 2
		sin, cos := math.Sincos(-2 * math.Pi / float64(size))
		for start := 0; start < n; start += size {
			wr, wi := 1.0, 0.0
			for k := start; k < start+half; k++ {
				tr := wr*re[k+half] - wi*im[k+half]
				ti := wr*im[k+half] + wi*re[k+half]
				re[k+half], im[k+half] = re[k]-tr, im[k]-ti
				re[k] += tr
				im[k] += ti
				wr, wi = wr*cos-wi*sin, wr*sin+wi*cos
			}
		}
	}
}

// DFT is the transform of a real signal of any length.
//
//chainrule:vjp
//chainrule:jac
func DFT(x []float64) (re, im []float64) {
	n := len(x)
	re, im = make([]float64, n), make([]float64, n)
	for k := range n {
		for t, v := range x {
			sin, cos := math.Sincos(2 * math.Pi * float64(k*t%n) / float64(n))
			re[k] += v * cos
			im[k] -= v * sin
		}
	}
	return
}

// Hadamard transforms 2ᵏ numbers in place, halves first.
//
//chainrule:vjp
func Hadamard(x []float64) {
	for half := len(x) / 2; half > 0; half /= 2 {
		for start := 0; start < len(x); start += 2 * half {
			low, high := x[start:start+half], x[start+half:start+2*half]
			for i, v := range low {
				low[i], high[i] = v+high[i], v-high[i]
			}
		}
	}
}
