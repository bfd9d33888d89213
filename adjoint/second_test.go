// Products with the Hessian, forward over reverse, against reverse over forward, which
// shares no step with it but the table, and against differences of the gradient.

package adjoint

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chainrule/ir"
	"chainrule/ir/irrand"

	"golang.org/x/tools/txtar"
)

// product runs a product with the Hessian; the shadows start as start says.
func (s *setup) product(h *ir.Func, st, dir, start state) ([][]float64, state, error) {
	args, d := s.args(st, memory{}), memory{}
	for _, p := range s.floats() {
		args = append(args, s.float(p, dir, d))
	}
	return s.sweep(h, args, start, memory{}, 1)
}

// curvature compares the product at a random point with reverse over forward.
func (s *setup) curvature(r *rand.Rand) (refused ir.Diagnostics, err error) {
	h, refused := Derive(s.f, HVP, Options{})
	if refused != nil {
		return refused, nil
	}
	at, dir, rubbish := s.draw(r), s.draw(r), s.draw(r)
	want, _, err := s.primal(at)
	if err != nil {
		return nil, err
	}
	values, got, err := s.product(h, at, dir, rubbish)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, h)
	}
	if err := sameBits(values, want); err != nil {
		return nil, err
	}
	by, err := s.reverseOverForward(at, dir)
	if err != nil {
		return nil, err
	}
	for name := range got {
		for i, x := range got[name] {
			if !(math.Abs(x-by[name][i]) <= 1e-9*(1+math.Abs(x))) {
				return nil, fmt.Errorf("product with the Hessian, by %s[%d], is %v, reverse over forward gives %v\n%s", name, i, x, by[name][i], h)
			}
		}
	}
	return nil, nil
}

// reverseOverForward is the gradient of the derivative along a direction.
func (s *setup) reverseOverForward(at, dir state) (state, error) {
	j, _ := Derive(s.f, JVP, Options{})
	v, refused := Derive(j, VJP, Options{})
	if refused != nil {
		return nil, refused
	}
	d := s.derivative(j)
	both := d.draw(rand.New(rand.NewPCG(0, 0)))
	for name := range at {
		both[name], both[name+"Dot"] = at[name], dir[name]
	}
	_, by, err := d.pull(v, both, [][]float64{{0}, {1}}, both.plus(-1, both))
	return by, err
}

func TestFixturesCurvature(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, a *txtar.Archive, _ string) {
		if a.Files[1].Name != "grad.ir" {
			t.Skip("the function has no gradient")
		}
		for n := range 5 {
			s := prepare(f, n)
			if !s.regular(5) {
				continue
			}
			if refused, err := s.curvature(rand.New(rand.NewPCG(5, 6))); refused != nil || err != nil {
				t.Fatal(refused, err)
			}
		}
	})
}

// firstResult leaves the function one result.
func firstResult(f *ir.Func) *ir.Func {
	f.Body.Yield, f.Results = f.Body.Yield[:1], f.Results[:1]
	return f
}

func TestRandomCurvature(t *testing.T) {
	randomly(t, *randomCount/2, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(firstResult(irrand.Func(seed)), irrand.Extent)
		if seed%2 == 0 {
			s = prepare(firstResult(irrand.Open(seed)), irrand.Extent)
		}
		refused, err := s.curvature(r)
		if refused != nil && !strings.Contains(refused.Error(), "other parameters may share that memory") {
			t.Errorf("seed %d: %v", seed, refused)
		}
		return s.f, err
	})
}

// TestAtTheMinimum takes the Hessian where the gradient is 0: what is computed only
// where an adjoint is not 0 depends on it there too. r = (x/y - 1)² by a branch has
// the second derivative 2/y² by x twice and -2/y² by x and y where x = y.
func TestAtTheMinimum(t *testing.T) {
	f := parse(t, "minimum", `
func F(x f64, y f64) (r) {
  z f64 = div x, y
  c bool = lt y, x
  half f64 = const 0
  one f64 = const 1
  r f64 = if c () {
    yield half
  } () {
    t f64 = sub z, one
    u f64 = mul t, t
    yield u
  }
  yield r
}
`)
	s := prepare(f, 1)
	h := must(t, f, HVP)
	_, got, err := s.product(h, state{"x": {4}, "y": {4}}, state{"x": {1}, "y": {0}}, state{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, got, state{"x": {2.0 / 16}, "y": {-2.0 / 16}})
	g := must(t, f, Grad)
	if !strings.Contains(g.String(), "used") {
		t.Fatalf("nothing is computed under a condition on an adjoint, so nothing is tested:\n%s", g)
	}
}

func TestHVPRefusals(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"writes", `
func F(x []f64, y []f64) (r) {
  i int = iconst 0
  a f64 = load x, i
  b f64 = load y, i
  c f64 = mul a, b
  store x, i, c
  d f64 = load x, i
  yield d
}
`, "other parameters may share that memory"},
	} {
		_, diags := Derive(parse(t, c.name, c.text), HVP, Options{})
		if !strings.Contains(diags.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, diags, c.want)
		}
	}
}

// hessian compares the Hessian at a random point with products.
func (s *setup) hessian(r *rand.Rand) (refused ir.Diagnostics, err error) {
	f, refused := Derive(s.f, Hess, Options{})
	if refused != nil {
		return refused, nil
	}
	h, refused := Derive(s.f, HVP, Options{})
	if refused != nil {
		return refused, nil
	}
	at, dir := s.draw(r), s.draw(r)
	values, by, err := s.product(h, at, dir, s.draw(r))
	if err != nil {
		return nil, err
	}
	var d, want []float64
	for _, p := range s.floats() {
		d, want = append(d, dir[s.owner(p.Name)]...), append(want, by[p.Name]...)
	}
	args := append(s.args(at, memory{}), ir.Arg{Array: ir.Floats(drawFloats(r, len(d)*len(d)))})
	out, err := call(f, args)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, f)
	}
	if err := sameBits(out, values); err != nil {
		return nil, err
	}
	got := args[len(args)-1].Array.Floats()
	for row := range want {
		var sum terms
		sum.add(got[row*len(d):(row+1)*len(d)], d)
		if !(math.Abs(sum.value-want[row]) <= 1e-10*(1+sum.size)) {
			return nil, fmt.Errorf("row %d of the Hessian times the direction is %v, the product %v\n%s", row, sum.value, want[row], f)
		}
	}
	return nil, nil
}

func TestFixturesHessian(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, a *txtar.Archive, _ string) {
		if a.Files[1].Name != "grad.ir" {
			t.Skip("the function has no gradient")
		}
		for n := range 5 {
			s := prepare(f, n)
			if !s.regular(5) {
				continue
			}
			refused, err := s.hessian(rand.New(rand.NewPCG(5, 7)))
			if refused != nil && strings.Contains(refused.Error(), writesItsCaller) {
				t.Skip(refused)
			}
			if refused != nil || err != nil {
				t.Fatal(refused, err)
			}
		}
	})
}

func TestRandomHessians(t *testing.T) {
	compared := 0
	randomly(t, *randomCount/4, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(firstResult(irrand.Func(seed)), irrand.Extent)
		refused, err := s.hessian(r)
		if refused == nil {
			compared++
		} else if !strings.Contains(refused.Error(), writesItsCaller) {
			t.Errorf("seed %d: %v", seed, refused)
		}
		return s.f, err
	})
	if compared < *randomCount/8 {
		t.Errorf("%d Hessians compared, want at least half of %d", compared, *randomCount/4)
	}
}
