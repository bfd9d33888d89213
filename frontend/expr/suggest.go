package expr

// The name that a misspelt one may have meant.

import (
	"slices"
	"sort"

	"chainrule/frontend"
	"chainrule/ir"
)

// nearest finds the known name that is most like one that is not known.
func (c *checker) nearest(name string, functions bool) string {
	var names []string
	if functions {
		for _, op := range ir.Rows() {
			names = append(names, op.Name)
			names = append(names, op.Aliases...)
		}
		for n := range builtins {
			names = append(names, n)
		}
		for n := range reductions {
			names = append(names, n)
		}
		for n := range c.pkg.functions {
			names = append(names, n)
		}
	} else {
		for s := c.scope; s != nil; s = s.outer {
			for n := range s.names {
				names = append(names, n)
			}
		}
		for n := range c.pkg.constants {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	if functions {
		names = slices.DeleteFunc(names, func(n string) bool { return !c.isFunction(n) })
	}
	return frontend.Nearest(name, names)
}
