// How numbers are written.

package main

import (
	"fmt"
	"math"
	"strings"

	"chainrule/generated/bench/measure"
)

// duration writes nanoseconds with three digits and a unit.
func duration(ns float64) string {
	for _, u := range []struct {
		name string
		size float64
	}{{"s", 1e9}, {"ms", 1e6}, {"µs", 1e3}} {
		if ns >= u.size {
			return digits(ns/u.size) + " " + u.name
		}
	}
	return digits(ns) + " ns"
}

// ratio writes a quotient.
func ratio(x float64) string {
	if x < 10 {
		return fmt.Sprintf("%.2f", x)
	}
	return digits(x)
}

// digits writes a number with three digits, or all that it has before the point.
func digits(x float64) string {
	switch {
	case x < 10:
		return fmt.Sprintf("%.2f", x)
	case x < 100:
		return fmt.Sprintf("%.1f", x)
	}
	return thousands(fmt.Sprintf("%.0f", x))
}

// thousands puts commas between the thousands of a whole number.
func thousands(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// quotient is the time of a over that of b.
func quotient(a, b measure.Result) float64 { return a.Time.Center / b.Time.Center }

// geometric is the geometric mean of x, or NaN if there is none.
func geometric(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += math.Log(v)
	}
	return math.Exp(s / float64(len(x)))
}
