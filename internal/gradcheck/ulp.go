// Distance between float64 values in units in the last place.

package gradcheck

import "math"

// ULPDistance returns how many steps of math.Nextafter lead from a to b, 0 for
// zeros of either sign and for two NaNs, and the largest uint64 where only one
// is NaN.
func ULPDistance(a, b float64) uint64 {
	switch aNaN, bNaN := math.IsNaN(a), math.IsNaN(b); {
	case aNaN && bNaN:
		return 0
	case aNaN || bNaN:
		return math.MaxUint64
	}
	i, j := ordinal(a), ordinal(b)
	return uint64(max(i, j)) - uint64(min(i, j))
}

// ordinal numbers the float64 values in their order, both zeros with 0.
func ordinal(v float64) int64 {
	bits := int64(math.Float64bits(v) &^ (1 << 63))
	if math.Signbit(v) {
		return -bits
	}
	return bits
}
