package gofunc

import (
	"testing"

	"chainrule/ir"
)

// refused has, in each function, something that cannot be differentiated through.
const refused = `
-- a.go --
package m

import (
	"context"
	"iter"
	"math/cmplx"
	"reflect"
	"slices"
	"sort"
)

type counted struct {
	x []float64
	n *int
}

func (c counted) Len() int           { return len(c.x) }
func (c counted) Less(i, j int) bool { return c.x[i] < c.x[j] }
func (c counted) Swap(i, j int) {
	*c.n++
	c.x[i], c.x[j] = c.x[j], c.x[i]
}

//chainrule:grad
func CountedSwaps(x []float64) float64 {
	n := 0
	sort.Sort(counted{x, &n}) // ERROR 2 "Swap of m.counted does more than exchange elements"
	return x[0] * float64(n)
}

//chainrule:grad
func CountedComparisons(x []float64) float64 {
	n := 0
	slices.SortFunc(x, func(a, b float64) int { // ERROR 2 "comparison changes variables"
		n++
		return int(a - b)
	})
	return x[0] * float64(n)
}

//chainrule:grad
func UnknownOrder(x []float64, data sort.Interface) float64 {
	sort.Sort(data) // ERROR 12 "which type is sorted is not known here"
	return x[0]
}

//chainrule:grad
func Goto(x float64) float64 {
again:
	x *= 2
	if x < 10 {
		goto again // ERROR 3 "goto has no structure"
	}
	return x
}

//chainrule:grad
func Channel(x float64) float64 {
	c := make(chan float64, 1) // ERROR 7 "channels carry values in an order"
	c <- x
	return <-c
}

//chainrule:grad
func Receive(x float64, c chan float64) float64 {
	return x * <-c // ERROR 13 "receive from a channel"
}

//chainrule:grad
func Select(x float64, c chan float64) float64 {
	select { // ERROR 2 "channels carry values"
	case y := <-c:
		return y
	default:
		return x
	}
}

//chainrule:grad
func Recover(x float64) (y float64) {
	defer func() { // ERROR 2 "recover changes what a panic means"
		if recover() != nil {
			y = 0
		}
	}()
	return 1 / x
}

//chainrule:grad
func DeferLoop(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		defer func() { s += v }() // ERROR 3 "a deferred call that may run several times"
		s += v
	}
	return s
}

type model struct{ f func(float64) float64 }

//chainrule:grad
func Pointer(x float64) float64 {
	var ps []*float64
	for v := x; v < 10; v++ {
		ps = append(ps, &v) // ERROR 19 "a pointer to the variable of a for statement"
	}
	return *ps[0]
}

func chosen(k int) func(float64) float64 {
	if k > 0 {
		return func(x float64) float64 { return x }
	}
	return func(x float64) float64 { return x * x }
}

//chainrule:grad
func Endless(seq iter.Seq[int], x float64) float64 {
	for i := range seq { // ERROR 17 "the loop may leave this iterator early"
		if i > 3 {
			break
		}
		x *= x
	}
	return x
}

var _ = context.Background
var _ = reflect.ValueOf
var _ = cmplx.Abs
`

func TestRefused(t *testing.T) {
	p := loaded(t, Config{}, refused)
	rs, ds := p.Requests()
	for _, r := range rs {
		f, bad := p.Lower(r)
		if len(bad) == 0 && f == nil {
			t.Errorf("%s: neither a function nor a reason", r.Func())
		}
		ds = append(ds, bad...)
	}
	expected(t, refused, ds)
}

// TestLowered evaluates lowered functions with the interpreter.
func TestLowered(t *testing.T) {
	p := loaded(t, Config{}, "-- a.go --\n"+lowered)
	rs, ds := p.Requests()
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	for _, r := range rs {
		f, ds := p.Lower(r)
		if len(ds) > 0 {
			t.Error(ds)
			continue
		}
		want, ok := loweredValues[f.Name]
		if !ok {
			t.Errorf("%s: no value", f.Name)
			continue
		}
		out, err := ir.Eval(f, ir.Arg{Scalar: ir.Scalar{F: 3}})
		if err != nil || len(out) != 1 || out[0].F != want {
			t.Errorf("%s(3) = %v, %v; want %v", f.Name, out, err, want)
		}
	}
}

// lowered are functions whose control flow or memory is easy to get wrong, and
// loweredValues what they give for 3, by hand.
const lowered = `package m

import (
	"slices"
	"sort"
)

//chainrule:grad
func Labels(x float64) float64 {
	s := 0.0
outer:
	for i := 0; i < 4; i++ {
		for j := 0; j < 4; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			s += x * float64(10*i+j)
		}
	}
	return s
}

//chainrule:grad
func Fallthrough(x float64) float64 {
	s := 0.0
	for i := range 4 {
		switch i {
		default:
			s += 100
		case 1:
			s += x
			fallthrough
		case 2:
			s += 10 * x
		}
	}
	return s
}

type pair struct{ a, b float64 }

//chainrule:grad
func Swap(x float64) float64 {
	p, q := pair{x, 1}, pair{2, 5}
	p, q = q, p
	p.a, p.b = p.b, p.a
	return 1000*p.a + 100*p.b + 10*q.a + q.b
}

//chainrule:grad
func Aliased(x float64) float64 {
	v := []float64{1, 2, 3, 4}
	w := v[1:3]
	w[0] = x
	w = append(w, 7)
	w = append(w, 8)
	w[1] = 9
	return 1000*v[1] + 100*v[2] + 10*v[3] + w[1]
}

//chainrule:grad
func Captured(x float64) float64 {
	n := 1.0
	scale := func(k float64) { n *= k }
	scale(x)
	x = 2
	scale(x)
	return n
}

//chainrule:grad
func Early(x float64) (y float64) {
	for i := 0; ; i++ {
		y += x
		if y > 10 {
			return
		}
		if i == 100 {
			break
		}
	}
	return -1
}

//chainrule:grad
func Down(x float64) float64 {
	s := 0.0
	for i := 5; i > 0; i -= 2 {
		s = 10*s + x*float64(i)
	}
	return s
}

//chainrule:grad
func Pointers(x float64) float64 {
	a, b := x, 1.0
	p := &a
	*p *= 2
	p = &b
	*p += a
	return 10*a + b
}

//chainrule:grad
func Deferred(x float64) (y float64) {
	defer func(v float64) { y = 10*y + v }(x)
	x *= 2
	return x
}

//chainrule:grad
func ArrayCopy(x float64) float64 {
	a := [3]float64{x, 1, 2}
	b := a
	b[0] = 7
	s := 0.0
	for i, v := range a {
		a[2] = 100
		s += float64(i+1) * v
	}
	return s + 1000*b[0] + a[2]
}

//chainrule:grad
func Maps(x float64) float64 {
	m := map[int]float64{1: x}
	m[1] *= 2
	m[2] += 5
	s := 0.0
	for k, v := range m {
		delete(m, 3-k)
		s += v
	}
	_, ok := m[1]
	if v, both := m[2]; ok && both {
		return v
	}
	return float64(len(m)) + 0*s
}

//chainrule:grad
func Entries(x float64) float64 {
	m := map[string]pair{"a": {x, 2}}
	m["b"] = pair{m["a"].b, x}
	arrays := map[int][2]float64{0: {x, 5}}
	return m["b"].a*100 + m["a"].a*10 + arrays[0][1] + m["none"].a
}

//chainrule:grad
func Closures(x float64) float64 {
	add := func(k float64) func(float64) float64 { return func(v float64) float64 { return v + k } }
	f := add(x)
	if x > 2 {
		f = func(v float64) float64 { return v * v }
	}
	return f(4)
}

//chainrule:grad
func Copies(x float64) float64 {
	v := []float64{x, 2, 3, 4}
	n := copy(v[1:], v)
	return 1000*v[0] + 100*v[1] + 10*v[3] + float64(n)
}

type shape interface{ area() float64 }
type square struct{ a float64 }
type strip struct{ a, b float64 }

func (s square) area() float64 { return s.a * s.a }
func (s *strip) area() float64 { return s.a * s.b }

//chainrule:grad
func Dynamic(x float64) float64 {
	var s shape = square{x}
	t := s.area()
	if t > 5 {
		s = &strip{x, 7}
	}
	switch v := s.(type) {
	case square:
		return v.a
	case *strip:
		return t + s.area() + v.b
	}
	return 0
}

func picked(x float64) shape {
	var s shape
	switch {
	case x > 7:
		s = square{x}
	case x > 8:
		s = &strip{x, x}
	}
	none := s
	none = nil
	if x > 9 {
		return none
	}
	return s
}

//chainrule:grad
func Nothing(x float64) (y float64) {
	var s, t, u shape
	if x > 5 {
		s = square{x}
	}
	t = square{1}
	if x > 2 {
		t = s
	}
	if s == nil {
		y += 100
	} else {
		y += s.area()
	}
	if v := picked(x); v != nil {
		y += v.area()
	}
	if t == nil {
		y += 10
	}
	if u == nil {
		y++
	}
	return y
}

type level float64

const deep level = 2

func (l level) times(x float64) float64 { return float64(l) * x }

//chainrule:grad
func OfConstant(x float64) float64 { return deep.times(x) }

func area(s interface{ area() float64 }) float64 { return s.area() }

//chainrule:grad
func Unnamed(x float64) float64 { return area(square{x}) }

//chainrule:grad
func Recursive(x float64) float64 { return power(x, 4) }

func power(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return x * power(x, n-1)
}

type column []pair

func (c column) Len() int           { return len(c) }
func (c column) Less(i, j int) bool { return c[i].a < c[j].a }
func (c column) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }

//chainrule:grad
func Sorted(x float64) (y float64) {
	c := column{{4, 1}, {x, 2}, {5, 3}, {2, 4}, {x, 5}}
	sort.Stable(sort.Reverse(c))
	for _, p := range c {
		y = 10*y + p.b
	}
	sort.SliceStable(c, func(i, j int) bool { return c[i].a < c[j].a })
	for _, p := range c {
		y = 10*y + p.b
	}
	slices.SortStableFunc(c, func(p, q pair) int { return int(q.b) - int(p.b) })
	for _, p := range c {
		y = 10*y + p.b
	}
	return y
}

//chainrule:grad
func Single(x float64) float64 {
	h := float32(x) / 7
	return float64(h * h)
}
`

var loweredValues = map[string]float64{
	"Labels":      3 * (0 + 1 + 10 + 11),
	"Fallthrough": 100 + 3 + 30 + 30 + 100,
	"Swap":        1000*5 + 100*2 + 10*3 + 1,
	"Aliased":     1000*3 + 100*3 + 10*7 + 9,
	"Captured":    6,
	"Early":       12,
	"Down":        1593, // 15, 150 + 9, 1590 + 3
	"Pointers":    67,
	"Deferred":    63,
	"ArrayCopy":   3 + 2 + 6 + 7000 + 100,
	"Maps":        1,
	"Entries":     200 + 30 + 5,
	"Closures":    16,
	"Copies":      1000*3 + 100*3 + 10*3 + 3,
	"Dynamic":     9 + 21 + 7,
	"Nothing":     111,
	"OfConstant":  6,
	"Unnamed":     9,
	"Recursive":   81,
	"Sorted":      312544251354321,
	"Single":      float64(float32(3) / 7 * (float32(3) / 7)),
}
