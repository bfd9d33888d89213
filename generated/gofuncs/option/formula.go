// Prices in closed form, and what is read off them.

package option

import (
	"errors"
	"math"
	"strings"
)

// Kind says which way an option pays.
type Kind string

// The kinds of options.
const (
	Call Kind = "call"
	Put  Kind = "put"
)

// Contract is a European option.
type Contract struct {
	Kind   Kind
	Strike float64
	Expiry float64
}

// Market is what prices depend on.
type Market struct {
	Spot, Rate, Dividend, Vol float64
}

// normal is the distribution function of the standard normal distribution.
func normal(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// Price is the formula of Black, Scholes and Merton.
//
//chainrule:grad
func (c Contract) Price(m Market) float64 {
	sd := m.Vol * math.Sqrt(c.Expiry)
	forward := m.Spot * math.Exp((m.Rate-m.Dividend)*c.Expiry)
	d1 := math.Log(forward/c.Strike)/sd + sd/2
	d2 := d1 - sd
	discount := math.Exp(-m.Rate * c.Expiry)
	switch kind := strings.ToLower(string(c.Kind)); kind {
	case "call", "c":
		return discount * (forward*normal(d1) - c.Strike*normal(d2))
	case "put", "p":
		return discount * (c.Strike*normal(-d2) - forward*normal(-d1))
	default:
		panic("option: no kind " + kind)
	}
}

// Float is the precision that a book is kept in.
type Float interface{ ~float32 | ~float64 }

// Black76 is the price of a call on a forward, not discounted.
//
//chainrule:grad
func Black76[F Float](forward, strike, vol, expiry F) F {
	sd := vol * F(math.Sqrt(float64(expiry)))
	if sd <= 0 {
		return max(forward-strike, 0)
	}
	d1 := F(math.Log(float64(forward/strike)))/sd + sd/2
	return forward*F(normal(float64(d1))) - strike*F(normal(float64(d1-sd)))
}

// ErrNoVol says that no volatility gives the price.
var ErrNoVol = errors.New("option: no implied volatility")

// ImpliedVol is the volatility at which a call on a forward has the price, by
// Newton's method.
//
//chainrule:grad
func ImpliedVol(price, forward, strike, expiry float64) (vol float64, err error) {
	if price <= max(forward-strike, 0) || price >= forward {
		return 0, ErrNoVol
	}
	vol = math.Sqrt(2 * math.Abs(math.Log(forward/strike)) / expiry)
	vol = max(vol, 0.1)
	for try := 0; try < 60; try++ {
		miss := Black76(forward, strike, vol, expiry) - price
		sd := vol * math.Sqrt(expiry)
		d1 := math.Log(forward/strike)/sd + sd/2
		vega := forward * math.Sqrt(expiry) * math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi)
		vol -= miss / vega
		if math.Abs(miss) < 1e-13*forward {
			return // the step from here is the last
		}
	}
	return 0, ErrNoVol
}

// Bond pays coupons and its face.
type Bond struct {
	Face, Coupon float64 // the coupon is a year's
	PerYear      int
	Periods      int // that are left
}

// Price is the present value at a yield compounded as often as coupons are
// paid.
//
//chainrule:grad
func (b *Bond) Price(yield float64) float64 {
	m := float64(b.PerYear)
	discount, value := 1.0, 0.0
	for n := b.Periods; n > 0; n-- {
		discount /= 1 + yield/m
		value += b.Coupon / m * discount
	}
	return value + b.Face*discount
}

// Leg is a position in one option of a strategy; a short one has a negative
// quantity.
type Leg struct {
	Kind                      Kind
	Quantity, Strike, Premium float64
}

// Payoff is what a strategy has won when its options expire.
//
//chainrule:grad
func Payoff(legs []Leg, spot float64) (total float64) {
	for _, leg := range legs {
		total -= leg.Quantity * leg.Premium
		switch intrinsic := spot - leg.Strike; {
		case leg.Kind == Call && intrinsic > 0:
			total += leg.Quantity * intrinsic
		case leg.Kind == Put && intrinsic < 0:
			total -= leg.Quantity * intrinsic
		}
	}
	return total
}
