// Names of the parameters and results that a derivation adds.

package adjoint

import (
	"slices"
	"strconv"

	"chainrule/ir"
)

// fresh is the name, with a number behind it if the function has a parameter or
// result of that name, here or in Go.
func fresh(f *ir.Func, name string) string {
	taken := func(n string) bool {
		return f.Param(n) != nil || slices.Contains(f.Results, n) || takenInGo(f.Sig, n)
	}
	unique := name
	for k := 2; taken(unique); k++ {
		unique = name + strconv.Itoa(k)
	}
	return unique
}

func takenInGo(s *ir.Signature, name string) bool {
	same := func(p ir.GoParam) bool { return p.Name == name }
	return s != nil && (s.Recv != nil && same(*s.Recv) || slices.ContainsFunc(s.Params, same) || slices.ContainsFunc(s.Results, same))
}
