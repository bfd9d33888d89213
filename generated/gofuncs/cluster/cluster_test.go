// Losses and steps worked out by hand.

package cluster

import (
	"errors"
	"io"
	"log"
	"math"
	"os"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var (
	args = derivtest.Args

	// points lie around (0, 0) and (4, 4), centers near both.
	points  = [][]float64{{0, 1}, {1, 0}, {-1, 0}, {4, 3}, {5, 4}, {3.5, 5}}
	centers = [][]float64{{0.5, 0.25}, {4.25, 4.5}}
)

// line is a point, and has room for results.
var line = v(1, 2, 0.5, 0.25)

func v(x ...float64) []float64 { return x }

// loss sums squared distances by hand, of each three points, and slope is its
// derivative by the centers: twice the sum of the ways to them.
const loss = 0.8125 + 0.3125 + 2.3125 + 2.3125 + 0.8125 + 0.8125

var slope = v(3, -0.5, 0.5, 3)

// times multiplies a vector.
func times(k float64, x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = k * x[i]
	}
	return y
}

var cases = []derivtest.Case{
	{F: Loss, D: LossGrad, Args: args(points, centers), Wrt: []int{1}, Value: v(loss), Grad: slope},
	{Name: "no centers", F: Loss, D: LossGrad, Args: args(points, [][]float64{}), Wrt: []int{1}},
	{Name: "points of other dimension", F: Loss, D: LossGrad, Args: args([][]float64{{1}, {2, 3, 4}}, centers), Wrt: []int{1}},
	// 1.25, 0.75, 1.75; 1.75, 1.25, 1.25.
	{F: MedianLoss, D: MedianLossGrad, Args: args(points, centers), Value: v(8), Grad: v(
		-1, 1, 1, -1, -1, -1, -1, -1, 1, -1, -1, 1,
		1, 1, 1, 1)},
	{F: Distortion, D: DistortionGrad, Args: args(points, centers), Wrt: []int{1}, Value: v(loss / 6), Grad: times(1./6, slope)},
	{F: Update, D: UpdateVJP, Args: args(points, centers), Value: v(0, 1.0/3, 12.5/3, 4), Grad: means()},
	{Name: "in one array", F: Update, D: UpdateVJP, Args: args(points, points[2:4])},
	{Name: "without points", F: Update, D: UpdateVJP, Args: args(points[:3], [][]float64{{0.5, 0.25}, {40, 40}}), Value: v(0, 1.0/3, 40, 40)},
	// Squared distances 1 and 4, and 5: the ratios are e^0.9 and e^1.2.
	{F: Responsibilities, D: ResponsibilitiesVJP, Args: args(v(1, 2), [][]float64{{1, 1}, {3, 2}, {0, 0}}, 0.6, make([]float64, 3)), Value: shares()},
	{Name: "in one array", F: Responsibilities, D: ResponsibilitiesVJP, Args: args(line, [][]float64{{1, 1, 2, 0}, {3, 2, 1, 0}}, 0.6, line[2:])},
	// Points 0 and 3 between centers 0 and 2: squared distances 0, 4 and 9, 1.
	{F: SoftLoss, D: SoftLossGrad, H: SoftLossHVP, Args: args([][]float64{{0}, {3}}, [][]float64{{0}, {2}}, 0.5), Wrt: []int{1, 2},
		Value: v(4/(1+math.E) + (9*math.Exp(-2)+1)/(1+math.Exp(-2)))},
	{Name: "plane", F: SoftLoss, D: SoftLossGrad, H: SoftLossHVP, Args: args(points, centers, 0.3), Wrt: []int{1, 2}},
	{F: ParallelLoss, D: ParallelLossGrad, Args: args(points, centers, 4), Wrt: []int{1}, Value: v(loss), Grad: slope},
	{F: LogSumExp, D: LogSumExpGrad, H: LogSumExpHVP, HH: LogSumExpHess, Args: args(v(1000, 1000+math.Ln2, 990, 1000+math.Log(3))), Value: v(1000 + math.Log(6+math.Exp(-10))),
		Grad: times(1/(6+math.Exp(-10)), v(1, 2, math.Exp(-10), 3)), Rel: 1e-12},
	{Name: "one", F: LogSumExp, D: LogSumExpGrad, H: LogSumExpHVP, HH: LogSumExpHess, Args: args(v(-3)), Value: v(-3), Grad: v(1)},
	{Name: "nothing", F: LogSumExp, D: LogSumExpGrad, H: LogSumExpHVP, HH: LogSumExpHess, Args: args(v()), Value: v(math.Inf(-1)), Grad: v()},
	// z = 3/2.
	{F: Component.LogDensity, D: Component.LogDensityGrad, Args: args(Component{math.Ln2, 1, 2}, 4), Value: v(-1.125 - 0.5*math.Log(2*math.Pi)),
		Grad: v(1, 0.75, 0.625, -0.75)},
	// Two halves with the same mean and deviation are one: z = 0.5 and -1.
	{Name: "the same twice", F: (*Mixture).LogLikelihood, D: (*Mixture).LogLikelihoodGrad, H: (*Mixture).LogLikelihoodHVP, Wrt: []int{0},
		Args: args(&Mixture{[]Component{{0.3, 1, 2}, {0.3, 1, 2}}}, v(2, -1)), Allocates: true, // so does the function, for more components
		Value: v(-0.625 - math.Log(8*math.Pi)), Grad: v(0, -0.125, -0.1875, 0, -0.125, -0.1875)},
	{Name: "apart", F: (*Mixture).LogLikelihood, D: (*Mixture).LogLikelihoodGrad, H: (*Mixture).LogLikelihoodHVP, Wrt: []int{0},
		Args: args(&Mixture{[]Component{{math.Log(1), -1, 1}, {math.Log(3), 1, 0.5}}}, v(0)), Allocates: true,
		Value: v(math.Log((0.25*math.Exp(-0.5) + 1.5*math.Exp(-2)) / math.Sqrt(2*math.Pi)))},
	// Weights 1/4 and 3/4; at the origin both exponents are -1/2·(1+1), and
	// the products of the deviations are 1 and 2.
	{F: DiagonalMixture, D: DiagonalMixtureGrad, Wrt: []int{1, 2, 3},
		Args:  args([][]float64{{0, 0}, {0, 0}}, v(0, math.Log(3)), [][]float64{{1, -1}, {2, 1}}, [][]float64{{0, 0}, {math.Ln2, 0}}),
		Value: v(2 * math.Log((0.25+0.375)*math.Exp(-1)/(2*math.Pi)))},
	{Name: "points apart", F: DiagonalMixture, D: DiagonalMixtureGrad, Wrt: []int{1, 2, 3},
		Args: args(points, v(0.2, -0.4), centers, [][]float64{{0.1, -0.2}, {0.3, 0}})},
}

// means is the Jacobian of Update: each center is the mean of three points.
func means() (rows []float64) {
	for k := range 2 {
		for i := range 2 {
			row := make([]float64, 16) // six points, two centers
			for p := 3 * k; p < 3*k+3; p++ {
				row[2*p+i] = 1. / 3
			}
			rows = append(rows, row...)
		}
	}
	return rows
}

// shares is the softmax of 0, -0.9 and -1.2.
func shares() []float64 {
	s := 1 + math.Exp(-0.9) + math.Exp(-1.2)
	return v(1/s, math.Exp(-0.9)/s, math.Exp(-1.2)/s)
}

func TestDerivatives(t *testing.T) {
	log.SetOutput(io.Discard)
	defer log.SetOutput(os.Stderr)
	derivtest.Check(t, cases)
}

func TestNoCenters(t *testing.T) {
	if _, err := Loss(points, nil); !errors.Is(err, ErrNoCenters) {
		t.Errorf("error %v", err)
	}
}
