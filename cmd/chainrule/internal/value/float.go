// Package value reads arguments as they are written on a command line and
// writes values as text and as JSON.
package value

import (
	"math"
	"strconv"
)

// Float is a number that JSON can hold: NaN and the infinities are strings.
type Float float64

// MarshalJSON writes the shortest text that reads back as the same number.
func (f Float) MarshalJSON() ([]byte, error) {
	text := Format(float64(f))
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return []byte(`"` + text + `"`), nil
	}
	return []byte(text), nil
}

// Format writes the shortest text that reads back as x.
func Format(x float64) string {
	if math.IsInf(x, 1) {
		return "+Inf"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// Short writes x with six digits, for people.
func Short(x float64) string {
	if math.IsInf(x, 1) {
		return "+Inf"
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}
