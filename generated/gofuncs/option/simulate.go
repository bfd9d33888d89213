// Prices by trees and by paths drawn at random.

package option

import (
	"math"
	"math/rand"
	"sync"
)

// Binomial is the price of a put in the tree of Cox, Ross and Rubinstein,
// which may be exercised early if it is American.
//
//chainrule:grad
func Binomial(spot, strike, rate, vol, expiry float64, steps int, american bool) float64 {
	dt := expiry / float64(steps)
	up := math.Exp(vol * math.Sqrt(dt))
	discount := math.Exp(-rate * dt)
	p := (1/discount - 1/up) / (up - 1/up)
	values := make([]float64, steps+1)
	for i := range values {
		values[i] = max(strike-spot*math.Pow(up, float64(2*i-steps)), 0)
	}
	for n := steps - 1; n >= 0; n-- {
		values = values[:n+2]
		for i := range n + 1 {
			values[i] = discount * (p*values[i+1] + (1-p)*values[i])
			if american {
				values[i] = max(values[i], strike-spot*math.Pow(up, float64(2*i-n)))
			}
		}
	}
	return values[0]
}

// Asian is the price of a call on the mean of the prices on some dates, by
// paths from a seed.
//
//chainrule:grad
func Asian(spot, strike, rate, vol, expiry float64, dates, paths int, seed int64) float64 {
	rng := rand.New(rand.NewSource(seed))
	dt := expiry / float64(dates)
	drift := (rate - vol*vol/2) * dt
	sd := vol * math.Sqrt(dt)
	sum := 0.0
	for range paths {
		s, mean := spot, 0.0
		for range dates {
			s *= math.Exp(drift + sd*rng.NormFloat64())
			mean += s
		}
		mean /= float64(dates)
		if mean > strike {
			sum += mean - strike
		}
	}
	return math.Exp(-rate*expiry) * sum / float64(paths)
}

// Simulator draws paths; it may be shared.
type Simulator struct {
	mu  sync.Mutex
	rng *rand.Rand
}

// NewSimulator draws from a seed.
func NewSimulator(seed int64) *Simulator {
	return &Simulator{rng: rand.New(rand.NewSource(seed))}
}

// DownAndOut is the price of a call that is void once the price, looked at
// every step, is at the barrier or below.
//
//chainrule:grad wrt=m,strike
func (s *Simulator) DownAndOut(m Market, strike, barrier, expiry float64, steps, paths int) float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	dt := expiry / float64(steps)
	growth := m.Rate - m.Dividend
	var total float64
path:
	for n := 0; n < paths; n++ {
		price := m.Spot
		for i := 0; i < steps; i++ {
			z := s.rng.NormFloat64()
			price += price * (growth*dt + m.Vol*math.Sqrt(dt)*z)
			if price <= barrier {
				continue path
			}
		}
		total += math.Max(price-strike, 0)
	}
	return total / float64(paths) * math.Exp(-m.Rate*expiry)
}

// Heston is the model with a variance that reverts to its mean.
type Heston struct {
	Variance    float64 // today
	Mean, Speed float64
	VolOfVol    float64
	Correlation float64
	Steps       int // taken so far, by all calls
}

// Call is the mean of the payoffs, not discounted, of a call over paths given
// by normal numbers, a pair for each step, with the variance cut at zero (full
// truncation, Lord et al. 2010).
//
//chainrule:grad wrt=h,spot
func (h *Heston) Call(spot, strike, dt float64, paths [][][2]float64) float64 {
	root := math.Sqrt(dt)
	rest := math.Sqrt(1 - h.Correlation*h.Correlation)
	mean := 0.0
	for _, path := range paths {
		x, v := math.Log(spot), h.Variance
		for _, z := range path {
			plus := max(v, 0)
			sd := math.Sqrt(plus) * root
			x += -plus/2*dt + sd*z[0]
			v += h.Speed*(h.Mean-plus)*dt + h.VolOfVol*sd*(h.Correlation*z[0]+rest*z[1])
			h.Steps++
		}
		mean += max(math.Exp(x)-strike, 0) / float64(len(paths))
	}
	return mean
}
