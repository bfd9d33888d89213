// Networks small enough to be worked out by hand, and their derivatives.

package neural

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var (
	args = derivtest.Args
	ln2  = math.Ln2
	ln3  = math.Log(3)
	tanh = math.Tanh
)

func v(x ...float64) []float64 { return x }

// rows cuts a vector into rows of n.
func rows(n int, x ...float64) [][]float64 { return slices.Collect(slices.Chunk(x, n)) }

// layer gives -2 and 3 before the activation for inputs 1 and 2.
func layer(activation string) *Layer {
	return &Layer{W: rows(2, 1, -2, 3, 0.5), B: v(1, -1), Activation: activation, Slope: 0.1}
}

// outputs is a case of Layer.Forward: each output has the given slope in the
// weights of its row (times the inputs), its bias and the inputs (times the weights).
func outputs(activation string, want, slope []float64) derivtest.Case {
	a, b := slope[0], slope[1]
	leaky := 0.0
	if activation == "leaky" {
		leaky = -2
	}
	return derivtest.Case{Name: activation, F: (*Layer).Forward, D: (*Layer).ForwardVJP, Args: args(layer(activation), v(1, 2)), Value: want, Grad: v(
		a, 2*a, 0, 0, a, 0, leaky, a, -2*a,
		0, 0, b, 2*b, 0, b, 0, 3*b, 0.5*b), Rel: 1e-12}
}

// network takes (1, 2) to (0, 3.5) and then to (7, -3.5).
func network() *Network {
	return &Network{[]Layer{
		{W: rows(2, 1, -2, 3, 0.5), B: v(1, -0.5), Activation: "relu"},
		{W: rows(2, 0, 2, 5, -1), B: v(0, 0)},
	}}
}

var batch = []Example{{v(1, 2), 0}, {v(1, 2), 1}}

// cell has one unit and one input; for the state 0.75 and the input 1 it updates
// by 1/2, resets by 1/4, and the candidate is tanh(2·1 + 4·(3/4)/4).
var cell = Cell{rows(2, 3, -4), rows(2, 0, -ln3/0.75), rows(2, 2, 4)}

// gru is a cell of two units and three inputs.
var gru = Cell{
	Update:    rows(5, 0.3, -0.2, 0.5, 0.1, -0.4, 0.2, 0.6, -0.1, 0.3, 0.2),
	Reset:     rows(5, -0.5, 0.1, 0.2, 0.7, -0.3, 0.4, -0.6, 0.8, 0.1, 0.5),
	Candidate: rows(5, 0.9, -0.7, 0.2, 0.4, 0.3, -0.2, 0.5, 0.6, -0.8, 0.1),
}

var sequence = rows(3, 0.5, -1, 0.25, 1, 0.75, -0.5, -0.25, 0.5, 2)

var cases = []derivtest.Case{
	outputs("", v(-2, 3), v(1, 1)),
	outputs("relu", v(0, 3), v(0, 1)),
	outputs("leaky", v(-0.2, 3), v(0.1, 1)),
	outputs("tanh", v(tanh(-2), tanh(3)), v(1-tanh(2)*tanh(2), 1-tanh(3)*tanh(3))),
	outputs("sigmoid", v(1/(1+math.Exp(2)), 1/(1+math.Exp(-3))), v(0.25/math.Pow(math.Cosh(1), 2), 0.25/math.Pow(math.Cosh(1.5), 2))),
	outputs("softplus", v(math.Log1p(math.Exp(-2)), math.Log1p(math.Exp(3))), v(1/(1+math.Exp(2)), 1/(1+math.Exp(-3)))),
	{Name: "unknown", F: (*Layer).Forward, D: (*Layer).ForwardVJP, Args: args(layer("gelu"), v(1, 2))},
	{F: (*Network).Predict, D: (*Network).PredictVJP, Args: args(network(), v(1, 2)), Value: v(7, -3.5), Rough: true}, // at the corner of relu
	{Name: "tanh", F: (*Network).Predict, D: (*Network).PredictVJP, Args: args(&Network{[]Layer{*layer("tanh"), *layer("softplus"), *layer("leaky")}}, v(1, 2))},
	{Name: "no layers", F: (*Network).Predict, D: (*Network).PredictVJP, Args: args(&Network{}, v(1, 2)), Value: v(1, 2)},
	// Both classes: log(1 + e^±10.5), halved; squares of the weights
	// 1+4+9+0.25 and 4+25+1.
	{F: (*Network).Loss, D: (*Network).LossGrad, H: (*Network).LossHVP, Args: args(network(), batch, 0.01), Wrt: []int{0},
		Value: v(math.Log1p(math.Exp(-10.5)) + 5.25 + 0.005*(14.25+30)), Rough: true},
	{Name: "smooth", F: (*Network).Loss, D: (*Network).LossGrad, H: (*Network).LossHVP, Wrt: []int{0},
		Args: args(&Network{[]Layer{*layer("tanh"), *layer("sigmoid"), *layer("")}}, []Example{{v(0.5, -0.2), 0}, {v(1, 2), 1}, {v(-0.7, 0.4), 1}}, 0.03)},
	{Name: "no decay", F: (*Network).Loss, D: (*Network).LossGrad, H: (*Network).LossHVP, Args: args(&Network{[]Layer{*layer("tanh")}}, batch, 0), Wrt: []int{0}},

	{F: Softmax, D: SoftmaxVJP, Args: args(v(800, 800+ln2, 800+math.Log(5))), Value: v(0.125, 0.25, 0.625), Grad: v(
		0.125*0.875, -0.125*0.25, -0.125*0.625,
		-0.25*0.125, 0.25*0.75, -0.25*0.625,
		-0.625*0.125, -0.625*0.25, 0.625*0.375)},
	{F: CrossEntropy, D: CrossEntropyGrad, Args: args(v(-1, -1+ln2, -1+math.Log(5)), 1), Value: v(math.Log(4)), Grad: v(0.125, -0.75, 0.625)},
	// Probabilities 3/4 of a positive, 1/5 of a negative, 1/2 of neither.
	{Name: "away from 0", F: BinaryCrossEntropy, D: BinaryCrossEntropyGrad, Args: args(v(ln3, -math.Log(4), 0.3), v(1, 0, 0.5), 2), Wrt: []int{0, 2}},
	{F: BinaryCrossEntropy, D: BinaryCrossEntropyGrad, Args: args(v(ln3, -math.Log(4)), v(1, 0), 2), Wrt: []int{0, 2},
		Value: v((2*math.Log(4.0/3) + math.Log(1.25)) / 2), Grad: v(-0.25, 0.1, math.Log(4.0/3)/2)},

	// Mean 3, squares 4, 1, 1, 4.
	{F: LayerNorm, D: LayerNormVJP, Args: args(v(1, 2, 4, 5), v(1, 2, 3, 4), v(0, 0, 1, -1), v(9, 9, 9, 9)),
		Value: v(-2*norm, -2*norm, 1+3*norm, -1+8*norm)},
	inPlace(v(1, 2, 4, 5), v(1, 2, 3, 4), v(0, 0, 1, -1)),
	// Scores log 3 and 0 over √4.
	{F: Attend, D: AttendVJP, Args: args(v(2*ln3, 0, 0, 0), rows(4, 1, 5, 6, 7, 0, 1, 2, 3), rows(2, 4, 8, 0, -4)), Value: v(3, 6-1)},

	{F: (*Cell).Step, D: (*Cell).StepVJP, Args: args(&cell, v(0.75), v(1)), Value: v(0.375 + 0.5*tanh(2.75))},
	{Name: "two units", F: (*Cell).Step, D: (*Cell).StepVJP, Args: args(&gru, v(0.3, -0.6), sequence[0])},
	// From rest, update and reset are of the input alone: (1 - z)·tanh 2 with
	// z = 1/(1 + e⁻³), times 2, less 1. The second element has no target.
	{F: (*Tagger).SequenceLoss, D: (*Tagger).SequenceLossGrad, Args: args(&Tagger{cell, v(2), -1}, rows(1, 1, -1), v(0.5, math.NaN())), Wrt: []int{0},
		Value: v(math.Pow(2*tanh(2)/(1+math.Exp(3))-1.5, 2))},
	{Name: "two units", F: (*Tagger).SequenceLoss, D: (*Tagger).SequenceLossGrad, Wrt: []int{0},
		Args: args(&Tagger{gru, v(0.8, -0.3), 0.1}, sequence, v(0.5, math.NaN(), -1))},
	{Name: "no targets", F: (*Tagger).SequenceLoss, D: (*Tagger).SequenceLossGrad, Wrt: []int{0}, Value: v(0),
		Args: args(&Tagger{gru, v(0.8, -0.3), 0.1}, sequence[:1], v(math.NaN()))},

	{F: Conv1D, D: Conv1DVJP, Args: args(v(1, 2, 3, 4, 5, 6), v(1, 0, -2), v(7, 7), 2), Value: v(1-6, 3-10), Grad: v(
		1, 0, -2, 0, 0, 0, 1, 2, 3, 0, 0,
		0, 0, 1, 0, -2, 0, 3, 4, 5, 0, 0)},
	{F: Conv2D, D: Conv2DVJP, Args: args(rows(3, 1, 2, 3, 4, 5, 6), rows(3, 0, 1, 0, 1, 0, 2, 0, 3, 0)),
		Value: v(4+12, 1+6+15, 2+18, 1+10, 2+4+12, 3+5)},
	{F: MaxPool, D: MaxPoolVJP, Args: args(rows(5, 1, 2, 3, 9, 8, 4, 5, 6, 7, 3, 1, 0, 2, 8, 9), 2), Value: v(5, 9), Grad: v(
		0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)},
	{Name: "too small", F: MaxPool, D: MaxPoolVJP, Args: args(rows(2, 1, 2, 3, 4), 3), Value: v()},

	// (1, 2) to (-2, 3) to (-0.5, 3), doubled by 1·x: (-1, 6). Less the target
	// (-2, 4), doubled: (-4, 8); by the slope (-1, 8); by the matrix.
	{F: Sequential.Error, D: Sequential.ErrorGrad, Wrt: []int{1}, Value: v(2 + 8), Grad: v(-2-8, 2+16),
		Args: args(Sequential{Linear(rows(2, 2, -2, -1, 2)), &PReLU{0.25}, Residual{Linear(rows(2, 1, 0, 0, 1))}}, v(1, 2), v(1, 2))},
	{Name: "no modules", F: Sequential.Error, D: Sequential.ErrorGrad, Wrt: []int{1}, Value: v(2.5), Grad: v(1, 2), Args: args(Sequential{}, v(1, 2), v(0, 0))},
	{F: (*Perceptron32).Loss, D: (*Perceptron32).LossGrad, Wrt: []int{0}, Twin: perceptron,
		Args:  args(&Perceptron32{[][]float32{{0.5, -0.25}, {0.25, 1}}, []float32{0.25, -0.5}, []float32{3, 2}}, []float32{1, 2}, 0.5),
		Value: v(math.Pow(3*tanh(0.25)+2*tanh(1.75)-0.5, 2)), Rel: 2e-6},
}

// norm is what LayerNorm multiplies by where the mean square is 2.5.
var norm = 1 / math.Sqrt(2.5+1e-5)

// inPlace is LayerNorm whose output is its input.
func inPlace(x, gain, bias []float64) derivtest.Case {
	return derivtest.Case{Name: "in place", F: LayerNorm, D: LayerNormVJP, Args: args(x, gain, bias, x),
		Value: v(-2*norm, -2*norm, 1+3*norm, -1+8*norm)}
}

// perceptron is Perceptron32.Loss in double precision for the inputs 1 and 2.
func perceptron(x []float64) float64 {
	y := x[6]*tanh(x[4]+x[0]+2*x[1]) + x[7]*tanh(x[5]+x[2]+2*x[3])
	return (y - 0.5) * (y - 0.5)
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
