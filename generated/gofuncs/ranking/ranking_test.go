// What depends on the order of things, worked out by hand, and its derivatives.

package ranking

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

// many is long enough for the part of sorting that is not insertion, with values
// that come several times.
func many(n int) []float64 {
	x := make([]float64, n)
	state := uint32(7)
	for i := range x {
		state = state*1664525 + 1013904223
		x[i] = 1 + float64(state>>20)/256
	}
	return x
}

var (
	square = []Point{{2, 2}, {0, 0}, {1, 1}, {2, 0}, {0.5, 1.25}, {0, 2}}
	offers = []*Offer{{"a", 3, 2}, {"b", 1, 1}, {"c", 2, 4}}
	cloud  = []Point{{0, 1}, {3, 3}, {1, 0}, {-2, 1}}
)

var cases = []derivtest.Case{
	// (-2·1 + 0·2 + 2·3) / (3·6).
	{F: Gini, D: GiniGrad, Args: args(v(3, 1, 2)), Value: v(4.0 / 18), Grad: v(2.0/18-4.0/108, -2.0/18-4.0/108, -4.0/108)},
	{Name: "many", F: Gini, D: GiniGrad, Args: args(many(40))},

	{F: Wasserstein, D: WassersteinGrad, Args: args(v(5, 1), v(2, 2)), Value: v(math.Sqrt(5)),
		Grad: v(3/(2*math.Sqrt(5)), -1/(2*math.Sqrt(5)), -(-1)/(2*math.Sqrt(5)), -3/(2*math.Sqrt(5))), Rough: true},
	{Name: "many", F: Wasserstein, D: WassersteinGrad, Args: args(many(30), many(60)[30:])},

	// Half of the weight is 3, between 2 and 4.5, the middles of the second and third step.
	{F: WeightedMedian, D: WeightedMedianVJP, Args: args(v(4, 1, 9), v(2, 1, 3)), Value: v(6, 1, 4, 9, 1, 2, 3)},
	{Name: "between", F: WeightedMedian, D: WeightedMedianVJP, Args: args(v(4, 1), v(1, 1)), Value: v(2.5, 1, 4)},
	{Name: "many", F: WeightedMedian, D: WeightedMedianVJP, Args: args(many(50), many(50))},
	{Name: "heavy", F: WeightedMedian, D: WeightedMedianVJP, Args: args(v(2, 1), v(1, 5)), Value: v(7.0/6, 1, 2, 5, 1)},

	{F: TopShare, D: TopShareGrad, Args: args(v(1, 6, 3), 1), Value: v(0.6), Grad: v(-0.06, 0.04, -0.06)},
	{Name: "many", F: TopShare, D: TopShareGrad, Args: args(many(33), 5)},

	{F: HullArea, D: HullAreaGrad, Args: args(square), Value: v(4), Grad: v(1, 1, -1, -1, 0, 0, 1, -1, 0, 0, -1, 1), Rough: true},
	{Name: "cloud", F: HullArea, D: HullAreaGrad, Args: args(cloud)},

	// 1 at 1, and 2 at 2.
	{F: Purchase, D: PurchaseVJP, Args: args(offers, 3), Value: v(5, 0), Grad: v(
		0, 0, 1, -1, 2, 0, 2,
		0, 0, 0, 0, 0, 0, 0)},
	{Name: "too much", F: Purchase, D: PurchaseVJP, Args: args(offers, 9), Value: v(15, 2), Grad: v(
		2, 3, 1, 1, 4, 2, 0,
		0, -1, 0, -1, 0, -1, 1)},

	// The second job waits 1 and the third 3.
	{F: Waiting, D: WaitingVJP, Args: args([]Job{{3, 1}, {0, 2}, {1, 4}}), Value: v(4.0/3, 0, 2, 1, 4, 3, 1)},
	{Name: "many", F: Waiting, D: WaitingVJP, Args: args(jobs(25))},

	{F: NearestMean, D: NearestMeanGrad, Args: args(Point{0, 0}, cloud, v(2, 50, 4, 70), 2), Value: v(3), Wrt: []int{0, 2}},
	{Name: "all", F: NearestMean, D: NearestMeanGrad, Args: args(Point{0.5, 0.25}, cloud, v(2, 5, 4, 7), 4), Wrt: []int{0, 2}},

	// 3 and 1 make a pool of mean 2.
	{F: Isotonic, D: IsotonicGrad, Args: args(v(2, 0, 1), v(4, 3, 1)), Value: v(2), Grad: v(0, 2, -2), Wrt: []int{1}},
	{Name: "many", F: Isotonic, D: IsotonicGrad, Args: args(many(20), many(41)[21:]), Wrt: []int{1}},
}

// jobs arrive in no order.
func jobs(n int) []Job {
	list, x := make([]Job, n), many(2*n)
	for i := range list {
		list[i] = Job{4 * x[i], x[n+i]}
	}
	return list
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
