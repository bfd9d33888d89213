// What depends on nothing: //chainrule:inactive.

package gofunc

// Inactive reports whether a directive says that no result of the function
// depends on anything, or that nothing depends on the parameters named.
func (b *Body) Inactive() (all bool, params []string) { return false, nil }
