// Payments that are worked out by hand, and their derivatives.

package finance

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
	inf  = math.Inf(1)
	exp  = math.Exp

	curve    = Curve{6: 0.02, 12: 0.03, 24: 0.05}
	twoYears = Bond{Face: 100, Coupon: 0.2, Years: 2, Frequency: 2}
	atPar    = Bond{Face: 1000, Coupon: 0.06, Years: 2, Frequency: 2}
	market   = NewMarket(prices(10, 20, 30))
	loan     = Loan{Principal: 1000, Rate: 0.1, Payment: 500, Fee: 5}
	brackets = []Bracket{{10000, 0.1}, {40000, 0.2}, {inf, 0.4}}
)

func v(x ...float64) []float64 { return x }

func prices(acme, bolt, cog float64) map[string]float64 {
	return map[string]float64{"ACME": acme, "Bolt": bolt, "Cog": cog}
}

// cheap is the price of twoYears at a half-yearly factor of 0.8, a yield of
// 0.5; duration is its mean time of payment.
const (
	cheap    = 10*(0.8+0.64+0.512+0.4096) + 40.96
	duration = (0.5*8 + 1*6.4 + 1.5*5.12 + 2*(4.096+40.96)) / (8 + 6.4 + 5.12 + 4.096 + 40.96)
)

// steep is the derivative of that price by the yield, and annuity that of the
// price by the coupon.
const (
	steep   = -cheap * duration * 0.8
	annuity = 50 * (0.8 + 0.64 + 0.512 + 0.4096)
)

var cases = []derivtest.Case{
	{F: NPV, D: NPVGrad, Args: args(0.25, v(-100, 50, 75)), Value: v(-100 + 40 + 48), Grad: v(-40*0.8-2*48*0.8, 1, 0.8, 0.64)},
	{Name: "nothing", F: NPV, D: NPVGrad, Args: args(0.25, []float64(nil)), Value: v(0), Grad: v(0)},

	// 60v + 60v² = 100; by the first payment it is 1/slope.
	{F: IRR, D: IRRGrad, H: IRRHVP, Args: args(v(-100, 60, 60)), Value: v(120/(math.Sqrt(27600)-60) - 1)},
	{Name: "two payments", F: IRR, D: IRRGrad, H: IRRHVP, Args: args(v(-100, 150)), Value: v(0.5), Grad: v(0.015, 0.01)},
	{Name: "gift", F: IRR, D: IRRGrad, H: IRRHVP, Args: args(v(1, 2))},

	{F: Payment, D: PaymentGrad, Args: args(1000, 0.25, 2), Value: v(1000 / (0.8 + 0.64)),
		Grad: v(1/1.44, 1000/(1.44*1.44)*(0.64+2*0.512))},
	// The limit by the rate, P(n+1)/(2n), is not that of the branch.
	{Name: "without interest", F: Payment, D: PaymentGrad, Args: args(1000, 0, 8), Value: v(125), Grad: v(0.125, 0), Rough: true},

	// 1000: 105, left 605, 105 extra; 500: 55, left 55; 55: 10.5.
	{F: (*Loan).Interest, D: (*Loan).InterestGrad, Args: args(&loan, map[int]float64{1: 105, 9: 70}), Value: v(105 + 55 + 10.5),
		Grad: v(0.1*(1+1.1+1.21), 1000+500+55+0.1*(1000+500)+0.1*1.1*1000, -0.1-0.1*2.1, 3+0.1+0.1*2.1, -0.1-0.1*1.1, 0)},
	{Name: "no extra payments", F: (*Loan).Interest, D: (*Loan).InterestGrad, Args: args(&loan, map[int]float64(nil))},
	{Name: "never repaid", F: (*Loan).Interest, D: (*Loan).InterestGrad, Args: args(&Loan{1000, 0.1, 100, 0}, map[int]float64{1: 5})},

	{F: Tax, D: TaxGrad, Args: args(50000, 1500, brackets), Value: v(1000 + 6000 + 4000 - 1500),
		Grad: v(0.4, -1, 0.1-0.2, 10000, 0.2-0.4, 30000, 0, 10000)},
	{Name: "first bracket", F: Tax, D: TaxGrad, Args: args(9000, 100, brackets), Value: v(800), Grad: v(0.1, -1, 0, 9000, 0, 0, 0, 0)},
	{Name: "none", F: Tax, D: TaxGrad, Args: args(900, 100, brackets), Value: v(0), Grad: v(0, 0, 0, 0, 0, 0, 0, 0)},

	{F: Bond.Price, D: Bond.PriceGrad, H: Bond.PriceHVP, HH: Bond.PriceHess, Args: args(twoYears, 0.5), Value: v(cheap), Grad: v(cheap/100, annuity, steep)},
	{Name: "at par", F: Bond.Price, D: Bond.PriceGrad, H: Bond.PriceHVP, HH: Bond.PriceHess, Args: args(atPar, 0.06), Value: v(1000)},
	{F: Bond.Duration, D: Bond.DurationVJP, Args: args(twoYears, 0.5), Value: v(duration, 0.8*duration)},
	{F: Bond.Yield, D: Bond.YieldGrad, Args: args(twoYears, cheap), Value: v(0.5), Grad: v(-cheap/100/steep, -annuity/steep, 1/steep), Rel: 1e-9},
	{Name: "no bond", F: Bond.Yield, D: Bond.YieldGrad, Args: args(Bond{Frequency: 1, Coupon: 0.1}, 5)},
	// At a yield below the coupon the call after one year is the worst: two
	// coupons of 10 and 102, with a half-yearly factor of 1/1.05.
	{F: (*Callable).Worst, D: (*Callable).WorstGrad, Args: args(&Callable{twoYears, 102, 1}, 0.1), Value: v(10/1.05 + 112/(1.05*1.05)),
		Grad: v(0.1/1.05+0.1/(1.05*1.05), 50/1.05+50/(1.05*1.05), 1/(1.05*1.05), -5/(1.05*1.05)-112/math.Pow(1.05, 3))},
	{Name: "not called", F: (*Callable).Worst, D: (*Callable).WorstGrad, Args: args(&Callable{twoYears, 102, 1}, 0.5), Value: v(cheap),
		Grad: v(cheap/100, annuity, 0, steep)},

	{Name: "between", F: Curve.Rate, D: Curve.RateGrad, Args: args(curve, 1.25), Value: v(0.035), Grad: v(0, 0.75, 0.25, 0.02)},
	{Name: "before", F: Curve.Rate, D: Curve.RateGrad, Args: args(curve, 0.25), Value: v(0.02), Grad: v(1, 0, 0, 0)},
	{Name: "beyond", F: Curve.Rate, D: Curve.RateGrad, Args: args(curve, 10), Value: v(0.05), Grad: v(0, 0, 1, 0)},
	{Name: "empty", F: Curve.Rate, D: Curve.RateGrad, Args: args(Curve{}, 1)},
	{F: Curve.PriceOn, D: Curve.PriceOnGrad, Args: args(curve, Bond{100, 0.08, 2, 2}, 0.01),
		Value: v(4*exp(-0.015) + 4*exp(-0.04) + 4*exp(-0.075) + 104*exp(-0.12)),
		Grad: v(-2*exp(-0.015), -4*exp(-0.04)-3*exp(-0.075), -3*exp(-0.075)-208*exp(-0.12),
			0.04*(exp(-0.015)+exp(-0.04)+exp(-0.075)+26*exp(-0.12)), 50*(exp(-0.015)+exp(-0.04)+exp(-0.075)+exp(-0.12)),
			-2*exp(-0.015)-4*exp(-0.04)-6*exp(-0.075)-208*exp(-0.12)), Rough: true}, // the curve has corners at 1 and 2
	{Name: "off the corners", F: Curve.PriceOn, D: Curve.PriceOnGrad, Args: args(Curve{5: 0.02, 15: 0.03, 27: 0.05}, Bond{100, 0.08, 2, 2}, 0.01)},
	{Name: "no curve", F: Curve.PriceOn, D: Curve.PriceOnGrad, Args: args(Curve{}, twoYears, 0.01)},

	{F: (*Market).Value, D: (*Market).ValueGrad, Args: args(market, prices(1.5, 2, 0.5)), Value: v(70), Grad: v(1.5, 2, 0.5, 10, 20, 30)},
	{Name: "no price", F: (*Market).Value, D: (*Market).ValueGrad, Args: args(market, map[string]float64{"Bolt": 3, "Dyn": 4}), Value: v(60),
		Grad: v(0, 3, 0, 20, 0)},
	// Shares 0.2, 0.3 and 0.5; wanted 0.4 and 0.6.
	{F: Drift, D: DriftGrad, Allocates: true, Args: args(prices(10, 30, 25), prices(2, 1, 2), map[string]float64{"ACME": 0.4, "Cog": 0.6}), Value: v(0.3),
		Grad: v(-0.006, 0.007, -0.006, -0.03, 0.21, -0.075, 0.5, 0.5)},
	{F: Drawdown, D: DrawdownGrad, Args: args(v(100, 120, 90, 130, 104, 125)), Value: v(0.25), Grad: v(0, 90.0/14400, -1.0/120, 0, 0, 0)},
	{Name: "nothing", F: Drawdown, D: DrawdownGrad, Args: args(v()), Value: v(0), Grad: v()},
	// Excess 0.02, 0 and 0.04: mean and deviation 0.02.
	{F: Sharpe, D: SharpeGrad, Args: args(v(0.03, 0.01, 0.05), 0.01, 12), Wrt: []int{0, 1}, Value: v(math.Sqrt(12))},
	// 1100 - 10 = 1090; (1090 + 1500)·1.1 - 10 = 2839.
	{Name: "flat", F: Savings, D: SavingsGrad, Args: args(1000, 0.1, 0.5, 2, "flat"), Value: v(2839 - 5), Grad: v(1.21+1.65, 1000*1.1+1090+1500, 1100)},
	// 1100 - 10.2; (1089.8 + 1500)·1.1 = 2848.78, less 10 and 3.69756.
	{Name: "tiered", F: Savings, D: SavingsGrad, Args: args(1000, 0.1, 0.5, 2, "tiered"), Value: v(2848.78 - 1.25*13.69756 - 0.25*10.2)},
	{Name: "no rule", F: Savings, D: SavingsGrad, Args: args(1000, 0.1, 0.5, 2, "none")},
}

func TestDerivatives(t *testing.T) {
	log.SetOutput(io.Discard)
	defer log.SetOutput(os.Stderr)
	derivtest.Check(t, cases)
}

func TestErrors(t *testing.T) {
	if r, err := IRR(v(1, 2)); !errors.Is(err, ErrNoReturn) {
		t.Errorf("a gift returns %v, error %v", r, err)
	}
	if c, err := (&Loan{Principal: 1000, Rate: 0.1, Payment: 100}).Interest(nil); err == nil {
		t.Errorf("a loan that is never repaid costs %v", c)
	}
	if p, err := (Curve{}).PriceOn(atPar, 0); err == nil {
		t.Errorf("a price of %v without a curve", p)
	}
}
