// Second partial derivatives by differences in high precision.

package gradcheck

import "math/big"

// Second returns ∂²f/∂x_i∂x_j at x by central differences at prec bits (320 is
// a good choice, as two steps divide the difference) and one step of
// Richardson's extrapolation, and an estimate of its error.
func Second(f BigFunc, x []float64, i, j int, prec uint) (value, errEstimate float64, err error) {
	return refine(prec, 2, func(prec uint, bits int) (quotient, error) {
		s, err := newStencil(f, x, prec, i, j)
		if err != nil {
			return quotient{}, err
		}
		q, err := extrapolate(2, 2, func(halvings int) (*big.Float, error) {
			if i == j {
				return s.pure(i, s.step(i, bits+halvings))
			}
			return s.mixed(shift{i, s.step(i, bits+halvings)}, shift{j, s.step(j, bits+halvings)})
		})
		q.noise = s.noise(s.float().Mul(s.step(i, bits), s.step(j, bits)))
		return q, err
	})
}

// pure returns (f(x+h) − 2f(x) + f(x−h))/h² (DLMF 3.4.29).
func (s *stencil) pure(i int, h *big.Float) (*big.Float, error) {
	sum := s.float()
	for _, term := range []struct {
		weight float64
		shift  shift
	}{{1, shift{i, h}}, {-2, shift{i, s.float()}}, {1, shift{i, s.neg(h)}}} {
		y, err := s.at(term.shift)
		if err != nil {
			return nil, err
		}
		sum.Add(sum, s.float().Mul(y, big.NewFloat(term.weight)))
	}
	return sum.Quo(sum, s.float().Mul(h, h)), nil
}

// mixed returns (f(+,+) − f(+,−) − f(−,+) + f(−,−))/(4 h_a h_b) (DLMF 3.4.35).
func (s *stencil) mixed(a, b shift) (*big.Float, error) {
	sum := s.float()
	for _, p := range []shift{a, {a.i, s.neg(a.by)}} {
		for _, q := range []shift{b, {b.i, s.neg(b.by)}} {
			y, err := s.at(p, q)
			if err != nil {
				return nil, err
			}
			if p.by.Sign() != q.by.Sign() {
				y = s.neg(y)
			}
			sum.Add(sum, y)
		}
	}
	area := s.float().Mul(a.by, b.by)
	return sum.Quo(sum, area.SetMantExp(area, 2)), nil
}
