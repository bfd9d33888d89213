// Calls of other functions of the program, for recursion: other calls are
// expanded in place by the frontend.
//
//	results = call args "name"
//	results = call args "name:3"
//
// The callee is in Func.Callees under that name. It may read memory that its
// arguments refer to and memory of its own, but writes none that its caller can
// see, except what the arguments from the number behind the colon on refer to; from
// 0 on it may also store what it is given in all that it is given.

package ir

import (
	"fmt"
	"strconv"
	"strings"
)

var callOp = &Op{Name: "call", Doc: "calls a function of the program", Attr: TextAttr, Cost: 100, Struct: callFunc{}}

func init() { register(callOp) }

// IsCall reports whether the instruction is a call.
func (in *Instr) IsCall() bool { return in.Op == callOp }

// Callee is the name of the function that a call runs.
func (in *Instr) Callee() string {
	name, _, _ := strings.Cut(in.Attr.(string), ":")
	return name
}

// WrittenFrom is the number of the first operand through which a call writes
// memory; that of all operands if it writes none.
func (in *Instr) WrittenFrom() int {
	_, text, _ := strings.Cut(in.Attr.(string), ":")
	if k, err := strconv.Atoi(text); err == nil {
		return k
	}
	return len(in.Args)
}

// CallInto appends a call that writes what the operands from number k on refer to.
func (b *Builder) CallInto(name string, k int, args []*Value, results ...Type) *Instr {
	return b.Emit(callOp, name+":"+strconv.Itoa(k), args, results...)
}

// Call appends a call with results of the types.
func (b *Builder) Call(name string, args []*Value, results ...Type) *Instr {
	return b.Emit(callOp, name, args, results...)
}

type callFunc struct{}

func (callFunc) Check(in *Instr) error {
	if len(in.Regions) != 0 {
		return fmt.Errorf("a call has no regions")
	}
	for _, v := range in.Results {
		if !v.Type.Scalar() {
			return fmt.Errorf("a call gives scalars and references")
		}
	}
	return nil
}

func (callFunc) Effect(in *Instr) Effect {
	e := Effect{Kept: true}
	for k, a := range in.Args {
		if a.Type.Kind != Go && a.Type.Scalar() { // an interface may lead to memory too
			continue
		}
		if e.Reads = append(e.Reads, a); k >= in.WrittenFrom() {
			e.Writes = append(e.Writes, a)
		}
	}
	return e
}

func (callFunc) Eval(m *Machine, in *Instr) {
	f := m.callees[in.Callee()]
	if f == nil {
		m.Fail(in, "no function "+in.Callee())
	}
	args := make([]Arg, len(in.Args))
	for i, v := range in.Args {
		args[i] = Arg{Scalar: m.Scalar(v)}
		if !v.Type.Scalar() {
			args[i] = Arg{Array: m.Array(v)}
		}
	}
	inner := &Machine{Apply: m.Apply, Constant: m.Constant, GoCode: m.GoCode, depth: m.depth + 1}
	if inner.depth > mostDepth {
		m.Fail(in, "stack overflow")
	}
	results, err := inner.Call(f, args...)
	if err != nil {
		panic(err)
	}
	for i, r := range in.Results {
		m.Set(r, results[i].Scalar)
	}
}

// mostDepth bounds recursion in the interpreter.
const mostDepth = 10000
