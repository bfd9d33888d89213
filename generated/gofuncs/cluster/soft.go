// Soft assignment, and the loss over many points in parallel.

package cluster

import (
	"math"
	"sync"
)

// Responsibilities writes to resp how much of x belongs to each center: the
// softmax of minus half the squared distances times beta.
//
//chainrule:vjp
func Responsibilities(x []float64, centers [][]float64, beta float64, resp []float64) {
	top := math.Inf(-1)
	for k, c := range centers {
		resp[k] = -beta * squaredDistance(x, c) / 2
		top = max(top, resp[k])
	}
	sum := 0.0
	for k := range centers {
		resp[k] = math.Exp(resp[k] - top)
		sum += resp[k]
	}
	for k := range centers {
		resp[k] /= sum
	}
}

// SoftLoss is Loss with each point shared among the centers by Responsibilities
// instead of given to the nearest.
//
//chainrule:grad wrt=centers,beta
//chainrule:hvp wrt=centers,beta
func SoftLoss(points, centers [][]float64, beta float64) float64 {
	loss := 0.0
	resp := make([]float64, len(centers))
	for _, x := range points {
		Responsibilities(x, centers, beta, resp)
		for k, c := range centers {
			loss += resp[k] * squaredDistance(x, c)
		}
	}
	return loss
}

// ParallelLoss is Loss with the points split over workers goroutines.
//
//chainrule:grad wrt=centers
func ParallelLoss(points, centers [][]float64, workers int) float64 {
	partial := make([]float64, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(points); i += workers {
				best := math.Inf(1)
				for _, c := range centers {
					best = min(best, squaredDistance(points[i], c))
				}
				partial[w] += best
			}
		}()
	}
	wg.Wait()
	total := 0.0
	for _, p := range partial {
		total += p
	}
	return total
}
