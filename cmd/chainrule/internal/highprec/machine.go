// Package highprec runs functions of the ir on floats of high precision, so
// that differences of their values tell derivatives to all digits of a float64.
package highprec

import (
	"fmt"
	"math"
	"math/big"

	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/internal/gradcheck/bigmath"
	"chainrule/ir"
)

// failure ends a run: an argument outside a function's domain, for example.
type failure struct{ err error }

// Stops are the values of a run's stop operations, in their order. A run that is
// given those of another takes them over, so that what is stopped stays put where
// arguments move.
type Stops struct {
	values []ir.Scalar
	frozen bool
	next   int
}

// Freeze gives the stops for a run that takes them over.
func (s *Stops) Freeze() *Stops { return &Stops{values: s.values, frozen: true} }

// stop notes the value of a stop operation or gives the one noted before.
func (s *Stops) stop(v ir.Scalar) ir.Scalar {
	if !s.frozen {
		s.values = append(s.values, v)
		return v
	}
	if s.next < len(s.values) {
		v = s.values[s.next]
		s.next++
	}
	return v
}

// Run runs the function. The floats among the arguments are taken from the X
// of their scalars, a *big.Float, where that is set; those of the results are
// there.
func Run(f *ir.Func, prec uint, args []ir.Arg, stops *Stops) (results []ir.Arg, err error) {
	c := bigmath.New(prec)
	m := &ir.Machine{
		GoCode: sample.Carried,
		Apply: func(op *ir.Op, a []ir.Scalar) ir.Scalar {
			if op.Name == "stop" {
				return stops.stop(a[0])
			}
			return apply(c, op, a)
		},
		Constant: func(x float64) ir.Scalar { return ir.Scalar{F: x, X: lift(c, x)} },
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			results, err = nil, r.err
		default:
			panic(r)
		}
	}()
	return m.Call(f, args...)
}

// Big is the scalar as a big float.
func Big(prec uint, s ir.Scalar) *big.Float { return value(bigmath.New(prec), s) }

func lift(c bigmath.Context, x float64) *big.Float {
	b, err := c.Float(x)
	if err != nil {
		panic(failure{err})
	}
	return b
}

func value(c bigmath.Context, s ir.Scalar) *big.Float {
	if b, ok := s.X.(*big.Float); ok {
		return b
	}
	return lift(c, s.F)
}

func apply(c bigmath.Context, op *ir.Op, a []ir.Scalar) ir.Scalar {
	if op.Out != ir.TF64 {
		return discrete(c, op, a)
	}
	f := bigmath.RowOf(op.Name)
	if f == nil {
		panic(failure{fmt.Errorf("%s is not known in high precision", op.Name)})
	}
	operands := make([]*big.Float, len(a))
	for i, s := range a {
		operands[i] = operand(c, op.In[i], s)
	}
	b, err := f(c, operands)
	if err != nil {
		panic(failure{err})
	}
	x, _ := b.Float64()
	return ir.Scalar{F: x, X: b}
}

func operand(c bigmath.Context, t ir.Type, s ir.Scalar) *big.Float {
	switch {
	case t == ir.TF64:
		return value(c, s)
	case t == ir.TInt:
		return new(big.Float).SetPrec(c.Prec()).SetInt64(int64(s.I))
	case s.B:
		return big.NewFloat(1)
	}
	return new(big.Float)
}

// discrete computes an integer or a truth value. Two floats are compared in
// full: the row sees their order only.
func discrete(c bigmath.Context, op *ir.Op, a []ir.Scalar) ir.Scalar {
	if len(a) == 2 && op.In[0] == ir.TF64 && op.In[1] == ir.TF64 {
		if math.IsNaN(a[0].F) || math.IsNaN(a[1].F) {
			return op.Eval(a)
		}
		return op.Eval([]ir.Scalar{{F: float64(value(c, a[0]).Cmp(value(c, a[1])))}, {}})
	}
	return op.Eval(a)
}
