// Smoothing of series.

package filter

import (
	"math"
	"slices"
	"sync"
)

// Exponential is the series smoothed with weight alpha for the newest value.
//
//chainrule:vjp
func Exponential(xs []float64, alpha float64) []float64 {
	var out []float64
	for _, x := range xs {
		if n := len(out); n > 0 {
			x = alpha*x + (1-alpha)*out[n-1]
		}
		out = append(out, x)
	}
	return out
}

// Holt is the forecast some steps ahead by double exponential smoothing.
//
//chainrule:grad
func Holt(xs []float64, alpha, beta float64, ahead int) float64 {
	level, trend := xs[1], xs[1]-xs[0]
	for _, x := range xs[2:] {
		last := level
		level = alpha*x + (1-alpha)*(level+trend)
		trend = beta*(level-last) + (1-beta)*trend
	}
	return level + float64(ahead)*trend
}

// Median replaces each value of xs, in place, by the median of the values up
// to reach away.
//
//chainrule:vjp
func Median(xs []float64, reach int) {
	source := slices.Clone(xs)
	window := make([]float64, 0, 2*reach+1)
	for i := range xs {
		window = window[:0]
		window = append(window, source[max(i-reach, 0):min(i+reach+1, len(source))]...)
		slices.Sort(window)
		middle := len(window) / 2
		if len(window)%2 == 0 {
			xs[i] = (window[middle-1] + window[middle]) / 2
		} else {
			xs[i] = window[middle]
		}
	}
}

// lowPass is a filter of first order that remembers its last output.
func lowPass(alpha float64) func(float64) float64 {
	var last float64
	started := false
	return func(x float64) float64 {
		if !started {
			last, started = x, true
		}
		last += alpha * (x - last)
		return last
	}
}

// Ripple is the root mean square of what a low pass takes away, of the series
// smoothed twice.
//
//chainrule:grad
func Ripple(xs []float64, alpha, beta float64) float64 {
	fast, slow := lowPass(alpha), lowPass(beta)
	sum := 0.0
	for _, x := range xs {
		y := fast(x)
		d := y - slow(y)
		sum += d * d
	}
	return math.Sqrt(sum / float64(len(xs)))
}

// Biquad is a filter of second order in the second direct form, transposed.
type Biquad struct {
	B [3]float32
	A [2]float32 // without the leading 1
	z [2]float32
}

// NewPeak is the peaking equaliser of Bristow-Johnson's cookbook, at a
// frequency in cycles per sample.
func NewPeak(frequency, q, decibels float64) *Biquad {
	gain := math.Pow(10, decibels/40)
	sin, cos := math.Sincos(2 * math.Pi * frequency)
	alpha := sin / (2 * q)
	norm := 1 / (1 + alpha/gain)
	f := Biquad{
		B: [3]float32{float32((1 + alpha*gain) * norm), float32(-2 * cos * norm), float32((1 - alpha*gain) * norm)},
		A: [2]float32{float32(-2 * cos * norm), float32((1 - alpha/gain) * norm)},
	}
	return &f
}

// Process filters samples in place.
//
//chainrule:vjp
func (f *Biquad) Process(samples []float32) {
	for i, x := range samples {
		y := f.B[0]*x + f.z[0]
		f.z[0] = f.B[1]*x - f.A[0]*y + f.z[1]
		f.z[1] = f.B[2]*x - f.A[1]*y
		samples[i] = y
	}
}

// Loudness is the mean square of samples after a peak at a frequency; the
// samples are left as they are.
//
//chainrule:grad
func Loudness(samples []float32, frequency, q, decibels float64) float64 {
	buffer := make([]float32, len(samples))
	copy(buffer, samples)
	NewPeak(frequency, q, decibels).Process(buffer)
	sum := 0.0
	for _, y := range buffer {
		sum += float64(y) * float64(y)
	}
	return sum / float64(len(buffer))
}

// scratch is where Roughness eliminates.
type scratch struct{ pivot, z []float64 }

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// Roughness smooths a series as Whittaker does, by the z for which
// Σ(y-z)² + lambda Σ(z[i+1]-z[i])² is least, and gives Σ(z[i+1]-z[i])².
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func Roughness(y []float64, lambda float64) float64 {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	s.pivot, s.z = s.pivot[:0], append(s.z[:0], y...)
	for i := range s.z { // (1 + lambda·DᵀD) z = y has three diagonals
		p := 1.0
		if i < len(y)-1 {
			p += lambda
		}
		if i > 0 {
			p += lambda - lambda*lambda/s.pivot[i-1]
			s.z[i] += lambda / s.pivot[i-1] * s.z[i-1]
		}
		s.pivot = append(s.pivot, p)
	}
	sum := 0.0
	for i := len(y) - 1; i >= 0; i-- {
		if i < len(y)-1 {
			s.z[i] += lambda * s.z[i+1]
		}
		s.z[i] /= s.pivot[i]
		if i < len(y)-1 {
			step := s.z[i+1] - s.z[i]
			sum += step * step
		}
	}
	return sum
}
