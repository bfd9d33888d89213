package expr

// Sizes as integers at run time.

import (
	"math/big"

	"chainrule/ir"
)

func ratInt(n *big.Int) *big.Rat { return new(big.Rat).SetInt(n) }

// intOp applies an integer row, leaving out what changes nothing.
func (l *lowerer) intOp(op string, a, b *ir.Value) *ir.Value {
	k, isConst := b.ConstInt()
	switch {
	case !isConst:
	case k == 0 && (op == "iadd" || op == "isub"):
		return a
	case k == 1 && (op == "imul" || op == "idiv"):
		return a
	}
	return l.b.Op(op, a, b)
}

// intConst applies an integer row to a number, leaving out what changes nothing.
func (l *lowerer) intConst(op string, a *ir.Value, k *big.Int) *ir.Value {
	if k.IsInt64() && (k.Int64() == 1 && (op == "imul" || op == "idiv") || k.Int64() == 0 && (op == "iadd" || op == "isub")) {
		return a
	}
	return l.b.Op(op, a, l.b.Int(int(k.Int64())))
}

// lenOf is the length of a parameter, read once.
func (l *lowerer) lenOf(p *variable) *ir.Value {
	if l.lens[p] == nil {
		l.lens[p] = l.b.Len(l.env[p], 0)
	}
	return l.lens[p]
}

// size computes a size; all its divisions are one, at the end.
func (l *lowerer) size(s size) *ir.Value {
	d := s.denominator()
	var sum *ir.Value
	for _, t := range s.scale(ratInt(d)).terms {
		v, minus := l.term(t, sum != nil)
		switch {
		case sum == nil:
			sum = v
		case minus:
			sum = l.intOp("isub", sum, v)
		default:
			sum = l.intOp("iadd", sum, v)
		}
	}
	if sum == nil {
		return l.b.Int(0)
	}
	return l.intConst("idiv", sum, d)
}

// term computes one term; with unsigned set a minus is left to the caller.
func (l *lowerer) term(t term, unsigned bool) (v *ir.Value, minus bool) {
	c := t.coef.Num()
	if unsigned && c.Sign() < 0 {
		c, minus = new(big.Int).Neg(c), true
	}
	if len(t.vars) == 0 {
		return l.b.Int(int(c.Int64())), minus
	}
	for _, x := range t.vars {
		if v == nil {
			v = l.env[x]
		} else {
			v = l.b.Op("imul", v, l.env[x])
		}
	}
	return l.intConst("imul", v, c), minus
}

// dims are the extents of a type. One that could be negative for small sizes or
// a careless integer is an empty axis then.
func (l *lowerer) dims(t typ) []*ir.Value {
	out := make([]*ir.Value, len(t.dims))
	for i, d := range t.dims {
		out[i] = l.size(d)
		if !d.nonNegative() {
			out[i] = l.b.Op("imax", out[i], l.b.Int(0))
		}
	}
	return out
}
