// Derivatives that a user wrote: //chainrule:rule.

package gofunc

import "go/types"

// Rule is the vector-Jacobian product that a user registered for fn, visible
// from the package with the path target: declared there or in a package that it
// imports. It is nil if there is none.
func (p *Program) Rule(target string, fn *types.Func) *Body { return nil }

// RuleSignature is how a rule for fn must be declared under a name: parameters
// in wrt are active, all with floats if it is empty. The qualifier says how
// packages are named.
func RuleSignature(fn *types.Func, name string, wrt []string, q types.Qualifier) string { return "" }
