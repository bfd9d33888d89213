package adjoint

import "testing"

// TestAGuardBehindARoot has what every function that normalises a vector has: a
// root, and a branch for where it is 0.
func TestAGuardBehindARoot(t *testing.T) {
	const text = `func F(x []f64) (y) {
  c0 int = iconst 0
  c1 int = iconst 1
  a f64 = load x, c0
  b f64 = load x, c1
  aa f64 = mul a, a
  bb f64 = mul b, b
  s f64 = add aa, bb
  n f64 = sqrt s
  z f64 = const 0
  c bool = eq n, z
  y f64 = if c () {
    yield z
  } () {
    q f64 = div a, n
    yield q
  }
  yield y
}
`
	wantByEach(t, text, []float64{0, 0}, []float64{0, 0})
	wantByEach(t, text, []float64{3, 4}, []float64{0.128, -0.096})
}

// TestAnUnusedPole has a logarithm that only some iterations use.
func TestAnUnusedPole(t *testing.T) {
	wantByEach(t, `func F(x []f64) (y) {
  c0 int = iconst 0
  n int = len x 0
  a f64 = load x, c0
  p f64 = log a
  z f64 = const 0
  y f64 = for c0, n, z (i int, s f64) {
    v f64 = load x, i
    c bool = lt z, v
    r f64 = if c () {
      m f64 = mul p, v
      yield m
    } () {
      yield z
    }
    b f64 = add s, r
    yield b
  }
  yield y
}
`, []float64{0, -1}, []float64{0, 0})
}

// TestAProductByZero has a root of what is 0 whatever the arguments are.
func TestAProductByZero(t *testing.T) {
	wantByEach(t, `func F(x []f64) (y) {
  c0 int = iconst 0
  a f64 = load x, c0
  z f64 = const 0
  b f64 = mul a, z
  p f64 = mul a, b
  r f64 = sqrt p
  y f64 = add r, a
  yield y
}
`, []float64{3}, []float64{1})
}
