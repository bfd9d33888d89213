// Find: the function that a name means.

package gofunc

import (
	"errors"
)

// Find gives the function of a name: Func, Type.Method or (*Type).Method of the
// packages that were loaded, or these behind a package's path, as in
// example.org/mod/pkg.Type.Method, of any package. The request has no kinds.
func (p *Program) Find(name string) (Request, error) {
	return Request{}, errors.New("not yet")
}
