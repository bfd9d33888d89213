package adjoint

import (
	"math"
	"math/rand/v2"
	"testing"

	"chainrule/ir"
)

// programs in the text form; every float parameter is differentiated.
var programs = map[string]string{
	"chain": `func F(x f64) (y) { a f64 = mul x, x
 one f64 = const 1
 b f64 = add a, one
 c f64 = log b
 y f64 = sin c
 yield y }`,
	"rosenbrock": `func F(x []f64) (f) {
  n int = len x 0
  one int = iconst 1
  lo int = iconst 0
  hi int = isub n, one
  z f64 = const 0
  hundred f64 = const 100
  c1 f64 = const 1
  f f64 = for lo, hi, z (i int, s f64) {
    a f64 = load x, i
    j int = iadd i, one
    b f64 = load x, j
    q f64 = mul a, a
    t f64 = sub b, q
    u f64 = mul t, t
    v f64 = mul hundred, u
    w f64 = sub c1, a
    ww f64 = mul w, w
    g f64 = add v, ww
    s2 f64 = add s, g
    yield s2
  }
  yield f
}`,
	"recurrence": `func F(a f64, x []f64) (y) {
  n int = len x 0
  lo int = iconst 0
  z f64 = const 1
  y f64 = for lo, n, z (i int, s f64) {
    e f64 = load x, i
    p f64 = mul s, a
    q f64 = sin p
    r f64 = mul q, e
    s2 f64 = add r, s
    yield s2
  }
  yield y
}`,
	"logsumexp": `func F(x []f64, w f64) (y) {
  n int = len x 0
  lo int = iconst 0
  z f64 = const 0
  e []f64 = alloc n "once"
  for lo, n (i int) {
    v f64 = load x, i
    u f64 = mul v, w
    t f64 = exp u
    store e, i, t
    yield
  }
  s f64 = for lo, n, z (i int, a f64) {
    v f64 = load e, i
    b f64 = add a, v
    yield b
  }
  y f64 = log s
  yield y
}`,
	"branchInLoop": `func F(x []f64, w f64) (y) {
  n int = len x 0
  lo int = iconst 0
  z f64 = const 0
  one f64 = const 1
  y f64 = for lo, n, one (i int, s f64) {
    v f64 = load x, i
    c bool = lt v, z
    r f64 = if c () {
      q f64 = exp v
      qq f64 = mul q, s
      yield qq
    } () {
      q f64 = mul s, w
      qq f64 = sin q
      q3 f64 = mul qq, v
      yield q3
    }
    s2 f64 = mul r, s
    s3 f64 = add s2, v
    yield s3
  }
  yield y
}`,
	"triangle": `func F(x []f64, w f64) (y) {
  n int = len x 0
  lo int = iconst 0
  z f64 = const 0
  one f64 = const 1
  y f64 = for lo, n, one (i int, s f64) {
    t f64 = for lo, i, s (j int, p f64) {
      v f64 = load x, j
      q f64 = mul p, v
      r f64 = sin q
      rr f64 = add r, w
      yield rr
    }
    e f64 = load x, i
    u f64 = mul t, e
    yield u
  }
  yield y
}`,
	"private": `func F(x []f64, w []f64) (y) {
  n int = len x 0
  m int = len w 0
  lo int = iconst 0
  z f64 = const 0
  y f64 = for lo, n, z (i int, s f64) {
    v f64 = load x, i
    e []f64 = alloc m "once"
    for lo, m (k int) {
      a f64 = load w, k
      b f64 = mul a, v
      c f64 = exp b
      store e, k, c
      yield
    }
    q f64 = for lo, m, z (k int, p f64) {
      a f64 = load e, k
      b f64 = mul a, a
      c f64 = add p, b
      yield c
    }
    l f64 = log q
    ll f64 = mul l, l
    s2 f64 = add s, ll
    yield s2
  }
  y2 f64 = sin y
  yield y2
}`,
	"overwrite": `func F(x []f64) (y) {
  n int = len x 0
  lo int = iconst 0
  z f64 = const 0
  one int = iconst 1
  two int = iconst 2
  e []f64 = alloc two "zero"
  for lo, n (i int) {
    v f64 = load x, i
    k int = imod i, two
    a f64 = load e, k
    b f64 = add a, v
    c f64 = sin b
    store e, k, c
    accum e, lo, v
    yield
  }
  p f64 = load e, lo
  q f64 = load e, one
  y f64 = mul p, q
  yield y
}`,
	"trajectory": `func F(U []f64, h0 []f64) (y) {
  n int = len h0 0
  u [,]f64 = view U, n, n
  lo int = iconst 0
  z f64 = const 0
  three int = iconst 3
  four int = iconst 4
  one int = iconst 1
  H [,]f64 = alloc four, n "once"
  for lo, n (i int) { v f64 = load h0, i
    store H, lo, i, v
    yield }
  for lo, three (t int) {
    h []f64 = part H, t
    t1 int = iadd t, one
    for lo, n (i int) {
      s f64 = for lo, n, z (j int, a f64) {
        p f64 = load u, i, j
        q f64 = load h, j
        r f64 = mul p, q
        b f64 = add a, r
        yield b
      }
      v f64 = tanh s
      store H, t1, i, v
      yield
    }
    yield
  }
  y f64 = for lo, n, z (i int, a f64) {
    p f64 = load H, three, i
    q f64 = mul p, p
    b f64 = add a, q
    yield b
  }
  yield y
}`,
}

// arguments draws an argument for each parameter: arrays of 4 elements, square
// matrices named U of 16.
func arguments(f *ir.Func, r *rand.Rand) [][]float64 {
	var args [][]float64
	for _, p := range f.Body.Params {
		n := 1
		if !p.Type.Scalar() {
			n = 4
		}
		if p.Name == "U" {
			n = 16
		}
		x := make([]float64, n)
		for i := range x {
			x[i] = r.Float64()*2 - 0.7
		}
		args = append(args, x)
	}
	return args
}

func pack(f *ir.Func, args [][]float64) []ir.Arg {
	var out []ir.Arg
	for i, p := range f.Body.Params {
		if p.Type.Scalar() {
			out = append(out, ir.Arg{Scalar: ir.Scalar{F: args[i][0]}})
		} else {
			out = append(out, ir.Arg{Array: ir.Floats(args[i])})
		}
	}
	return out
}

func value(t *testing.T, f *ir.Func, args [][]float64) float64 {
	t.Helper()
	out, err := ir.Eval(f, pack(f, args)...)
	if err != nil {
		t.Fatalf("%v\n%s", err, f)
	}
	return out[0].F
}

func TestGradAndJVPAgainstDifferences(t *testing.T) {
	for name, text := range programs {
		t.Run(name, func(t *testing.T) {
			f, err := ir.Parse(name, text)
			if err != nil {
				t.Fatal(err)
			}
			if err := ir.Verify(f); err != nil {
				t.Fatal(err)
			}
			g, diags := Derive(f, Grad, Options{})
			if diags != nil {
				t.Fatal(diags)
			}
			j, diags := Derive(f, JVP, Options{})
			if diags != nil {
				t.Fatal(diags)
			}
			args := arguments(f, rand.New(rand.NewPCG(1, 2)))
			full := args
			shadows := map[string]int{}
			for _, p := range g.Body.Params[len(args):] {
				base := f.Param(p.Name[1:])
				for i, q := range f.Body.Params {
					if q == base {
						shadows[q.Name] = len(full)
						full = append(full, make([]float64, len(args[i])))
					}
				}
			}
			packed := pack(g, full)
			out, err := ir.Eval(g, packed...)
			if err != nil {
				t.Fatalf("%v\n%s", err, g)
			}
			if want := value(t, f, args); out[0].F != want {
				t.Errorf("value %v, want %v", out[0].F, want)
			}
			scalar := 1
			for i, p := range f.Body.Params {
				var grad []float64
				if p.Type.Scalar() {
					grad = []float64{out[scalar].F}
					scalar++
				} else {
					grad = packed[shadows[p.Name]].Array.Floats()
				}
				for k := range args[i] {
					h := 1e-5
					at := args[i][k]
					args[i][k] = at + h
					up := value(t, f, args)
					args[i][k] = at - h
					down := value(t, f, args)
					args[i][k] = at
					want := (up - down) / (2 * h)
					if math.Abs(grad[k]-want) > 1e-7*(1+math.Abs(want)) {
						t.Errorf("d%s[%d] = %v, want %v", p.Name, k, grad[k], want)
					}
					dir := args
					for _, q := range args {
						dir = append(dir, make([]float64, len(q)))
					}
					dir[len(args)+i][k] = 1
					dot, err := ir.Eval(j, pack(j, dir)...)
					if err != nil {
						t.Fatal(err)
					}
					if math.Abs(dot[1].F-grad[k]) > 1e-12*(1+math.Abs(want)) {
						t.Errorf("tangent by %s[%d] = %v, adjoint %v", p.Name, k, dot[1].F, grad[k])
					}
				}
			}
			if t.Failed() || testing.Verbose() {
				t.Logf("\n%s", g)
			}
		})
	}
}

// TestSecondDerivatives differentiates gradients again, in both modes: the
// product of the Hessian with a direction must agree with differences of the
// gradient.
func TestSecondDerivatives(t *testing.T) {
	for name, text := range programs {
		t.Run(name, func(t *testing.T) {
			f, err := ir.Parse(name, text)
			if err != nil {
				t.Fatal(err)
			}
			var wrt []string
			for _, p := range f.Body.Params {
				wrt = append(wrt, p.Name)
			}
			g, diags := Derive(f, Grad, Options{})
			if diags != nil {
				t.Fatal(diags)
			}
			h, diags := Derive(g, JVP, Options{Wrt: wrt})
			if diags != nil {
				t.Fatal(diags)
			}
			v, diags := Derive(g, VJP, Options{Wrt: wrt})
			if diags != nil {
				t.Fatal(diags)
			}
			secondOrder(t, f, g, h, v)
		})
	}
}

// gradient runs g and gives the derivative by each parameter, flattened.
func gradient(t *testing.T, f, g *ir.Func, args [][]float64) []float64 {
	t.Helper()
	full := args
	for i, p := range f.Body.Params {
		if !p.Type.Scalar() {
			full = append(full, make([]float64, len(args[i])))
		}
	}
	packed := pack(g, full)
	out, err := ir.Eval(g, packed...)
	if err != nil {
		t.Fatalf("%v\n%s", err, g)
	}
	var flat []float64
	scalar, array := 1, len(args)
	for _, p := range f.Body.Params {
		if p.Type.Scalar() {
			flat = append(flat, out[scalar].F)
			scalar++
		} else {
			flat = append(flat, packed[array].Array.Floats()...)
			array++
		}
	}
	return flat
}

// secondOrder checks the forward mode of the gradient g against differences, and
// the reverse mode of g against the same (the Hessian is symmetric).
func secondOrder(t *testing.T, f, g, h, v *ir.Func) {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	args := arguments(f, r)
	dir := arguments(f, r)
	step := func(s float64) []float64 {
		moved := make([][]float64, len(args))
		for i := range args {
			moved[i] = make([]float64, len(args[i]))
			for k := range args[i] {
				moved[i][k] = args[i][k] + s*dir[i][k]
			}
		}
		return gradient(t, f, g, moved)
	}
	const eps = 1e-5
	up, down := step(eps), step(-eps)
	want := make([]float64, len(up))
	for i := range want {
		want[i] = (up[i] - down[i]) / (2 * eps)
	}
	compare(t, "forward over reverse", forwardOverReverse(t, f, h, args, dir), want)
	compare(t, "reverse over reverse", reverseOverReverse(t, f, v, args, dir), want)
	if t.Failed() {
		t.Logf("\n%s\n%s\n%s", g, h, v)
	}
}

func compare(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-6*(1+math.Abs(want[i])) {
			t.Errorf("%s: component %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// named binds arguments by parameter name.
func named(t *testing.T, f *ir.Func, bind map[string][]float64) ([]ir.Arg, map[string]*ir.ArrayData) {
	t.Helper()
	var list [][]float64
	for _, p := range f.Body.Params {
		x, ok := bind[p.Name]
		if !ok {
			t.Fatalf("no argument for %s of\n%s", p.Name, f)
		}
		list = append(list, x)
	}
	packed := pack(f, list)
	arrays := map[string]*ir.ArrayData{}
	for i, p := range f.Body.Params {
		arrays[p.Name] = packed[i].Array
	}
	return packed, arrays
}

func forwardOverReverse(t *testing.T, f, h *ir.Func, args, dir [][]float64) []float64 {
	t.Helper()
	bind := map[string][]float64{}
	for i, p := range f.Body.Params {
		bind[p.Name], bind[p.Name+"Dot"] = args[i], dir[i]
		bind["d"+p.Name], bind["d"+p.Name+"Dot"] = make([]float64, len(args[i])), make([]float64, len(args[i]))
	}
	packed, arrays := named(t, h, bind)
	out, err := ir.Eval(h, packed...)
	if err != nil {
		t.Fatalf("%v\n%s", err, h)
	}
	var flat []float64
	for _, p := range f.Body.Params {
		if !p.Type.Scalar() {
			flat = append(flat, arrays["d"+p.Name+"Dot"].Floats()...)
			continue
		}
		for k, n := range h.Results {
			if n == "d"+p.Name+"Dot" {
				flat = append(flat, out[k].F)
			}
		}
	}
	return flat
}

// reverseOverReverse seeds the gradient's results with the direction.
func reverseOverReverse(t *testing.T, f, v *ir.Func, args, dir [][]float64) []float64 {
	t.Helper()
	bind := map[string][]float64{}
	for _, n := range f.Results {
		bind["d"+n] = []float64{0}
	}
	for i, p := range f.Body.Params {
		bind[p.Name], bind["d"+p.Name] = args[i], make([]float64, len(args[i]))
		bind["dd"+p.Name] = append([]float64(nil), dir[i]...)
	}
	for i, p := range f.Body.Params { // the new derivatives: dx is taken by the old
		bind["d"+p.Name+"2"] = make([]float64, len(args[i]))
	}
	packed, arrays := named(t, v, bind)
	out, err := ir.Eval(v, packed...)
	if err != nil {
		t.Fatalf("%v\n%s", err, v)
	}
	var flat []float64
	for _, p := range f.Body.Params {
		if !p.Type.Scalar() {
			flat = append(flat, arrays["d"+p.Name+"2"].Floats()...)
			continue
		}
		for k, n := range v.Results {
			if n == "d"+p.Name+"2" {
				flat = append(flat, out[k].F)
			}
		}
	}
	return flat
}
