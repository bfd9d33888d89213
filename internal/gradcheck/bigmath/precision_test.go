// Agreement between precisions, and of concurrent calls.

package bigmath

import (
	"math/big"
	"sync"
	"testing"
)

// TestPrecisions checks that 128 bits are a prefix of 400, for each function
// over its domain.
func TestPrecisions(t *testing.T) {
	low, high := New(128), New(400)
	fine := unaries(high)
	for name, f := range unaries(low) {
		for _, x := range append(spread(60, -60, 12), spread(40, -3, 3)...) {
			got, err := f(x)
			want, wantErr := fine[name](x)
			if err != wantErr {
				t.Fatalf("%s(%v): errors %v and %v", name, x, err, wantErr)
			}
			if err == nil && goodBits(got, want) < 127 {
				t.Errorf("%s(%v) = %.30g and %.30g", name, x, got, want)
			}
		}
	}
	fineOrders := orders(high)
	for name, f := range orders(low) {
		for _, x := range spread(40, -8, 9) {
			for _, n := range []int{0, 1, 4, 12, 33} {
				got, err := f(n, magnitude(x))
				want, _ := fineOrders[name](n, magnitude(x))
				if err != nil || goodBits(got, want) < 127 {
					t.Errorf("%s(%d, %v) = %.30g and %.30g (%v)", name, n, x, got, want, err)
				}
			}
		}
	}
}

// TestConcurrent calls everything from several goroutines at a precision that
// no other test has filled the caches for; the race detector watches.
func TestConcurrent(t *testing.T) {
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for name, f := range unaries(New(333)) {
				if _, err := f(big.NewFloat(0.3)); err != nil && name != "acosh" {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
	group.Wait()
}
