// Package bigmath evaluates the differentiable functions of package math, and
// the special functions beside them, on *big.Float to any precision.
//
// Arguments are taken exactly, whatever their own precision. Results carry the
// precision of the Context and are within a few units in their last place; the
// working precision has guard bits, and grows where terms cancel. Signed zeros
// and infinities follow package math. Where package math answers NaN, which
// big.Float cannot hold, the error is ErrDomain.
//
// "DLMF" is the NIST Digital Library of Mathematical Functions,
// https://dlmf.nist.gov/.
package bigmath

import (
	"errors"
	"math/big"
)

// ErrDomain says that the result is not a number.
var ErrDomain = errors.New("bigmath: argument outside the domain")

// ErrRange says that an argument is too large to be reduced accurately.
var ErrRange = errors.New("bigmath: argument too large to reduce")

// guardBits is how much further than its result an evaluation works.
const guardBits = 32

// maxReduce is the largest exponent that an argument reduction modulo pi
// accepts; every finite float64 is far below it.
const maxReduce = 1 << 16

// A Context evaluates functions to a fixed number of bits. Its methods may be
// called concurrently; they return new values and leave their arguments alone.
type Context struct{ prec uint }

// New returns a Context for results of prec bits; fewer than 24 count as 24.
func New(prec uint) Context { return Context{max(prec, 24)} }

// Prec returns the number of bits of the results.
func (c Context) Prec() uint { return c.prec }

// Float returns the float64 v at the precision of c; ErrDomain where v is NaN.
func (c Context) Float(v float64) (*big.Float, error) {
	if v != v {
		return nil, ErrDomain
	}
	return c.round(big.NewFloat(v))
}

// work returns the working arithmetic behind results of c.
func (c Context) work() work { return work(c.prec + guardBits) }

// float returns a fresh zero at the precision of c.
func (c Context) float() *big.Float { return new(big.Float).SetPrec(c.prec) }

// round returns x at the precision of c, as a method's answer.
func (c Context) round(x *big.Float) (*big.Float, error) { return c.float().Set(x), nil }

// inf answers with an infinity.
func (c Context) inf(negative bool) (*big.Float, error) { return c.float().SetInf(negative), nil }

// int answers with the integer n.
func (c Context) int(n int64) (*big.Float, error) { return c.float().SetInt64(n), nil }

// zero answers with a zero of the given sign.
func (c Context) zero(negative bool) (*big.Float, error) {
	z := c.float()
	if negative {
		z.Neg(z)
	}
	return z, nil
}
