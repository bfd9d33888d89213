// Interfaces that may hold slices of themselves.

package regress

import "math"

type (
	figure interface{ count() int }
	dot    [2]float64
	dots   []dot
	strips []dots
	group  []figure
)

func (dot) count() int      { return 1 }
func (d dots) count() int   { return len(d) }
func (s strips) count() int { return len(s) }
func (g group) count() int  { return len(g) }

func (d dots) distance(p dot) float64 {
	least := math.Inf(1)
	for _, q := range d {
		least = min(least, math.Hypot(p[0]-q[0], p[1]-q[1]))
	}
	return least
}

func distance(f figure, p dot) float64 {
	least := math.Inf(1)
	switch f := f.(type) {
	case dot:
		return dots{f}.distance(p)
	case dots:
		return f.distance(p)
	case strips:
		for _, d := range f {
			least = min(least, d.distance(p))
		}
	case group:
		for _, g := range f {
			least = min(least, distance(g, p))
		}
	}
	return least
}

// Groups: what an interface may hold was followed without end, and what was put
// there before a call was lost.
//
//chainrule:grad
func Groups(x, y float64, n int) float64 {
	far := make(dots, n)
	far[n-1] = dot{3, 7}
	return distance(group{strips{{{-1, 0}, {5, 5}}}, group{dot{1, 2}, far}}, dot{x, 2 * y})
}
