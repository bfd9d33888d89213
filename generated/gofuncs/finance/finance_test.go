// Payments that are worked out by hand.

package finance

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

func bond(x []float64) Bond { return Bond{Face: x[0], Coupon: x[1], Years: 2, Frequency: 2} }

func curve(x []float64) Curve { return Curve{6: x[0], 12: x[1], 24: x[2]} }

func three(x []float64) map[string]float64 {
	return map[string]float64{"ACME": x[0], "Bolt": x[1], "Cog": x[2]}
}

func brackets(x []float64) []Bracket {
	return []Bracket{{x[0], x[1]}, {x[2], x[3]}, {math.Inf(1), x[4]}}
}

var samples = []sample.Sample{{
	Name:  "NPV",
	At:    []float64{0.25, -100, 50, 75},
	Value: func(x []float64) []float64 { return sample.One(NPV(x[0], x[1:]...)) },
	Want:  []float64{-100 + 40 + 48},
}, {
	// 60v + 60v² = 100.
	Name:  "IRR",
	At:    []float64{-100, 60, 60},
	Value: func(x []float64) []float64 { return sample.Must(IRR(x)) },
	Want:  []float64{120/(math.Sqrt(27600)-60) - 1},
}, {
	Name:  "Payment",
	At:    []float64{1000, 0.25},
	Value: func(x []float64) []float64 { return sample.One(Payment(x[0], x[1], 2)) },
	Want:  []float64{1000 / (0.8 + 0.64)},
}, {
	Name:  "Payment/without interest",
	At:    []float64{1000, 0},
	Value: func(x []float64) []float64 { return sample.One(Payment(x[0], x[1], 8)) },
	Want:  []float64{125},
	Rough: true,
}, {
	// 1000: 105, left 605, 105 extra; 500: 55, left 55; 55: 10.5.
	Name: "Loan.Interest",
	At:   []float64{1000, 0.1, 500, 5, 105, 70},
	Value: func(x []float64) []float64 {
		l := Loan{x[0], x[1], x[2], x[3]}
		return sample.Must(l.Interest(map[int]float64{1: x[4], 9: x[5]}))
	},
	Want: []float64{105 + 55 + 10.5},
}, {
	Name:  "Tax",
	At:    []float64{50000, 1500, 10000, 0.1, 40000, 0.2, 0.4},
	Value: func(x []float64) []float64 { return sample.One(Tax(x[0], x[1], brackets(x[2:]))) },
	Want:  []float64{1000 + 6000 + 4000 - 1500},
}, {
	Name:  "Tax/first bracket",
	At:    []float64{9000, 100, 10000, 0.1, 40000, 0.2, 0.4},
	Value: func(x []float64) []float64 { return sample.One(Tax(x[0], x[1], brackets(x[2:]))) },
	Want:  []float64{800},
}, {
	Name:  "Bond.Price/at par",
	At:    []float64{1000, 0.06, 0.06},
	Value: func(x []float64) []float64 { return sample.One(bond(x).Price(x[2])) },
	Want:  []float64{1000},
}, {
	// Half-yearly factor 0.8: 100 of 1/5, payments of 10.
	Name:  "Bond.Price",
	At:    []float64{100, 0.2, 0.5},
	Value: func(x []float64) []float64 { return sample.One(bond(x).Price(x[2])) },
	Want:  []float64{10*(0.8+0.64+0.512+0.4096) + 40.96},
}, {
	Name: "Bond.Duration",
	At:   []float64{100, 0.2, 0.5},
	Value: func(x []float64) []float64 {
		macaulay, modified := bond(x).Duration(x[2])
		return []float64{macaulay, modified}
	},
	Want: []float64{duration, 0.8 * duration},
}, {
	Name:  "Bond.Yield",
	At:    []float64{100, 0.2, 10*(0.8+0.64+0.512+0.4096) + 40.96},
	Value: func(x []float64) []float64 { return sample.Must(bond(x).Yield(x[2])) },
	Want:  []float64{0.5},
	Rel:   1e-12,
}, {
	// At a yield below the coupon the call after one year is the worst: two
	// coupons of 10 and 102, with a half-yearly factor of 1/1.05.
	Name: "Callable.Worst",
	At:   []float64{100, 0.2, 102, 0.1},
	Value: func(x []float64) []float64 {
		c := Callable{Bond: bond(x), Call: x[2], After: 1}
		return sample.One(c.Worst(x[3]))
	},
	Want: []float64{10/1.05 + 112/(1.05*1.05)},
}, {
	Name:  "Curve.Rate/between",
	At:    []float64{0.02, 0.03, 0.05, 1.25},
	Value: func(x []float64) []float64 { return sample.Must(curve(x).Rate(x[3])) },
	Want:  []float64{0.035},
}, {
	Name:  "Curve.Rate/before",
	At:    []float64{0.02, 0.03, 0.05, 0.25},
	Value: func(x []float64) []float64 { return sample.Must(curve(x).Rate(x[3])) },
	Want:  []float64{0.02},
}, {
	Name:  "Curve.Rate/beyond",
	At:    []float64{0.02, 0.03, 0.05, 10},
	Value: func(x []float64) []float64 { return sample.Must(curve(x).Rate(x[3])) },
	Want:  []float64{0.05},
}, {
	Name:  "Curve.PriceOn",
	At:    []float64{0.02, 0.03, 0.05, 100, 0.08, 0.01},
	Value: func(x []float64) []float64 { return sample.Must(curve(x).PriceOn(bond(x[3:]), x[5])) },
	Want:  []float64{4*math.Exp(-0.015) + 4*math.Exp(-0.04) + 4*math.Exp(-0.075) + 104*math.Exp(-0.12)},
}, {
	Name:  "Market.Value",
	At:    []float64{10, 20, 30, 1.5, 2, 0.5},
	Value: func(x []float64) []float64 { return sample.One(NewMarket(three(x)).Value(three(x[3:]))) },
	Want:  []float64{70},
}, {
	// Shares 0.2, 0.3 and 0.5; wanted 0.4 and 0.6.
	Name: "Drift",
	At:   []float64{10, 30, 25, 2, 1, 2, 0.4, 0.6},
	Value: func(x []float64) []float64 {
		return sample.One(Drift(three(x), three(x[3:]), map[string]float64{"ACME": x[6], "Cog": x[7]}))
	},
	Want: []float64{(0.2 + 0.1 + 0.3) / 2},
}, {
	Name:  "Drawdown",
	At:    []float64{100, 120, 90, 130, 104, 125},
	Value: func(x []float64) []float64 { return sample.One(Drawdown(x)) },
	Want:  []float64{0.25},
}, {
	// Excess 0.02, 0 and 0.04: mean and deviation 0.02.
	Name:  "Sharpe",
	At:    []float64{0.03, 0.01, 0.05, 0.01},
	Value: func(x []float64) []float64 { return sample.One(Sharpe(x[:3], x[3], 12)) },
	Want:  []float64{math.Sqrt(12)},
}, {
	// 1100 - 10 = 1090; (1090 + 1500)·1.1 - 10 = 2839.
	Name:  "Savings/flat",
	At:    []float64{1000, 0.1, 0.5},
	Value: func(x []float64) []float64 { return sample.One(Savings(x[0], x[1], x[2], 2, "flat")) },
	Want:  []float64{2839 - 5},
}, {
	// 1100 - 10.2; (1089.8 + 1500)·1.1 = 2848.78, less 10 and 3.69756.
	Name:  "Savings/tiered",
	At:    []float64{1000, 0.1, 0.5},
	Value: func(x []float64) []float64 { return sample.One(Savings(x[0], x[1], x[2], 2, "tiered")) },
	Want:  []float64{2848.78 - 1.25*13.69756 - 0.25*10.2},
}}

// duration is of the bond of 100 that pays 10 each half-year, at factor 0.8.
const duration = (0.5*8 + 1*6.4 + 1.5*5.12 + 2*(4.096+40.96)) / (8 + 6.4 + 5.12 + 4.096 + 40.96)

func TestSamples(t *testing.T) { sample.Check(t, samples) }

func TestRefused(t *testing.T) {
	if r, err := IRR([]float64{1, 2}); !errors.Is(err, ErrNoReturn) {
		t.Errorf("a gift returns %v, error %v", r, err)
	}
	if c, err := (&Loan{Principal: 1000, Rate: 0.1, Payment: 100}).Interest(nil); err == nil {
		t.Errorf("a loan that is never repaid costs %v", c)
	}
	if p, err := (Curve{}).PriceOn(Bond{Years: 1, Frequency: 1}, 0); err == nil {
		t.Errorf("a price of %v without a curve", p)
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown rule is no panic")
		}
	}()
	Savings(1, 0, 0, 1, "none")
}
