// Loops: their conditions, bounds and exits.

package regress

import "math"

// PopInNestedLoops: a push where a pop belonged when nested loops run backwards.
//
//chainrule:grad
func PopInNestedLoops(x float64, n int) float64 {
	y := x
	for range n {
		for range 2 {
			y *= x
		}
		y *= y
	}
	return y
}

// Continue: the rest of the body was reversed where it had been left out.
//
//chainrule:grad
func Continue(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		if v < 0 {
			continue
		}
		s = s*v + v
	}
	return s
}

// ContinueBeforePost: the post statement was left out with the rest of the body.
//
//chainrule:grad
func ContinueBeforePost(x float64, n int) float64 {
	y := 1.0
	for i := 0; i < n; i++ {
		if i%2 == 1 {
			continue
		}
		y *= x
	}
	return y
}

// AssignmentInCondition: what the condition assigns was not saved.
//
//chainrule:grad
func AssignmentInCondition(x float64) float64 {
	y, s := x, 0.0
	halved := func() bool { y /= 2; return y > 1 }
	for halved() {
		s += y * y
	}
	return s
}

// AssignmentBeforeExit: the same where the condition is in the middle.
//
//chainrule:grad
func AssignmentBeforeExit(x float64) (s float64) {
	for {
		if x = math.Sqrt(x); x < 1.5 {
			return s
		}
		s += x
	}
}

// ParameterInBounds: an integer parameter was unknown to the reverse loop.
//
//chainrule:grad
func ParameterInBounds(x float64, n int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		s = s*x + 1
	}
	return s
}

// FloatInBounds: a float that is differentiated also bounds the loop.
//
//chainrule:grad
func FloatInBounds(x, h float64) float64 {
	s := 0.0
	for t := 0.0; t < x; t += h {
		s += t * x
	}
	return s
}

// RepeatUntil: the body of a loop that tests at its end ran once less in reverse.
//
//chainrule:grad
func RepeatUntil(x float64) float64 {
	y := 1.0
	for {
		y *= x
		if y > 10 {
			break
		}
	}
	return y
}

// NestedBounds: an inner loop bounded by the outer index ran over the last
// bounds in reverse.
//
//chainrule:grad
func NestedBounds(x []float64) float64 {
	s := 0.0
	for i := range x {
		for j := 0; j <= i; j++ {
			s += x[i] * x[j]
		}
	}
	return s
}

// NestedBoundsComputed: the same for bounds computed within the outer loop.
//
//chainrule:grad
func NestedBoundsComputed(x float64, n int) float64 {
	y := 1.0
	for i := 1; i <= n; i++ {
		end := 2 * i
		for j := i; j < end; j++ {
			y *= x
		}
	}
	return y
}

// FromNegative: a loop that starts below zero was counted from zero.
//
//chainrule:grad
func FromNegative(x float64) float64 {
	s := 0.0
	for i := -2; i <= 2; i++ {
		s = s*x + float64(i)
	}
	return s
}

// RunningMaximum: log-sum-exp with a running maximum lost the terms before the
// last rise.
//
//chainrule:grad
func RunningMaximum(x []float64) float64 {
	top, sum := x[0], 1.0
	for _, v := range x[1:] {
		if v > top {
			sum *= math.Exp(top - v)
			top = v
		}
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

// MultiplyAssign: acc *= x was divided out in reverse, which fails at zero.
//
//chainrule:grad
func MultiplyAssign(x []float64) float64 {
	acc := 1.0
	for _, v := range x {
		acc *= v
	}
	return acc
}

// ContinueReslice: a continue after the slice was cut lost its place in reverse.
//
//chainrule:grad
func ContinueReslice(x []float64) float64 {
	s := 0.0
	for len(x) > 0 {
		v := x[0]
		x = x[1:]
		if v < 0 {
			continue
		}
		s += v * v * float64(len(x)+1)
	}
	return s
}

// ContinueTail: the same where each turn looks at what is left from its index.
//
//chainrule:grad
func ContinueTail(x []float64) float64 {
	s := 0.0
	for i := range x {
		tail := x[i:]
		if len(tail) < 2 {
			continue
		}
		s += tail[0] * tail[1]
	}
	return s
}

// RangeValue: the value of a range shared its adjoint with the element.
//
//chainrule:grad
func RangeValue(x []float64) float64 {
	s := 0.0
	for i, v := range x {
		v *= 2
		s += v * x[i]
	}
	return s
}
