// What is known of branches, loops and references once their parts are simple.

package pass

import "chainrule/ir"

// settle replaces results of a branch or loop whose regions are simplified.
func (s *simplifier) settle(in *ir.Instr) {
	switch {
	case in.IsIf():
		for k, v := range in.Results {
			if w := s.chosen(in, s.of(in.Regions[0].Yield[k]), s.of(in.Regions[1].Yield[k])); w != nil {
				s.with[v] = w.Named(v.Name)
			}
		}
	case in.IsLoop():
		for k, v := range in.Results {
			if c, ok := s.longest(in, k); ok {
				s.b.Pos = in.Pos
				n := in.Hi()
				if c != 1 {
					n = s.b.Op("isub", n, s.b.Int(1-c))
				}
				s.with[v] = s.b.Op("imax", n, s.b.Int(0)).Named(v.Name)
			}
		}
	case in.IsWhile():
		if c, ok := constBool(s.of(in.Regions[0].Yield[0])); ok && !c {
			for k, v := range in.Results {
				s.with[v] = in.Args[k]
			}
		}
	}
}

// longest reports whether a loop from 0 to n carries from 0 the greatest of its
// counters i + c, or of n - i - 1 + c, where c is at most 1: the extent of what
// triangular loops keep, max(n-1+c, 0).
func (s *simplifier) longest(loop *ir.Instr, k int) (c int, ok bool) {
	d := s.of(loop.Regions[0].Yield[k]).Def
	if d == nil || d.Op.Name != "imax" || !isInt(loop.Lo(), 0) || !isInt(loop.Inits()[k], 0) {
		return 0, false
	}
	i := loop.Index()
	for j := range 2 {
		if d.Args[j] != loop.Carried()[k] {
			continue
		}
		w := d.Args[1-j]
		if e := w.Def; e != nil && e.Op.Name == "imax" && isInt(e.Args[1], 0) {
			w = e.Args[0]
		}
		if base, c := offset(w); base == i && c <= 1 {
			return c, true
		}
		if e := w.Def; e != nil && e.Op.Name == "isub" && e.Args[0] == loop.Hi() {
			base, d := offset(e.Args[1])
			return 1 - d, base == i && d >= 0
		}
	}
	return 0, false
}

// chosen is what a branch that yields x or y gives, as a value without it; nil if
// it takes the branch.
func (s *simplifier) chosen(in *ir.Instr, x, y *ir.Value) *ir.Value {
	if x == y {
		return x
	}
	c := s.of(in.Args[0])
	s.b.Pos = in.Pos
	t, ok := constBool(x)
	u, ok2 := constBool(y)
	switch {
	case ok && ok2 && t == u:
		return s.b.Bool(t)
	case ok && ok2 && t:
		return c
	case ok && ok2:
		return s.b.Op("not", c)
	case ok && t && around(in, y):
		return s.b.Op("or", c, y)
	case ok2 && !u && around(in, x):
		return s.b.Op("and", c, x)
	}
	return nil
}

// around reports whether the value is defined outside the instruction.
func around(in *ir.Instr, v *ir.Value) bool { return in.In.Inside(v.Region()) }

// reference is what a question about a reference simplifies to, nil if it stays.
func (s *simplifier) reference(in *ir.Instr) *ir.Value {
	if in.IsGoExpr() && in.Template() == "$0 == $1" && in.Args[0] == in.Args[1] && in.Args[0].Type.IsPointer() {
		return s.b.Bool(true)
	}
	if len(in.Args) == 0 || in.Args[0].Def == nil {
		return nil
	}
	d := in.Args[0].Def
	switch {
	case in.IsIsNil():
		return s.isNil(d)
	case in.IsSize() || in.IsRoom():
		return s.length(in, d)
	case in.IsReslice() && whole(in):
		return in.Args[0]
	}
	return nil
}

// isNil is whether what the instruction gives is nil.
func (s *simplifier) isNil(d *ir.Instr) *ir.Value {
	switch {
	case isNilText(d):
		return s.b.Bool(true)
	case d.IsNew() || d.IsMake() || d.IsMakeMap() || d.IsAddr() || d.IsReslice() && d.Ref().Type.IsPointer():
		return s.b.Bool(false)
	case d.IsReslice():
		return s.b.IsNil(d.Ref())
	}
	return nil
}

func isNilText(d *ir.Instr) bool { return d.IsGoExpr() && d.Template() == "nil" }

// length is the length or capacity of the slice that d gives.
func (s *simplifier) length(in, d *ir.Instr) *ir.Value {
	switch {
	case isNilText(d):
		return s.b.Int(0)
	case in.IsSize() && d.IsMake():
		return d.Args[0]
	case in.IsRoom() && d.IsMake():
		return d.Args[1]
	case in.IsSize() && d.IsGrow():
		return s.b.Op("iadd", s.b.Size(d.Args[0]), d.Args[1])
	case in.IsSize() && d.IsReslice():
		return s.difference(d.Args[2], d.Args[1])
	case in.IsRoom() && d.IsReslice() && len(d.Args) == 4:
		return s.difference(d.Args[3], d.Args[1])
	case in.IsRoom() && d.IsReslice() && d.Ref().Type.IsSlice():
		return s.difference(s.b.Room(d.Ref()), d.Args[1])
	}
	return nil
}

// difference is x - y, simplified.
func (s *simplifier) difference(x, y *ir.Value) *ir.Value {
	if v := sum(s.b, x, y, -1); v != nil {
		return v
	}
	return s.b.Op("isub", x, y)
}
