// Maps of floats: the shadow of a map has the derivative of an entry under its
// key. An entry that was not there has none.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// valueOf is the type of a map's values.
func valueOf(m ir.Type) ir.Type { return basic(valueText(m)) }

// valueText is the Go type of a map's values.
func valueText(m ir.Type) string {
	depth := 0
	for i, c := range m.Go {
		switch c {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return m.Go[i+1:]
			}
		}
	}
	return ""
}

// basic is the type of values of the Go type.
func basic(text string) ir.Type {
	switch text {
	case "float64", "float32":
		return ir.TF64
	case "int":
		return ir.TInt
	case "bool":
		return ir.TBool
	}
	return ir.GoType(text)
}

// entryAdjoint is the adjoint of lookup, enter and remove.
func (fr *frame) entryAdjoint(in *ir.Instr) {
	if !fr.act.activeAccess(in) && !fr.act.activeWrite(in) {
		return
	}
	shadow, b := fr.cast.of(fr.b, in.Ref()), fr.b
	cell := strings.TrimPrefix(text(in), "|")
	switch d := (*ir.Value)(nil); {
	case in.IsRemove():
		b.Remove(shadow, in.Key())
	case in.IsEnter():
		fr.add(in.Args[2], b.Lookup(ir.TF64, cell, shadow, in.Key()))
		b.Enter(cell, shadow, in.Key(), b.Float(0))
	default:
		if d = fr.adj[in.Result()]; d == nil {
			return
		}
		inner := b.If(fr.cast.kept[in]).Regions[0].Build()
		inner.Pos = in.Pos
		old := inner.Lookup(ir.TF64, cell, shadow, in.Key())
		inner.Enter(cell, shadow, in.Key(), inner.Op("add", old, d))
	}
}

// activeEntries reports whether entries of a map hold active floats.
func (a *activity) activeEntries(o *object, path string) bool {
	return slices.ContainsFunc(o.paths(), func(p string) bool {
		_, ok := cutPath(p, path)
		return ok && o.cells[p].active()
	})
}

// text is the attribute of an instruction, empty if it has none.
func text(in *ir.Instr) string {
	s, _ := in.Attr.(string)
	return s
}
