// k-means: the loss, and one step of Lloyd's iteration.

package cluster

import (
	"errors"
	"log"
	"math"
)

// ErrNoCenters is returned where there is nothing to assign points to.
var ErrNoCenters = errors.New("cluster: no centers")

// squaredDistance is that of two points of the same dimension.
func squaredDistance(a, b []float64) (d float64) {
	for i, v := range a {
		d += (v - b[i]) * (v - b[i])
	}
	return
}

// manhattan is the distance along the axes.
func manhattan(a, b []float64) float64 {
	d := 0.0
	for i := range a {
		d += math.Abs(a[i] - b[i])
	}
	return d
}

// nearest sums the distance of each point to the center nearest by it.
func nearest(points, centers [][]float64, distance func(a, b []float64) float64) (sum float64, err error) {
	if len(centers) == 0 {
		return 0, ErrNoCenters
	}
	for _, p := range points {
		best := math.Inf(1)
		for _, c := range centers {
			best = min(best, distance(p, c))
		}
		sum += best
	}
	return sum, nil
}

// Loss is the sum of squared distances of the points to their nearest centers.
//
//chainrule:grad wrt=centers
func Loss(points, centers [][]float64) (float64, error) {
	return nearest(points, centers, squaredDistance)
}

// MedianLoss is the loss of k-medians: distances along the axes.
//
//chainrule:grad wrt=points,centers
func MedianLoss(points, centers [][]float64) (float64, error) {
	return nearest(points, centers, manhattan)
}

// Distortion is the mean of Loss over the points, each sum of squares given up
// where it exceeds the best so far (partial distance search).
//
//chainrule:grad wrt=centers
func Distortion(points, centers [][]float64) float64 {
	total := 0.0
	for _, p := range points {
		best := math.MaxFloat64
	centers:
		for _, c := range centers {
			d := 0.0
			for i := range p {
				d += (p[i] - c[i]) * (p[i] - c[i])
				if d >= best {
					continue centers
				}
			}
			best = d
		}
		total += best
	}
	return total / float64(len(points))
}

// Assign gives the index of the center nearest to p.
func Assign(p []float64, centers [][]float64) int {
	best, at := math.Inf(1), -1
	for k, c := range centers {
		if d := squaredDistance(p, c); d < best {
			best, at = d, k
		}
	}
	return at
}

// Update moves each center to the mean of the points nearest to it. One that
// has no points stays where it is.
//
//chainrule:vjp
func Update(points, centers [][]float64) {
	count := make([]int, len(centers))
	sums := make([][]float64, len(centers))
	for k, c := range centers {
		sums[k] = make([]float64, len(c))
	}
	for _, p := range points {
		k := Assign(p, centers)
		count[k]++
		for i, v := range p {
			sums[k][i] += v
		}
	}
	for k, c := range centers {
		if count[k] == 0 {
			log.Printf("cluster: center %d has no points", k)
			continue
		}
		for i := range c {
			c[i] = sums[k][i] / float64(count[k])
		}
	}
}
