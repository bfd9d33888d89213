package adjoint

import (
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chainrule/ir"
	"chainrule/ir/irrand"
	"chainrule/ir/pass"
)

var (
	randomCount = flag.Int("random", 400, "how many random functions to try")
	randomSeed  = flag.Uint64("seed", 1, "the first seed")
)

// point draws arguments of a random function.
func point(r *rand.Rand) [][]float64 {
	draw := func(n int) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = 2*r.Float64() - 1
		}
		return x
	}
	return [][]float64{draw(1), draw(1), draw(irrand.Extent), draw(irrand.Extent)}
}

// bindPoint makes the arguments; vectors beyond the four follow the indices.
func bindPoint(x [][]float64, r *rand.Rand, more ...[]float64) []ir.Arg {
	k := make([]int, irrand.Extent)
	for i := range k {
		k[i] = r.IntN(irrand.Extent)
	}
	args := []ir.Arg{{Scalar: ir.Scalar{F: x[0][0]}}, {Scalar: ir.Scalar{F: x[1][0]}},
		{Array: ir.Floats(x[2])}, {Array: ir.Floats(x[3])}, {Array: ir.Ints(k)}}
	for _, v := range more {
		if len(v) == 1 {
			args = append(args, ir.Arg{Scalar: ir.Scalar{F: v[0]}})
		} else {
			args = append(args, ir.Arg{Array: ir.Floats(v)})
		}
	}
	return args
}

// TestRandomFunctions checks, for random functions: every pass keeps the value
// to the bit; reverse mode agrees with forward mode, and forward mode with
// differences; the text form reads back.
func TestRandomFunctions(t *testing.T) {
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		if !checkRandom(t, seed) {
			t.Fatalf("seed %d:\n%s", seed, irrand.Func(seed))
		}
	}
}

func checkRandom(t *testing.T, seed uint64) bool {
	t.Helper()
	f := irrand.Func(seed)
	if err := ir.Verify(f); err != nil {
		t.Error(err)
		return false
	}
	x := point(rand.New(rand.NewPCG(seed, 7)))
	indices := func() *rand.Rand { return rand.New(rand.NewPCG(seed, 8)) }
	run := func(f *ir.Func, x [][]float64, more ...[]float64) ([]ir.Arg, []ir.Arg) {
		args := bindPoint(x, indices(), more...)
		out, err := ir.Eval(f, args...)
		if err != nil {
			t.Errorf("%v\n%s", err, f)
			return []ir.Arg{{}, {}, {}, {}}, args
		}
		return out, args
	}
	want, _ := run(f, x)

	// Passes, one after the other.
	p, _ := f.Clone()
	pass.Run(p, slices.Concat(pass.Clean, Finish, pass.Schedule), func(name string, p *ir.Func) {
		got, _ := run(p, x)
		if got[0].F != want[0].F || got[1].F != want[1].F {
			t.Errorf("pass %s: %v, %v, want %v, %v\n%s", name, got[0].F, got[1].F, want[0].F, want[1].F, p)
		}
		back, err := ir.Parse("text", p.String())
		if err != nil || back.String() != p.String() {
			t.Errorf("pass %s: the text does not read back: %v\n%s", name, err, p)
		}
	})

	v, diags := Derive(f, VJP, Options{})
	j, diags2 := Derive(f, JVP, Options{})
	if diags != nil || diags2 != nil {
		t.Error(diags, diags2)
		return false
	}
	pass.Run(v, pass.Schedule, nil)
	pass.Run(j, pass.Schedule, nil)
	dir := point(rand.New(rand.NewPCG(seed, 9)))
	seeds := [][]float64{{0.7}, {-1.3}}
	out, args := run(v, x, seeds[0], seeds[1], make([]float64, irrand.Extent), make([]float64, irrand.Extent))
	dots, _ := run(j, x, dir...)
	if out[0].F != want[0].F || dots[0].F != want[0].F {
		t.Errorf("value beside the derivative: %v and %v, want %v", out[0].F, dots[0].F, want[0].F)
	}
	reverse := out[2].F*dir[0][0] + out[3].F*dir[1][0] + dot(args[7].Array.Floats(), dir[2]) + dot(args[8].Array.Floats(), dir[3])
	forward := seeds[0][0]*dots[2].F + seeds[1][0]*dots[3].F
	if math.Abs(reverse-forward) > 1e-10*(1+math.Abs(forward)) {
		t.Errorf("reverse %v, forward %v\n%s", reverse, forward, v)
	}
	const eps = 1e-6
	up, _ := run(f, step(x, dir, eps))
	down, _ := run(f, step(x, dir, -eps))
	diff := seeds[0][0]*(up[0].F-down[0].F)/(2*eps) + seeds[1][0]*(up[1].F-down[1].F)/(2*eps)
	if math.Abs(diff-forward) > 1e-4*(1+math.Abs(forward)) {
		t.Errorf("forward %v, differences %v\n%s", forward, diff, j)
	}
	return !t.Failed()
}

func dot(x, y []float64) (s float64) {
	for i := range x {
		s += x[i] * y[i]
	}
	return s
}

func step(x, dir [][]float64, eps float64) [][]float64 {
	y := make([][]float64, len(x))
	for i := range x {
		y[i] = make([]float64, len(x[i]))
		for k := range x[i] {
			y[i][k] = x[i][k] + eps*dir[i][k]
		}
	}
	return y
}
