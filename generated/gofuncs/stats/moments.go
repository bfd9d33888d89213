// Means, variances and what is made of them.

package stats

import (
	"errors"
	"fmt"
	"math"
)

// ErrTooFew is returned where a sample is too small for what is asked of it.
var ErrTooFew = errors.New("stats: too few values")

// Float is any type of floating-point numbers.
type Float interface{ ~float32 | ~float64 }

// Mean of a sample; NaN if it is empty.
//
//chainrule:grad
func Mean[T Float](x []T) T {
	var sum T
	for _, v := range x {
		sum += v
	}
	return sum / T(len(x))
}

// RMS is the root of the mean square.
//
//chainrule:grad
func RMS[T Float](x ...T) T {
	square := 0.0
	for _, v := range x {
		square += float64(v) * float64(v)
	}
	return T(math.Sqrt(square / float64(len(x))))
}

// WeightedMean of a sample.
//
//chainrule:grad
func WeightedMean(x, weights []float64) (float64, error) {
	if len(x) != len(weights) {
		return 0, fmt.Errorf("stats: %d values, %d weights", len(x), len(weights))
	}
	var sum, total float64
	for i, w := range weights {
		if w < 0 {
			return 0, fmt.Errorf("stats: weight %d is %v", i, w)
		}
		sum += w * x[i]
		total += w
	}
	if total == 0 {
		return 0, ErrTooFew
	}
	return sum / total, nil
}

// Variance of the population that a sample is drawn from, in two passes; the
// second sum corrects the rounding of the mean (Chan, Golub, LeVeque 1983).
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func Variance(x []float64) (float64, error) {
	if len(x) < 2 {
		return 0, ErrTooFew
	}
	mean := Mean(x)
	var squares, rest float64
	for _, v := range x {
		d := v - mean
		squares += d * d
		rest += d
	}
	n := float64(len(x))
	return (squares - rest*rest/n) / (n - 1), nil
}

// Running keeps mean and variance while values arrive (Welford 1962).
type Running struct {
	n    int
	mean float64
	m2   float64
}

// Add takes another value in.
func (r *Running) Add(x float64) {
	r.n++
	d := x - r.mean
	r.mean += d / float64(r.n)
	r.m2 += d * (x - r.mean)
}

// StdDev is the standard deviation of the population so far.
func (r *Running) StdDev() float64 {
	if r.n < 2 {
		return 0
	}
	return math.Sqrt(r.m2 / float64(r.n-1))
}

// StdDev of the population that a sample is drawn from, in one pass.
//
//chainrule:grad
func StdDev(x []float64) float64 {
	var r Running
	for _, v := range x {
		r.Add(v)
	}
	return r.StdDev()
}

// Shape is skewness and excess kurtosis of a sample, from its central moments.
//
//chainrule:vjp
//chainrule:jac
func Shape(x []float64) (skewness, kurtosis float64) {
	var m [5]float64
	mean := Mean(x)
	for _, v := range x {
		for k, p := 1, v-mean; k < len(m); k++ {
			m[k] += p / float64(len(x))
			p *= v - mean
		}
	}
	skewness = m[3] / math.Pow(m[2], 1.5)
	kurtosis = m[4]/(m[2]*m[2]) - 3
	return
}

// GroupSpread is the standard deviation of the means of groups.
//
//chainrule:grad
func GroupSpread(x []float64, group []string) float64 {
	sums, counts := map[string]float64{}, map[string]int{}
	var order []string
	for i, g := range group {
		if counts[g] == 0 {
			order = append(order, g)
		}
		sums[g] += x[i]
		counts[g]++
	}
	var r Running
	for _, g := range order {
		r.Add(sums[g] / float64(counts[g]))
	}
	return r.StdDev()
}
