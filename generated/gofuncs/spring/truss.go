// Bars between joints, by pointers.

package spring

// A Joint is where bars meet; Load is the force that acts on it in N.
type Joint struct{ At, Moved, Load Vec2 }

// A Bar is elastic: EA is the modulus times the cross-section in N.
type Bar struct {
	A, B *Joint
	EA   float64
}

// Strain is the relative change of length from where the joints were to where
// they have moved.
//
//chainrule:grad
func (b *Bar) Strain() float64 {
	before := b.A.At.Sub(b.B.At).Len()
	after := b.A.position().Sub(b.B.position()).Len()
	return after/before - 1
}

func (j *Joint) position() Vec2 { return Vec2{j.At[0] + j.Moved[0], j.At[1] + j.Moved[1]} }

// Potential is the energy stored in the bars less the work of the loads. Each
// joint is listed once and may end any number of bars.
//
//chainrule:grad
func Potential(joints []*Joint, bars []*Bar) (energy float64) {
	for _, b := range bars {
		rest := b.A.At.Sub(b.B.At).Len()
		strain := b.Strain()
		energy += 0.5 * b.EA * rest * strain * strain
	}
	for _, j := range joints {
		energy -= j.Load[0]*j.Moved[0] + j.Load[1]*j.Moved[1]
	}
	return energy
}
