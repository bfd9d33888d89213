// What an operation is: a row of the table, or a structured instruction.

package ir

import (
	"fmt"
	"math"
	"sort"
)

// AttrKind says what constant an operation's instructions carry.
type AttrKind uint8

// The kinds of attribute.
const (
	NoAttr AttrKind = iota
	FloatAttr
	IntAttr
	BoolAttr
	TextAttr
)

// Scalar is a scalar at run time of the interpreter: the field of its kind is
// set. X is free for an interpretation in another arithmetic.
type Scalar struct {
	F float64
	I int
	B bool
	V any // of kind Go: a *Ref, or whatever the Go code gave; nil is the zero value
	X any
}

// Interval is a range of sample points, open at both ends.
type Interval struct{ Lo, Hi float64 }

// Op is an operation. A scalar operation is a row of the table and nothing
// else; a structured one has Struct set.
type Op struct {
	Name    string
	Aliases []string // further names in expression files
	Doc     string
	In      []Type
	Out     Type
	Attr    AttrKind

	// Eval computes the result; the meaning of the row.
	Eval func(a []Scalar) Scalar

	// Partials are the derivatives by each operand, as Go expressions in the
	// operands x, y, z and the result r. "0" says locally constant. Nil says
	// that the operation cannot be differentiated.
	Partials []string

	// Go is the Go expression that computes the row from x, y, z.
	Go string
	// Expand, if set, is an expression in other rows that is put in the row's
	// place before Go is written; it computes the same bits.
	Expand string

	// Sample gives a domain for each float operand, where tests draw points.
	Sample []Interval
	Kinks  string // the convention where the derivative does not exist
	Source string // where the rule can be looked up
	Cost   int    // rough cost in additions; 0 is free

	Struct Structured
}

// Structured is the behaviour of an operation that owns regions, touches
// memory or carries a constant.
type Structured interface {
	// Check reports how the instruction breaks the operation's typing.
	Check(in *Instr) error
	// Eval runs the instruction.
	Eval(m *Machine, in *Instr)
	// Effect says what the instruction itself (not its regions) does to memory.
	Effect(in *Instr) Effect
}

// Effect lists the arrays that an instruction reads and writes. An instruction
// that is Kept may not be removed though nobody uses its results.
type Effect struct {
	Reads, Writes []*Value
	Kept          bool
}

// Effect says what the instruction itself does to memory.
func (in *Instr) Effect() Effect {
	if in.Op.Struct == nil {
		return Effect{}
	}
	return in.Op.Struct.Effect(in)
}

var ops = map[string]*Op{}

// register adds an operation; a name may be taken once.
func register(o *Op) {
	for _, n := range append([]string{o.Name}, o.Aliases...) {
		if ops[n] != nil {
			panic("ir: operation " + n + " defined twice")
		}
		ops[n] = o
	}
}

// LookupOp finds an operation by name or alias; nil if there is none.
func LookupOp(name string) *Op { return ops[name] }

// MustOp is the operation of that name; it panics if there is none.
func MustOp(name string) *Op {
	o := ops[name]
	if o == nil {
		panic(fmt.Sprintf("ir: no operation %q", name))
	}
	return o
}

// Rows lists the scalar operations by name.
func Rows() []*Op {
	var rows []*Op
	for n, o := range ops {
		if n == o.Name && o.Struct == nil {
			rows = append(rows, o)
		}
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].Name < rows[j].Name })
	return rows
}

// Common sample domains.
var (
	anyReal  = Interval{-20, 20}
	positive = Interval{1e-3, 20}
	unit     = Interval{-1, 1}
	small    = Interval{-3, 3}
	nonzero  = positive
	inf      = math.Inf(1)
)
