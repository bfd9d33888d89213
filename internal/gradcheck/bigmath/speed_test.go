// The time of a call at 256 bits.

package bigmath

import (
	"maps"
	"math/big"
	"slices"
	"testing"
)

// BenchmarkUnary times each function in its domain at 256 bits.
func BenchmarkUnary(b *testing.B) {
	functions := unaries(New(256))
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		for _, x := range []float64{0.37, 1.37, 7.37, 60.37} {
			f, x := functions[name], big.NewFloat(x)
			if _, err := f(x); err != nil {
				continue
			}
			b.Run(name+"/"+x.String(), func(b *testing.B) {
				for b.Loop() {
					f(x)
				}
			})
		}
	}
}
