// The filter of Kalman for a position that drifts with a velocity.

package filter

import (
	"errors"
	"fmt"
	"math"
)

// ErrInnovation says that a variance came out negative.
var ErrInnovation = errors.New("filter: innovation without variance")

// Mat2 is a matrix of two rows.
type Mat2 [2][2]float64

// times is a b.
func (a Mat2) times(b Mat2) (c Mat2) {
	for i, row := range a {
		for j := range c[i] {
			c[i][j] = row[0]*b[0][j] + row[1]*b[1][j]
		}
	}
	return c
}

// transposed is aᵀ.
func (a Mat2) transposed() Mat2 {
	a[0][1], a[1][0] = a[1][0], a[0][1]
	return a
}

// Estimate is what is known of position and velocity.
type Estimate struct {
	Mean [2]float64
	Cov  Mat2
}

// Kalman is a filter with its noise: of the acceleration and of measurements.
type Kalman struct {
	Estimate
	Accel, Noise float64 // variances
	Rejected     int     // measurements that were too far off
}

// predict moves the estimate on by dt.
func (k *Kalman) predict(dt float64) {
	f := Mat2{{1, dt}, {0, 1}}
	k.Mean[0] += dt * k.Mean[1]
	k.Cov = f.times(k.Cov).times(f.transposed())
	g := [2]float64{dt * dt / 2, dt}
	for i := range g {
		for j := range g {
			k.Cov[i][j] += g[i] * g[j] * k.Accel
		}
	}
}

// Update moves the estimate on by dt, takes in a measurement of the position
// and gives the measurement's log likelihood. What is more than five standard
// deviations off is left out.
//
//chainrule:vjp
func (k *Kalman) Update(dt, z float64) (likelihood float64, err error) {
	k.predict(dt)
	s := k.Cov[0][0] + k.Noise
	if s <= 0 {
		err = fmt.Errorf("%w: %g", ErrInnovation, s)
		return
	}
	miss := z - k.Mean[0]
	likelihood = -(math.Log(2*math.Pi*s) + miss*miss/s) / 2
	if miss*miss > 25*s {
		k.Rejected++
		return
	}
	gain := [2]float64{k.Cov[0][0] / s, k.Cov[1][0] / s}
	old := k.Cov[0]
	for i, g := range gain {
		k.Mean[i] += g * miss
		for j := range old {
			k.Cov[i][j] -= g * old[j]
		}
	}
	return
}

// LogLikelihood is that of measurements a second apart, from an estimate that
// knows little.
//
//chainrule:grad
func LogLikelihood(zs []float64, accel, noise float64) (float64, error) {
	k := &Kalman{Accel: accel, Noise: noise}
	k.Cov = Mat2{{100, 0}, {0, 100}}
	sum := 0.0
	for i, z := range zs {
		l, err := k.Update(1, z)
		if err != nil {
			return 0, fmt.Errorf("measurement %d: %w", i, err)
		}
		sum += l
	}
	return sum, nil
}
