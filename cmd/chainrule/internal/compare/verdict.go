// The comparison at one point.

package compare

import (
	"fmt"
	"math"

	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

// compare compares all coordinates at a point. It reports false, and leaves
// the rows alone, where the differences say nothing: outside the domain, or
// at a kink.
func (c *check) compare(args, seeds []ir.Arg, reverse []float64) bool {
	x := c.coordinates(args)
	want := make([]float64, len(x))
	f := c.primal(args, seeds)
	// What is left of terms as large as the value, where they cancel, counts
	// as nothing.
	scale := valuePart * c.size(args, seeds)
	for i := range x {
		v, e, err := gradcheck.Partial(f, x, i, precision)
		if err != nil || e > 1e-10*(math.Abs(v)+1e-10) && e > 1e-20 {
			return false
		}
		want[i] = v
		scale = max(scale, math.Abs(v))
	}
	k := 0
	for row, i := range c.active {
		r := &c.rows[row]
		r.Points++
		sample.Each(&args[i], func(*ir.Scalar) {
			forward, err := c.forward(args, seeds, k)
			if err != nil {
				forward = math.NaN()
			}
			r.enter(c, args, k, reverse[k], forward, want[k], scale)
			k++
		})
	}
	return true
}

// size is the size of the weighted sum of the results.
func (c *check) size(args, seeds []ir.Arg) float64 {
	out, err := c.eval(args)
	if err != nil {
		return 0
	}
	b, err := c.weighted(precision, out, seeds)
	if err != nil {
		return 0
	}
	v, _ := b.Float64()
	return math.Abs(v)
}

// enter takes a coordinate's derivatives into the row.
func (r *Row) enter(c *check, args []ir.Arg, k int, reverse, forward, want, scale float64) {
	er, ef := distance(reverse, want, scale), distance(forward, want, scale)
	r.Reverse, r.Forward = max(r.Reverse, er), max(r.Forward, ef)
	if (er <= c.off && ef <= c.off) || r.Worst != "" {
		return
	}
	r.Worst = fmt.Sprintf("%v: %s: the derivative by coordinate %d, of %s, is %v in reverse mode, %v in forward mode and %v by differences, at %s",
		c.f.Pos, c.f.Name, k, r.Parameter, reverse, forward, want, c.where(args))
}

// distance is the relative difference; NaN counts as the whole.
func distance(got, want, scale float64) float64 {
	size := max(math.Abs(got), math.Abs(want), smallPart*scale)
	if got == want {
		return 0
	}
	if d := math.Abs(got-want) / size; d <= 1 {
		return d
	}
	return 1
}

// where writes the point as eval takes it.
func (c *check) where(args []ir.Arg) string {
	text := ""
	for i, p := range c.f.Body.Params {
		if i > 0 {
			text += " "
		}
		text += p.Name + "="
		n := 0
		sample.Each(&args[i], func(s *ir.Scalar) {
			if n > 0 {
				text += ","
			}
			n++
			if p.Type.Kind == ir.Int {
				text += fmt.Sprint(s.I)
			} else {
				text += fmt.Sprint(s.F)
			}
		})
	}
	return text
}

func finite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
