// Conduction in rods and plates, by differences.

package heat

import (
	"fmt"

	"chainrule/generated/gofuncs/spline"
)

// Diffuse takes explicit steps of the heat equation on a rod whose ends keep
// their temperatures; r is diffusivity times step over spacing squared.
//
//chainrule:vjp
//chainrule:jac
func Diffuse(u []float64, r float64, steps int) []float64 {
	if r > 0.5 {
		panic(fmt.Sprintf("heat: r = %g is not stable", r))
	}
	cur, next := append([]float64{}, u...), append([]float64{}, u...)
	for range steps {
		for i := 1; i < len(u)-1; i++ {
			next[i] = cur[i] + r*(cur[i-1]-2*cur[i]+cur[i+1])
		}
		cur, next = next, cur
	}
	return cur
}

// Ring is the temperatures of sixteen points around a ring.
type Ring [16]float64

// After is the ring after explicit steps.
//
//chainrule:vjp
func (u Ring) After(r float64, steps int) Ring {
	for ; steps > 0; steps-- {
		old := u
		for i := range u {
			left, right := old[(i+15)%16], old[(i+1)%16]
			u[i] += r * (left - 2*old[i] + right)
		}
	}
	return u
}

// Rod is a rod that loses heat to the air around it.
type Rod struct {
	Temps       []float64
	Diffusivity float64
	Loss        float64 // per second
	Ambient     float64
	Time        float64 // since the start
}

// Step advances the rod by dt in place; no heat flows through its ends.
//
//chainrule:vjp
func (rod *Rod) Step(dx, dt float64) {
	u, last := rod.Temps, len(rod.Temps)-1
	r := rod.Diffusivity * dt / (dx * dx)
	before := u[0]
	for i, here := range u {
		after := here
		if i < last {
			after = u[i+1]
		}
		u[i] += r*(before-2*here+after) - rod.Loss*dt*(here-rod.Ambient)
		before = here
	}
	rod.Time += dt
}

// Implicit takes steps of the backward Euler method on a rod whose ends keep
// their temperatures. It changes u.
//
//chainrule:vjp
func Implicit(u []float64, r float64, steps int) {
	n := len(u)
	lower, diag, upper := make([]float64, n), make([]float64, n), make([]float64, n)
	for range steps {
		clear(lower)
		clear(upper)
		for i := range diag {
			diag[i] = 1
		}
		for i := 1; i < n-1; i++ {
			lower[i], diag[i], upper[i] = -r, 1+2*r, -r
		}
		spline.Tridiagonal(lower, diag, upper, u)
	}
}

// Plate is the mean temperature inside a plate after explicit steps from the
// temperatures given, the rim held; source heats one cell per step.
//
//chainrule:grad
func Plate(initial [][]float64, r, source float64, hot [2]int, steps int) float64 {
	cur, next := clone(initial), clone(initial)
	for range steps {
		for i := 1; i < len(cur)-1; i++ {
			up, row, down := cur[i-1], cur[i], cur[i+1]
			for j := 1; j < len(row)-1; j++ {
				next[i][j] = row[j] + r*(up[j]+down[j]+row[j-1]+row[j+1]-4*row[j])
			}
		}
		next[hot[0]][hot[1]] += source
		cur, next = next, cur
	}
	sum, cells := 0.0, 0
	for _, row := range cur[1 : len(cur)-1] {
		for _, u := range row[1 : len(row)-1] {
			sum += u
			cells++
		}
	}
	return sum / float64(cells)
}

// clone copies a grid.
func clone(grid [][]float64) [][]float64 {
	c := make([][]float64, len(grid))
	for i := range grid {
		c[i] = append(c[i], grid[i]...)
	}
	return c
}
