// Signals: a filter in single precision, and a transform in place.

package bench

import (
	"math/rand"

	"chainrule/generated/bench/gofuncs"
	"chainrule/generated/gofuncs/filter"
	"chainrule/generated/gofuncs/fourier"
)

// loudness returns a filter over 4096 samples.
func loudness() GoFunction {
	const frequency, q, decibels = 0.06, 0.7, 6
	r := rand.New(rand.NewSource(17))
	samples := make([]float32, 4096)
	for i := range samples {
		samples[i] = float32(r.NormFloat64())
	}
	by := func(f func(dsamples []float32) (loudness, dfrequency, dq, ddecibels float64)) GoGradient {
		dsamples := make([]float32, len(samples))
		var dfrequency, dq, ddecibels float64
		return GoGradient{
			Run: func() (loudness float64) {
				loudness, dfrequency, dq, ddecibels = f(dsamples)
				return loudness
			},
			Derivatives: func() []any { return []any{dsamples, dfrequency, dq, ddecibels} },
		}
	}
	var ws filter.LoudnessWorkspace
	var own gofuncs.LoudnessWorkspace
	return GoFunction{
		Name: "Loudness", Title: "filter over 4096 samples", Shows: "float32, slices changed in place",
		Primal: func() float64 { return filter.Loudness(samples, frequency, q, decibels) },
		Generated: by(func(dsamples []float32) (loudness, dfrequency, dq, ddecibels float64) {
			return filter.LoudnessGradWS(&ws, samples, frequency, q, decibels, dsamples)
		}),
		Hand: by(func(dsamples []float32) (loudness, dfrequency, dq, ddecibels float64) {
			return gofuncs.Loudness(&own, samples, frequency, q, decibels, dsamples)
		}),
	}
}

// fft returns the transform of 1024 numbers. Every call copies the signal
// first, and a gradient the derivatives by the result.
func fft() GoFunction {
	signal := rows(rand.New(rand.NewSource(18)), 4, 1024)
	by := func(f func(re, im, dre, dim []float64)) GoGradient {
		at := zeros(signal)
		return GoGradient{
			Run: func() float64 {
				for i, s := range signal {
					copy(at[i], s)
				}
				f(at[0], at[1], at[2], at[3])
				return at[0][1]
			},
			Derivatives: func() []any { return []any{at} },
		}
	}
	var ws fourier.FFTWorkspace
	at := zeros(signal[:2])
	return GoFunction{
		Name: "FFT", Title: "FFT of 1024 numbers", Shows: "updates in place, loops that double",
		Primal: func() float64 {
			copy(at[0], signal[0])
			copy(at[1], signal[1])
			fourier.FFT(at[0], at[1])
			return at[0][1]
		},
		Generated: by(func(re, im, dre, dim []float64) { fourier.FFTVJPWS(&ws, re, im, dre, dim) }),
		Hand:      by(gofuncs.FFT),
	}
}
