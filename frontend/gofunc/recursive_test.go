package gofunc

import "testing"

// hiddenRecursion calls a method that calls itself, of a struct by value whose field
// another package may not name.
const hiddenRecursion = `
-- d/d.go --
package d

type T struct{ h float64 }

func New(h float64) T { return T{h} }

func (t T) Power(n int) float64 {
	if n == 0 {
		return 1
	}
	return t.h * t.Power(n-1)
}
-- a.go --
package m

import "example.org/m/d"

//chainrule:grad
func F(x float64) float64 { // ERROR "field h of d.T is not exported"
	return d.New(x).Power(3)
}
`

// TestRefusedInItsHead: what is refused in the parameters of a function of its own was
// lost, and with it the rest of its caller.
func TestRefusedInItsHead(t *testing.T) {
	p := loaded(t, Config{}, hiddenRecursion)
	rs, ds := p.Requests()
	for _, r := range rs {
		_, bad := p.Lower(r)
		ds = append(ds, bad...)
	}
	expected(t, hiddenRecursion, ds)
}
