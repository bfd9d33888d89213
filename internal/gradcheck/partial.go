// First partial derivatives by differences in high precision.

package gradcheck

import "math/big"

// Partial returns ∂f/∂x_i at x by central differences at prec bits (256 is a
// good choice) and one step of Richardson's extrapolation, and an estimate of
// its error. Where f is smooth the value is exact up to its rounding to
// float64. At a kink it is the mean of the two sides; see PartialSide.
func Partial(f BigFunc, x []float64, i int, prec uint) (value, errEstimate float64, err error) {
	return refine(prec, 1, func(prec uint, bits int) (quotient, error) {
		s, err := newStencil(f, x, prec, i)
		if err != nil {
			return quotient{}, err
		}
		q, err := extrapolate(2, 2, func(halvings int) (*big.Float, error) {
			return s.central(i, s.step(i, bits+halvings))
		})
		q.noise = s.noise(s.step(i, bits))
		return q, err
	})
}

// PartialSide returns the one-sided ∂f/∂x_i at x, from above for side > 0 and
// from below otherwise, by forward or backward differences and two steps of
// Richardson's extrapolation.
func PartialSide(f BigFunc, x []float64, i, side int, prec uint) (value, errEstimate float64, err error) {
	return refine(prec, 1, func(prec uint, bits int) (quotient, error) {
		s, err := newStencil(f, x, prec, i)
		if err != nil {
			return quotient{}, err
		}
		center, err := s.at()
		if err != nil {
			return quotient{}, err
		}
		q, err := extrapolate(3, 1, func(halvings int) (*big.Float, error) {
			h := s.step(i, bits+halvings)
			if side <= 0 {
				h = s.neg(h)
			}
			return s.oneSided(i, h, center)
		})
		q.noise = s.noise(s.step(i, bits))
		return q, err
	})
}

// central returns (f(x+h) − f(x−h))/(2h) (DLMF 3.4.21).
func (s *stencil) central(i int, h *big.Float) (*big.Float, error) {
	above, err := s.at(shift{i, h})
	if err != nil {
		return nil, err
	}
	below, err := s.at(shift{i, s.neg(h)})
	if err != nil {
		return nil, err
	}
	difference := s.float().Sub(above, below)
	return difference.Quo(difference, s.float().Add(h, h)), nil
}

// oneSided returns (f(x+h) − f(x))/h for h of either sign.
func (s *stencil) oneSided(i int, h, center *big.Float) (*big.Float, error) {
	moved, err := s.at(shift{i, h})
	if err != nil {
		return nil, err
	}
	difference := s.float().Sub(moved, center)
	return difference.Quo(difference, h), nil
}
