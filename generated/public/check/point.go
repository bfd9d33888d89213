// Points: arguments at which a function is looked at, and the scalar function
// that its results and seeds make of it.

package check

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
)

// point is arguments, what the function makes of them, and a seed for each output.
type point struct {
	fn      reflect.Value
	args    []reflect.Value
	inputs  []leaf // of args
	results []reflect.Value
	outputs []leaf // of results
	after   []leaf // of args as the function leaves them: inputs, later
	seeds   []float64
	held    []float64 // seeds of inputs that are memory, 0 for others
}

var (
	errNotFinite     = errors.New("the function gives no finite value")
	errUnsteady      = errors.New("the function gives different values for the same arguments")
	errLarge         = errors.New("the arguments hold a float that is large or not finite")
	errNoInput       = errors.New("the arguments hold no float")
	errNothingToSeed = errors.New("the results hold no float")
)

// largest is the size of floats beyond which differences are of no use.
const largest = 1e6

// newPoint calls the function at the arguments.
func newPoint(fn reflect.Value, args []reflect.Value, r *rand.Rand) (*point, error) {
	p := &point{fn: fn, args: args, inputs: leavesOf(args)}
	if len(p.inputs) == 0 {
		return nil, errNoInput
	}
	for _, in := range p.inputs {
		if !(math.Abs(in.get()) <= largest) {
			return nil, errLarge
		}
	}
	if err := p.run(); err != nil {
		return nil, err
	}
	for range p.outputs {
		p.seeds = append(p.seeds, seed(r))
	}
	memory := false
	for _, in := range p.inputs {
		s := 0.0
		if in.memory {
			s, memory = seed(r), true
		}
		p.held = append(p.held, s)
	}
	if len(p.outputs) == 0 && !memory {
		return nil, errNothingToSeed
	}
	return p, p.steady()
}

// seed is a number of a size that no sum of others cancels.
func seed(r *rand.Rand) float64 {
	s := 0.5 + r.Float64()
	if r.IntN(2) == 0 {
		return -s
	}
	return s
}

// run calls the function once and keeps what comes out.
func (p *point) run() (err error) {
	args := cloneAll(p.args)
	p.after = leavesOf(args)
	if p.results, err = call(p.fn, args); err != nil {
		return err
	}
	p.outputs = leavesOf(p.results)
	for _, l := range append(append([]leaf{}, p.outputs...), p.after...) {
		if x := l.get(); math.IsNaN(x) || math.IsInf(x, 0) {
			return errNotFinite
		}
	}
	return nil
}

// steady reports a function that depends on more than its arguments.
func (p *point) steady() error {
	x := p.inputs[0].get()
	first := p.value(0, x)
	for range 5 {
		if p.value(0, x) != first {
			return errUnsteady
		}
	}
	return nil
}

// value is the sum of outputs by seeds with one input set; NaN if the function
// fails there, or gives something of another shape.
func (p *point) value(input int, x float64) float64 {
	args := cloneAll(p.args)
	in := leavesOf(args)
	in[input].set(x)
	results, err := call(p.fn, args)
	if err != nil {
		return math.NaN()
	}
	out := leavesOf(results)
	if len(out) != len(p.outputs) {
		return math.NaN()
	}
	sum := 0.0
	for i, l := range out {
		sum += p.seeds[i] * l.get()
	}
	for i, l := range in {
		if p.held[i] != 0 {
			sum += p.held[i] * l.get()
		}
	}
	return sum
}
