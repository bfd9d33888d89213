// Bonds.

package finance

import (
	"errors"
	"math"
)

// A Bond pays coupons, a fraction of its face value per year, at the end of each
// of Frequency parts of each year, and the face value in the end.
type Bond struct {
	Face, Coupon float64
	Years        int
	Frequency    int
}

// payments calls yield with the time in years and the amount of each payment.
func (b Bond) payments(yield func(t, amount float64) bool) {
	n := b.Years * b.Frequency
	for i := 1; i <= n; i++ {
		amount := b.Face * b.Coupon / float64(b.Frequency)
		if i == n {
			amount += b.Face
		}
		if !yield(float64(i)/float64(b.Frequency), amount) {
			return
		}
	}
}

// Price at a yield that is compounded as often as there are coupons.
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func (b Bond) Price(yield float64) (price float64) {
	m := float64(b.Frequency)
	for t, amount := range b.payments {
		price += amount * math.Pow(1+yield/m, -m*t)
	}
	return
}

// Duration in years: the mean time of payment, weighted by present value
// (Macaulay 1938), and the same over one period's growth.
//
//chainrule:vjp
func (b Bond) Duration(yield float64) (macaulay, modified float64) {
	m := float64(b.Frequency)
	growth := 1 + yield/m
	var price, weighted float64
	for t, amount := range b.payments {
		v := amount * math.Pow(growth, -m*t)
		price, weighted = price+v, weighted+t*v
	}
	macaulay = weighted / price
	return macaulay, macaulay / growth
}

// solve finds x with f(x) = target by the secant method from two guesses.
func solve(f func(float64) float64, target, a, b float64) (float64, error) {
	fa, fb := f(a)-target, f(b)-target
	for range 60 {
		if fa == fb {
			break
		}
		next := b - fb*(b-a)/(fb-fa)
		a, fa = b, fb
		b, fb = next, f(next)-target
		if math.Abs(b-a) < 1e-14 {
			return b, nil
		}
	}
	return b, errors.New("finance: no solution")
}

// Yield at which a bond has a price.
//
//chainrule:grad
func (b Bond) Yield(price float64) (float64, error) {
	return solve(b.Price, price, b.Coupon, b.Coupon+0.01)
}

// A Callable bond can be bought back at Call, but not before some years.
type Callable struct {
	Bond
	Call  float64
	After int
}

// Worst is the lowest price at a yield over all years of call, and maturity.
//
//chainrule:grad
func (c *Callable) Worst(yield float64) float64 {
	worst := c.Price(yield)
	for years := c.After; years < c.Years; years++ {
		called := c.Bond
		called.Years = years
		premium := (c.Call - c.Face) * math.Pow(1+yield/float64(c.Frequency), -float64(years*c.Frequency))
		if p := called.Price(yield) + premium; p < worst {
			worst = p
		}
	}
	return worst
}
