// The two modes against each other and against differences, for any function:
// with seeds s and direction d, reverse mode's Jᵀs·d must be forward mode's
// s·Jd. The caller's arrays are inputs and outputs both, so the shadows of
// reverse mode start with seeds, and the tangents of forward mode are read at
// the end.

package adjoint

import (
	"fmt"
	"math"
	"math/rand/v2"

	"chainrule/ir"
)

// modes compares the modes at a random point. refused is set, and nothing
// compared, where the function cannot be differentiated.
func (s *setup) modes(r *rand.Rand) (refused ir.Diagnostics, err error) {
	v, refused := Derive(s.f, VJP, Options{})
	j, alone := Derive(s.f, JVP, Options{})
	if refused != nil {
		return refused, nil
	}
	if alone != nil {
		return nil, fmt.Errorf("forward mode alone refuses: %w", alone)
	}
	c := &comparison{setup: s, at: s.draw(r), dir: s.draw(r)}
	if c.want, _, err = s.primal(c.at); err != nil {
		return nil, fmt.Errorf("primal: %w", err)
	}
	for _, w := range c.want {
		c.seeds = append(c.seeds, drawFloats(r, len(w)))
	}
	if err := c.forward(j); err != nil {
		return nil, fmt.Errorf("forward mode: %w\n%s", err, j)
	}
	if err := c.reverse(v, s.draw(r)); err != nil {
		return nil, fmt.Errorf("reverse mode: %w\n%s", err, v)
	}
	if err := c.differences(); err != nil {
		return nil, fmt.Errorf("forward mode: %w\n%s", err, j)
	}
	return nil, nil
}

// comparison is the work on one point.
type comparison struct {
	*setup
	at, dir     state
	want        [][]float64 // the results of the primal
	dotAfter    state       // the tangents of the arrays behind it
	seeds, dots [][]float64
}

func (c *comparison) forward(j *ir.Func) (err error) {
	values, dots, after, err := c.push(j, c.at, c.dir)
	if err != nil {
		return err
	}
	c.dots, c.dotAfter = dots, after
	return sameBits(values, c.want)
}

func (c *comparison) reverse(v *ir.Func, start state) error {
	for _, p := range c.floats() {
		if p.Type.Scalar() {
			delete(start, p.Name) // only arrays bring seeds
		}
	}
	var sum terms
	sum.states(start, c.dotAfter)
	for k := range c.seeds {
		sum.add(c.seeds[k], c.dots[k])
	}
	values, by, err := c.pull(v, c.at, c.seeds, start)
	if err != nil {
		return err
	}
	if err := sameBits(values, c.want); err != nil {
		return err
	}
	var back terms
	back.states(by, c.dir)
	if size := sum.size + back.size; !(math.Abs(sum.value-back.value) <= 1e-10*(1+size)) {
		return fmt.Errorf("Jᵀs·d = %v, s·Jd = %v", back.value, sum.value)
	}
	return nil
}

// terms is an inner product, with the sum of what its terms amount to.
type terms struct{ value, size float64 }

func (t *terms) add(x, y []float64) {
	for i := range x {
		t.value += x[i] * y[i]
		t.size += math.Abs(x[i] * y[i])
	}
}

func (t *terms) states(x, y state) {
	for k := range x {
		t.add(x[k], y[k])
	}
}

func sameBits(got, want [][]float64) error {
	for k := range want {
		for i := range want[k] {
			if math.Float64bits(got[k][i]) != math.Float64bits(want[k][i]) {
				return fmt.Errorf("result %d[%d] is %v, the primal's %v", k, i, got[k][i], want[k][i])
			}
		}
	}
	return nil
}

// differences compares the tangents with difference quotients, where those to
// the left and to the right agree: elsewhere is a kink.
func (c *comparison) differences() error {
	const h = 1e-6
	at, after, err := c.smooth(c.at)
	if err != nil {
		return err
	}
	up, upAfter, err := c.smooth(c.at.plus(h, c.dir))
	if err != nil {
		return nil // a step out of the domain
	}
	down, downAfter, err := c.smooth(c.at.plus(-h, c.dir))
	if err != nil {
		return nil
	}
	dots := c.dots
	for k := range c.dotAfter { // the arrays are results too
		at, up, down = append(at, after[k]), append(up, upAfter[k]), append(down, downAfter[k])
		dots = append(dots, c.dotAfter[k])
	}
	for k := range dots {
		for i, dot := range dots[k] {
			right, left := (up[k][i]-at[k][i])/h, (at[k][i]-down[k][i])/h
			if smooth := math.Abs(right-left) <= 1e-4*(1+math.Abs(right)); smooth &&
				!(math.Abs(dot-(right+left)/2) <= 1e-4*(1+math.Abs(dot))) {
				return fmt.Errorf("tangent %d[%d] is %v, differences give %v", k, i, dot, (right+left)/2)
			}
		}
	}
	return nil
}
