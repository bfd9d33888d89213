package expr

import "testing"

func TestTmp(t *testing.T) {
	f, ds := Parse("a.grad", []byte(`
// hello
package model

// G is gravity.
const G = 9.81

// F does things.
// More.
func F(x [n], W [m, n], k int, label [n] int) = sum(i) x[i]*W[k,i] + 3x²y + √(1+x[0]²)

func H(x) (y, z) wrt x {
	a = x^2 // hi
	for t in 0..10 {
		a = a+1; b = 2
	}
	if a < 2 {
		a = 3
	} else if a > 3 and a < 7 {
		a = 4
	} else {
		a = 7
	}
	z[i, j in 0..k] = a
	y, z = if x < 0 then -x else x, 3
}
`))
	t.Log(ds.Error())
	t.Logf("%+v", f)
	for _, d := range f.Decls {
		t.Logf("%+v %+v", d, d.Func)
	}
	_, ds = Parse("b.grad", []byte(`package b
func f(x) = x +
func g(x) = (x + 
func h(x) {
	a = x x
	b = )
	+ 3
	c = 2 +* 3
	return a/2x
}
func range(x) = 2
func k(x, ) = 2 3
func k(x 3) = 2
func k(x [) = 2
foo
func k(x) 2
func l(x) {
  y = |x|
  z = x
`))
	t.Log(ds.Error())
	_, ds = Parse("b.grad", []byte(`package b
func f(x) = x +
func g(x) = (x + 
func h(x) {
	a = x x
	b = )
	+ 3
	c = 2 +* 3
	return a/2x
}
func range(x) = 2
func k(x, ) = 2 3
func k(x 3) = 2
func k(x [) = 2
foo
func k(x) 2
func l(x) {
  z = x
`))
	t.Log(ds.Error())
}
