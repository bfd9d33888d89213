// Naming: what the variable of a value that nobody named is called.

package codegen

import (
	"go/token"
	"strings"

	"chainrule/ir"
)

// nameFor is the name for a value's variable: the user's, or one that says
// what an element is, or a number.
func (g *gen) nameFor(v *ir.Value, e *expr) string {
	if !ir.Invented(v.Name) || v.Name == "t" {
		return v.Name
	}
	if !v.Type.Scalar() {
		return "buf"
	}
	if e != nil && e.kind == callExpr && e.text == "len" {
		return "n"
	}
	if name, ok := g.readName(e); ok {
		return g.adjointName(v, e, name)
	}
	if name := typeName(v.Type); name != "" {
		return name
	}
	return g.names.temp()
}

// readName is xi for x[i], xi0 for x[i][0], layers for m.Layers and pX for p.X.
func (g *gen) readName(e *expr) (string, bool) {
	switch {
	case e == nil:
	case e.converts:
		return g.readName(e.args[0])
	case e.kind == fieldExpr:
		return g.fieldName(e.args[0], e.text), true
	case e.kind == indexExpr:
		at, ok := suffix(e.args[1])
		if base := e.args[0]; ok && base.kind == nameExpr {
			return base.v.name + at, true
		}
		name, named := g.readName(e.args[0])
		return name + at, ok && named
	}
	return "", false
}

// adjointName is the name of what is read of a place, with the d of an adjoint before
// it if that is in a shadow and does not say so: dMass for db.Mass, and massDot for
// bDot.Mass.
func (g *gen) adjointName(v *ir.Value, e *expr, name string) string {
	if v.Def == nil || !v.Def.IsGet() || !g.aliases.Shadow(v.Def.Reads()[0]) {
		return name
	}
	for e.converts || e.kind == indexExpr || e.kind == fieldExpr {
		e = e.args[0]
	}
	switch {
	case e.kind == nameExpr && strings.HasPrefix(name, e.v.name):
		return name
	case e.kind == nameExpr && strings.HasSuffix(e.v.name, "Dot"):
		return name + "Dot"
	}
	return "d" + strings.ToUpper(name[:1]) + name[1:]
}

// fieldName is the name of a field, with what it is a field of before a short name.
func (g *gen) fieldName(base *expr, field string) string {
	of, ok := g.readName(base)
	if base.kind == nameExpr {
		of, ok = base.v.name, true
	}
	if ok && len(field) <= 2 {
		return of + strings.ToUpper(field[:1]) + field[1:]
	}
	return lowerFirst(field)
}

// suffix is what an index adds to the name of an array: xi is x[i].
func suffix(i *expr) (string, bool) {
	switch {
	case i.kind == nameExpr && len(i.v.name) <= 2:
		return i.v.name, true
	case i.kind == litExpr && len(i.text) <= 2 && i.prec == primaryPrec:
		return i.text, true
	case i.kind == binaryExpr && i.text == "+" && i.args[1].kind == litExpr && i.args[0].kind == nameExpr && i.width < 9:
		return i.args[0].v.name + i.args[1].text, true
	case i.kind == binaryExpr && i.text == "-" && i.args[1].kind == litExpr && i.args[0].kind == nameExpr && i.width < 9:
		return i.args[0].v.name + "m" + i.args[1].text, true
	}
	return "", false
}

// typeName is a name for a value that nobody named, after its type.
func typeName(t ir.Type) string {
	switch {
	case t.Go == "error":
		return "err"
	case t.Go == "string":
		return "text"
	case t.IsPointer():
		if name := lowerFirst(baseName(t.Go)); len(name) > 1 && !token.IsKeyword(name) {
			return name
		}
	}
	return ""
}
