// Energies of particles.

package bench

import (
	"math/rand"

	"chainrule/generated/bench/gofuncs"
	"chainrule/generated/gofuncs/physics"
)

// lennardJones returns the potential of 64 atoms on a shaken lattice.
func lennardJones() GoFunction {
	r := rand.New(rand.NewSource(11))
	x := make([][3]float64, 64)
	for i := range x {
		for k, place := range [3]int{i % 4, i / 4 % 4, i / 16} {
			x[i][k] = 1.1*float64(place) + 0.1*r.NormFloat64()
		}
	}
	type gradient func(x [][3]float64, epsilon, sigma float64, dx [][3]float64) (energy, depsilon, dsigma float64)
	by := func(f gradient) GoGradient {
		dx := make([][3]float64, len(x))
		var depsilon, dsigma float64
		return GoGradient{
			Run: func() (energy float64) {
				energy, depsilon, dsigma = f(x, 0.8, 1.05, dx)
				return energy
			},
			Derivatives: func() []any { return []any{dx, depsilon, dsigma} },
		}
	}
	return GoFunction{
		Name: "LennardJones", Title: "Lennard-Jones potential of 64 atoms", Shows: "slices of arrays",
		Primal:    func() float64 { return physics.LennardJones(x, 0.8, 1.05) },
		Generated: by(physics.LennardJonesGrad), Hand: by(gofuncs.LennardJones),
	}
}

// nBody returns the energy of 64 bodies.
func nBody() GoFunction {
	r := rand.New(rand.NewSource(12))
	point := func() physics.Point { return physics.Point{X: r.NormFloat64(), Y: r.NormFloat64(), Z: r.NormFloat64()} }
	bodies := make([]physics.Body, 64)
	for i := range bodies {
		bodies[i] = physics.Body{Mass: 1 + r.Float64(), Pos: point(), Vel: point()}
	}
	type gradient func(bodies []physics.Body, g, softening float64, dbodies []physics.Body) (energy, dg, dsoftening float64)
	by := func(f gradient) GoGradient {
		dbodies := make([]physics.Body, len(bodies))
		var dg, dsoftening float64
		return GoGradient{
			Run: func() (energy float64) {
				energy, dg, dsoftening = f(bodies, 0.3, 0.1, dbodies)
				return energy
			},
			Derivatives: func() []any { return []any{dbodies, dg, dsoftening} },
		}
	}
	var ws physics.NBodyEnergyWorkspace
	return GoFunction{
		Name: "NBodyEnergy", Title: "energy of 64 bodies", Shows: "slices of structs, methods",
		Primal: func() float64 { return physics.NBodyEnergy(bodies, 0.3, 0.1) },
		Generated: by(func(bodies []physics.Body, g, softening float64, dbodies []physics.Body) (energy, dg, dsoftening float64) {
			return physics.NBodyEnergyGradWS(&ws, bodies, g, softening, dbodies)
		}),
		Hand: by(gofuncs.NBodyEnergy),
	}
}
