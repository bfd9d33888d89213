// The filters at points with known values, and their derivatives.

package filter

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var (
	series = v(1, 1.4, 0.7, 2.2, 2.9, 9.5, 3.1, 3.6)
	gains  = Gains{P: 8, I: 3, D: 2, Limit: 10}
	plant  = Plant{Mass: 1.2, Damping: 0.7, Stiffness: 2}
	accels = [][2]float64{{0.05, 0.98}, {0.1, 1.03}, {0.9, 1.4}, {0.02, 0.95}}
	sound  = []float32{0.5, -0.2, 0.9, 0.1, -0.7, 0.3}
)

// estimate is (1, 0.5) with the given covariance; two seconds on, the position
// is expected at 2.
func estimate(cov Mat2, accel, noise float64) *Kalman {
	return &Kalman{Estimate: Estimate{[2]float64{1, 0.5}, cov}, Accel: accel, Noise: noise}
}

var cases = []derivtest.Case{
	// By hand: prior covariance {{3, 1.5}, {1.5, 1.1}}, s = 3.4.
	{F: (*Kalman).Update, D: (*Kalman).UpdateVJP, Args: args(estimate(Mat2{{0.6, 0.1}, {0.1, 0.3}}, 0.2, 0.4), 2, 3),
		Value: v(-(math.Log(6.8*math.Pi)+1/3.4)/2, 2+3/3.4, 0.5+1.5/3.4, 3-9/3.4, 1.5-4.5/3.4, 1.5-4.5/3.4, 1.1-2.25/3.4, 0.2, 0.4)},
	// With one number known exactly and nothing moving, a weighted mean.
	{Name: "mean", F: (*Kalman).Update, D: (*Kalman).UpdateVJP, Args: args(&Kalman{Estimate: Estimate{Cov: Mat2{{4, 0}, {0, 0}}}, Noise: 1}, 0.5, 10),
		Value: v(-(math.Log(10*math.Pi)+20)/2, 8, 0, 0.8, 0, 0, 0, 0, 1)},
	{Name: "outlier", F: (*Kalman).Update, D: (*Kalman).UpdateVJP, Args: args(estimate(Mat2{{0.6, 0.1}, {0.1, 0.3}}, 0.2, 0.4), 2, 20),
		Value: v(-(math.Log(6.8*math.Pi)+324/3.4)/2, 2, 0.5, 3, 1.5, 1.5, 1.1, 0.2, 0.4)},
	{Name: "no variance", F: (*Kalman).Update, D: (*Kalman).UpdateVJP, Args: args(estimate(Mat2{}, 0.2, -9), 2, 3)},

	{F: LogLikelihood, D: LogLikelihoodGrad, Args: args(v(1, 2.5), 0.5, 2), Value: v(twoMeasurements(1, 2.5, 0.5, 2))},
	{Name: "outlier", F: LogLikelihood, D: LogLikelihoodGrad, Args: args(series, 0.02, 0.03)},
	{Name: "no variance", F: LogLikelihood, D: LogLikelihoodGrad, Args: args(series, 0, -1e4)},

	{F: Exponential, D: ExponentialVJP, Args: args(v(4, 8, 0), 0.25), Value: v(4, 5, 3.75), Grad: v(
		1, 0, 0, 0,
		0.75, 0.25, 0, 4,
		0.5625, 0.1875, 0.25, -2)},
	{Name: "empty", F: Exponential, D: ExponentialVJP, Args: args(v(), 0.25), Value: v(), Grad: v()},

	{Name: "line", F: Holt, D: HoltGrad, Args: args(v(1, 3, 5, 7), 0.3, 0.6, 2), Value: v(11)},
	{Name: "step", F: Holt, D: HoltGrad, Args: args(v(0, 0, 4), 0.5, 0.5, 1), Value: v(3), Grad: v(-1.25, 1.5, 0.75, 6, 2)},
	{Name: "series", F: Holt, D: HoltGrad, Args: args(series, 0.4, 0.2, 3)},

	{F: Median, D: MedianVJP, Args: args(v(1, 2, 900, 3), 1), Value: v(1.5, 2, 3, 451.5), Grad: v(
		0.5, 0.5, 0, 0,
		0, 1, 0, 0,
		0, 0, 0, 1,
		0, 0, 0.5, 0.5)},
	{Name: "wide", F: Median, D: MedianVJP, Args: args(series, 2), Value: v(1, 1.2, 1.4, 2.2, 2.9, 3.1, 3.35, 3.6)},
	{Name: "nothing to do", F: Median, D: MedianVJP, Args: args(v(3, 1), 0)},

	// A difference of d becomes d/(1 + 2·lambda). The derivative has an empty pool.
	{F: Roughness, D: RoughnessGrad, Args: args(v(1, 7), 0.25), Allocates: true, Value: v(16), Grad: v(-16.0/3, 16.0/3, -128.0/3)},
	{Name: "series", F: Roughness, D: RoughnessGrad, Args: args(series, 2), Allocates: true},
	{Name: "one", F: Roughness, D: RoughnessGrad, Args: args(v(3), 2), Allocates: true, Value: v(0), Grad: v(0, 0)},

	// Both jumps leave 1: the outputs are 0, 2, 3 and 0, 1, 2.
	{F: Ripple, D: RippleGrad, Args: args(v(0, 4, 4), 0.5, 0.5), Value: v(math.Sqrt(2.0 / 3))},
	{Name: "series", F: Ripple, D: RippleGrad, Args: args(series, 0.7, 0.3)},
	{Name: "constant", F: Ripple, D: RippleGrad, Args: args(v(3, 3, 3), 0.2, 0.4), Value: v(0), Rough: true},

	// One sample of 4 with the state (0.5, -1): 2·4 + 0.5, then
	// 0.25·4 + 0.5·8.5 - 1 and -4 - 0.25·8.5.
	{F: (*Biquad).Process, D: (*Biquad).ProcessVJP,
		Args:  args(&Biquad{[3]float32{2, 0.25, -1}, [2]float32{-0.5, 0.25}, [2]float32{0.5, -1}}, []float32{4}),
		Value: v(2, 0.25, -1, -0.5, 0.25, 4.25, -6.125, 8.5), Grad: v(
			1, 0, 0, 0, 0, 0, 0, 0,
			0, 1, 0, 0, 0, 0, 0, 0,
			0, 0, 1, 0, 0, 0, 0, 0,
			0, 0, 0, 1, 0, 0, 0, 0,
			0, 0, 0, 0, 1, 0, 0, 0,
			0.5*4, 4, 0, -8.5, 0, 0.5, 1, 0.25+0.5*2,
			-0.25*4, 0, 4, 0, -8.5, -0.25, 0, -1-0.25*2,
			4, 0, 0, 0, 0, 1, 0, 2), Rough: true},
	// At its frequency a peak has its gain; without gain it does nothing.
	{F: Loudness, D: LoudnessGrad, Args: args(sound, 0.1, 1.5, 6), Twin: loudness, Rel: 2e-6},
	{Name: "flat", F: Loudness, D: LoudnessGrad, Args: args([]float32{1, -2, 0.5, 0.25}, 0.2, 1, 0), Twin: loudness,
		Value: v((1 + 4 + 0.25 + 0.0625) / 4), Rel: 2e-6},

	// The output is 8; where it is to be 12, it is at its limit: 10, for a
	// velocity of 2.5 and a position of 1.25. Then it is 12·(-0.25).
	{Name: "one step", F: (*Gains).Cost, D: (*Gains).CostGrad, Args: args(&Gains{P: 8, Limit: 10}, Plant{Mass: 2}, 1, 0.5, 1),
		Value: v(0.5 * (0.5 + 1e-3*64)), Grad: v(0.008, 0, 0, 0, 0, 0, 0, 0.314, 0.5+0.5+1e-3*64)},
	{Name: "two steps", F: (*Gains).Cost, D: (*Gains).CostGrad, Args: args(&Gains{P: 12, Limit: 10}, Plant{Mass: 2}, 1, 0.5, 2),
		Value: v(0.5 * (0.5 + 1e-3*100 + 0.25 + 1e-3*9))},
	{F: (*Gains).Cost, D: (*Gains).CostGrad, Args: args(&gains, plant, 1, 0.02, 60), Rel: 1e-11},
	{Name: "settled", F: (*Gains).Cost, D: (*Gains).CostGrad, Args: args(&gains, plant, 1, 0.02, 300), Rel: 1e-10},

	{Name: "gyroscope", F: Tilt, D: TiltGrad, Args: args(v(1, 2), make([][2]float64, 2), 0.5, 0.1), Value: v(0.3),
		Grad: v(0.1, 0.1, 0, 0, 0, 0, 0, 3)},
	{Name: "both", F: Tilt, D: TiltGrad, Args: args(v(1), [][2]float64{{0.6, 0.8}}, 0.25, 0.4), Value: v(0.3 + 0.25*math.Atan(0.75)),
		Grad: v(0.3, 0.2, -0.15, math.Atan(0.75)-0.4, 0.75)},
	{F: Tilt, D: TiltGrad, Args: args(v(0.1, 0.25, -0.2, 0.4), accels, 0.02, 0.1)},
}

// twoMeasurements is the log density of two measurements together: they are
// normal, with the covariance that the model gives.
func twoMeasurements(y, z, accel, noise float64) float64 {
	g := [2]float64{accel / 4, accel * 0.75} // of the first step, in the first and the second position
	a := 200 + g[0] + noise
	b := 100 + 200 + g[1]
	c := 100 + 400 + accel*(2.25+0.25) + noise
	det := a*c - b*b
	return -math.Log(2*math.Pi) - math.Log(det)/2 - (c*y*y-2*b*y*z+a*z*z)/det/2
}

// loudness is Loudness in double precision, by the transfer function of the
// cookbook: samples, then frequency, q and decibels.
func loudness(x []float64) float64 {
	samples, rest := x[:len(x)-3], x[len(x)-3:]
	gain := math.Pow(10, rest[2]/40)
	alpha := math.Sin(2*math.Pi*rest[0]) / (2 * rest[1])
	b := -2 * math.Cos(2*math.Pi*rest[0])
	var in, out [2]float64
	sum := 0.0
	for _, x := range samples {
		y := ((1+alpha*gain)*x + b*in[0] + (1-alpha*gain)*in[1] - b*out[0] - (1-alpha/gain)*out[1]) / (1 + alpha/gain)
		in, out = [2]float64{x, in[0]}, [2]float64{y, out[0]}
		sum += y * y
	}
	return sum / float64(len(samples))
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }

func TestErrors(t *testing.T) {
	k := estimate(Mat2{{0.6, 0.1}, {0.1, 0.3}}, 0.2, 0.4)
	if _, err := k.Update(2, 20); err != nil || k.Rejected != 1 {
		t.Errorf("an outlier: %v, %d rejected", err, k.Rejected)
	}
	if _, err := LogLikelihood(series, 0, -1e4); !errors.Is(err, ErrInnovation) {
		t.Errorf("a negative variance: %v", err)
	}
}

// TestPeak has a tone of the peak's frequency, long enough for the start not to count.
func TestPeak(t *testing.T) {
	tone := make([]float32, 4000)
	for i := range tone {
		tone[i] = float32(math.Sqrt2 * math.Sin(math.Pi/5*float64(i)))
	}
	if got, want := Loudness(tone, 0.1, 1, 6), math.Pow(10, 0.6); math.Abs(got/want-1) > 2e-3 {
		t.Errorf("loudness %v, want %v", got, want)
	}
}

// TestWorkSpace uses one for calls of all sizes, the first with nothing in it.
func TestWorkSpace(t *testing.T) {
	var ws GainsCostWorkspace
	for _, steps := range []int{3, 0, 50, 7, 80} {
		var got, want Gains
		a, da, b, c := gains.CostGradWS(&ws, plant, 1, 0.02, steps, &got)
		a2, da2, b2, c2 := gains.CostGrad(plant, 1, 0.02, steps, &want)
		if a != a2 || da != da2 || b != b2 || c != c2 || got != want {
			t.Errorf("%d steps: %v %v %v %v %v, want %v %v %v %v %v", steps, a, da, b, c, got, a2, da2, b2, c2, want)
		}
	}
	samples, shadow, w := sound, make([]float32, len(sound)), new(LoudnessWorkspace)
	call := func() { LoudnessGradWS(w, samples, 0.1, 1.5, 6, shadow) }
	if call(); testing.AllocsPerRun(100, call) != 0 {
		t.Error("memory is allocated beside the work space")
	}
}
