// What is close, and how many ulp apart.

package gradcheck

import (
	"math"
	"strings"
	"testing"
)

// TestClose covers both tolerances and the values that have none.
func TestClose(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, test := range []struct {
		got, want float64
		tol       Tolerance
		close     bool
	}{
		{1, 1, Tolerance{}, true},
		{1, 1 + 0x1p-52, Tolerance{}, false},
		{1, 1 + 1e-10, Tolerance{Rel: 1e-9}, true},
		{1e-12, 0, Tolerance{Rel: 1e-9}, false},
		{1e-12, 0, Tolerance{Abs: 1e-11}, true},
		{nan, nan, Tolerance{}, true},
		{nan, 1, Tolerance{Rel: 1, Abs: inf}, false},
		{inf, inf, Tolerance{}, true},
		{inf, -inf, Tolerance{Rel: 1}, false},
		{inf, math.MaxFloat64, Tolerance{Rel: 1}, false},
		{math.MaxFloat64, -math.MaxFloat64, Tolerance{Rel: 0.5}, false},
		{0, math.Copysign(0, -1), Tolerance{}, true},
	} {
		if got := Close(test.got, test.want, test.tol); got != test.close {
			t.Errorf("Close(%v, %v, %v) = %v", test.got, test.want, test.tol, got)
		}
		if err := Compare(test.got, test.want, test.tol); (err == nil) != test.close {
			t.Errorf("Compare(%v, %v, %v) = %v", test.got, test.want, test.tol, err)
		}
	}
	if err := Compare(1, 1+0x1p-51, Tolerance{}); !strings.Contains(err.Error(), "2 ulp") {
		t.Errorf("report %q", err)
	}
}

// TestULPDistance counts across zero, powers of two and the infinities.
func TestULPDistance(t *testing.T) {
	for _, test := range []struct {
		a, b float64
		want uint64
	}{
		{1, 1, 0},
		{1, math.Nextafter(1, 2), 1},
		{1, math.Nextafter(1, 0), 1},
		{0, math.Copysign(0, -1), 0},
		{-5e-324, 5e-324, 2},
		{math.MaxFloat64, math.Inf(1), 1},
		{math.NaN(), math.NaN(), 0},
		{math.NaN(), 1, math.MaxUint64},
		{math.Inf(-1), math.Inf(1), 2 * 0x7ff << 52},
	} {
		if got := ULPDistance(test.a, test.b); got != test.want {
			t.Errorf("ULPDistance(%v, %v) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
