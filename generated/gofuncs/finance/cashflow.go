// Present values, rates of return and loans.

package finance

import (
	"errors"
	"fmt"
	"math"
)

// NPV is the present value of payments at the ends of periods, the first now.
//
//chainrule:grad
func NPV(rate float64, payments ...float64) float64 {
	value, discount := 0.0, 1.0
	for _, p := range payments {
		value += p * discount
		discount /= 1 + rate
	}
	return value
}

// ErrNoReturn is returned where no rate makes payments worth nothing.
var ErrNoReturn = errors.New("finance: no internal rate of return")

// IRR is the rate at which payments are worth nothing, by Newton's method.
//
//chainrule:grad
//chainrule:hvp
func IRR(payments []float64) (float64, error) {
	rate := 0.1
	for range 100 {
		value, slope := 0.0, 0.0
		for t, p := range payments {
			v := p / math.Pow(1+rate, float64(t))
			value += v
			slope -= float64(t) * v / (1 + rate)
		}
		if slope == 0 {
			break
		}
		next := rate - value/slope
		if math.Abs(next-rate) < 1e-13 {
			return next, nil
		}
		if rate = next; rate <= -1 {
			break
		}
	}
	return math.NaN(), ErrNoReturn
}

// Payment at the end of each of n periods that repays a loan.
//
//chainrule:grad
func Payment(principal, rate float64, n int) float64 {
	if rate == 0 {
		return principal / float64(n)
	}
	return principal * rate / -math.Expm1(-float64(n)*math.Log1p(rate))
}

// A Loan is repaid with a fixed payment per period.
type Loan struct {
	Principal, Rate, Payment float64
	Fee                      float64 // in each period with a balance
}

// Interest and fees paid until nothing is left, with extra payments after the
// periods given; the last payment is what is left. An error says that the
// payments do not cover the interest.
//
//chainrule:grad
func (l *Loan) Interest(extra map[int]float64) (cost float64, err error) {
	balance := l.Principal
	for period := 1; balance > 0; period++ {
		charge := balance*l.Rate + l.Fee
		if charge >= l.Payment {
			return 0, fmt.Errorf("finance: a payment of %.2f in period %d, with %.2f to pay", l.Payment, period, charge)
		}
		cost += charge
		balance += charge
		balance -= min(balance, l.Payment)
		if e, ok := extra[period]; ok {
			balance = max(0, balance-e)
		}
	}
	return
}

// A Bracket is taxed at Rate up to a total income of UpTo.
type Bracket struct{ UpTo, Rate float64 }

// Tax on an income, less a credit, and never negative. The last bracket has no
// end.
//
//chainrule:grad
func Tax(income, credit float64, brackets []Bracket) (tax float64) {
	from := 0.0
	for i, b := range brackets {
		if i == len(brackets)-1 {
			tax += b.Rate * max(0, income-from)
			break
		}
		tax += b.Rate * max(0, min(income, b.UpTo)-from)
		from = b.UpTo
	}
	return max(0, tax-credit)
}
