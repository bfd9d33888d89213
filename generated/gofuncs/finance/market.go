// Yield curves and portfolios.

package finance

import (
	"errors"
	"fmt"
	"log"
	"maps"
	"math"
	"slices"
	"sync"
)

// A Curve gives continuously compounded rates by maturity in months.
type Curve map[int]float64

// Rate for a time in years: linear between maturities, constant beyond.
//
//chainrule:grad
func (c Curve) Rate(years float64) (float64, error) {
	if len(c) == 0 {
		return 0, errors.New("finance: empty curve")
	}
	months := years * 12
	maturities := slices.Sorted(maps.Keys(c))
	for i, m := range maturities {
		switch at := float64(m); {
		case months > at:
			continue
		case i == 0:
			return c[m], nil
		default:
			before := maturities[i-1]
			t := (months - float64(before)) / (at - float64(before))
			return c[before] + t*(c[m]-c[before]), nil
		}
	}
	return c[maturities[len(maturities)-1]], nil
}

// PriceOn is the price of a bond, each payment discounted by a curve whose rates
// are all shifted.
//
//chainrule:grad wrt=c,shift,b
func (c Curve) PriceOn(b Bond, shift float64) (price float64, err error) {
	for t, amount := range b.payments {
		rate, err := c.Rate(t)
		if err != nil {
			return 0, fmt.Errorf("pricing %d years: %w", b.Years, err)
		}
		price += amount * math.Exp(-(rate+shift)*t)
	}
	return price, nil
}

// A Market holds prices that may be asked for while they change.
type Market struct {
	mu     sync.Mutex
	prices map[string]float64
}

// NewMarket starts with some prices, which it keeps.
func NewMarket(prices map[string]float64) *Market { return &Market{prices: prices} }

// Value of holdings. What has no price counts nothing, and is logged. The sum is
// over the names in order, so that it is the same every time.
//
//chainrule:grad
func (m *Market) Value(holdings map[string]float64) float64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	total := 0.0
	for _, name := range slices.Sorted(maps.Keys(holdings)) {
		price, ok := m.prices[name]
		if !ok {
			log.Printf("finance: no price for %s", name)
			continue
		}
		total += holdings[name] * price
	}
	return total
}

// Drift is how far the shares of holdings in their total, by value, are from
// those wanted: half the sum of the sizes of the differences.
//
//chainrule:grad
func Drift(holdings, prices, want map[string]float64) float64 {
	share := make(map[string]float64, len(holdings))
	total := 0.0
	for name, n := range holdings {
		share[name] = n * prices[name]
		total += share[name]
	}
	for name := range share {
		share[name] /= total
	}
	drift := 0.0
	for name, w := range want {
		drift += math.Abs(share[name] - w)
		delete(share, name)
	}
	for _, s := range share {
		drift += s
	}
	return drift / 2
}

// Drawdown is the largest loss of a series of values, relative to the highest
// value before it.
//
//chainrule:grad
func Drawdown(values []float64) (worst float64) {
	peak := math.Inf(-1)
	for _, v := range values {
		if v > peak {
			peak = v
		}
		worst = max(worst, 1-v/peak)
	}
	return
}

// Sharpe ratio of returns per period over a rate without risk, per year.
//
//chainrule:grad wrt=returns,free
func Sharpe(returns []float64, free float64, perYear int) float64 {
	n := float64(len(returns))
	var mean, square float64
	for _, r := range returns {
		mean += (r - free) / n
	}
	for _, r := range returns {
		square += (r - free - mean) * (r - free - mean)
	}
	return mean / math.Sqrt(square/(n-1)) * math.Sqrt(float64(perYear))
}

// Savings after some years of deposits that grow, with a fee that depends on the
// balance: the rule is chosen by name, "flat" or "tiered".
//
//chainrule:grad wrt=deposit,rate,growth
func Savings(deposit, rate, growth float64, years int, rule string) float64 {
	var fee func(balance float64) float64
	fees := 0.0
	switch rule {
	case "flat":
		fee = func(float64) float64 { return 10 }
	case "tiered":
		fee = func(balance float64) float64 { return 0.01*min(balance, 1000) + 0.002*max(balance-1000, 0) }
	default:
		panic("finance: no fee rule " + rule)
	}
	charge := func(balance float64) float64 {
		f := fee(balance)
		fees += f
		return balance - f
	}
	balance := 0.0
	for range years {
		balance = charge((balance + deposit) * (1 + rate))
		deposit *= 1 + growth
	}
	return balance - 0.25*fees // which are paid before tax
}
