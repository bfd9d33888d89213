// Convolution and measures of signals.

package fourier

import (
	"iter"
	"math"
)

// Convolve is the full convolution of two signals.
//
//chainrule:vjp
func Convolve(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}

// Autocorrelation is that of a signal at a lag, its mean removed, over the
// value at lag 0.
//
//chainrule:grad
func Autocorrelation(x []float64, lag int) float64 {
	mean := 0.0
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	product := func(a, b []float64) (sum float64) {
		for i := range min(len(a), len(b)) {
			sum += (a[i] - mean) * (b[i] - mean)
		}
		return
	}
	return product(x, x[lag:]) / product(x, x)
}

// Power is that of a signal at a frequency, in cycles per sample, by
// Goertzel's recurrence.
//
//chainrule:grad
func Power(x []float64, frequency float64) float64 {
	c := 2 * math.Cos(2*math.Pi*frequency)
	var s, before float64
	for _, v := range x {
		s, before = v+c*s-before, s
	}
	return s*s + before*before - c*s*before
}

// Centroid is the centre of the power spectrum of a real signal of 2ᵏ samples,
// in cycles per sample.
//
//chainrule:grad
func Centroid(x []float64) float64 {
	re, im := make([]float64, len(x)), make([]float64, len(x))
	for i, v := range x {
		hann := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(len(x)))
		re[i] = hann * v
	}
	FFT(re, im)
	var moment, total float64
	for k := 1; k <= len(x)/2; k++ {
		power := re[k]*re[k] + im[k]*im[k]
		moment += float64(k) / float64(len(x)) * power
		total += power
	}
	return moment / total
}

// Frames cuts a signal into overlapping frames; what is left over is dropped.
func Frames(x []float64, size, hop int) iter.Seq2[int, []float64] {
	return func(yield func(int, []float64) bool) {
		for n := 0; n*hop+size <= len(x); n++ {
			if !yield(n, x[n*hop:n*hop+size]) {
				return
			}
		}
	}
}

// Onset is the largest rise of energy from a frame to the next, in decibels,
// until a frame is silent.
//
//chainrule:grad
func Onset(x []float64, size, hop int) float64 {
	largest, before := 0.0, 0.0
	for n, frame := range Frames(x, size, hop) {
		energy := 0.0
		for _, v := range frame {
			energy += v * v
		}
		if energy == 0 {
			break
		}
		level := 10 * math.Log10(energy)
		if n > 0 && level-before > largest {
			largest = level - before
		}
		before = level
	}
	return largest
}

// Harmonic is one part of a tone.
type Harmonic struct{ Amplitude, Phase float64 }

// Tone is a tone at a time: harmonics of a frequency in hertz.
//
//chainrule:grad
func Tone(harmonics map[int]*Harmonic, frequency, t float64) float64 {
	sum := 0.0
	for order := 1; order <= len(harmonics); order++ {
		h, ok := harmonics[order]
		if !ok {
			continue
		}
		sum += h.Amplitude * math.Sin(2*math.Pi*frequency*float64(order)*t+h.Phase)
	}
	return sum
}
