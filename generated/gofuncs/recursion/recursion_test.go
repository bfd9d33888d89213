package recursion

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var (
	signal = v(0.3, -1.2, 0.8, 2.1, -0.4, 0.9, -1.7, 0.2)
	other  = v(1.1, 0.4, -0.6, 0.1, 0.7, -2, 0.5, 1.3)
)

func zeros(n int) []float64 { return make([]float64, n) }

var cases = []derivtest.Case{
	{F: Transform, D: TransformVJP, Args: args(signal, other, zeros(8), zeros(8)), Allocates: true},
	{Name: "one", F: Transform, D: TransformVJP, Args: args(v(2), v(3), zeros(1), zeros(1))},
	{F: Quantile, D: QuantileGrad, Wrt: []int{0}, Args: args(signal, 0.4)},
	{Name: "median", F: Quantile, D: QuantileGrad, Wrt: []int{0}, Args: args(v(3, 1, 2), 0.5), Value: v(2), Grad: v(0, 0, 1)},
	{F: Paths, D: PathsGrad, Args: args(v(0, 1, 0.3, -0.5), v(0, 0.4, 0.9, 0.7)), Allocates: true},
	{F: Energy, D: EnergyGrad, Args: args(v(0.12, 0.4, 0.47, 0.81, 0.9), v(1, 0.5, 2, 1, 0.3))},
	{F: Merge, D: MergeVJP, Args: args(signal)},
	{Name: "two", F: Merge, D: MergeVJP, Args: args(v(2, 1)), Value: v(1, 2), Grad: v(0, 1, 1, 0)},
	{F: Hermite, D: HermiteGrad, Args: args(5, 0.7), Allocates: true},
	{Name: "two", F: Hermite, D: HermiteGrad, Args: args(2, 1.0), Value: v(2 * math.Exp(-0.5)), Grad: v(6 * math.Exp(-0.5)), Allocates: true},
	{F: Quadrature, D: QuadratureGrad, Args: args(0.8, 1.3, 3), Allocates: true},
	{F: Towers, D: TowersGrad, Args: args(v(4, 3, 2, 1), 0.1)},
	{Name: "one", F: Towers, D: TowersGrad, Args: args(v(4), 0.5), Value: v(2), Grad: v(0.5, -4)},
	{F: Swing, D: SwingGrad, Args: args(0.7, 1.1, 5)},
	{Name: "one", F: Swing, D: SwingGrad, Args: args(3, 2, 1), Value: v(2), Grad: v(0, 0.5)},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
