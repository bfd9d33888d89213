// Package compare compares derivatives, in reverse and in forward mode, with
// differences of the function in high precision.
package compare

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"

	"chainrule/adjoint"
	"chainrule/cmd/chainrule/internal/highprec"
	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

const (
	precision = 256        // bits, as gradcheck recommends
	tries     = 300        // draws for a point of the domain
	steps     = 10_000_000 // operations of the calls at the points that are tried
	// tolerance is what a derivative in float64 may be off, relative to its
	// size, or to a part of the largest derivative where it is small beside it.
	tolerance = 1e-7
	single    = 1e-3 // for what is computed in float32
	smallPart = 1e-3
	valuePart = 1e-3
	nudge     = 1e-13
)

// Row is the outcome for a parameter.
type Row struct {
	Function, Parameter string
	Points              int
	Reverse, Forward    float64 // the worst relative errors
	Worst               string  // where a derivative is off, and by what
	Why                 string  // why there was nothing to compare
}

// OK reports whether the derivative was confirmed.
func (r Row) OK() bool { return r.Worst == "" && (r.Points > 0 || r.Parameter == "") }

// Cells are the columns of the table.
func (r Row) Cells() []string {
	verdict := "ok"
	switch {
	case r.Parameter == "":
		return []string{r.Function, "", "", "", "", r.Why}
	case r.Points == 0:
		return []string{r.Function, r.Parameter, "0", "", "", r.Why}
	case r.Worst != "":
		verdict = "OFF"
	}
	return []string{r.Function, r.Parameter, fmt.Sprint(r.Points),
		fmt.Sprintf("%.1e", r.Reverse), fmt.Sprintf("%.1e", r.Forward), verdict}
}

// check is the comparison for one function.
type check struct {
	f        *ir.Func
	vjp, jvp *ir.Func
	active   []int // parameters
	sampler  *sample.Sampler
	r        *rand.Rand
	rows     []Row
	off      float64 // that is accepted
	last     error   // of a call of the function
	left     int     // operations that calls may take
}

// Function compares the derivatives of a function by each parameter, at points that
// the sampler draws.
func Function(f *ir.Func, s *sample.Sampler, points int, seed uint64) ([]Row, error) {
	c := &check{f: f, sampler: s, r: rand.New(rand.NewPCG(seed, 0)), off: tolerance, left: steps}
	f.Body.Walk(func(in *ir.Instr) {
		if in.IsF32() {
			c.off = single
		}
	})
	if why := c.params(); why != "" {
		return []Row{{Function: f.Name, Why: why}}, nil
	}
	var ds ir.Diagnostics
	if c.vjp, ds = adjoint.Derive(f, adjoint.VJP, adjoint.Options{}); len(ds) > 0 {
		return nil, ds
	}
	if c.jvp, ds = adjoint.Derive(f, adjoint.JVP, adjoint.Options{}); len(ds) > 0 {
		return nil, ds
	}
	for range points {
		if !c.point() {
			c.explain()
			break
		}
	}
	return c.rows, nil
}

// explain says in rows without points why the function could not be called.
func (c *check) explain() {
	for i := range c.rows {
		if r := &c.rows[i]; r.Points == 0 && c.last != nil && c.f.Sig != nil {
			r.Why += "; at one, " + c.last.Error()
		}
	}
}

// params lists the parameters to compare, or says why there are none.
func (c *check) params() (why string) {
	wanted := map[string]bool{}
	for _, w := range c.f.Wrt {
		wanted[w] = true
	}
	for i, p := range c.f.Body.Params {
		if (p.Type.Kind == ir.F64 || c.f.Sig != nil && p.Type.IsRef()) && (len(wanted) == 0 || wanted[p.Name]) {
			c.active = append(c.active, i)
			c.rows = append(c.rows, Row{Function: c.f.Name, Parameter: p.Name, Why: "no point found where all is finite"})
		}
	}
	if len(c.active) == 0 {
		return "no float parameter"
	}
	for _, v := range c.f.Body.Yield {
		if v.Type.Kind == ir.F64 {
			return ""
		}
	}
	return "no float result"
}

// point finds a point of the domain and compares there; false if there is none.
func (c *check) point() bool {
	for range tries {
		if c.left < 0 {
			return false
		}
		args := c.sampler.Draw(c.r)
		out, err := c.eval(args)
		if err != nil {
			c.last = err
		}
		if err != nil || !sample.Finite(c.f.Body.Yield, out) {
			continue
		}
		seeds := c.seeds(out)
		reverse, err := c.reverse(args, seeds)
		if err != nil || !finite(reverse) || !c.steady(args, seeds, reverse) {
			continue
		}
		if c.compare(args, seeds, reverse) {
			return true
		}
	}
	return false
}

// eval calls the function, which must come to an end.
func (c *check) eval(args []ir.Arg) ([]ir.Arg, error) {
	m := &ir.Machine{GoCode: sample.Carried, Apply: func(op *ir.Op, a []ir.Scalar) ir.Scalar {
		if c.left--; c.left < 0 {
			panic(&ir.RuntimeError{Pos: c.f.Pos, Msg: fmt.Sprintf("more than %d operations at all points", steps)})
		}
		r := op.Eval(a)
		sample.Number(op, r)
		return r
	}}
	return m.Call(c.f, sample.Copy(args)...)
}

// steady reports whether the derivatives stay what they are when the point
// moves by some roundings. Where they do not, as for the sine of 1e20, their
// digits are lost and there is nothing to compare.
func (c *check) steady(args, seeds []ir.Arg, reverse []float64) bool {
	moved := sample.Copy(args)
	for _, i := range c.active {
		sample.Each(&moved[i], func(s *ir.Scalar) { s.F *= 1 + nudge })
	}
	there, err := c.reverse(moved, seeds)
	if err != nil {
		return false
	}
	scale := 0.0
	for _, d := range reverse {
		scale = max(scale, math.Abs(d))
	}
	for k, d := range reverse {
		if distance(there[k], d, scale) > c.off {
			return false
		}
	}
	return true
}

// seeds are random weights of the float results: the derivatives compared are
// those of the weighted sum.
func (c *check) seeds(out []ir.Arg) []ir.Arg {
	var seeds []ir.Arg
	for i, v := range c.f.Body.Yield {
		if v.Type.Kind != ir.F64 {
			continue
		}
		s := sample.Copy(out[i : i+1])[0]
		if s.Array != nil {
			s.Array.Dims = []int{len(s.Array.Elems)}
		}
		sample.Each(&s, func(x *ir.Scalar) { *x = ir.Scalar{F: 0.5 + c.r.Float64()} })
		seeds = append(seeds, s)
	}
	return seeds
}

// reverse gives the derivatives by all coordinates, in reverse mode.
func (c *check) reverse(args, seeds []ir.Arg) ([]float64, error) {
	shadows := c.shadows(args)
	_, by, err := c.call(c.vjp, sample.Copy(args), sample.Copy(seeds), shadows)
	if err != nil {
		return nil, err
	}
	var d []float64
	for _, i := range c.active {
		got, isResult := by[i]
		if !isResult {
			got = shadows[i] // zero, if nothing depends on it
		}
		sample.Pairs(&args[i], &got, func(_, dx ir.Scalar) { d = append(d, dx.F) })
	}
	return d, nil
}

// shadows are zeros for all parameters that are arrays or memory.
func (c *check) shadows(args []ir.Arg) added {
	zero := sample.Copy(args)
	shadows := added{}
	for _, i := range c.active {
		if !c.f.Body.Params[i].Type.Scalar() || zero[i].V != nil {
			sample.Each(&zero[i], func(x *ir.Scalar) { x.F = 0 })
			shadows[i] = zero[i]
		}
	}
	return shadows
}

// forward gives the derivative by one coordinate, in forward mode.
func (c *check) forward(args, seeds []ir.Arg, coordinate int) (float64, error) {
	tangents := added{}
	unit := sample.Copy(args)
	k := 0
	for _, i := range c.active {
		sample.Each(&unit[i], func(x *ir.Scalar) {
			x.F = 0
			if k == coordinate {
				x.F = 1
			}
			k++
		})
		tangents[i] = unit[i]
	}
	out, _, err := c.call(c.jvp, sample.Copy(args), nil, tangents)
	if err != nil {
		return math.NaN(), err
	}
	sum := 0.0
	for j, t := range out {
		var w []float64
		sample.Each(&seeds[j], func(x *ir.Scalar) { w = append(w, x.F) })
		n := 0
		sample.Each(&t, func(x *ir.Scalar) { sum += w[n] * x.F; n++ })
	}
	return sum, nil
}

// coordinates are the active floats.
func (c *check) coordinates(args []ir.Arg) []float64 {
	var x []float64
	for _, i := range c.active {
		sample.Each(&args[i], func(s *ir.Scalar) { x = append(x, s.F) })
	}
	return x
}

// primal is the weighted sum of the results in high precision. What the formula
// stops has the value that it has at args.
func (c *check) primal(args, seeds []ir.Arg) gradcheck.BigFunc {
	stopped := map[uint]*highprec.Stops{}
	return func(x []*big.Float) (*big.Float, error) {
		prec := x[0].Prec()
		if stopped[prec] == nil {
			stopped[prec] = &highprec.Stops{}
			if _, err := highprec.Run(c.f, prec, sample.Copy(args), stopped[prec]); err != nil {
				return nil, err
			}
		}
		in := sample.Copy(args)
		k := 0
		for _, i := range c.active {
			put := func(s *ir.Scalar) {
				f, _ := x[k].Float64()
				*s = ir.Scalar{F: f, X: x[k]}
				k++
			}
			sample.Each(&in[i], put)
		}
		out, err := highprec.Run(c.f, prec, in, stopped[prec].Freeze())
		if err != nil {
			return nil, err
		}
		return c.weighted(prec, out, seeds)
	}
}

func (c *check) weighted(prec uint, out, seeds []ir.Arg) (*big.Float, error) {
	sum := new(big.Float).SetPrec(prec)
	j := 0
	for i, v := range c.f.Body.Yield {
		if v.Type.Kind != ir.F64 {
			continue
		}
		var w []float64
		sample.Each(&seeds[j], func(s *ir.Scalar) { w = append(w, s.F) })
		j++
		n, finite := 0, true
		sample.Each(&out[i], func(s *ir.Scalar) {
			b := highprec.Big(prec, *s)
			if finite = finite && !b.IsInf(); finite {
				sum.Add(sum, new(big.Float).SetPrec(prec).Mul(b, big.NewFloat(w[n])))
			}
			n++
		})
		if !finite {
			return nil, gradcheck.ErrNotFinite
		}
	}
	return sum, nil
}
