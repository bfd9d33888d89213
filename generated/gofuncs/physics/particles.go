// Energies of particles: pair potentials and gravitation.

package physics

import "math"

// LennardJones is the potential energy of atoms at positions x, in the units of
// the well depth epsilon; sigma is the distance at which a pair's is zero.
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func LennardJones(x [][3]float64, epsilon, sigma float64) float64 {
	energy := 0.0
	for i := range x {
		for j := i + 1; j < len(x); j++ {
			r2 := 0.0
			for k := range 3 {
				d := x[i][k] - x[j][k]
				r2 += d * d
			}
			s := sigma * sigma / r2
			s6 := s * s * s
			energy += 4 * epsilon * (s6*s6 - s6)
		}
	}
	return energy
}

// Point is where a body is, or how fast it moves.
type Point struct{ X, Y, Z float64 }

// Squared is the squared length.
func (p Point) Squared() float64 { return p.X*p.X + p.Y*p.Y + p.Z*p.Z }

// A Body is a point mass.
type Body struct {
	Mass     float64
	Pos, Vel Point
}

// Kinetic is the kinetic energy of a body.
func (b *Body) Kinetic() float64 { return 0.5 * b.Mass * b.Vel.Squared() }

// NBodyEnergy is the total energy of bodies that attract each other; g is the
// constant of gravitation in their units, and softening a length added in
// quadrature to each distance.
//
//chainrule:grad
func NBodyEnergy(bodies []Body, g, softening float64) (energy float64) {
	for i := range bodies {
		b := &bodies[i]
		energy += b.Kinetic()
		for _, other := range bodies[:i] {
			d := Point{b.Pos.X - other.Pos.X, b.Pos.Y - other.Pos.Y, b.Pos.Z - other.Pos.Z}
			energy -= g * b.Mass * other.Mass / math.Sqrt(d.Squared()+softening*softening)
		}
	}
	return
}

// A Potential is the energy of two particles at a distance.
type Potential interface{ Energy(r float64) float64 }

// Morse is the potential of a bond (Morse 1929).
type Morse struct{ Depth, Width, Length float64 }

// Energy is zero at infinity.
func (m Morse) Energy(r float64) float64 {
	e := 1 - math.Exp(-m.Width*(r-m.Length))
	return m.Depth * (e*e - 1)
}

// Coulomb is the potential of two charges, in units in which it is q/r.
type Coulomb struct{ Product float64 }

// Energy is positive for charges of one sign.
func (c Coulomb) Energy(r float64) float64 { return c.Product / r }

// Buckingham is a repulsion that decays exponentially, and a dispersion.
type Buckingham struct{ A, B, C float64 }

// Energy is not defined at zero.
func (b *Buckingham) Energy(r float64) float64 { return b.A*math.Exp(-b.B*r) - b.C/math.Pow(r, 6) }

// A Bond is a pair of particles on a line and what acts between them.
type Bond struct {
	I, J int
	Potential
}

// ChainOnLine is the energy of particles on a line.
//
//chainrule:grad wrt=x
func ChainOnLine(x []float64, bonds []Bond) float64 {
	energy := 0.0
	for _, b := range bonds {
		energy += b.Energy(math.Abs(x[b.I] - x[b.J]))
	}
	return energy
}
