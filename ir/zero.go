// The zero value of any type.

package ir

import "strings"

// ZeroOf appends the zero value of a scalar type.
func ZeroOf(b *Builder, t Type) *Value {
	switch t.Kind {
	case F64:
		return b.Float(0)
	case Int:
		return b.Int(0)
	case Bool:
		return b.Bool(false)
	}
	return b.GoExpr(t, zeroText(t))
}

// zeroText is the Go text of the zero value of a Go type.
func zeroText(t Type) string {
	switch {
	case t.IsRef() || t.Go == "error" || t.Go == "any" || strings.HasPrefix(t.Go, "func("):
		return "nil"
	case t.Go == "string":
		return `""`
	}
	return "*new(" + t.Go + ")"
}
