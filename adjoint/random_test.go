// Random functions in both modes, and their derivatives in both modes again.

package adjoint

import (
	"flag"
	"math/rand/v2"
	"testing"

	"chainrule/ir"
	"chainrule/ir/irrand"
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

// wildSetup calls a wild function; with odd seeds a and b are one array.
func wildSetup(seed uint64) *setup {
	s := prepare(wild(seed), wildExtent)
	if seed%2 == 1 {
		s.shares = map[string]string{"b": "a"}
	}
	return s
}

func TestWildFunctions(t *testing.T) {
	refusals := 0
	randomly(t, 2**randomCount, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := wildSetup(seed)
		refused, err := s.modes(r)
		if refused != nil {
			refusals++
		}
		return s.f, err
	})
	if refusals > *randomCount/5 {
		t.Errorf("%d of %d functions are refused", refusals, 2**randomCount)
	}
}

// TestDerivativesOfRandomDerivatives differentiates both derivatives again.
func TestDerivativesOfRandomDerivatives(t *testing.T) {
	randomly(t, *randomCount/4, func(seed uint64, r *rand.Rand) (*ir.Func, error) {
		s := prepare(wild(seed), wildExtent)
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
