// The gradient of physics.NBodyEnergy.

package gofuncs

import (
	"math"

	"chainrule/generated/gofuncs/physics"
)

// NBodyEnergy returns the energy with its derivatives by g and softening, and
// sets dbodies.
func NBodyEnergy(bodies []physics.Body, g, softening float64, dbodies []physics.Body) (energy, dg, dsoftening float64) {
	dbodies = dbodies[:len(bodies)]
	clear(dbodies)
	soft := softening * softening
	for i := range bodies {
		b, db := &bodies[i], &dbodies[i]
		energy += b.Kinetic()
		db.Vel.X = b.Mass * b.Vel.X
		db.Vel.Y = b.Mass * b.Vel.Y
		db.Vel.Z = b.Mass * b.Vel.Z
		pull := g * b.Mass
		potential, cubes := 0.0, 0.0
		fx, fy, fz := 0.0, 0.0, 0.0
		others, dothers := bodies[:i], dbodies[:i]
		for j := range others {
			o, do := &others[j], &dothers[j]
			x, y, z := b.Pos.X-o.Pos.X, b.Pos.Y-o.Pos.Y, b.Pos.Z-o.Pos.Z
			inverse := 1 / math.Sqrt(x*x+y*y+z*z+soft)
			u := o.Mass * inverse
			potential += u
			do.Mass -= pull * inverse
			u *= inverse * inverse
			cubes += u
			f := pull * u
			fx += f * x
			fy += f * y
			fz += f * z
			do.Pos.X -= f * x
			do.Pos.Y -= f * y
			do.Pos.Z -= f * z
		}
		energy -= pull * potential
		dg -= b.Mass * potential
		dsoftening += pull * cubes
		db.Mass += b.Vel.Squared()/2 - g*potential
		db.Pos.X += fx
		db.Pos.Y += fy
		db.Pos.Z += fz
	}
	return energy, dg, dsoftening * softening
}
