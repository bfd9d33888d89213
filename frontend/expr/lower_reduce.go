package expr

// Reductions as loops. sum and prod carry the result. max and min first find
// where it is and then compute it again there, so that the derivative goes to
// the first extreme element and nothing need be remembered. logsumexp subtracts
// the maximum, which mathematically cancels and is cut from the derivative.
// norm is the root of the sum of squares, its derivative at the origin 0.

import (
	"math"

	"chainrule/ir"
)

// span is the indices that a reduction runs over.
type span struct {
	rank int
	// bounds gives the range of the k-th index when the outer ones are idx.
	bounds func(k int, idx []*ir.Value) (lo, hi *ir.Value)
	names  []string
	// box tells that no range depends on another index.
	box bool
}

// term computes the value at the indices.
type termFunc func(idx []*ir.Value) *ir.Value

func (l *lowerer) reduceNode(n *reduceNode) *ir.Value {
	s := span{rank: len(n.over), box: true}
	for k, v := range n.over {
		s.names = append(s.names, v.name)
		for _, w := range n.over[:k] {
			s.box = s.box && !mentions(v.lo, w) && !mentions(v.hi, w)
		}
	}
	set := func(idx []*ir.Value) {
		for i, x := range idx {
			l.env[n.over[i]] = x
		}
	}
	s.bounds = func(k int, idx []*ir.Value) (lo, hi *ir.Value) {
		set(idx)
		return l.scalar(n.over[k].lo), l.scalar(n.over[k].hi)
	}
	defer l.hoist(n.body, n.over)()
	l.at(n.pos)
	return l.reduce(n.op, s, cheap(n.body), func(idx []*ir.Value) *ir.Value {
		set(idx)
		v := l.scalar(n.body)
		l.at(n.pos)
		return v
	})
}

func (l *lowerer) wholeNode(n *wholeNode) *ir.Value {
	e := l.array(n.x)
	dims := l.dims(n.x.is())
	s := span{rank: len(dims), box: true}
	for k := range dims {
		s.names = append(s.names, string(rune('i'+k%10)))
	}
	s.bounds = func(k int, _ []*ir.Value) (lo, hi *ir.Value) { return l.b.Int(0), dims[k] }
	l.at(n.pos)
	return l.reduce(n.op, s, cheap(n.x), func(idx []*ir.Value) *ir.Value {
		v := e.at(idx)
		l.at(n.pos)
		return v
	})
}

// cheap reports whether a term costs no more than a load.
func cheap(n node) bool {
	switch n := n.(type) {
	case *varNode, *constNode, *sizeNode:
		return true
	case *indexNode:
		if _, ok := n.x.(*varNode); !ok {
			return false
		}
		for _, i := range n.idx {
			if !cheap(i) {
				return false
			}
		}
		return true
	}
	return false
}

func (l *lowerer) reduce(op string, s span, cheap bool, at termFunc) *ir.Value {
	switch op {
	case "sum":
		return l.accumulate(s, "add", 0, at)
	case "prod":
		return l.accumulate(s, "mul", 1, at)
	case "mean":
		sum := l.accumulate(s, "add", 0, at)
		return l.b.Op("div", sum, l.count(s))
	case "norm":
		return l.norm(s, at)
	case "max":
		return l.extreme(s, true, at)
	case "min":
		return l.extreme(s, false, at)
	}
	return l.logsumexp(s, cheap, at)
}

// over runs body over the span with carried values.
func (l *lowerer) over(s span, inits []*ir.Value, body func(idx, acc []*ir.Value) []*ir.Value) []*ir.Value {
	pos := l.b.Pos
	var level func(idx, acc []*ir.Value) []*ir.Value
	level = func(idx, acc []*ir.Value) []*ir.Value {
		k := len(idx)
		if k == s.rank {
			return body(idx, acc)
		}
		lo, hi := s.bounds(k, idx)
		l.b.Pos = pos
		return l.forEach(lo, hi, acc, s.names[k], func(i *ir.Value, acc []*ir.Value) []*ir.Value {
			return level(append(idx[:k:k], i), acc)
		})
	}
	return level(nil, inits)
}

func (l *lowerer) accumulate(s span, op string, init float64, at termFunc) *ir.Value {
	return l.over(s, []*ir.Value{l.b.Float(init)}, func(idx, acc []*ir.Value) []*ir.Value {
		v := at(idx)
		return []*ir.Value{l.b.Op(op, acc[0], v)}
	})[0]
}

// count is the number of terms as a float.
func (l *lowerer) count(s span) *ir.Value {
	if !s.box {
		return l.accumulate(s, "add", 0, func([]*ir.Value) *ir.Value { return l.b.Float(1) })
	}
	var n *ir.Value
	for k := range s.rank {
		lo, hi := s.bounds(k, nil)
		d := l.intOp("isub", hi, lo)
		if n == nil {
			n = d
		} else {
			n = l.b.Op("imul", n, d)
		}
	}
	return l.b.Op("itof", n)
}

func (l *lowerer) norm(s span, at termFunc) *ir.Value {
	sum := l.accumulate(s, "add", 0, func(idx []*ir.Value) *ir.Value {
		v := at(idx)
		return l.b.Op("mul", v, v)
	})
	return l.choose(l.b.Op("eq", sum, l.b.Float(0)), ir.TF64,
		func() *ir.Value { return l.b.Float(0) },
		func() *ir.Value { return l.b.Op("sqrt", sum) })
}

// better reports whether v takes the place of best: when it is beyond it, or NaN.
func (l *lowerer) better(larger bool, best, v *ir.Value) *ir.Value {
	x, y := best, v
	if !larger {
		x, y = v, best
	}
	return l.b.Op("or", l.b.Op("lt", x, y), l.b.Op("ne", v, v))
}

// extreme finds the first largest (smallest) term and computes it again there.
// Without terms it is the infinity that changes no maximum.
func (l *lowerer) extreme(s span, larger bool, at termFunc) *ir.Value {
	worst := math.Inf(1)
	if larger {
		worst = math.Inf(-1)
	}
	inits := []*ir.Value{l.b.Float(worst)}
	nonempty := (*ir.Value)(nil)
	for k := range s.rank {
		if !s.box {
			inits = append(inits, l.b.Int(0))
			continue
		}
		lo, hi := s.bounds(k, nil)
		some := l.b.Op("ilt", lo, hi)
		if nonempty != nil {
			some = l.b.Op("and", nonempty, some)
		}
		nonempty = some
		inits = append(inits, lo)
	}
	if !s.box {
		inits = append(inits, l.b.Int(0)) // whether a term was seen
	}
	found := l.over(s, inits, func(idx, acc []*ir.Value) []*ir.Value { return l.keepBetter(s, larger, at(idx), idx, acc) })
	if !s.box {
		nonempty = l.b.Op("ilt", l.b.Int(0), found[s.rank+1])
	}
	return l.choose(nonempty, ir.TF64,
		func() *ir.Value { return at(found[1 : s.rank+1]) },
		func() *ir.Value { return l.b.Float(worst) })
}

// keepBetter gives the best term so far and its indices.
func (l *lowerer) keepBetter(s span, larger bool, v *ir.Value, idx, acc []*ir.Value) []*ir.Value {
	take := l.better(larger, acc[0], v)
	here := append([]*ir.Value{v}, idx...)
	if !s.box {
		seen := acc[s.rank+1]
		take = l.b.Op("or", take, l.b.Op("ieq", seen, l.b.Int(0)))
		here = append(here, l.b.Int(1))
	}
	types := make([]ir.Type, len(here))
	for i, h := range here {
		types[i] = h.Type
	}
	in := l.b.If(take, types...)
	in.Regions[0].Yield = here
	in.Regions[1].Yield = acc
	return in.Results
}

// logsumexp computes m + log sum exp(v - m) with m the largest term. Terms that
// cost more than a load are computed once, into an array.
func (l *lowerer) logsumexp(s span, cheap bool, at termFunc) *ir.Value {
	if !cheap && s.box {
		s, at = l.tabulate(s, at)
	}
	largest := l.over(s, []*ir.Value{l.b.Float(math.Inf(-1))}, func(idx, acc []*ir.Value) []*ir.Value {
		v := at(idx)
		in := l.b.If(l.better(true, acc[0], v), ir.TF64)
		in.Regions[0].Yield = []*ir.Value{v}
		in.Regions[1].Yield = acc
		return in.Results
	})[0]
	m := l.b.Op("stop", largest)
	infinite := l.b.Op("eq", l.b.Op("abs", m), l.b.Float(math.Inf(1)))
	return l.choose(infinite, ir.TF64, func() *ir.Value { return m }, func() *ir.Value {
		sum := l.accumulate(s, "add", 0, func(idx []*ir.Value) *ir.Value {
			return l.b.Op("exp", l.b.Op("sub", at(idx), m))
		})
		return l.b.Op("add", m, l.b.Op("log", sum))
	})
}

// tabulate stores the terms of a box in an array.
func (l *lowerer) tabulate(s span, at termFunc) (span, termFunc) {
	los := make([]*ir.Value, s.rank)
	dims := make([]*ir.Value, s.rank)
	for k := range s.rank {
		lo, hi := s.bounds(k, nil)
		los[k], dims[k] = lo, l.intOp("isub", hi, lo)
		if n, ok := lo.ConstInt(); !ok || n != 0 {
			dims[k] = l.b.Op("imax", dims[k], l.b.Int(0))
		}
	}
	table := l.b.Alloc(ir.F64, ir.AllocOnce, dims...)
	l.over(s, nil, func(idx, _ []*ir.Value) []*ir.Value {
		v := at(idx)
		to := make([]*ir.Value, s.rank)
		for k, i := range idx {
			to[k] = l.intOp("isub", i, los[k])
		}
		l.b.Store(table, v, to...)
		return nil
	})
	t := span{rank: s.rank, box: true, names: s.names}
	t.bounds = func(k int, _ []*ir.Value) (lo, hi *ir.Value) { return l.b.Int(0), dims[k] }
	return t, func(idx []*ir.Value) *ir.Value { return l.b.Load(table, idx...) }
}
