// Adjoints that may be exactly zero, because what they belong to was not used on
// the path that was taken: times an infinite partial they would be NaN.
//
//	n := math.Sqrt(s)
//	if n == 0 {
//		return 0
//	}
//	return x / n
//
// At s = 0 the adjoint of n is 0 and the partial of the root is infinite; the
// derivative is that of the path taken, 0. (The same happens with where in array
// languages.)

package adjoint

import (
	"go/ast"
	"go/parser"
	"go/token"
	"sync"

	"chainrule/ir"
)

// guarded adds the contributions of a scalar operation whose partials may be
// infinite and whose adjoint may vanish: only where it does not.
func (fr *frame) guarded(in *ir.Instr, seed *ir.Value) {
	var active []int
	for k, v := range in.Args {
		if fr.act.active(v) && depends(in.Op, k) {
			active = append(active, k)
		}
	}
	if len(active) == 0 {
		return
	}
	guard := fr.b.If(fr.b.Op("used", seed), floats(len(active))...)
	then, other := guard.Regions[0].Build(), guard.Regions[1].Build()
	then.Pos, other.Pos = fr.b.Pos, fr.b.Pos
	for _, k := range active {
		guard.Regions[0].Yield = append(guard.Regions[0].Yield, fr.orZeroIn(then, then.Partial(in.Op, k, in.Args, in.Result(), seed)))
		guard.Regions[1].Yield = append(guard.Regions[1].Yield, other.Float(0))
	}
	for j, k := range active {
		fr.add(in.Args[k], guard.Results[j])
	}
}

func (fr *frame) orZeroIn(b *ir.Builder, d *ir.Value) *ir.Value {
	if d == nil {
		return b.Float(0)
	}
	return d
}

// vanishes reports whether an adjoint is exactly zero on some path.
func vanishes(d *ir.Value) bool { return vanishing(d, map[*ir.Value]bool{}) }

// vanishing is vanishes; what is in seen is taken to be zero.
func vanishing(d *ir.Value, seen map[*ir.Value]bool) bool {
	if seen[d] {
		return true
	}
	if x, ok := d.ConstFloat(); ok {
		return x == 0
	}
	in := d.Def
	if in == nil {
		return false
	}
	switch in.Op.Name {
	case "mul", "div":
		return vanishing(in.Args[0], seen) || in.Op.Name == "mul" && vanishing(in.Args[1], seen)
	case "neg", "f32":
		return vanishing(in.Args[0], seen)
	case "add", "sub":
		return vanishing(in.Args[0], seen) && vanishing(in.Args[1], seen)
	case "cond":
		return !decided(in.Args[0]) && (vanishing(in.Args[1], seen) || vanishing(in.Args[2], seen))
	}
	k := resultNumber(in, d)
	switch {
	case in.IsIf():
		return vanishing(in.Regions[0].Yield[k], seen) || vanishing(in.Regions[1].Yield[k], seen)
	case in.IsLoop():
		if !vanishing(in.Inits()[k], seen) {
			return false
		}
		seen[in.Carried()[k]] = true
		return vanishing(in.Regions[0].Yield[k], seen)
	}
	return false
}

// decided reports whether a condition compares constants only: it will go.
func decided(c *ir.Value) bool {
	if c.IsConst() || c.Def == nil || c.Def.Op.Struct != nil || len(c.Def.Args) == 0 {
		return c.IsConst()
	}
	for _, a := range c.Def.Args {
		if !decided(a) {
			return false
		}
	}
	return true
}

func resultNumber(in *ir.Instr, v *ir.Value) int {
	for k, r := range in.Results {
		if r == v {
			return k
		}
	}
	return -1
}

// steepAt reports whether a partial of the instruction may be infinite. A quotient
// by a constant has none such, nor has a power of a constant from 1 on.
func steepAt(in *ir.Instr) bool {
	switch in.Op.Name {
	case "div":
		if c, ok := in.Args[1].ConstFloat(); ok && c != 0 {
			return false
		}
	case "pow":
		if c, ok := in.Args[1].ConstFloat(); ok && c >= 1 {
			return false
		}
	case "powi":
		if n, ok := in.Args[1].ConstInt(); ok && n >= 1 {
			return false
		}
	}
	return steep(in.Op)
}

// steep reports whether a partial of the operation may be infinite: its rule
// divides by something that is no constant, or takes a power.
func steep(op *ir.Op) bool {
	known, ok := steepness.Load(op)
	if !ok {
		known = anySteep(op.Partials)
		steepness.Store(op, known)
	}
	return known.(bool)
}

var steepness sync.Map

func anySteep(partials []string) bool {
	for _, p := range partials {
		e, err := parser.ParseExpr(p)
		if err != nil {
			continue
		}
		found := false
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				_, constant := n.Y.(*ast.BasicLit)
				found = found || n.Op == token.QUO && !constant
			case *ast.CallExpr:
				id, ok := n.Fun.(*ast.Ident)
				found = found || ok && (id.Name == "pow" || id.Name == "powi")
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}
