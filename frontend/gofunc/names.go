// Small helpers on names and types.

package gofunc

import (
	"go/types"
	"strconv"
	"strings"
	"unicode"
)

func itoa(i int) string { return strconv.Itoa(i) }

// goName is a type as messages name it.
func goName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}

// goName1 is the name of a named type or of what it points to.
func goName1(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// lower is the name with its first letter in lower case.
func lower(name string) string {
	r := []rune(name)
	r[0] = unicode.ToLower(r[0])
	return string(r)
}

// replaceType puts a type in the place of $T.
func replaceType(template, t string) string { return strings.ReplaceAll(template, "$T", t) }
