// Choices: all are drawn from one rapid.T, so that a seed fixes the program.

package progen

import "pgregory.net/rapid"

// n is a number from 0 to below k.
func (g *gen) n(k int) int {
	if k <= 1 {
		return 0
	}
	return rapid.IntRange(0, k-1).Draw(g.t, "n")
}

// in is true in percent of a hundred cases.
func (g *gen) in(percent int) bool { return rapid.IntRange(0, 99).Draw(g.t, "in") >= 100-percent }

func pick[T any](g *gen, list []T) T { return list[g.n(len(list))] }

// choice is something to do and how often.
type choice[T any] struct {
	weight int
	make   func() T
}

// choose makes one of the choices.
func choose[T any](g *gen, list []choice[T]) T {
	total := 0
	for _, c := range list {
		total += c.weight
	}
	k := g.n(total)
	for _, c := range list {
		if k -= c.weight; k < 0 {
			return c.make()
		}
	}
	panic("progen: nothing to choose from")
}
