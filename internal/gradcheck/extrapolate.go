// Richardson's extrapolation of difference quotients to step zero.

package gradcheck

import "math/big"

// stepBits are the step sizes 2^−bits that refine tries in turn.
var stepBits = []int{60, 120, 240}

// settledBits is how many good bits the error estimate must show for refine to
// stop: somewhat more than a float64 holds.
const settledBits = 64

// refine returns the derivative of the given order that estimate finds with
// steps of 2^−bits. The first steps serve smooth functions; smaller ones, with
// the precision that they cost, serve points close to a singularity. The best
// estimate wins; refine stops where it is good, or no better than the rounding.
func refine(prec uint, order int, estimate func(prec uint, bits int) (quotient, error)) (value, errEstimate float64, err error) {
	var best *quotient
	var failure error
	for _, bits := range stepBits {
		q, err := estimate(prec+uint(order*(bits-stepBits[0])), bits)
		if err != nil {
			failure = err
			continue
		}
		if best == nil || q.uncertainty().Cmp(best.uncertainty()) < 0 {
			best = &q
		}
		if q.settled() {
			break
		}
	}
	if best == nil {
		return 0, 0, failure
	}
	value, _ = best.limit.Float64()
	errEstimate, _ = best.uncertainty().Float64()
	return value, errEstimate, nil
}

// A quotient is an extrapolated difference quotient, the size of its last
// correction, and what the rounding of the primal may have added.
type quotient struct{ limit, spread, noise *big.Float }

// uncertainty returns the estimated error.
func (q quotient) uncertainty() *big.Float { return new(big.Float).Add(q.spread, q.noise) }

// settled says that a smaller step would not help.
func (q quotient) settled() bool {
	enough := new(big.Float).SetMantExp(new(big.Float).Abs(q.limit), -settledBits)
	return q.spread.Cmp(enough) <= 0 || q.spread.Cmp(q.noise) <= 0
}

// extrapolate returns the limit of the quotients d(0), d(1), … of steps h, h/2,
// …, whose errors are series in h^power, and the size of the last correction:
// T_j(h/2) + (T_j(h/2) − T_j(h))/(2^(j·power) − 1) removes the j-th term
// (Richardson 1911; Numerical Recipes §5.7).
func extrapolate(levels, power int, d func(halvings int) (*big.Float, error)) (quotient, error) {
	var row []*big.Float
	for level := range levels {
		v, err := d(level)
		if err != nil {
			return quotient{}, err
		}
		next := []*big.Float{v}
		for j, coarse := range row {
			correction := new(big.Float).Sub(next[j], coarse)
			correction.Quo(correction, big.NewFloat(float64(int(1)<<((j+1)*power)-1)))
			next = append(next, new(big.Float).Add(next[j], correction))
		}
		row = next
	}
	last := len(row) - 1
	spread := new(big.Float).Sub(row[last], row[last-1])
	return quotient{limit: row[last], spread: spread.Abs(spread)}, nil
}
