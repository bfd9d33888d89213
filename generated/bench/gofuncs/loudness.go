// The gradient of filter.Loudness.

package gofuncs

import "math"

// LoudnessWorkspace keeps the filtered samples.
type LoudnessWorkspace struct{ filtered []float32 }

// Loudness returns the mean square with its derivatives by the settings of the
// filter, and sets dsamples.
func Loudness(ws *LoudnessWorkspace, samples []float32, frequency, q, decibels float64, dsamples []float32) (loudness, dfrequency, dq, ddecibels float64) {
	ws.filtered = grown(ws.filtered, len(samples))
	gain := math.Pow(10, decibels/40)
	sin, cos := math.Sincos(2 * math.Pi * frequency)
	alpha := sin / (2 * q)
	norm := 1 / (1 + alpha/gain)
	b0, b1, b2 := float32((1+alpha*gain)*norm), float32(-2*cos*norm), float32((1-alpha*gain)*norm)
	a0, a1 := b1, float32((1-alpha/gain)*norm)
	loudness = filter(samples, ws.filtered, b0, b1, b2, a0, a1) / float64(len(samples))
	d0, d1, d2, da1 := unfilter(samples, ws.filtered, dsamples, b0, b1, b2, a0, a1)
	dnorm := d0*(1+alpha*gain) - 2*cos*d1 + d2*(1-alpha*gain) + da1*(1-alpha/gain)
	dcos := -2 * norm * d1
	product := norm * (d0 - d2)               // by alpha·gain
	quotient := -norm*da1 - dnorm*(norm*norm) // by alpha/gain
	dalpha := product*gain + quotient/gain
	dgain := product*alpha - quotient*alpha/(gain*gain)
	dsin := dalpha / (2 * q)
	return loudness, 2 * math.Pi * (dsin*cos - dcos*sin), -dalpha * alpha / q, dgain * gain * math.Ln10 / 40
}

// filter sets out to the filtered samples and returns the sum of their squares.
func filter(samples, out []float32, b0, b1, b2, a0, a1 float32) (sum float64) {
	var z0, z1 float32
	out = out[:len(samples)]
	for i, x := range samples {
		y := b0*x + z0
		z0 = b1*x - a0*y + z1
		z1 = b2*x - a1*y
		out[i] = y
		sum += float64(y) * float64(y)
	}
	return sum
}

// unfilter sets dsamples and returns the derivatives by b0, by b1 and a0
// together, by b2 and by a1. The derivatives of the samples are of their
// precision, all else is double.
func unfilter(samples, filtered, dsamples []float32, b0, b1, b2, a0, a1 float32) (d0, d1, d2, da1 float64) {
	c0, c1, c2, e0, e1 := float64(b0), float64(b1), float64(b2), float64(a0), float64(a1)
	share := 2 / float64(len(samples))
	dz0, dz1 := 0.0, 0.0
	filtered, dsamples = filtered[:len(samples)], dsamples[:len(samples)]
	for i := len(samples) - 1; i >= 0; i-- {
		x, y := float64(samples[i]), float64(filtered[i])
		dy := float64(float32(share*y)) - dz1*e1 - dz0*e0
		da1 -= dz1 * y
		d2 += dz1 * x
		d1 += dz0 * (x - y)
		d0 += dy * x
		dsamples[i] = float32(dz1*c2 + dz0*c1 + dy*c0)
		dz1, dz0 = dz0, dy
	}
	return d0, d1, d2, da1
}
