// Arithmetic that answers ErrDomain where big.Float panics.

package bigmath

import "math/big"

// Add returns x + y.
func (c Context) Add(x, y *big.Float) (*big.Float, error) {
	if x.IsInf() && y.IsInf() && x.Signbit() != y.Signbit() {
		return nil, ErrDomain
	}
	return c.float().Add(x, y), nil
}

// Sub returns x − y.
func (c Context) Sub(x, y *big.Float) (*big.Float, error) {
	if x.IsInf() && y.IsInf() && x.Signbit() == y.Signbit() {
		return nil, ErrDomain
	}
	return c.float().Sub(x, y), nil
}

// Mul returns x·y.
func (c Context) Mul(x, y *big.Float) (*big.Float, error) {
	if x.IsInf() && y.Sign() == 0 || x.Sign() == 0 && y.IsInf() {
		return nil, ErrDomain
	}
	return c.float().Mul(x, y), nil
}

// Quo returns x/y.
func (c Context) Quo(x, y *big.Float) (*big.Float, error) {
	if x.IsInf() && y.IsInf() || x.Sign() == 0 && y.Sign() == 0 {
		return nil, ErrDomain
	}
	return c.float().Quo(x, y), nil
}

// Neg returns −x.
func (c Context) Neg(x *big.Float) (*big.Float, error) { return c.float().Neg(x), nil }

// FMA returns x·y + z, rounded once.
func (c Context) FMA(x, y, z *big.Float) (*big.Float, error) {
	product, err := Context{x.Prec() + y.Prec()}.Mul(x, y)
	if err != nil {
		return nil, err
	}
	return c.Add(product, z)
}
