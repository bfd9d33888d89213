// Arguments as text.

package check

import (
	"fmt"
	"reflect"
	"strings"
)

// longest is the length of a text of arguments.
const longest = 600

// show is a text of arguments that is not too long.
func show(args []reflect.Value) string {
	var b strings.Builder
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		write(&b, a, 0)
	}
	if b.Len() > longest {
		return b.String()[:longest] + "…"
	}
	return b.String()
}

// write writes a value with what it refers to.
func write(b *strings.Builder, v reflect.Value, depth int) {
	switch {
	case b.Len() > longest || depth > deepest:
		b.WriteString("…")
	case v.Kind() == reflect.Interface && !v.IsNil():
		write(b, v.Elem(), depth)
	case v.Kind() == reflect.Pointer && !v.IsNil() && !Foreign(v.Type().Elem()):
		b.WriteString("&")
		write(b, v.Elem(), depth+1)
	case v.Kind() == reflect.Struct && !Foreign(v.Type()):
		b.WriteString(v.Type().Name() + "{")
		for i := range v.NumField() {
			b.WriteString(v.Type().Field(i).Name + ":")
			write(b, v.Field(i), depth+1)
			b.WriteString(" ")
		}
		b.WriteString("}")
	case (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && v.Type().Elem().Kind() != reflect.Float64:
		b.WriteString("[")
		for i := range v.Len() {
			write(b, v.Index(i), depth+1)
			b.WriteString(" ")
		}
		b.WriteString("]")
	default:
		fmt.Fprintf(b, "%v", v)
	}
}
