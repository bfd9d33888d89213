// Lennard-Jones clusters against published minima and forces by hand.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

var lennardJones = gradtest.Function{Value: LennardJones, Grad: LennardJonesGrad, Tangent: LennardJonesJVP}

// clusters are the shapes of the global minima up to scale, and their energies:
// two atoms, the triangle and the tetrahedron, where every pair has the depth
// 1 of the potential; the bipyramid and the icosahedron with an atom in its
// centre by D. J. Wales and J. P. K. Doye (J. Phys. Chem. A 101, 5111, 1997) and
// the Cambridge Cluster Database, https://doye.chem.ox.ac.uk/jon/structures/LJ/tables.150.html.
var clusters = map[string]struct {
	x      []float64
	energy float64
}{
	"LJ2":  {[]float64{0, 0, 0, 1, 0, 0}, -1},
	"LJ3":  {[]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}, -3},
	"LJ4":  {[]float64{1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1}, -6},
	"LJ13": {icosahedron(), -44.326801},
}

// icosahedron is a regular icosahedron and its centre.
func icosahedron() []float64 {
	x := []float64{0, 0, 0}
	for _, a := range []float64{1, -1} {
		for _, b := range []float64{math.Phi, -math.Phi} {
			x = append(x, 0, a, b, a, b, 0, b, 0, a)
		}
	}
	return x
}

// pairs calls visit with the squared distance of each pair.
func pairs(x []float64, visit func(i, j int, r2 float64)) {
	for i := range len(x) / 3 {
		for j := range i {
			r2 := 0.0
			for k := range 3 {
				r2 += (x[3*i+k] - x[3*j+k]) * (x[3*i+k] - x[3*j+k])
			}
			visit(i, j, r2)
		}
	}
}

// relaxed scales a cluster so that its energy 4(A·s⁻¹² - B·s⁻⁶) is least:
// s⁶ = 2A/B, where A and B are the sums of r⁻¹² and r⁻⁶.
func relaxed(x []float64) []float64 {
	A, B := 0.0, 0.0
	pairs(x, func(_, _ int, r2 float64) {
		A += math.Pow(r2, -6)
		B += math.Pow(r2, -3)
	})
	scale := math.Pow(2*A/B, 1./6)
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = scale * v
	}
	return y
}

// TestClusters: by symmetry the forces vanish in every direction.
func TestClusters(t *testing.T) {
	for name, c := range clusters {
		t.Run(name, func(t *testing.T) {
			x := relaxed(c.x)
			dx := make([]float64, len(x))
			energy := LennardJonesGrad(x, dx)
			if math.Abs(energy-c.energy) > 5e-7 {
				t.Errorf("energy %v, want %v", energy, c.energy)
			}
			for i, v := range dx {
				if math.Abs(v) > 1e-12 {
					t.Errorf("force %v in coordinate %d at the minimum", v, i)
				}
			}
		})
	}
}

// TestForces compares with -24(2r⁻¹⁴ - r⁻⁸)·(x_i - x_j), summed over the pairs
// (Frenkel and Smit, Understanding Molecular Simulation, 2nd ed., eq. 4.2.2).
func TestForces(t *testing.T) {
	for _, n := range []int{2, 3, 7} {
		x := gradtest.Normals(1, 3*n, 0.2)
		for i := range n {
			x[3*i+i%3] += 1.5 * float64(1+i/3) // so that no two come close
		}
		want := make([]float64, len(x))
		pairs(x, func(i, j int, r2 float64) {
			slope := -24 * (2*math.Pow(r2, -7) - math.Pow(r2, -4))
			for k := range 3 {
				want[3*i+k] += slope * (x[3*i+k] - x[3*j+k])
				want[3*j+k] -= slope * (x[3*i+k] - x[3*j+k])
			}
		})
		gradtest.Equal(t, "gradient", lennardJones.Check(t, x, 1e-9), want, 1e-13)
	}
}
