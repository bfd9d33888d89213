package regress

import (
	"maps"
	"slices"
	"sync"
)

// Waits: what WaitGroup.Go is given was taken for unknown.
//
//chainrule:grad
func Waits(x []float64) (sum float64) {
	parts := make([]float64, len(x))
	var all sync.WaitGroup
	for i, v := range x {
		all.Go(func() { parts[i] = v * x[0] })
	}
	all.Wait()
	for _, p := range parts {
		sum += p
	}
	return sum
}

// Inserted: whether two slices overlap was asked by way of unsafe.
//
//chainrule:grad
func Inserted(x []float64) (sum float64) {
	list := append(make([]float64, 0, 8), x...)
	list = slices.Insert(list, 1, x[0]*x[1], list[1])
	for i, v := range list {
		sum += v * float64(i)
	}
	return sum
}

// Cloned: a map was cloned by code without source.
//
//chainrule:grad
func Cloned(x, y float64) float64 {
	m := map[string]float64{"x": x, "y": y}
	c := maps.Clone(m)
	m["x"] = 0
	c["y"] *= y
	return c["x"]*c["y"] + m["y"]
}
