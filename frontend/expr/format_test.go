package expr

import "testing"

func TestTmpFmt(t *testing.T) {
	src := `
// hello


package   model
// G is gravity.
const G=9.81  // trailing
func F(x[n],W[m,n],k int,label[n]int)=sum(i)x[i]*W[k,i]+3 x²y+√(1+x[0]²) - -y
func H(x)(y,z)wrt x{
 // own

	a=x^2// hi
	for t in 0 .. T-1 { // loop
		a = a+1; b = 2 // both


		c = (a +
		 b // in the middle
		 // own
		 ) + 2 e3 }
	if a<2{ a=3 }
	else if !(a>3) && a ≤ 7 {
		a = 4
	} else { a = - 7 }
	z[ i,j in 0..k-1 ] = a [ i , j+1 ]+max( a,b )
	y,z=if x<0 then -x else x,3
	q = if a then b
	else c
	p = sum(i in 0..n-1) x
}
// last
`
	out, ds := Format("a.grad", []byte(src))
	t.Logf("%v\n%s", ds, out)
	again, ds := Format("a.grad", out)
	if string(again) != string(out) {
		t.Errorf("%v\n%s", ds, again)
	}
}
