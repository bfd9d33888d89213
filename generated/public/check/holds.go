// Which types hold floats.

package check

import (
	"reflect"
	"strings"
	"sync"
)

var holding sync.Map // reflect.Type to bool

// Holds reports whether values of the type hold floats or lead to some. What
// types of the standard library hold is nobody's input.
func Holds(t reflect.Type) bool {
	if known, ok := holding.Load(t); ok {
		return known.(bool)
	}
	yes := holds(t, map[reflect.Type]bool{})
	holding.Store(t, yes)
	return yes
}

func holds(t reflect.Type, above map[reflect.Type]bool) bool {
	if above[t] || Foreign(t) {
		return false
	}
	above[t] = true
	defer delete(above, t)
	switch t.Kind() {
	case reflect.Float32, reflect.Float64:
		return true
	case reflect.Slice, reflect.Array, reflect.Pointer, reflect.Map:
		return holds(t.Elem(), above)
	case reflect.Interface: // what is behind it may
		return t.NumMethod() > 0 && t.PkgPath() != ""
	case reflect.Struct:
		for i := range t.NumField() {
			if holds(t.Field(i).Type, above) {
				return true
			}
		}
	}
	return false
}

// Foreign reports whether the type is one that the standard library names.
func Foreign(t reflect.Type) bool {
	first, _, _ := strings.Cut(t.PkgPath(), "/")
	return first != "" && first != "main" && first != "chainrule" && !strings.Contains(first, ".")
}
