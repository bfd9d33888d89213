// Sorting: the numbers of elements in their order.

package ir

import (
	"strings"
	"testing"
)

// ranked writes out the numbers of the elements as digits.
const ranked = `func Ranked(x []f64) (d) {
  n int = len x 0
  order []int = alloc n "once"
  order order "KIND" (i int, j int) {
    a f64 = load x, i
    b f64 = load x, j
    BEFORE
    yield c
  }
  c0 int = iconst 0
  c10 int = iconst 10
  d int = for c0, n, c0 (i int, d int) {
    k int = load order, i
    t int = imul d, c10
    e int = iadd t, k
    yield e
  }
  yield d
}
`

func TestOrder(t *testing.T) {
	for _, before := range []string{"c bool = lt a, b", "c int = compare a, b"} {
		for _, kind := range []string{OrderStable, OrderFast} {
			text := strings.NewReplacer("KIND", kind, "BEFORE", before).Replace(ranked)
			wantResults(t, text, []float64{3021}, floatArray(2, 9, 5, -1))
			wantResults(t, text, []float64{0}, floatArray())
		}
	}
	stable := strings.NewReplacer("KIND", OrderStable, "BEFORE", "c bool = lt a, b").Replace(ranked)
	wantResults(t, stable, []float64{1302}, floatArray(2, 1, 3, 1))
}
