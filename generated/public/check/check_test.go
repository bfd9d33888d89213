// Derivatives that are right, and such that are not.

package check

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

type vec struct{ X, Y float64 }

func (v vec) norm() float64 { return math.Hypot(v.X, v.Y) }

func normVJP(v vec, dr float64) (r float64, dv vec) {
	r = v.norm()
	return r, vec{dr * v.X / r, dr * v.Y / r}
}

func scale(x []float64, k float64) {
	for i := range x {
		x[i] *= k
	}
}

func scaleVJP(x []float64, k float64, dx []float64) (dk float64) {
	for i := range x {
		dk += dx[i] * x[i]
		x[i] *= k
		dx[i] *= k
	}
	return dk
}

func squareRoot(x float64) (float64, error) {
	if x < 0 {
		return 0, errors.New("negative")
	}
	return math.Sqrt(x), nil
}

func rootVJP(x, dr float64) (r, dx float64, err error) {
	r, err = squareRoot(x)
	return r, dr / 2 / r, err
}

func total(m map[string]float64) (sum float64) {
	for _, v := range m {
		sum += v
	}
	return sum
}

func totalVJP(m map[string]float64, dr float64, dm map[string]float64) float64 {
	for k := range dm {
		dm[k] += dr
	}
	return total(m)
}

type node struct {
	x    float64 // unexported on purpose
	next *node
}

func newNode(x float64) *node { return &node{x, &node{2 * x, nil}} }

func length(n *node) (sum float64) {
	for ; n != nil; n = n.next {
		sum += n.x * n.x
	}
	return sum
}

func lengthVJP(n *node, dr float64, dn *node) float64 {
	for n, dn := n, dn; n != nil; n, dn = n.next, dn.next {
		dn.x += 2 * n.x * dr
	}
	return length(n)
}

func evens(x []float64) (out []float64) {
	for i := 0; i < len(x); i += 2 {
		out = append(out, x[i]*x[i])
	}
	return out
}

func evensVJP(x, dout, dx []float64) []float64 {
	for i := range dout {
		dx[2*i] += 2 * x[2*i] * dout[i]
	}
	return evens(x)
}

var makers = &Makers{Functions: []any{newNode}}

var (
	oneSeed   = Roles{Seeds: []int{0}, Partials: []int{0}}
	oneShadow = Roles{Seeds: []int{0}, Shadows: []int{0}}
)

func TestRight(t *testing.T) {
	for _, c := range []Case{
		{"sin", math.Sin, func(x, dr float64) (r, dx float64) { return math.Sin(x), dr * math.Cos(x) }, oneSeed, nil},
		{"norm", vec.norm, normVJP, oneSeed, nil},
		{"scale", scale, scaleVJP, Roles{Shadows: []int{0}, Partials: []int{1}}, nil},
		{"root", squareRoot, rootVJP, oneSeed, nil},
		{"total", total, totalVJP, oneShadow, nil},
		{"length", length, lengthVJP, oneShadow, nil},
		{"evens", evens, evensVJP, oneShadow, nil},
		{"single", func(x float32) float32 { return x * x }, func(x, dr float32) (r, dx float32) { return x * x, 2 * x * dr }, oneSeed, nil},
	} {
		if r := check(c); len(r.Wrong) > 0 || r.Telling == 0 || r.Points < enough {
			t.Errorf("%+v", r)
		}
	}
}

func TestWrong(t *testing.T) {
	for _, c := range []struct {
		Case
		says string
	}{
		{Case{"factor", math.Sin, func(x, dr float64) (r, dx float64) { return math.Sin(x), 1.001 * dr * math.Cos(x) }, oneSeed, nil}, "by argument 0"},
		{Case{"nothing", evens, func(x, dout, dx []float64) []float64 { return evens(x) }, oneShadow, nil}, "by argument 0["},
		{Case{"set", evens, func(x, dout, dx []float64) []float64 {
			clear(dx)
			return evensVJP(x, dout, dx)
		}, oneShadow, nil}, "by argument 0["},
		{Case{"value", math.Sin, func(x, dr float64) (r, dx float64) { return math.Cos(x), dr * math.Cos(x) }, oneSeed, nil}, "result 0"},
		{Case{"memory", scale, func(x []float64, k float64, dx []float64) float64 {
			return scaleVJP(append([]float64{}, x...), k, dx)
		}, Roles{Shadows: []int{0}, Partials: []int{1}}, nil}, "argument afterwards"},
		{Case{"panic", math.Sin, func(x, dr float64) (r, dx float64) { panic("no") }, oneSeed, nil}, "panic: no"},
		{Case{"type", math.Sin, func(x []float64, dr float64) (r, dx float64) { return 0, 0 }, oneSeed, nil}, "parameter 0"},
	} {
		if r := check(c.Case); len(r.Wrong) == 0 || !strings.Contains(r.Wrong[0], c.says) {
			t.Errorf("%+v, want %q", r, c.says)
		}
	}
}

func TestNotDifferentiable(t *testing.T) {
	zero := func(x, dr float64) (r, dx float64) { return math.Floor(x), 0 }
	if r := check(Case{"floor", math.Floor, zero, oneSeed, nil}); len(r.Wrong) > 0 || r.Active {
		t.Errorf("%+v", r)
	}
	abs := func(x, dr float64) (r, dx float64) { return math.Abs(x), dr * math.Copysign(1, x) }
	if r := check(Case{"abs", math.Abs, abs, oneSeed, nil}); len(r.Wrong) > 0 || r.Telling == 0 {
		t.Errorf("%+v", r)
	}
	n := 0.0
	count := func(x float64) float64 { n++; return x + n }
	if r := check(Case{Name: "count", Primal: count}); r.Points > 0 || r.NoPoints != errUnsteady.Error() {
		t.Errorf("%+v", r)
	}
	bad := func(x float64) float64 { panic("always") }
	if r := check(Case{Name: "bad", Primal: bad}); r.Points > 0 || !strings.Contains(r.NoPoints, "always") {
		t.Errorf("%+v", r)
	}
}

// TestSingular has a derivative that is not there for a number that is drawn often.
func TestSingular(t *testing.T) {
	type level float64
	f := func(x level) float64 { return float64(x * x) }
	vjp := func(x level, dr float64) (r float64, dx level) {
		if x == 1 {
			return f(x), level(math.NaN())
		}
		return f(x), level(2 * float64(x) * dr)
	}
	m := &Makers{Constants: []any{level(1)}, endless: map[int]bool{}}
	if r := Check(m, Case{"level", f, vjp, oneSeed, nil}, 0); len(r.Wrong) > 0 || r.Singular == 0 {
		t.Errorf("%+v", r)
	}
}

// TestRootOfNothing has a derivative that is not there for a number of times.
func TestRootOfNothing(t *testing.T) {
	type times struct {
		N int
		P float64
	}
	f := func(b times) float64 { return float64(b.N) * b.P }
	vjp := func(b times, dr float64) (r float64, db times) {
		if b.N == 0 {
			return f(b), times{P: math.NaN()}
		}
		return f(b), times{P: float64(b.N) * dr}
	}
	if r := check(Case{"times", f, vjp, oneSeed, nil}); len(r.Wrong) > 0 || r.Singular == 0 {
		t.Errorf("%+v", r)
	}
	wrong := func(b times, dr float64) (r float64, db times) { return f(b), times{P: math.NaN()} }
	if r := check(Case{"never", f, wrong, oneSeed, nil}); len(r.Wrong) == 0 {
		t.Errorf("%+v", r)
	}
}

func check(c Case) Report {
	makers.endless = map[int]bool{}
	return Check(makers, c, 0)
}

func TestClonesShareWhatTheOriginalsShare(t *testing.T) {
	a := []float64{1, 2, 3}
	type two struct {
		A, B []float64
		M    map[string]*vec
		I    any
	}
	v := &vec{1, 2}
	x := two{a, a, map[string]*vec{"v": v, "w": v}, v}
	y := cloneAll([]reflect.Value{box(reflect.ValueOf(x))})[0].Interface().(two)
	y.A[0], y.M["v"].X = 7, 8
	if a[0] != 1 || v.X != 1 {
		t.Error("the original changed")
	}
	if y.B[0] != 7 || y.M["w"].X != 8 || y.I.(*vec).X != 8 {
		t.Errorf("%+v does not share", y)
	}
}

func TestLeaves(t *testing.T) {
	x := struct {
		F []float32
		P *vec
		Q *vec
		N int
		E error
	}{F: []float32{1}, P: &vec{2, 3}}
	x.Q = x.P
	var got []string
	for _, l := range leavesOf([]reflect.Value{reflect.ValueOf(&x).Elem()}) {
		got = append(got, l.path)
	}
	if want := []string{"0.F[0]", "0.P.X", "0.P.Y"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
