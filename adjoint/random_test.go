// Random functions in both modes, and their derivatives in both modes again.

package adjoint

import (
	"flag"
	"math/rand/v2"
	"testing"

	"chainrule/ir"
	"chainrule/ir/irrand"
	"chainrule/ir/pass"
)

var (
	randomCount = flag.Int("random", 400, "how many random functions of each kind to try")
	randomSeed  = flag.Uint64("seed", 1, "the first seed")
)

// randomly runs check for the seeds asked for.
func randomly(t *testing.T, count int, check func(seed uint64, r *rand.Rand) (*ir.Func, error)) {
	t.Helper()
	for i := range count {
		seed := *randomSeed + uint64(i)
		if f, err := check(seed, rand.New(rand.NewPCG(seed, 6))); err != nil {
			t.Fatalf("seed %d: %v\nof\n%s", seed, err, f)
		}
	}
}

func TestRandomFunctions(t *testing.T) {
	randomly(t, *randomCount, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(irrand.Func(seed), irrand.Extent)
		refused, err := s.modes(r)
		if refused != nil {
			t.Errorf("seed %d: %v", seed, refused)
		}
		return s.f, err
	})
}

// TestRandomOpenFunctions has while loops, early exits and roundings.
func TestRandomOpenFunctions(t *testing.T) {
	randomly(t, *randomCount, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(irrand.Open(seed), irrand.Extent)
		refused, err := s.modes(r)
		if refused != nil {
			t.Errorf("seed %d: %v", seed, refused)
		}
		return s.f, err
	})
}

// wildSetup calls a wild function; with odd seeds a and b are one array.
func wildSetup(seed uint64, extent int) *setup {
	s := prepare(wild(seed), extent)
	if seed%2 == 1 {
		s.shares = map[string]string{"b": "a"}
	}
	return s
}

func TestWildFunctions(t *testing.T) {
	randomly(t, 2**randomCount, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := wildSetup(seed, wildExtent)
		refused, err := s.modes(r)
		if refused != nil {
			t.Errorf("seed %d: %v", seed, refused)
		}
		return s.f, err
	})
}

// TestDerivativesOfRandomDerivatives differentiates both derivatives again.
func TestDerivativesOfRandomDerivatives(t *testing.T) {
	randomly(t, *randomCount/4, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(wild(seed), wildExtent)
		if seed%2 == 0 {
			s = prepare(irrand.Open(seed), irrand.Extent)
		}
		for _, k := range []Kind{VJP, JVP} {
			f, refused := Derive(s.f, k, Options{})
			if refused != nil {
				continue
			}
			if _, err := s.derivative(f).modes(r); err != nil {
				return s.f, err
			}
		}
		return s.f, nil
	})
}

// TestScheduledDerivatives prepares derivatives for Go, which may only reorder
// the additions to arrays. Nine iterations are two blocks of four and a rest.
func TestScheduledDerivatives(t *testing.T) {
	randomly(t, *randomCount/2, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		return wildSetup(seed, 9).scheduled(t, r)
	})
}

// scheduled compares reverse mode with what Schedule makes of it; the function
// that is to blame comes with an error.
func (s *setup) scheduled(t *testing.T, r *rand.Rand) (*ir.Func, error) {
	t.Helper()
	v, refused := Derive(s.f, VJP, Options{})
	if refused != nil {
		return nil, nil
	}
	fast, _ := v.Clone()
	pass.Run(fast, pass.Schedule, nil)
	at, start := s.draw(r), s.draw(r)
	values, _, err := s.primal(at)
	if err != nil {
		return s.f, err
	}
	_, want, err := s.pull(v, at, values, start)
	if err != nil {
		return v, err
	}
	got, by, err := s.pull(fast, at, values, start)
	if err != nil {
		return fast, err
	}
	near(t, by, want)
	return fast, sameBits(got, values)
}
