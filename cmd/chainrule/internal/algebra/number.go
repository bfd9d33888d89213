// Numbers: from floats, and back.

package algebra

import (
	"math"
	"math/big"
	"strconv"
)

// constants are the floats that stand for a formula, which is shown for them.
var constants = map[float64]func() Expr{
	math.Pi:                  func() Expr { return Pi },
	2 * math.Pi:              func() Expr { return Product(Int(2), Pi) },
	math.E:                   func() Expr { return E },
	math.Ln2:                 func() Expr { return ln(2) },
	math.Log2E:               func() Expr { return Power(ln(2), Int(-1)) },
	math.Ln10:                func() Expr { return ln(10) },
	math.Log10E:              func() Expr { return Power(ln(10), Int(-1)) },
	math.Sqrt2:               func() Expr { return Power(Int(2), half) },
	1 / math.Sqrt2:           func() Expr { return Power(Int(2), Ratio(-1, 2)) },
	1 / math.Sqrt(2*math.Pi): func() Expr { return Power(Product(Int(2), Pi), Ratio(-1, 2)) },
	2 / math.SqrtPi:          func() Expr { return Product(Int(2), Power(Pi, Ratio(-1, 2))) },
	math.Sqrt(math.Pi) / 2:   func() Expr { return Product(half, Power(Pi, half)) },
	math.SqrtPi / 2:          func() Expr { return Product(half, Power(Pi, half)) },
	math.Log(2*math.Pi) / 2:  func() Expr { return Product(half, Call("log", Product(Int(2), Pi))) },
}

func ln(n int64) Expr { return Call("log", Int(n)) }

// Float is the number as it would be written: the shortest decimal that reads
// back as x, or the constant that x is.
func Float(x float64) Expr {
	if c := constants[x]; c != nil {
		return c()
	}
	if math.IsInf(x, 1) {
		return infinity
	}
	if math.IsInf(x, -1) {
		return Neg(infinity)
	}
	if r := shortRatio(x); r != nil {
		return &Num{r}
	}
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	if !ok {
		return notNumber
	}
	return &Num{r}
}

// mostDenominator bounds the fractions that are shown for a float: 1/3, 5/7.
const mostDenominator = 100

// shortRatio is the fraction of small numbers whose quotient x is, if x is no
// short decimal.
func shortRatio(x float64) *big.Rat {
	if len(strconv.FormatFloat(math.Abs(x), 'e', -1, 64)) < len("1.23456789012345e-01") {
		return nil
	}
	for q := 3.0; q <= mostDenominator; q++ {
		if p := math.Round(x * q); p != 0 && math.Abs(p) <= 10*mostDenominator && p/q == x {
			return big.NewRat(int64(p), int64(q))
		}
	}
	return nil
}

// IsDecimal reports whether the number has finitely many decimals.
func (n *Num) IsDecimal() bool { _, exact := n.val.FloatPrec(); return exact }

var infinity, notNumber = &Sym{"Inf", true}, &Sym{"NaN", true}

// mostBits bounds the numbers that are folded.
const mostBits = 400

// ratPow is r to the power n, if that is not too long to write.
func ratPow(r *big.Rat, n int64) (*big.Rat, bool) {
	k := n
	if k < 0 {
		k = -k
	}
	if k > mostBits || (r.Num().BitLen()+r.Denom().BitLen())*int(k) > mostBits {
		return nil, false
	}
	p := new(big.Rat).SetFrac(
		new(big.Int).Exp(r.Num(), big.NewInt(k), nil),
		new(big.Int).Exp(r.Denom(), big.NewInt(k), nil))
	if n < 0 {
		if p.Sign() == 0 {
			return nil, false
		}
		p.Inv(p)
	}
	return p, true
}

// ratRoot is the square root of r where that is a rational number.
func ratRoot(r *big.Rat) (*big.Rat, bool) {
	if r.Sign() <= 0 {
		return nil, false
	}
	p, q := new(big.Int).Sqrt(r.Num()), new(big.Int).Sqrt(r.Denom())
	if new(big.Int).Mul(p, p).Cmp(r.Num()) != 0 || new(big.Int).Mul(q, q).Cmp(r.Denom()) != 0 {
		return nil, false
	}
	return new(big.Rat).SetFrac(p, q), true
}

// IsWhole reports whether the number is an integer.
func (n *Num) IsWhole() bool { return n.val.IsInt() }
