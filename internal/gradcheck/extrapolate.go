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
// estimate wins.
func refine(prec uint, order int, estimate func(prec uint, bits int) (v, spread *big.Float, err error)) (float64, float64, error) {
	var value, spread *big.Float
	var failure error
	for _, bits := range stepBits {
		v, s, err := estimate(prec+uint(order*(bits-stepBits[0])), bits)
		if err != nil {
			failure = err
			continue
		}
		if value == nil || s.Cmp(spread) < 0 {
			value, spread = v, s
		}
		if s.Cmp(new(big.Float).SetMantExp(new(big.Float).Abs(v), -settledBits)) <= 0 {
			break
		}
	}
	if value == nil {
		return 0, 0, failure
	}
	derivative, _ := value.Float64()
	estimated, _ := spread.Float64()
	return derivative, estimated, nil
}

// extrapolate returns the limit of the quotients d(0), d(1), … of steps h, h/2,
// …, whose errors are series in h^power, and the size of the last correction:
// T_j(h/2) + (T_j(h/2) − T_j(h))/(2^(j·power) − 1) removes the j-th term
// (DLMF 3.9(iii), Richardson 1911).
func extrapolate(levels, power int, d func(halvings int) (*big.Float, error)) (limit, spread *big.Float, err error) {
	var row []*big.Float
	for level := range levels {
		v, err := d(level)
		if err != nil {
			return nil, nil, err
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
	spread = new(big.Float).Sub(row[last], row[last-1])
	return row[last], spread.Abs(spread), nil
}
