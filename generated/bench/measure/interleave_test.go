package measure

import (
	"testing"
	"time"
)

// TestInterleave checks that a cheap function takes every turn, and a dear one
// the fewest that give an interval.
func TestInterleave(t *testing.T) {
	plan := Plan{Rounds: 10, Turn: 100 * time.Microsecond, Limit: 4 * time.Millisecond}
	calls := 0
	times := Interleave(plan, []func(){
		func() { calls++ },
		func() { time.Sleep(2 * time.Millisecond) },
	})
	if n := len(times[0]); n != plan.Rounds {
		t.Errorf("the cheap function took %d turns, want %d", n, plan.Rounds)
	}
	if n := len(times[1]); n != fewest {
		t.Errorf("the dear function took %d turns, want %d", n, fewest)
	}
	if calls < plan.Rounds {
		t.Errorf("the cheap function was called %d times", calls)
	}
	for _, d := range times[1] {
		if d < 2e6 {
			t.Errorf("a call that sleeps for 2 ms took %v ns", d)
		}
	}
}
