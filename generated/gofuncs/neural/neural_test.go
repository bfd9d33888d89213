// Networks small enough to be worked out by hand.

package neural

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

func rows(x []float64, n int) [][]float64 {
	return slices.Collect(slices.Chunk(slices.Clone(x), n))
}

// layer has two inputs and two outputs: four weights, then two biases.
func layer(x []float64, activation string) Layer {
	return Layer{W: rows(x[:4], 2), B: x[4:6:6], Activation: activation, Slope: 0.1}
}

// outputs is a sample of Layer.Forward: weights, biases and inputs that give -2
// and 3 before the activation.
func outputs(activation string, want ...float64) sample.Sample {
	return sample.Sample{
		Name: "Layer.Forward/" + activation,
		At:   []float64{1, -2, 3, 0.5, 1, -1, 1, 2},
		Value: func(x []float64) []float64 {
			l := layer(x, activation)
			return l.Forward(x[6:])
		},
		Want: want,
	}
}

func network(x []float64) *Network {
	return &Network{[]Layer{layer(x, "relu"), layer(x[6:], "")}}
}

// twoLayers takes (1, 2) to (0, 3.5) and then to (7, -3.5).
var twoLayers = []float64{1, -2, 3, 0.5, 1, -0.5, 0, 2, 5, -1, 0, 0}

var batch = []Example{{[]float64{1, 2}, 0}, {[]float64{1, 2}, 1}}

// gates are the matrices of a Cell with one unit and one input, and the state
// and the input: update 1/2, reset 1/4, candidate tanh(2·1 + 4·(3/4)/4).
var gates = []float64{3, -4, 0, -math.Log(3) / 0.75, 2, 4, 0.75, 1}

func cell(x []float64) Cell { return Cell{rows(x[:2], 2), rows(x[2:4], 2), rows(x[4:6], 2)} }

var samples = []sample.Sample{
	outputs("", -2, 3),
	outputs("relu", 0, 3),
	outputs("leaky", -0.2, 3),
	outputs("tanh", math.Tanh(-2), math.Tanh(3)),
	outputs("sigmoid", 0.5+0.5*math.Tanh(-1), 0.5+0.5*math.Tanh(1.5)),
	outputs("softplus", math.Log(1+math.Exp(-2)), math.Log(1+math.Exp(3))),
	{
		Name:  "Network.Predict",
		At:    append(slices.Clone(twoLayers), 1, 2),
		Value: func(x []float64) []float64 { return network(x).Predict(x[12:]) },
		Want:  []float64{7, -3.5},
	}, {
		// Both classes: log(1 + e^±10.5), halved; squares of the weights
		// 1+4+9+0.25 and 4+25+1.
		Name:  "Network.Loss",
		At:    twoLayers,
		Value: func(x []float64) []float64 { return sample.One(network(x).Loss(batch, 0.01)) },
		Want:  []float64{math.Log1p(math.Exp(-10.5)) + 5.25 + 0.005*(14.25+30)},
	}, {
		Name: "Softmax",
		At:   []float64{800, 800 + math.Ln2, 800 + math.Log(5)},
		Value: func(x []float64) []float64 {
			p := slices.Clone(x)
			Softmax(p)
			return p
		},
		Want: []float64{0.125, 0.25, 0.625},
	}, {
		Name:  "CrossEntropy",
		At:    []float64{-1, -1 + math.Ln2, -1 + math.Log(5)},
		Value: func(x []float64) []float64 { return sample.One(CrossEntropy(x, 1)) },
		Want:  []float64{math.Log(4)},
	}, {
		// Probabilities 3/4 of a positive, 1/5 of a negative, 1/2 of neither.
		Name: "BinaryCrossEntropy",
		At:   []float64{math.Log(3), -math.Log(4), 0, 2},
		Value: func(x []float64) []float64 {
			return sample.One(BinaryCrossEntropy(x[:3], []float64{1, 0, 0.5}, x[3]))
		},
		Want: []float64{(2*math.Log(4.0/3) + math.Log(1.25) + 1.5*math.Ln2) / 3},
	}, {
		// Mean 3, squares 4, 1, 1, 4.
		Name: "LayerNorm/in place",
		At:   []float64{1, 2, 4, 5, 1, 2, 3, 4, 0, 0, 1, -1},
		Value: func(x []float64) []float64 {
			v := slices.Clone(x[:4])
			LayerNorm(v, x[4:8], x[8:], v)
			return v
		},
		Want: []float64{-2 * norm, -2 * norm, 1 + 3*norm, -1 + 8*norm},
	}, {
		// Scores log 3 and 0 over √4.
		Name: "Attend",
		At:   []float64{2 * math.Log(3), 0, 0, 0, 1, 5, 6, 7, 0, 1, 2, 3, 4, 8, 0, -4},
		Value: func(x []float64) []float64 {
			return Attend(x[:4], rows(x[4:12], 4), rows(x[12:], 2))
		},
		Want: []float64{3, 6 - 1},
	}, {
		Name: "Cell.Step",
		At:   gates,
		Value: func(x []float64) []float64 {
			c := cell(x)
			return c.Step(x[6:7], x[7:])
		},
		Want: []float64{0.375 + 0.5*math.Tanh(2.75)},
	}, {
		// From rest, update and reset are of the input alone: (1 - z)·tanh 2 with
		// z = 1/(1 + e⁻³), times 2, less 1. The second element has no target.
		Name: "Tagger.SequenceLoss",
		At:   append(slices.Clone(gates[:6]), 2, -1),
		Value: func(x []float64) []float64 {
			t := Tagger{cell(x), x[6:7], x[7]}
			return sample.One(t.SequenceLoss([][]float64{{1}, {-1}}, []float64{0.5, math.NaN()}))
		},
		Want: []float64{math.Pow(2*math.Tanh(2)/(1+math.Exp(3))-1.5, 2)},
	}, {
		Name: "Conv1D",
		At:   []float64{1, 2, 3, 4, 5, 6, 1, 0, -2},
		Value: func(x []float64) []float64 {
			out := make([]float64, 2)
			Conv1D(x[:6], x[6:], out, 2)
			return out
		},
		Want: []float64{1 - 6, 3 - 10},
	}, {
		Name: "Conv2D",
		At:   []float64{1, 2, 3, 4, 5, 6, 0, 1, 0, 1, 0, 2, 0, 3, 0},
		Value: func(x []float64) []float64 {
			return slices.Concat(Conv2D(rows(x[:6], 3), rows(x[6:], 3))...)
		},
		Want: []float64{4 + 12, 1 + 6 + 15, 2 + 18, 1 + 10, 2 + 4 + 12, 3 + 5},
	}, {
		Name:  "MaxPool",
		At:    []float64{1, 2, 3, 9, 8, 4, 5, 6, 7, 3, 1, 0, 2, 8, 9},
		Value: func(x []float64) []float64 { return slices.Concat(MaxPool(rows(x, 5), 2)...) },
		Want:  []float64{5, 9},
	}, {
		// (1, 2) to (-2, 3) to (-0.5, 3), doubled by 1·x: (-1, 6).
		Name: "Sequential.Error",
		At:   []float64{2, -2, -1, 2, 0.25, 1, 0, 0, 1, 1, 2},
		Value: func(x []float64) []float64 {
			s := Sequential{Linear(rows(x[:4], 2)), &PReLU{x[4]}, Residual{Linear(rows(x[5:9], 2))}}
			return sample.One(s.Error(x[9:], []float64{1, 2}))
		},
		Want: []float64{2 + 8},
	}, {
		Name: "Perceptron32.Loss",
		At:   []float64{0.5, -0.25, 0.25, 1, 0.25, -0.5, 3, 2},
		Value: func(x []float64) []float64 {
			f := make([]float32, len(x))
			for i, v := range x {
				f[i] = float32(v)
			}
			p := Perceptron32{[][]float32{f[:2], f[2:4]}, f[4:6], f[6:8]}
			return sample.One(float64(p.Loss([]float32{1, 2}, 0.5)))
		},
		Want:  []float64{math.Pow(3*math.Tanh(0.25)+2*math.Tanh(1.75)-0.5, 2)},
		Rel:   1e-6,
		Rough: true,
	},
}

// norm is what LayerNorm multiplies by where the mean square is 2.5.
var norm = 1 / math.Sqrt(2.5+1e-5)

func TestSamples(t *testing.T) { sample.Check(t, samples) }

func TestUnknownActivation(t *testing.T) {
	defer func() {
		if got := recover(); got != `neural: no activation "gelu"` {
			t.Errorf("panic %v", got)
		}
	}()
	(&Layer{Activation: "gelu"}).Forward(nil)
}
