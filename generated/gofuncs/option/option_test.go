// The functions at points with known values; the samples serve the gradients too.

package option

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleCall   = Contract{Call, 105, 0.75}
	samplePut    = Contract{Put, 105, 0.75}
	sampleMarket = Market{Spot: 100, Rate: 0.04, Dividend: 0.01, Vol: 0.25}
	sampleBond   = Bond{Face: 1000, Coupon: 60, PerYear: 2, Periods: 7}
	sampleHeston = Heston{Variance: 0.03, Mean: 0.05, Speed: 1.5, VolOfVol: 0.9, Correlation: -0.6}
	samplePaths  = [][][2]float64{
		{{0.3, -1.2}, {-0.5, -0.7}, {1.1, 0.2}},
		{{-0.4, 0.6}, {0.2, -0.3}, {-1.3, 0.9}},
		{{1.4, 0.1}, {0.6, -2.5}, {0.8, 0.5}},
	}
	sampleLegs = []Leg{{Call, 1, 95, 7}, {Call, -2, 105, 3}, {Put, 1, 112, 12}, {Put, 0.5, 90, 1}}
)

// Hull, Options, Futures and Other Derivatives: example of the formula.
func TestPrice(t *testing.T) {
	m := Market{Spot: 42, Rate: 0.1, Vol: 0.2}
	check.Near(t, "call", Contract{Call, 40, 0.5}.Price(m), 4.759422392871532, 1e-14)
	check.Near(t, "put", Contract{Put, 40, 0.5}.Price(m), 0.8085993729000922, 1e-13)
	s := sampleMarket
	parity := s.Spot*math.Exp(-s.Dividend*0.75) - 105*math.Exp(-s.Rate*0.75)
	check.Near(t, "call less put", sampleCall.Price(s)-samplePut.Price(s), parity, 1e-13)
	defer func() {
		if recover() == nil {
			t.Error("a straddle has a price")
		}
	}()
	Contract{"straddle", 1, 1}.Price(m)
}

func TestBlack76(t *testing.T) {
	want := Contract{Call, 105, 0.75}.Price(Market{Spot: 100, Vol: 0.25})
	check.Near(t, "double", Black76(100, 105, 0.25, 0.75), want, 1e-13)
	check.Near(t, "single", float64(Black76[float32](100, 105, 0.25, 0.75)), want, 1e-6)
	check.Near(t, "no time", Black76(100, 90.0, 0.25, 0), 10, 0)
}

func TestImpliedVol(t *testing.T) {
	for _, want := range []float64{0.05, 0.25, 1.2} {
		vol, err := ImpliedVol(Black76(100, 105, want, 0.75), 100, 105, 0.75)
		check.Near(t, "volatility", vol, want, 1e-10)
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := ImpliedVol(3, 110, 100, 1); !errors.Is(err, ErrNoVol) {
		t.Errorf("a price below intrinsic value: %v", err)
	}
}

func TestBond(t *testing.T) {
	b := sampleBond
	check.Near(t, "at par", b.Price(0.06), 1000, 1e-14)
	v := math.Pow(1.02, -7)
	check.Near(t, "above", b.Price(0.04), 30*(1-v)/0.02+1000*v, 1e-14)
}

func TestPayoff(t *testing.T) {
	check.Near(t, "strategy", Payoff(sampleLegs, 108), 13-6+4-13.5, 1e-15)
}

// Hull's example: an American put in a tree of five steps.
func TestBinomial(t *testing.T) {
	check.Near(t, "American", Binomial(50, 50, 0.1, 0.4, 5./12, 5, true), 4.488, 2e-4)
	up := math.Exp(0.2)
	down := 1 / up
	p := (math.Exp(0.03) - down) / (up - down)
	check.Near(t, "one step", Binomial(100, 100, 0.03, 0.2, 1, 1, false), math.Exp(-0.03)*(1-p)*(100-100*down), 1e-13)
	want := Contract{Put, 105, 0.75}.Price(Market{100, 0.04, 0, 0.25})
	check.Near(t, "many steps", Binomial(100, 105, 0.04, 0.25, 0.75, 800, false), want, 1e-3)
}

func TestAsian(t *testing.T) {
	mean := 50 * (math.Exp(0.025) + math.Exp(0.05))
	check.Near(t, "without noise", Asian(100, 95, 0.05, 0, 1, 2, 3, 1), math.Exp(-0.05)*(mean-95), 1e-13)
	want := Contract{Call, 105, 0.75}.Price(Market{100, 0.04, 0, 0.25})
	check.Near(t, "one date", Asian(100, 105, 0.04, 0.25, 0.75, 1, 200000, 7), want, 0.01)
}

func TestDownAndOut(t *testing.T) {
	s := NewSimulator(3)
	m := Market{100, 0.1, 0, 0}
	check.Near(t, "without noise", s.DownAndOut(m, 95, 90, 1, 2, 4), math.Exp(-0.1)*15.25, 1e-13)
	check.Near(t, "void", s.DownAndOut(m, 95, 200, 1, 2, 4), 0, 0)
	const paths = 100000
	want := Contract{Call, 105, 0.75}.Price(sampleMarket)
	check.Near(t, "no barrier", s.DownAndOut(sampleMarket, 105, 0, 0.75, 20, paths), want, 0.02)
	if got := s.DownAndOut(sampleMarket, 105, 95, 0.75, 20, paths); got > 0.9*want || got < 0.5*want {
		t.Errorf("with a barrier the option of %g is worth %g", want, got)
	}
}

// Where the variance stays at its mean or is cut at zero, paths are known.
func TestHeston(t *testing.T) {
	h := Heston{Variance: 0.04, Mean: 0.04, Speed: 2}
	z := [][2]float64{{0.5, 1}, {1.5, 2}}
	got := h.Call(1, 1, 0.25, [][][2]float64{z, {{-3, 0}}})
	check.Near(t, "call", got, (math.Exp(-0.01+0.2)-1)/2, 1e-14)
	if h.Steps != 3 {
		t.Errorf("%d steps are counted", h.Steps)
	}
	// The second step's variance is cut at zero: it moves nothing but itself.
	h = Heston{Variance: 0.04, Mean: 0.01, Speed: 1, VolOfVol: 1, Correlation: -1}
	got = h.Call(100, 0, 1, [][][2]float64{{{1, 0}, {5, 0}, {0, 0}}})
	check.Near(t, "cut variance", got, 100*math.Exp(-0.02+0.2), 1e-14)
}
