// Package gradcheck compares derivatives with difference quotients: of the
// primal evaluated in high precision (Partial, PartialSide, Second), where the
// quotient is exact to float64, or of a float64 primal (Sweep), where it comes
// with an error estimate. Tolerance, Close and Compare say what agrees.
//
// Package bigmath beside it evaluates primals in high precision.
package gradcheck

import (
	"errors"
	"fmt"
	"math"
	"math/big"
)

// A BigFunc is a primal in high precision. It must evaluate to about the
// precision of its arguments, x[i].Prec(), which is the same for all, and leave
// them as they are.
type BigFunc func(x []*big.Float) (*big.Float, error)

// ErrNotFinite says that a point, or the primal near it, is infinite or NaN.
var ErrNotFinite = errors.New("gradcheck: not finite")

// A stencil evaluates a primal at and around a point at one precision.
type stencil struct {
	f       BigFunc
	x       []*big.Float
	prec    uint
	largest int // the exponent of the largest value met
}

// newStencil returns the stencil of f at x for differences in the coordinates
// vary. It adds to prec the bits between x and the step in each of them, so
// that x+h is exact; below one twice, as the derivative of an even function is
// small there too.
func newStencil(f BigFunc, x []float64, prec uint, vary ...int) (*stencil, error) {
	for _, i := range vary {
		_, e := math.Frexp(x[i])
		prec += uint(max(e, -2*e))
	}
	s := &stencil{f: f, prec: prec, largest: math.MinInt32}
	for i, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return s, fmt.Errorf("%w: x[%d] = %v", ErrNotFinite, i, v)
		}
		s.x = append(s.x, s.float().SetFloat64(v))
	}
	return s, nil
}

// float returns a fresh zero at the precision of s.
func (s *stencil) float() *big.Float { return new(big.Float).SetPrec(s.prec) }

// step returns the step in coordinate i, min(|x_i|, 1)·2^−bits up to a factor
// of two, so that it neither leaves a domain that ends at zero nor outgrows the
// scale of the common functions.
func (s *stencil) step(i, bits int) *big.Float {
	e := 0
	if s.x[i].Sign() != 0 {
		e = min(s.x[i].MantExp(nil), 0)
	}
	return s.float().SetMantExp(big.NewFloat(1), e-bits)
}

// A shift moves the point by a signed step in coordinate i.
type shift struct {
	i  int
	by *big.Float
}

// at returns f at the point moved by the shifts.
func (s *stencil) at(shifts ...shift) (*big.Float, error) {
	x := make([]*big.Float, len(s.x))
	for i, v := range s.x {
		x[i] = s.float().Set(v)
	}
	for _, d := range shifts {
		x[d.i].Add(x[d.i], d.by)
	}
	y, err := s.f(x)
	if err != nil {
		return nil, err
	}
	if y.IsInf() {
		return nil, fmt.Errorf("%w: f = %v", ErrNotFinite, y)
	}
	if y.Sign() != 0 {
		s.largest = max(s.largest, y.MantExp(nil))
	}
	return y, nil
}

// noise returns what the rounding of f adds to a difference quotient with a
// product of steps h: the largest value met, times 2^−prec, over h.
func (s *stencil) noise(h *big.Float) *big.Float {
	const slack = 4
	if s.largest == math.MinInt32 {
		return s.float()
	}
	return s.float().SetMantExp(big.NewFloat(1), s.largest-int(s.prec)-h.MantExp(nil)+slack)
}

// neg returns −h.
func (s *stencil) neg(h *big.Float) *big.Float { return s.float().Neg(h) }
