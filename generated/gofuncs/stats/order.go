// What depends on the order of values, and smoothing.

package stats

import (
	"math"
	"slices"
	"sort"
)

// Quantile interpolates linearly between the values of a sample (Hyndman and Fan
// 1996, type 7), p from 0 to 1.
//
//chainrule:grad
func Quantile(x []float64, p float64) float64 {
	sorted := append([]float64(nil), x...)
	sort.Float64s(sorted)
	at := p * float64(len(sorted)-1)
	i := int(math.Floor(at))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// Median is the middle value, or the mean of the two in the middle. It sorts x.
//
//chainrule:vjp
func Median(x []float64) float64 {
	slices.Sort(x)
	n := len(x)
	if n%2 == 1 {
		return x[n/2]
	}
	return (x[n/2-1] + x[n/2]) / 2
}

// MedianDeviation is the median of the absolute deviations from the median.
//
//chainrule:grad
func MedianDeviation(x []float64) float64 {
	y := slices.Clone(x)
	m := middle(y)
	for i, v := range y {
		y[i] = math.Abs(v - m)
	}
	return middle(y)
}

// middle is the median of a sample, which it leaves as it is.
func middle(x []float64) float64 {
	s := slices.Clone(x)
	slices.Sort(s)
	n := len(s)
	if n%2 == 0 {
		return Mean(s[n/2-1 : n/2+1])
	}
	return s[n/2]
}

// TrimmedMean leaves out the cut smallest and the cut largest values.
//
//chainrule:grad wrt=x
func TrimmedMean(x []float64, cut int) (float64, error) {
	if len(x) <= 2*cut {
		return 0, ErrTooFew
	}
	y := make([]float64, len(x))
	copy(y, x)
	slices.Sort(y)
	y = y[cut : len(y)-cut]
	return Mean(y), nil
}

// Scaled writes x, scaled to go from 0 to 1, to out. A constant becomes 0.
//
//chainrule:vjp
func Scaled(x, out []float64) {
	low, high := slices.Min(x), slices.Max(x)
	if low == high {
		clear(out)
		return
	}
	for i, v := range x {
		out[i] = (v - low) / (high - low)
	}
}

// Smooth writes the exponential moving average of x to out; alpha is the weight
// of the newest value. NaN in x is a gap, over which the average stays.
//
//chainrule:vjp
func Smooth(x []float64, alpha float64, out []float64) {
	average := x[0]
	for i, v := range x {
		if math.IsNaN(v) {
			out[i] = average
			continue
		}
		average += alpha * (v - average)
		out[i] = average
	}
}

// Entropy of weights, which it normalises, in nats. Zero has no share in it.
//
//chainrule:grad
func Entropy(weights []float64) (h float64) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	for _, w := range weights {
		if w == 0 {
			continue
		}
		h -= w / total * math.Log(w/total)
	}
	return h
}
