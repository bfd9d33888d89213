// Losses and steps worked out by hand.

package cluster

import (
	"errors"
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

// points lie around (0, 0) and (4, 4).
var points = [][]float64{{0, 1}, {1, 0}, {-1, 0}, {4, 3}, {5, 4}, {3.5, 5}}

// centers is where both centers of the samples lie, one after the other.
var centers = []float64{0.5, 0.25, 4.25, 4.5}

func rows(x []float64, n int) [][]float64 {
	return slices.Collect(slices.Chunk(slices.Clone(x), n))
}

// loss sums squared distances by hand, of each three points.
const loss = 0.8125 + 0.3125 + 2.3125 + 2.3125 + 0.8125 + 0.8125

var samples = []sample.Sample{{
	Name:  "Loss",
	At:    centers,
	Value: func(x []float64) []float64 { return sample.Must(Loss(points, rows(x, 2))) },
	Want:  []float64{loss},
}, {
	// 1.25, 0.75, 1.75; 1.75, 1.25, 1.25.
	Name: "MedianLoss",
	At:   append(slices.Concat(points...), centers...),
	Value: func(x []float64) []float64 {
		return sample.Must(MedianLoss(rows(x[:12], 2), rows(x[12:], 2)))
	},
	Want: []float64{8},
}, {
	Name:  "Distortion",
	At:    centers,
	Value: func(x []float64) []float64 { return sample.One(Distortion(points, rows(x, 2))) },
	Want:  []float64{loss / 6},
}, {
	Name: "Update",
	At:   append(slices.Concat(points...), centers...),
	Value: func(x []float64) []float64 {
		c := rows(x[12:], 2)
		Update(rows(x[:12], 2), c)
		return slices.Concat(c...)
	},
	Want: []float64{0, 1.0 / 3, 12.5 / 3, 4},
}, {
	// Squared distances 1 and 4, and 5: the ratios are e^0.9 and e^1.2.
	Name: "Responsibilities",
	At:   []float64{1, 2, 1, 1, 3, 2, 0, 0, 0.6},
	Value: func(x []float64) []float64 {
		resp := make([]float64, 3)
		Responsibilities(x[:2], rows(x[2:8], 2), x[8], resp)
		return resp
	},
	Want: func() []float64 {
		s := 1 + math.Exp(-0.9) + math.Exp(-1.2)
		return []float64{1 / s, math.Exp(-0.9) / s, math.Exp(-1.2) / s}
	}(),
}, {
	// Points 0 and 3 between centers 0 and 2: squared distances 0, 4 and 9, 1.
	Name:  "SoftLoss",
	At:    []float64{0, 2, 0.5},
	Value: func(x []float64) []float64 { return sample.One(SoftLoss([][]float64{{0}, {3}}, rows(x[:2], 1), x[2])) },
	Want:  []float64{4/(1+math.E) + (9*math.Exp(-2)+1)/(1+math.Exp(-2))},
}, {
	Name:  "ParallelLoss",
	At:    centers,
	Value: func(x []float64) []float64 { return sample.One(ParallelLoss(points, rows(x, 2), 4)) },
	Want:  []float64{loss},
}, {
	Name:  "LogSumExp",
	At:    []float64{1000, 1000 + math.Ln2, 990, 1000 + math.Log(3)},
	Value: func(x []float64) []float64 { return sample.One(LogSumExp(x...)) },
	Want:  []float64{1000 + math.Log(6+math.Exp(-10))},
}, {
	Name:  "Component.LogDensity",
	At:    []float64{math.Ln2, 1, 2, 4},
	Value: func(x []float64) []float64 { return sample.One(Component{x[0], x[1], x[2]}.LogDensity(x[3])) },
	Want:  []float64{-1.125 - 0.5*math.Log(2*math.Pi)},
}, {
	// Two halves with the same mean and deviation are one: z = 0.5 and -1.
	Name: "Mixture.LogLikelihood/the same twice",
	At:   []float64{0.3, 1, 2, 0.3, 1, 2},
	Value: func(x []float64) []float64 {
		m := Mixture{[]Component{{x[0], x[1], x[2]}, {x[3], x[4], x[5]}}}
		return sample.One(m.LogLikelihood([]float64{2, -1}))
	},
	Want: []float64{-0.625 - math.Log(8*math.Pi)},
}, {
	Name: "Mixture.LogLikelihood/apart",
	At:   []float64{math.Log(1), -1, 1, math.Log(3), 1, 0.5},
	Value: func(x []float64) []float64 {
		m := Mixture{[]Component{{x[0], x[1], x[2]}, {x[3], x[4], x[5]}}}
		return sample.One(m.LogLikelihood([]float64{0}))
	},
	Want: []float64{math.Log((0.25*math.Exp(-0.5) + 1.5*math.Exp(-2)) / math.Sqrt(2*math.Pi))},
}, {
	// Weights 1/4 and 3/4; at the origin both exponents are -1/2·(1+1), and
	// the products of the deviations are 1 and 2.
	Name: "DiagonalMixture",
	At:   []float64{0, math.Log(3), 1, -1, 2, 1, 0, 0, math.Ln2, 0},
	Value: func(x []float64) []float64 {
		return sample.One(DiagonalMixture([][]float64{{0, 0}, {0, 0}}, x[:2], rows(x[2:6], 2), rows(x[6:], 2)))
	},
	Want: []float64{2 * math.Log((0.25+0.375)*math.Exp(-1)/(2*math.Pi))},
}}

func TestSamples(t *testing.T) { sample.Check(t, samples) }

func TestNoCenters(t *testing.T) {
	if _, err := Loss(points, nil); !errors.Is(err, ErrNoCenters) {
		t.Errorf("error %v", err)
	}
}
