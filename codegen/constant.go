// Constants: the shortest text that Go reads back to the same bits.

package codegen

import (
	"math"
	"strconv"
	"strings"

	"chainrule/ir"
)

// literal is the text of a constant, nil for any other value. An integer
// constant made a float is a constant too.
func literal(v *ir.Value) *expr {
	if v.Def == nil {
		return nil
	}
	if v.Def.Op.Name == "itof" {
		if i, ok := v.Def.Args[0].ConstInt(); ok {
			return floatLit(float64(i))
		}
	}
	if !v.IsConst() {
		return goLiteral(v)
	}
	switch c := v.Def.Attr.(type) {
	case float64:
		return floatLit(c)
	case int:
		return intLit(c)
	case bool:
		return lit(strconv.FormatBool(c))
	}
	return nil
}

// floatLit is a float constant, which Go cannot write if it is infinite, not a
// number or a negative zero.
func floatLit(x float64) *expr {
	switch {
	case math.IsNaN(x):
		return call("math", "NaN")
	case math.IsInf(x, 1):
		return call("math", "Inf", intLit(1))
	case math.IsInf(x, -1):
		return call("math", "Inf", intLit(-1))
	case x == 0 && math.Signbit(x):
		return call("math", "Copysign", intLit(0), intLit(-1))
	}
	return lit(floatText(x))
}

// floatText prefers 1000 to 1e+03, and 1e21 to 1e+21.
func floatText(x float64) string {
	if a := math.Abs(x); a == 0 || a >= 1e-4 && a < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	text := strconv.FormatFloat(x, 'g', -1, 64)
	return strings.Replace(text, "e+", "e", 1)
}

// typed makes a constant one that gives a new variable the right type.
func typed(e *expr, t ir.Type) *expr {
	if t == ir.TF64 && e.kind == litExpr && !strings.ContainsAny(e.text, ".e") {
		return lit(e.text + ".0")
	}
	return e
}
