// Package measure times functions against each other.
package measure

import "time"

// Plan says how long to measure.
type Plan struct {
	Rounds int           // how many times every function takes its turn
	Turn   time.Duration // how long a turn lasts at least
	Limit  time.Duration // how long the turns of one function last together
}

// fewest is how many turns a function takes even if they exceed the limit: from
// fewer, the median has no 95 % interval.
const fewest = 6

// Interleave times the functions in turns, one after the other and all over
// again, so that a slow moment of the machine hits all of them alike. It returns
// the nanoseconds of one call in every turn of every function. A function whose
// turns exceed the plan's limit takes fewer of them.
func Interleave(plan Plan, functions []func()) [][]float64 {
	calls := make([]int, len(functions))
	turns := make([]int, len(functions))
	for i, f := range functions {
		var last time.Duration
		calls[i], last = calibrate(f, plan.Turn)
		turns[i] = min(plan.Rounds, max(fewest, int(plan.Limit/last)))
	}
	times := make([][]float64, len(functions))
	for round := range plan.Rounds {
		for i, f := range functions {
			if round < turns[i] {
				d := timed(f, calls[i])
				times[i] = append(times[i], float64(d.Nanoseconds())/float64(calls[i]))
			}
		}
	}
	return times
}

// calibrate returns how many calls of f last for a turn, and how long they last.
func calibrate(f func(), turn time.Duration) (calls int, last time.Duration) {
	f()
	for calls = 1; ; calls *= 2 {
		if last = timed(f, calls); last >= turn {
			return calls, last
		}
	}
}

// timed returns how long the calls of f last.
func timed(f func(), calls int) time.Duration {
	start := time.Now()
	for range calls {
		f()
	}
	return time.Since(start)
}
