// Deferred calls, and goroutines over disjoint elements.

package progen

import "fmt"

// deferred defers a call that no derivative depends on.
func (g *gen) deferred() string {
	if g.fn.depth > 1 || g.fn.literal {
		return g.bookkeeping()
	}
	if g.in(50) {
		mu := g.name("mu")
		return fmt.Sprintf("var %s sync.Mutex\n%s.Lock()\ndefer %s.Unlock()\n", mu, mu, mu)
	}
	return fmt.Sprintf("defer func() { _ = fmt.Sprint(\"left with \", %s) }()\n", g.int(0))
}

// forked lets a goroutine change each element of a slice.
func (g *gen) forked() string {
	s, ok := g.find(sliceOf(tF64).is, true)
	x, okX := g.find(tF64.is, false)
	if !ok || !okX || !s.whole || !x.whole || g.fn.pure || g.fn.literal {
		return g.assign()
	}
	wg, i := g.name("wg"), g.name("i")
	work := fmt.Sprintf("%s[%s] = math.Tanh(%s[%s] * %s)", s.text, i, s.text, i, x.text)
	if g.in(50) {
		return fmt.Sprintf("var %s sync.WaitGroup\nfor %s := range %s {\n%s.Go(func() { %s })\n}\n%s.Wait()\n", wg, i, s.text, wg, work, wg)
	}
	return fmt.Sprintf("var %s sync.WaitGroup\nfor %s := range %s {\n%s.Add(1)\ngo func() {\ndefer %s.Done()\n%s\n}()\n}\n%s.Wait()\n", wg, i, s.text, wg, wg, work, wg)
}
