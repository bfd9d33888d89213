// Sorting in an order of the program's own.

package regress

import (
	"cmp"
	"slices"
	"sort"
)

type weighted struct{ key, value float64 }

// UnstableTies: package sort puts equal elements in an order of its own.
//
//chainrule:grad
func UnstableTies(x []float64) (sum float64) {
	list := make([]weighted, len(x))
	for i, v := range x {
		list[i] = weighted{float64(i * 7 % 3), v}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].key < list[j].key })
	for i, w := range list {
		sum += float64(i) * w.value
	}
	return sum
}

// together sorts two slices by the first.
type together struct{ keys, values []float64 }

func (t *together) Len() int           { return len(t.keys) }
func (t *together) Less(i, j int) bool { return t.keys[i] < t.keys[j] }
func (t *together) Swap(i, j int) {
	t.keys[i], t.keys[j] = t.keys[j], t.keys[i]
	t.values[i], t.values[j] = t.values[j], t.values[i]
}

// SortedTogether: sort.Sort calls itself and writes what its caller sees.
//
//chainrule:vjp
func SortedTogether(keys, values []float64) {
	sort.Sort(sort.Reverse(&together{keys, values}))
	for i := range keys {
		keys[i] *= values[i]
	}
}

// SortedByFunc: so does slices.SortFunc.
//
//chainrule:grad
func SortedByFunc(x []float64) float64 {
	y := slices.Clone(x)
	slices.SortFunc(y, func(a, b float64) int { return cmp.Compare(b*b, a*a) })
	return y[0] * y[len(y)-1]
}
