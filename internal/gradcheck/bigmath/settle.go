// Evaluation at growing precision where terms cancel (Ziv's strategy).

package bigmath

import "math/big"

// maxSettle bounds the precision that settle may reach.
const maxSettle = 1 << 17

// settle evaluates f at growing precision until w of the result's bits are
// good. f returns a value and the exponent of the largest term behind it: at
// precision p its absolute error is about 2^(scale−p).
//
// After A. Ziv, "Fast evaluation of elementary mathematical functions with
// correctly rounded last bit", ACM TOMS 17 (1991).
func (w work) settle(f func(p work) (value *big.Float, scale int)) *big.Float {
	const slack = 16
	for p := w + slack; ; {
		v, scale := f(p)
		lost := min(scale-exponent(v), int(p))
		if need := w + extra(lost); p >= need || p > maxSettle {
			return v
		}
		p = w + extra(lost) + slack
	}
}
