// The functions at points with known values; the samples serve the gradients too.

package filter

import (
	"errors"
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleSeries   = []float64{1, 1.4, 0.7, 2.2, 2.9, 9.5, 3.1, 3.6}
	sampleKalman   = Kalman{Estimate: Estimate{[2]float64{1, 0.5}, Mat2{{0.6, 0.1}, {0.1, 0.3}}}, Accel: 0.2, Noise: 0.4}
	sampleGains    = Gains{P: 8, I: 3, D: 2, Limit: 10}
	samplePlant    = Plant{Mass: 1.2, Damping: 0.7, Stiffness: 2}
	sampleRates    = []float64{0.1, 0.25, -0.2, 0.4}
	sampleAccels   = [][2]float64{{0.05, 0.98}, {0.1, 1.03}, {0.9, 1.4}, {0.02, 0.95}}
	sampleSamples  = []float32{0.5, -0.2, 0.9, 0.1, -0.7, 0.3}
	sampleOutliers = []float64{1, 2, 900, 3}
)

// With one number known exactly and nothing moving, the filter is a weighted
// mean.
func TestUpdate(t *testing.T) {
	k := Kalman{Estimate: Estimate{Cov: Mat2{{4, 0}, {0, 0}}}, Noise: 1}
	l, err := k.Update(0.5, 10)
	if err != nil {
		t.Error(err)
	}
	check.Slices(t, "mean", k.Mean[:], []float64{8, 0}, 1e-15)
	check.Slices(t, "variances", []float64{k.Cov[0][0], k.Cov[1][1]}, []float64{0.8, 0}, 1e-15)
	check.Near(t, "log likelihood", l, -(math.Log(10*math.Pi)+20)/2, 1e-15)
	if _, err := k.Update(1, 100); err != nil || k.Rejected != 1 {
		t.Errorf("an outlier: %v, %d rejected", err, k.Rejected)
	}
	k = sampleKalman
	_, _ = k.Update(2, 3)
	// By hand: prior mean 2, covariance {{3, 1.5}, {1.5, 1.1}}, s = 3.4.
	check.Slices(t, "mean", k.Mean[:], []float64{2 + 3/3.4, 0.5 + 1.5/3.4}, 1e-14)
	check.Slices(t, "covariance", slices.Concat(k.Cov[0][:], k.Cov[1][:]),
		[]float64{3 - 9/3.4, 1.5 - 4.5/3.4, 1.5 - 4.5/3.4, 1.1 - 2.25/3.4}, 1e-14)
}

// The measurements together are normal, with the covariance that the model
// gives: for two of them the density is written out.
func TestLogLikelihood(t *testing.T) {
	const accel, noise = 0.5, 2.
	g := [2]float64{accel / 4, accel * 0.75} // of the first step, in the first and the second position
	a := 200 + g[0] + noise
	b := 100 + 200 + g[1]
	c := 100 + 400 + accel*(2.25+0.25) + noise
	z := []float64{1, 2.5}
	det := a*c - b*b
	want := -math.Log(2*math.Pi) - math.Log(det)/2 - (c*z[0]*z[0]-2*b*z[0]*z[1]+a*z[1]*z[1])/det/2
	l, err := LogLikelihood(z, accel, noise)
	check.Near(t, "log likelihood", l, want, 1e-13)
	if err != nil {
		t.Error(err)
	}
	if _, err := LogLikelihood(z, 0, -1e4); !errors.Is(err, ErrInnovation) {
		t.Errorf("a negative variance: %v", err)
	}
}

func TestExponential(t *testing.T) {
	check.Slices(t, "smoothed", Exponential([]float64{4, 8, 0}, 0.25), []float64{4, 5, 3.75}, 1e-15)
}

func TestHolt(t *testing.T) {
	check.Near(t, "a line", Holt([]float64{1, 3, 5, 7}, 0.3, 0.6, 2), 11, 1e-15)
	check.Near(t, "a step", Holt([]float64{0, 0, 4}, 0.5, 0.5, 1), 3, 1e-15)
}

func TestMedian(t *testing.T) {
	xs := slices.Clone(sampleOutliers)
	Median(xs, 1)
	check.Slices(t, "medians", xs, []float64{1.5, 2, 3, 451.5}, 1e-15)
}

func TestRipple(t *testing.T) {
	check.Near(t, "nothing", Ripple([]float64{3, 3, 3}, 0.2, 0.4), 0, 0)
	check.Near(t, "a step", Ripple([]float64{0, 4, 4}, 0.5, 0.5), math.Sqrt((1+1)/3.), 1e-15)
}

// At its frequency a peak has its gain, after the start; without gain it does
// nothing.
func TestLoudness(t *testing.T) {
	tone := make([]float32, 4000)
	for i := range tone {
		tone[i] = float32(math.Sqrt2 * math.Sin(math.Pi/5*float64(i)))
	}
	check.Near(t, "flat", Loudness(tone, 0.2, 1, 0), 1, 1e-6)
	check.Near(t, "at the peak", Loudness(tone, 0.1, 1, 6), math.Pow(10, 0.6), 2e-3)
	check.Near(t, "untouched", float64(tone[3]), math.Sqrt2*math.Sin(3*math.Pi/5), 1e-7)
	f := Biquad{B: [3]float32{1, 2, 4}, A: [2]float32{-0.5, 0}}
	x := []float32{1, 0, 0}
	f.Process(x)
	check.Slices(t, "response", []float64{float64(x[0]), float64(x[1]), float64(x[2])}, []float64{1, 2.5, 5.25}, 0)
}

// Two steps by hand: the output is 8, then at its limit.
func TestCost(t *testing.T) {
	g := Gains{P: 8, Limit: 10}
	p := Plant{Mass: 2}
	want := 0.5 * (0.5*1 + 1e-3*64)
	check.Near(t, "one step", g.Cost(p, 1, 0.5, 1), want, 1e-15)
	g.P = 12 // output 10, so velocity 2.5, position 1.25; then -3
	want = 0.5 * (0.5*1 + 1e-3*100 + 1*0.25 + 1e-3*9)
	check.Near(t, "two steps", g.Cost(p, 1, 0.5, 2), want, 1e-15)
	if c := sampleGains.Cost(samplePlant, 1, 0.02, 300); !(c > 0 && c < 2) {
		t.Errorf("the sample costs %g", c)
	}
}

func TestTilt(t *testing.T) {
	check.Near(t, "gyroscope", Tilt([]float64{1, 2}, make([][2]float64, 2), 0.5, 0.1), 0.3, 1e-15)
	check.Near(t, "both", Tilt([]float64{1}, [][2]float64{{0.6, 0.8}}, 0.25, 0.4), 0.3+0.25*math.Atan(0.75), 1e-15)
}
