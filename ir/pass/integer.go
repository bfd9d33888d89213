// Identities of integers and booleans.

package pass

import "chainrule/ir"

// neutral simplifies a conjunction, for which true is neutral, or a disjunction,
// for which false is.
func neutral(a []*ir.Value, with bool) *ir.Value {
	for k := range 2 {
		if c, ok := constBool(a[k]); ok && c == with {
			return a[1-k]
		} else if ok {
			return a[k]
		}
	}
	if a[0] == a[1] {
		return a[0]
	}
	return nil
}

func constBool(v *ir.Value) (c, ok bool) {
	if !v.IsConst() {
		return false, false
	}
	c, ok = v.Def.Attr.(bool)
	return c, ok
}

func isInt(v *ir.Value, want int) bool {
	c, ok := v.ConstInt()
	return ok && c == want
}

// sum simplifies x + sign*y of integers: constants gather on the right, so
// that (n - 1) + 1 is n.
func sum(b *ir.Builder, x, y *ir.Value, sign int) *ir.Value {
	if x == y && sign < 0 {
		return b.Int(0)
	}
	if p, c := offset(x); sign < 0 {
		if q, d := offset(y); same(p, q) {
			return b.Int(c - d)
		}
	}
	moved := sign > 0 && x.IsConst()
	if moved {
		x, y = y, x
	}
	c, ok := y.ConstInt()
	if !ok {
		return nil
	}
	base, inner := offset(x)
	total := sign*c + inner
	switch {
	case total == 0:
		return base
	case base == x && !moved && c > 0:
		return nil // as it stands
	case total > 0:
		return b.Op("iadd", base, b.Int(total))
	}
	return b.Op("isub", base, b.Int(-total))
}

// offset splits x into a value and a constant added to it.
func offset(x *ir.Value) (*ir.Value, int) {
	if x.Def == nil || len(x.Def.Args) != 2 {
		return x, 0
	}
	c, ok := x.Def.Args[1].ConstInt()
	switch {
	case ok && x.Def.Op.Name == "iadd":
		return x.Def.Args[0], c
	case ok && x.Def.Op.Name == "isub":
		return x.Def.Args[0], -c
	}
	return x, 0
}
