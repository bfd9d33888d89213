// An index out of range always panics, and nothing else does.

package codegen

import (
	"strings"
	"testing"
)

// ranges are calls with what they should end with. Slices have capacity beyond
// their length.
const ranges = `package main

import (
	"fmt"
	"testing"
)

func try(name string, want bool, f func()) {
	defer func() {
		if got := recover() != nil; got != want {
			fmt.Println(name, "panics:", got)
		}
	}()
	f()
}

func main() {
	big := make([]float64, 100)
	k := func(i int) []int { return []int{i} }
	for _, i := range []int{0, 1} {
		try("Cube", false, func() { Cube(big[:12], k(i), k(i), k(i), 2, 3) })
	}
	for _, i := range []int{-1, 2, 3, 1000} {
		try("Cube first", true, func() { Cube(big[:12], k(i), k(0), k(0), 2, 3) })
		try("Cube last", true, func() { Cube(big[:12], k(0), k(0), k(i), 2, 3) })
	}
	for _, i := range []int{-1, 3, 4, 1000} {
		try("Cube middle", true, func() { Cube(big[:12], k(0), k(i), k(0), 2, 3) })
		try("Cube middle", true, func() { Cube(big[:12], k(1), k(i), k(0), 2, 3) })
	}
	try("Empty", false, func() { Cube(nil, nil, nil, nil, 0, 0) })
	try("View", true, func() { View(big[:3], 4) })
	try("View", false, func() { View(big[:4], 4) })
	try("Shift", false, func() { Shift(nil) })
	try("Shift", false, func() { Shift(big[:1]) })
	try("Part", false, func() { Part(big[:6], 2, 3, 1) })
	try("Part", true, func() { Part(big[:6], 2, 3, 2) })
	try("Part", true, func() { Part(big[:6], 2, 3, -1) })
	try("Size", true, func() { Part(big[:6], 3, 3, 0) })
	for n := range 4 {
		try("Triangle", false, func() { Triangle(big[:n*(n-1)/2], big[:n]) })
	}
	try("Triangle", true, func() { Triangle(big[:2], big[:3]) })
	try("Triangle", true, func() { Triangle(nil, big[:2]) })
	for k := -2; k < 5; k++ {
		try("Rows", k < 0, func() { Rows(big[:6], k, 2) })
		try("Rows of nothing", false, func() { Rows(nil, k, 2) })
	}
	for p := range 9 {
		try("Blocks", false, func() { Blocks(big[:21], 7, p) })
		try("Window", false, func() { Window(big[:21], big[:2*p], 7, p) })
	}
	try("Blocks", false, func() { Blocks(big[:21], 7, -9) })
	ws := new(ScratchWorkspace)
	if a := testing.AllocsPerRun(10, func() { ScratchWS(ws, big) }); a != 0 {
		fmt.Println("ScratchWS allocates", a)
	}
	if a, b := ScratchWS(ws, big), Scratch(big); a != b {
		fmt.Println("ScratchWS", a, "Scratch", b)
	}
	fmt.Println("done")
}
`

const rangesIR = `func Triangle(L []f64, x []f64) (s) {
  z int = iconst 0
  one int = iconst 1
  two int = iconst 2
  n int = len x 0
  t f64 = const 0
  s f64 = for z, n, t (r int, s f64) {
    t_2 int = isub r, one
    t_3 int = imul r, t_2
    t_4 int = idiv t_3, two
    t_5 f64 = for z, r, s (c int, s f64) {
      t_6 int = iadd t_4, c
      t_7 f64 = load L, t_6
      t_8 f64 = load x, c
      t_9 f64 = mul t_7, t_8
      t_10 f64 = add s, t_9
      yield t_10
    }
    yield t_5
  }
  yield s
}
func Scratch(x []f64) (s) {
  z int = iconst 0
  three int = iconst 3
  n int = len x 0
  w []f64 = alloc n "zero"
  t f64 = const 0
  s f64 = for z, n, t (i int, s f64) {
    b []f64 = alloc three "zero"
    u []f64 = alloc n "zero"
    one f64 = const 1
    accum b, z, one
    accum w, z, one
    accum u, i, one
    t_2 f64 = load b, z
    t_3 f64 = load w, z
    t_4 f64 = load u, i
    t_5 f64 = mul t_2, t_3
    t_6 f64 = mul t_5, t_4
    t_7 f64 = add s, t_6
    yield t_7
  }
  yield s
}
func Cube(A []f64, i []int, j []int, l []int, m int, n int) (s) {
  t int = imul m, n
  t_2 int = imul t, m
  t_3 int = len A 0
  require t_3, t_2 "A has %d elements, want %d"
  T [,,]f64 = view A, m, n, m
  z int = iconst 0
  c int = len i 0
  t_4 f64 = const 0
  s1 f64 = for z, c, t_4 (a int, s f64) {
    p int = load i, a
    q int = load j, a
    r int = load l, a
    t_5 f64 = load T, p, q, r
    t_6 f64 = add s, t_5
    accum T, p, q, r, t_6
    yield t_6
  }
  yield s1
}
func View(x []f64, n int) (s) {
  v []f64 = view x, n
  one int = iconst 1
  last int = isub n, one
  t f64 = load v, last
  yield t
}
func Shift(x []f64) (s) {
  n int = len x 0
  one int = iconst 1
  z int = iconst 0
  last int = isub n, one
  t f64 = const 0
  s f64 = for z, last, t (i int, s f64) {
    t_2 int = iadd i, one
    t_3 f64 = load x, t_2
    t_4 f64 = sub s, t_3
    yield t_4
  }
  yield s
}
func Part(A []f64, m int, n int, p int) (s) {
  t_2 int = imul m, n
  t_3 int = len A 0
  require t_3, t_2 "A has %d elements, want %d"
  M [,]f64 = view A, m, n
  P []f64 = part M, p
  zero P
  t f64 = const 0
  yield t
}
func Rows(A []f64, k int, n int) (y) {
  t int = len A 0
  t_2 int = iconst 1
  t_3 int = imax n, t_2
  m int = idiv t, t_3
  t_4 int = imul n, m
  require t, t_4 "Rows: len(A) is %d, want n*m = %d"
  A_2 [,]f64 = view A, n, m
  t_5 f64 = const 0
  t_6 int = iconst 0
  t_7 int = isub n, k
  y f64 = for t_6, t_7, t_5 (i int, t_8 f64) {
    t_9 int = iadd i, k
    t_11 f64 = for t_6, m, t_8 (j int, t_10 f64) {
      t_12 f64 = load A_2, t_9, j
      t_13 f64 = add t_10, t_12
      yield t_13
    }
    yield t_11
  }
  yield y
}
func Window(A []f64, k []f64, n int, p int) (y) {
  t int = len A 0
  t_2 int = iconst 1
  t_3 int = imax n, t_2
  m int = idiv t, t_3
  t_4 int = len k 0
  t_5 int = imax p, t_2
  q int = idiv t_4, t_5
  t_6 int = imul n, m
  require t, t_6 "Window: len(A) is %d, want n*m = %d"
  t_7 int = imul p, q
  require t_4, t_7 "Window: len(k) is %d, want p*q = %d"
  A_2 [,]f64 = view A, n, m
  k_2 [,]f64 = view k, p, q
  t_8 f64 = const 0
  t_9 int = iconst 0
  t_10 int = isub n, p
  t_11 int = iadd t_10, t_2
  t_12 int = isub m, q
  t_13 int = iadd t_12, t_2
  y f64 = for t_9, t_11, t_8 (i int, t_14 f64) {
    t_16 f64 = for t_9, t_13, t_14 (j int, t_15 f64) {
      t_18 f64 = for t_9, p, t_15 (a int, t_17 f64) {
        t_19 int = iadd i, a
        t_21 f64 = for t_9, q, t_17 (b int, t_20 f64) {
          t_22 int = iadd j, b
          t_23 f64 = load A_2, t_19, t_22
          t_24 f64 = load k_2, a, b
          t_25 f64 = mul t_23, t_24
          t_26 f64 = add t_20, t_25
          yield t_26
        }
        yield t_21
      }
      yield t_18
    }
    yield t_16
  }
  yield y
}
func Blocks(A []f64, n int, p int) (y) {
  t int = len A 0
  one int = iconst 1
  t_3 int = imax n, one
  m int = idiv t, t_3
  t_4 int = imul n, m
  require t, t_4 "Blocks: len(A) is %d, want n*m = %d"
  M [,]f64 = view A, n, m
  d int = isub n, p
  whole int = iadd d, one
  z int = iconst 0
  zero f64 = const 0
  three int = iconst 3
  four int = iconst 4
  blocks int = idiv whole, four
  tail int = imul blocks, four
  s f64 = for z, blocks, zero (block int, s_1 f64) {
    i int = imul block, four
    i3 int = iadd i, three
    s_2 f64 = for z, p, s_1 (a int, s_3 f64) {
      r int = iadd i3, a
      s_4 f64 = for z, m, s_3 (b int, s_5 f64) {
        e f64 = load M, r, b
        s_6 f64 = add s_5, e
        yield s_6
      }
      yield s_4
    }
    yield s_2
  }
  y f64 = for tail, whole, s (i_2 int, s_7 f64) {
    s_8 f64 = for z, p, s_7 (a_2 int, s_9 f64) {
      r_2 int = iadd i_2, a_2
      s_10 f64 = for z, m, s_9 (b_2 int, s_11 f64) {
        e_2 f64 = load M, r_2, b_2
        s_12 f64 = add s_11, e_2
        yield s_12
      }
      yield s_10
    }
    yield s_8
  }
  yield y
}
`

func TestOutOfRangePanics(t *testing.T) {
	text, err := Generate(File{Package: "main", Source: "r.ir", Funcs: parseAll(t, "r.ir", rangesIR)})
	if err != nil {
		t.Fatal(err)
	}
	if out := goRun(t, map[string]string{"gen.go": string(text), "main.go": ranges}); strings.TrimSpace(out) != "done" {
		t.Errorf("%s\n%s", out, text)
	}
}
