// The interpreter: slow, and the meaning of the IR.

package ir

import (
	"fmt"
	"go/token"
	"runtime"
	"strings"
)

// ArrayData is an array at run time of the interpreter: elements in row-major
// order. A slice of its elements is shared with every array that aliases it.
type ArrayData struct {
	Dims  []int
	Elems []Scalar
	state []bool // which elements of a Once object were stored; nil for others
}

func newArray(dims []int, once bool) *ArrayData {
	a := &ArrayData{Dims: dims, Elems: make([]Scalar, product(dims))}
	if once {
		a.state = make([]bool, len(a.Elems))
	}
	return a
}

func (a *ArrayData) fill(s Scalar) {
	for i := range a.Elems {
		a.Elems[i] = s
	}
}

func (a *ArrayData) states(at, n int) []bool {
	if a.state == nil {
		return nil
	}
	return a.state[at : at+n : at+n]
}

// Floats makes a one-dimensional array of floats.
func Floats(x []float64) *ArrayData {
	a := newArray([]int{len(x)}, false)
	for i, v := range x {
		a.Elems[i].F = v
	}
	return a
}

// Ints makes a one-dimensional array of integers.
func Ints(x []int) *ArrayData {
	a := newArray([]int{len(x)}, false)
	for i, v := range x {
		a.Elems[i].I = v
	}
	return a
}

// Floats copies the elements out.
func (a *ArrayData) Floats() []float64 {
	x := make([]float64, len(a.Elems))
	for i, v := range a.Elems {
		x[i] = v.F
	}
	return x
}

// Machine runs functions. The hooks, if set, replace the arithmetic on floats:
// Apply computes a scalar operation, Constant lifts a float constant.
type Machine struct {
	Apply    func(op *Op, args []Scalar) Scalar
	Constant func(x float64) Scalar
	GoCode   GoCode // runs goexpr and gocall; without it they end the run

	callees map[string]*Func
	depth   int // of calls

	at      *Instr // the scalar operation that runs
	scalars map[*Value]Scalar
	arrays  map[*Value]*ArrayData
}

// A RuntimeError is a failure of the interpreted program.
type RuntimeError struct {
	Pos token.Position
	Msg string
}

func (e *RuntimeError) Error() string { return fmt.Sprintf("%v: %s", e.Pos, e.Msg) }

// Arg is an argument or a result: an array if Array is set, else a scalar.
type Arg struct {
	Scalar
	Array *ArrayData
}

// Eval runs the function. A failure of the program is a *RuntimeError.
func Eval(f *Func, args ...Arg) ([]Arg, error) { return new(Machine).Call(f, args...) }

// Call runs the function on this machine.
func (m *Machine) Call(f *Func, args ...Arg) (results []Arg, err error) {
	if len(args) != len(f.Body.Params) {
		return nil, fmt.Errorf("%s: %d arguments, want %d", f.Name, len(args), len(f.Body.Params))
	}
	m.callees = f.Callees
	m.scalars, m.arrays = map[*Value]Scalar{}, map[*Value]*ArrayData{}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *RuntimeError:
			results, err = nil, r
		case runtime.Error: // an integer division by zero, a negative shift
			results, err = nil, m.trapped(r)
		default:
			panic(r)
		}
	}()
	for i, p := range f.Body.Params {
		if p.Type.Scalar() {
			m.Set(p, args[i].Scalar)
		} else {
			m.SetArray(p, args[i].Array)
		}
	}
	m.Run(f.Body)
	for _, v := range f.Body.Yield {
		if v.Type.Scalar() {
			results = append(results, Arg{Scalar: m.Scalar(v)})
		} else {
			results = append(results, Arg{Array: m.Array(v)})
		}
	}
	return results, nil
}

// trapped is the failure of a scalar operation that Go itself stops: what is no
// division by zero is our mistake and panics on.
func (m *Machine) trapped(r runtime.Error) error {
	if m.at == nil || m.at.Op.Out != TInt || !strings.Contains(r.Error(), "divide") && !strings.Contains(r.Error(), "shift") {
		panic(r)
	}
	return &RuntimeError{Pos: m.at.Pos, Msg: strings.TrimPrefix(r.Error(), "runtime error: ")}
}

// Run runs the instructions of a region.
func (m *Machine) Run(r *Region) {
	for _, in := range r.Instrs {
		if in.Op.Struct != nil {
			in.Op.Struct.Eval(m, in)
			continue
		}
		m.at = in
		m.Set(in.Result(), m.apply(in.Op, m.Scalars(in.Args)))
	}
}

func (m *Machine) apply(op *Op, args []Scalar) Scalar {
	if m.Apply != nil {
		return m.Apply(op, args)
	}
	return op.Eval(args)
}

func (m *Machine) constant(x float64) Scalar {
	if m.Constant != nil {
		return m.Constant(x)
	}
	return Scalar{F: x}
}

// Scalar gives the current value of v; Set gives v a value.
func (m *Machine) Scalar(v *Value) Scalar { return m.scalars[v] }
func (m *Machine) Set(v *Value, s Scalar) { m.scalars[v] = s }

// Array gives the array that v refers to; SetArray makes v refer to one.
func (m *Machine) Array(v *Value) *ArrayData       { return m.arrays[v] }
func (m *Machine) SetArray(v *Value, a *ArrayData) { m.arrays[v] = a }

// Scalars gives the current values of vs.
func (m *Machine) Scalars(vs []*Value) []Scalar {
	s := make([]Scalar, len(vs))
	for i, v := range vs {
		s[i] = m.scalars[v]
	}
	return s
}

// Fail ends the run with an error at the instruction.
func (m *Machine) Fail(in *Instr, msg string) {
	panic(&RuntimeError{Pos: in.Pos, Msg: msg})
}

func (m *Machine) ints(vs []*Value) []int {
	is := make([]int, len(vs))
	for i, v := range vs {
		is[i] = m.scalars[v].I
	}
	return is
}

// offset is the row-major position of index within dims, both of one length.
func (m *Machine) offset(in *Instr, a *ArrayData, index, dims []int) int {
	k := 0
	for d, i := range index {
		if i < 0 || i >= dims[d] {
			m.Fail(in, fmt.Sprintf("index %d out of range [0, %d) along axis %d", i, dims[d], d))
		}
		k = k*dims[d] + i
	}
	return k
}

func product(dims []int) int {
	n := 1
	for _, d := range dims {
		n *= max(d, 0)
	}
	return n
}
