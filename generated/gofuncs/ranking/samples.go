// Samples in order.

package ranking

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Gini is the Gini coefficient of incomes: half of their mean absolute difference,
// relative to their mean.
//
//chainrule:grad
func Gini(incomes []float64) float64 {
	sorted := append([]float64(nil), incomes...)
	sort.Float64s(sorted)
	n := float64(len(sorted))
	weighted, total := 0.0, 0.0
	for i, x := range sorted {
		weighted += (2*float64(i+1) - n - 1) * x
		total += x
	}
	return weighted / (n * total)
}

// Wasserstein is the earth mover's distance between two samples of equal size, of
// order 2. It leaves them as they are.
//
//chainrule:grad
func Wasserstein(x, y []float64) float64 {
	x, y = slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))
	s := 0.0
	for i := range x {
		d := x[i] - y[i]
		s += d * d
	}
	return math.Sqrt(s / float64(len(x)))
}

// weighted is a sample with weights, to be sorted together.
type weighted struct {
	value, weight []float64
}

func (w weighted) Len() int           { return len(w.value) }
func (w weighted) Less(i, j int) bool { return w.value[i] < w.value[j] }
func (w weighted) Swap(i, j int) {
	w.value[i], w.value[j] = w.value[j], w.value[i]
	w.weight[i], w.weight[j] = w.weight[j], w.weight[i]
}

// WeightedMedian interpolates the value at half of the weight, which is put at the
// middle of each step. It sorts its arguments.
//
//chainrule:vjp
func WeightedMedian(value, weight []float64) float64 {
	sort.Sort(weighted{value, weight})
	total := 0.0
	for _, w := range weight {
		total += w
	}
	below := 0.0
	for i, w := range weight {
		middle := below + w/2
		if middle >= total/2 {
			if i == 0 {
				return value[0]
			}
			before := below - weight[i-1]/2
			t := (total/2 - before) / (middle - before)
			return value[i-1] + t*(value[i]-value[i-1])
		}
		below += w
	}
	return value[len(value)-1]
}

// TopShare is the part that the k largest values have of the sum of all.
//
//chainrule:grad
func TopShare(x []float64, k int) float64 {
	y := slices.Clone(x)
	sort.Sort(sort.Reverse(sort.Float64Slice(y)))
	top, all := 0.0, 0.0
	for i, v := range y {
		if i < k {
			top += v
		}
		all += v
	}
	return top / all
}

// Point is one in the plane.
type Point struct{ X, Y float64 }

// HullArea is the area of the convex hull of points, by Andrew's monotone chain
// (1979).
//
//chainrule:grad
func HullArea(points []Point) float64 {
	sorted := slices.Clone(points)
	slices.SortFunc(sorted, func(a, b Point) int {
		if c := cmp.Compare(a.X, b.X); c != 0 {
			return c
		}
		return cmp.Compare(a.Y, b.Y)
	})
	return chainArea(sorted, 1) + chainArea(sorted, -1)
}

// chainArea is twice the area under the lower chain of sorted points, or over the
// upper one, half of it.
func chainArea(sorted []Point, side float64) (area float64) {
	var chain []Point
	for _, p := range sorted {
		for len(chain) >= 2 && side*turn(chain[len(chain)-2], chain[len(chain)-1], p) <= 0 {
			chain = chain[:len(chain)-1]
		}
		chain = append(chain, p)
	}
	for i := 1; i < len(chain); i++ {
		area -= side * (chain[i].X - chain[i-1].X) * (chain[i].Y + chain[i-1].Y) / 2
	}
	return area
}

// turn is positive where c lies left of the line from a to b.
func turn(a, b, c Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}
