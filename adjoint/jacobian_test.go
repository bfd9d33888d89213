// Jacobians against forward mode: J times a direction is the tangent along it.

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

// jacobian compares the Jacobian at a random point with a tangent.
func (s *setup) jacobian(r *rand.Rand) (refused ir.Diagnostics, err error) {
	f, refused := Derive(s.f, JAC, Options{})
	if refused != nil {
		return refused, nil
	}
	j, refused := Derive(s.f, JVP, Options{})
	if refused != nil {
		return refused, nil
	}
	at, dir := s.draw(r), s.draw(r)
	values, dots, _, err := s.push(j, at, dir)
	if err != nil {
		return nil, err
	}
	var d, dot []float64
	for _, p := range s.floats() {
		d = append(d, dir[s.owner(p.Name)]...)
	}
	for _, x := range dots {
		dot = append(dot, x...)
	}
	jac := drawFloats(r, len(dot)*len(d))
	args := append(s.args(at, memory{}), ir.Arg{Array: ir.Floats(jac)})
	out, err := call(f, args)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, f)
	}
	if err := sameBits(out, values); err != nil {
		return nil, err
	}
	got := args[len(args)-1].Array.Floats()
	for row := range dot {
		var sum terms
		sum.add(got[row*len(d):(row+1)*len(d)], d)
		if !(math.Abs(sum.value-dot[row]) <= 1e-10*(1+sum.size)) {
			return nil, fmt.Errorf("row %d of the Jacobian times the direction is %v, the tangent %v\n%s", row, sum.value, dot[row], f)
		}
	}
	return nil, nil
}

const writesItsCaller = "writes memory of its caller here"

func TestFixturesJacobian(t *testing.T) {
	fixtures(t, func(t *testing.T, f *ir.Func, _ *txtar.Archive, _ string) {
		for n := range 5 {
			s := prepare(f, n)
			if !s.regular(9) {
				continue
			}
			refused, err := s.jacobian(rand.New(rand.NewPCG(9, 1)))
			if refused != nil && strings.Contains(refused.Error(), writesItsCaller) {
				t.Skip(refused)
			}
			if refused != nil || err != nil {
				t.Fatal(refused, err)
			}
		}
	})
}

func TestRandomJacobians(t *testing.T) {
	compared := 0
	randomly(t, *randomCount/2, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(irrand.Func(seed), irrand.Extent)
		if seed%2 == 0 {
			s = prepare(irrand.Open(seed), irrand.Extent)
		}
		refused, err := s.jacobian(r)
		if refused == nil {
			compared++
		} else if !strings.Contains(refused.Error(), writesItsCaller) {
			t.Errorf("seed %d: %v", seed, refused)
		}
		return s.f, err
	})
	if compared < *randomCount/4 {
		t.Errorf("%d Jacobians compared, want at least half of %d", compared, *randomCount/2)
	}
}
