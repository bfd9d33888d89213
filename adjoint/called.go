// What a value without a name is called when it is saved.

package adjoint

import (
	"strings"

	"chainrule/ir"
)

// called names results of operations that Go has a sign for, or a builtin.
var called = map[string]string{
	"add": "sum", "sub": "difference", "mul": "product", "div": "quotient", "neg": "negative",
	"max": "larger", "min": "smaller", "maxnum": "larger", "minnum": "smaller", "abs": "magnitude",
	"sqrt": "root", "pow": "power", "powi": "power", "relu": "positive",
	"iadd": "count", "isub": "count", "imul": "count",
}

// christen gives a value that nobody named the name of what it is: a root, a
// quotient, a field; a condition says which way was taken.
func christen(v *ir.Value) {
	if !ir.Invented(v.Name) || v.Def == nil {
		return
	}
	in := v.Def
	switch {
	case v.Type == ir.TBool:
		v.Name = "taken"
	case in.IsGet():
		if v.Name = fieldOf(in.Path()); v.Name == "" {
			v.Name = elementName(in.Ref(), v.Type)
		}
	case in.IsLoad():
		v.Name = elementName(in.Array(), v.Type)
	case in.IsSize():
		v.Name = "n"
	case in.IsRoom():
		v.Name = "room"
	case in.IsReslice():
		v.Name = "part"
	case in.IsGrow():
		v.Name = "grown"
	case called[in.Op.Name] != "":
		v.Name = called[in.Op.Name]
	case in.Op.Struct == nil && strings.HasPrefix(in.Op.Go, "math."):
		v.Name = in.Op.Name
	}
}

// elementName is the name of an element: a value of values, a row of slices.
func elementName(list *ir.Value, t ir.Type) string {
	switch name, plural := strings.CutSuffix(list.Name, "s"); {
	case plural && len(name) > 2 && !strings.HasSuffix(name, "s"):
		return name
	case t.IsSlice():
		return "row"
	case t.IsRef():
		return ""
	}
	return "element"
}

// fieldOf is the last field on a path, as a variable is called; empty if the path ends
// in an element.
func fieldOf(path string) string {
	path, _, _ = strings.Cut(path, "|")
	name := path[strings.LastIndexByte(path, '.')+1:]
	if name == "" || strings.ContainsAny(name, "[]") || name == path {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}
