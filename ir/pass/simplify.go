// Simplify folds constants and applies the identities that hold to the bit.

package pass

import (
	"math"

	"chainrule/ir"
)

// Simplify folds constants and applies identities that are exact in IEEE
// arithmetic; x + 0 and x * 0 are not among them.
var Simplify = Pass{"simplify", "folds constants and applies exact identities", simplify, false}

func simplify(f *ir.Func) {
	s := &simplifier{with: map[*ir.Value]*ir.Value{}, names: newNamer(f)}
	s.region(f.Body)
	f.Body.Replace(s.with)
}

type simplifier struct {
	with map[*ir.Value]*ir.Value
	b    *ir.Builder // the instructions that stay

	names namer
}

func (s *simplifier) of(v *ir.Value) *ir.Value {
	for s.with[v] != nil {
		v = s.with[v]
	}
	return v
}

// region rewrites a region's instructions into a new list.
func (s *simplifier) region(r *ir.Region) {
	outer := s.b
	old := r.Instrs
	r.Instrs = nil
	s.b = r.Build()
	for _, in := range old {
		for i, a := range in.Args {
			in.Args[i] = s.of(a)
		}
		s.b.Pos = in.Pos
		if s.instr(in) {
			continue
		}
		r.Instrs = append(r.Instrs, in)
		for _, sub := range in.Regions {
			s.region(sub)
		}
		s.settle(in)
	}
	for i, v := range r.Yield {
		r.Yield[i] = s.of(v)
	}
	s.b = outer
}

// instr reports whether the instruction has gone.
func (s *simplifier) instr(in *ir.Instr) bool {
	switch {
	case in.IsLoop():
		s.invariants(in, in.Inits(), in.Carried(), in.Regions[0].Yield)
		return false
	case in.IsWhile():
		for _, r := range in.Regions {
			s.invariants(in, in.Args, r.Params, in.Regions[1].Yield)
		}
		return false
	case in.IsIf():
		return s.branch(in)
	}
	var v *ir.Value
	if in.Op.Struct == nil {
		v = s.value(in)
	} else {
		v = s.reference(in)
	}
	if v == nil {
		return false
	}
	if list := s.b.Region.Instrs; len(list) > 0 && v.Def == list[len(list)-1] {
		v.Named(in.Result().Name)
	} else {
		s.names.give(v, in.Result().Name)
	}
	s.with[in.Result()] = v
	return true
}

// invariants replaces carried values that every iteration yields unchanged.
func (s *simplifier) invariants(in *ir.Instr, inits, carried, yield []*ir.Value) {
	for k, c := range carried {
		if y := s.of(yield[k]); y == c || y == inits[k] {
			s.with[c] = inits[k]
			s.with[in.Results[k]] = inits[k]
		}
	}
}

// branch splices the chosen region of a branch on a constant.
func (s *simplifier) branch(in *ir.Instr) bool {
	c := in.Args[0]
	if !c.IsConst() {
		return false
	}
	r := in.Regions[1]
	if c.Def.Attr.(bool) {
		r = in.Regions[0]
	}
	s.region(r)
	for _, inner := range r.Instrs {
		inner.In = in.In
		in.In.Instrs = append(in.In.Instrs, inner)
	}
	for k, v := range r.Yield {
		s.with[in.Results[k]] = v
	}
	return true
}

// value is what the instruction simplifies to, nil if it stays.
func (s *simplifier) value(in *ir.Instr) *ir.Value {
	if v := s.constant(in); v != nil {
		return v
	}
	if rule := identities[in.Op.Name]; rule != nil {
		return rule(s.b, in.Args)
	}
	return nil
}

// constant folds an operation on constants, unless it would trap or the result
// is no number that can be written.
func (s *simplifier) constant(in *ir.Instr) *ir.Value {
	args := make([]ir.Scalar, len(in.Args))
	for i, a := range in.Args {
		if !a.IsConst() {
			return nil
		}
		switch c := a.Def.Attr.(type) {
		case float64:
			args[i].F = c
		case int:
			args[i].I = c
		case bool:
			args[i].B = c
		}
	}
	if !Safe(in) {
		return nil
	}
	r := in.Op.Eval(args)
	switch in.Op.Out {
	case ir.TF64:
		return s.b.Float(r.F)
	case ir.TInt:
		return s.b.Int(r.I)
	}
	return s.b.Bool(r.B)
}

type identity func(b *ir.Builder, a []*ir.Value) *ir.Value

// identities holds, for each operation, what it simplifies to. All hold for
// every float, signed zeros, infinities and NaN included.
var identities = map[string]identity{
	"add": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if n := negated(a[1]); n != nil {
			return b.Op("sub", a[0], n)
		}
		if n := negated(a[0]); n != nil {
			return b.Op("sub", a[1], n)
		}
		for k := range 2 {
			if isFloat(a[k], 0) && neverNegativeZero(a[1-k]) {
				return a[1-k]
			}
		}
		return nil
	},
	"sub": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if isFloat(a[1], 0) {
			return a[0]
		}
		if n := negated(a[1]); n != nil {
			return b.Op("add", a[0], n)
		}
		if negated(a[0]) == a[1] {
			return b.Op("neg", b.Op("add", a[1], a[1]))
		}
		return nil
	},
	"mul": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		for k := range 2 {
			x, y := a[k], a[1-k]
			if isFloat(y, 1) {
				return x
			}
			if isFloat(y, -1) {
				return b.Op("neg", x)
			}
		}
		if v := doubled(b, a); v != nil {
			return v
		}
		return signs(b, "mul", a)
	},
	"div": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if isFloat(a[1], 1) {
			return a[0]
		}
		return signs(b, "div", a)
	},
	"neg": func(b *ir.Builder, a []*ir.Value) *ir.Value { return negated(a[0]) },
	"not": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if d := a[0].Def; d != nil && d.Op.Name == "not" {
			return d.Args[0]
		}
		return nil
	},
	"used": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if n := negated(a[0]); n != nil {
			return b.Op("used", n)
		}
		return nil
	},
	"and":  func(b *ir.Builder, a []*ir.Value) *ir.Value { return neutral(a, true) },
	"or":   func(b *ir.Builder, a []*ir.Value) *ir.Value { return neutral(a, false) },
	"iadd": func(b *ir.Builder, a []*ir.Value) *ir.Value { return sum(b, a[0], a[1], 1) },
	"isub": func(b *ir.Builder, a []*ir.Value) *ir.Value { return sum(b, a[0], a[1], -1) },
	"imul": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		for k := range 2 {
			if isInt(a[k], 1) {
				return a[1-k]
			}
			if isInt(a[k], 0) {
				return a[k]
			}
		}
		return nil
	},
	"imax": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		for k := range 2 {
			if c, ok := a[k].ConstInt(); ok && c <= 0 && NonNegative(a[1-k]) {
				return a[1-k]
			}
		}
		return nil
	},
	"idiv": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if isInt(a[1], 1) {
			return a[0]
		}
		return nil
	},
	"cond": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if a[1] == a[2] {
			return a[1]
		}
		if a[0].IsConst() {
			if a[0].Def.Attr.(bool) {
				return a[1]
			}
			return a[2]
		}
		return nil
	},
	"powi": func(b *ir.Builder, a []*ir.Value) *ir.Value {
		if n, ok := a[1].ConstInt(); ok && n == 1 {
			return a[0]
		} else if ok && n == 0 {
			return b.Float(1)
		}
		return nil
	},
}

// neverNegativeZero reports whether v is known not to be -0, the one value that
// adding 0 changes.
func neverNegativeZero(v *ir.Value) bool {
	if c, ok := v.ConstFloat(); ok {
		return c != 0 || !math.Signbit(c)
	}
	if v.Def == nil {
		return false
	}
	switch a := v.Def.Args; v.Def.Op.Name {
	case "mul":
		return a[0] == a[1]
	case "exp", "abs", "itof":
		return true
	}
	return false
}

// doubled turns c·(p·x) into (c·p)·x for a power of two p: the inner product is
// exact, and with |c| and |p| at least 1 it overflows only if the whole does.
func doubled(b *ir.Builder, a []*ir.Value) *ir.Value {
	for k := range 2 {
		c, ok := a[k].ConstFloat()
		d := a[1-k].Def
		if !ok || math.Abs(c) < 1 || d == nil || d.Op.Name != "mul" {
			continue
		}
		for j := range 2 {
			p, ok := d.Args[j].ConstFloat()
			m, _ := math.Frexp(p)
			if ok && math.Abs(m) == 0.5 && math.Abs(p) >= 1 && !math.IsInf(c*p, 0) && a[1-k].Name == "" {
				return b.Op("mul", b.Float(c*p), d.Args[1-j])
			}
		}
	}
	return nil
}

// signs moves negations out of a product or quotient: both factors', or one's.
func signs(b *ir.Builder, op string, a []*ir.Value) *ir.Value {
	x, y := negated(a[0]), negated(a[1])
	switch {
	case x != nil && y != nil:
		return b.Op(op, x, y)
	case x != nil:
		return b.Op("neg", b.Op(op, x, a[1]))
	case y != nil:
		return b.Op("neg", b.Op(op, a[0], y))
	}
	return nil
}

// negated is what v is the negation of, nil if it is none.
func negated(v *ir.Value) *ir.Value {
	if v.Def != nil && v.Def.Op.Name == "neg" {
		return v.Def.Args[0]
	}
	return nil
}

func isFloat(v *ir.Value, want float64) bool {
	c, ok := v.ConstFloat()
	return ok && c == want && math.Signbit(c) == math.Signbit(want)
}
