// The standard normal distribution: density, distribution and quantile.

package bigmath

import "math/big"

// NormalPDF returns the standard normal density e^(−x²/2)/√(2π).
func (c Context) NormalPDF(x *big.Float) (*big.Float, error) {
	w := c.work()
	square := new(big.Float).SetPrec(2 * x.Prec())
	square.SetMantExp(square.Mul(x, x), -1)
	density := w.exp(square.Neg(square))
	return c.round(w.quo(density, w.sqrt(w.ldexp(w.pi(), 1))))
}

// NormalCDF returns the standard normal distribution function of x,
// erfc(−x/√2)/2 (DLMF 7.18(iv)).
func (c Context) NormalCDF(x *big.Float) (*big.Float, error) {
	w := c.work()
	p := w + extra(min(2*exponent(x), 64)) // erfc magnifies relative errors by 2x²
	u := p.quo(x, p.neg(p.sqrt(p.int(2))))
	return c.round(w.ldexp(w.erfc(u), -1))
}

// NormalQuantile returns the inverse of NormalCDF, −√2 erfcinv(2x).
func (c Context) NormalQuantile(x *big.Float) (*big.Float, error) {
	w := c.work()
	z, err := Context{uint(w)}.Erfcinv(new(big.Float).SetMantExp(x, 1))
	switch {
	case err != nil:
		return nil, err
	case z.Sign() == 0:
		return c.zero(false)
	}
	return c.round(w.mul(w.neg(w.sqrt(w.int(2))), z))
}
