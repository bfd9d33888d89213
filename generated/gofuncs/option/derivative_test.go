// Derivatives against differences, and against closed forms.

package option

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var cases = []derivtest.Case{
	{Name: "call", F: Contract.Price, D: Contract.PriceGrad, Args: args(sampleCall, sampleMarket)},
	{Name: "put", F: Contract.Price, D: Contract.PriceGrad, Args: args(samplePut, sampleMarket)},
	{Name: "delta", F: Contract.Price, D: Contract.PriceGrad, Args: args(Contract{"C", 40, 0.5}, Market{Spot: 42, Rate: 0.1, Vol: 0.2}),
		Value: v(4.759422392871532), Grad: greeks(), Rel: 1e-12},
	{Name: "no kind", F: Contract.Price, D: Contract.PriceGrad, Args: args(Contract{"straddle", 1, 1}, sampleMarket)},
	{F: Black76[float64], D: Black76Grad, Args: args(100, 105, 0.25, 0.75)},
	{Name: "no time", F: Black76[float64], D: Black76Grad, Args: args(100, 90, 0.25, 0), Value: v(10), Grad: v(1, -1, 0, 0), Rough: true},
	{F: ImpliedVol, D: ImpliedVolGrad, Args: args(8, 100, 105, 0.75), Grad: implied(8, 100, 105, 0.75), Rel: 1e-9},
	{Name: "in the money", F: ImpliedVol, D: ImpliedVolGrad, Args: args(17, 100, 85, 0.75), Grad: implied(17, 100, 85, 0.75), Rel: 1e-9},
	{Name: "no price", F: ImpliedVol, D: ImpliedVolGrad, Args: args(3, 110, 100, 1)},
	{F: (*Bond).Price, D: (*Bond).PriceGrad, Args: args(&sampleBond, 0.04)},
	{Name: "one coupon", F: (*Bond).Price, D: (*Bond).PriceGrad, Args: args(&Bond{1000, 60, 2, 1}, 0.06), Value: v(1000),
		Grad: v(1/1.03, 0.5/1.03, -1030/1.03/1.03/2)},
	{Name: "due", F: (*Bond).Price, D: (*Bond).PriceGrad, Args: args(&Bond{1000, 60, 2, 0}, 0.06), Value: v(1000), Grad: v(1, 0, 0)},
	{F: Payoff, D: PayoffGrad, Args: args(sampleLegs, 108), Value: v(13 - 6 + 4 - 13.5), Grad: v(
		6, -1, -1,
		0, 2, 2, // 108 is above 105
		-8, 1, -1,
		-1, 0, -0.5,
		-2)},
	{Name: "no legs", F: Payoff, D: PayoffGrad, Args: args([]Leg(nil), 108), Value: v(0), Grad: v(0)},
	{Name: "American", F: Binomial, D: BinomialGrad, Args: args(50, 50.5, 0.1, 0.4, 5./12, 5, true)},
	{Name: "European", F: Binomial, D: BinomialGrad, Args: args(100, 105, 0.04, 0.25, 0.75, 20, false)},
	{F: Asian, D: AsianGrad, Args: args(100, 105, 0.04, 0.25, 0.75, 4, 30, 7)},
	{Name: "without noise", F: Asian, D: AsianGrad, Args: args(100, 95, 0.05, 0, 1, 2, 3, 1)},
	{F: (*Simulator).DownAndOut, D: (*Simulator).DownAndOutGrad, Wrt: []int{1, 2}, Args: args(NewSimulator(3), sampleMarket, 101, 90, 0.75, 5, 20)},
	{Name: "void", F: (*Simulator).DownAndOut, D: (*Simulator).DownAndOutGrad, Wrt: []int{1, 2}, Args: args(NewSimulator(3), sampleMarket, 101, 200, 0.75, 5, 20),
		Value: v(0), Grad: make([]float64, 5)},
	{F: (*Heston).Call, D: (*Heston).CallGrad, Wrt: []int{0, 1}, Args: args(&sampleHeston, 100, 98, 0.1, samplePaths)},
	{Name: "one step", F: (*Heston).Call, D: (*Heston).CallGrad, Wrt: []int{0, 1}, Args: args(&Heston{Variance: 0.04, Mean: 0.04, Speed: 2}, 1, 1, 0.25, [][][2]float64{{{0.5, 1}}})},
	{Name: "no paths", F: (*Heston).Call, D: (*Heston).CallGrad, Wrt: []int{0, 1}, Args: args(&sampleHeston, 100, 98, 0.1, [][][2]float64{}),
		Value: v(0), Grad: make([]float64, 6)},
}

// greeks are the derivatives of a call by strike, expiry, spot, rate, dividend
// and volatility (Hull, Options, Futures and Other Derivatives).
func greeks() []float64 {
	const strike, t, spot, rate, vol = 40.0, 0.5, 42.0, 0.1, 0.2
	root := math.Sqrt(t)
	d1 := (math.Log(spot/strike) + (rate+vol*vol/2)*t) / (vol * root)
	d2 := d1 - vol*root
	density := math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi)
	discount := math.Exp(-rate * t)
	return v(-discount*normal(d2), spot*density*vol/(2*root)+rate*strike*discount*normal(d2),
		normal(d1), strike*t*discount*normal(d2), -spot*t*normal(d1), spot*root*density)
}

// implied is the derivative of the implicit function: the price's by the
// other arguments over that by the volatility.
func implied(price, forward, strike, expiry float64) []float64 {
	vol, err := ImpliedVol(price, forward, strike, expiry)
	if err != nil {
		panic(err)
	}
	root := math.Sqrt(expiry)
	d1 := math.Log(forward/strike)/(vol*root) + vol*root/2
	vega := forward * root * math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi)
	return v(1/vega, -normal(d1)/vega, normal(d1-vol*root)/vega, -vol/(2*expiry))
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
