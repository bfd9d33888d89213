// The tree of a program: functions, regions, instructions, values.

package ir

import "go/token"

// Func is a function: a region whose parameters are the function's and whose
// yield gives the results.
type Func struct {
	Name    string
	Doc     string // the user's comment, without comment markers
	Pos     token.Position
	Body    *Region
	Results []string         // names of the results, as many as Body.Yield
	Wrt     []string         // float parameters to differentiate; empty means all
	Shadows []string         // parameters that hold adjoints; they share no memory with the others
	Derived []string         // results that are derivatives: nobody promised their last bits
	Sig     *Signature       // how it looks in Go; nil if the parameters say it all
	Callees map[string]*Func // what call instructions may name, shared by all functions of a program
}

// Region is a straight line of instructions that defines values and yields some.
type Region struct {
	Params []*Value
	Instrs []*Instr
	Yield  []*Value
	Parent *Instr // the instruction that owns the region; nil for a function body
}

// Instr is one instruction. What Args, Attr and Regions mean is its Op's to say.
type Instr struct {
	Op      *Op
	Args    []*Value
	Attr    any // nil, float64, int, bool or string, as Op.Attr says
	Regions []*Region
	Results []*Value
	Pos     token.Position
	In      *Region // the region that holds the instruction
}

// Value is what an instruction or a region defines. Its identity is its
// address; the name means nothing to the compiler and need not be unique.
type Value struct {
	Name string
	Type Type
	Def  *Instr  // the instruction that defines it; nil for a region's parameter
	Of   *Region // the region whose parameter it is; nil for a result
	num  int     // see Number
}

// Number numbers the values of the function from 1 in the order of their
// definitions and gives how many there are, so that an analysis can keep what it
// finds in slices. The numbers hold until the function changes.
func (f *Func) Number() int { return f.Body.number(0) }

func (r *Region) number(n int) int {
	n = numberAll(r.Params, n)
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			n = sub.number(n)
		}
		n = numberAll(in.Results, n)
	}
	return n
}

func numberAll(vs []*Value, n int) int {
	for _, v := range vs {
		n++
		v.num = n
	}
	return n
}

// Num is the value's number; see [Func.Number].
func (v *Value) Num() int { return v.num }

// Region is where the value is defined.
func (v *Value) Region() *Region {
	if v.Def != nil {
		return v.Def.In
	}
	return v.Of
}

// Result is the only result of an instruction.
func (in *Instr) Result() *Value { return in.Results[0] }

// Param gives the function's parameter of that name, or nil.
func (f *Func) Param(name string) *Value {
	for _, p := range f.Body.Params {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// AddParam appends a parameter to the region.
func (r *Region) AddParam(name string, t Type) *Value {
	v := &Value{Name: name, Type: t, Of: r}
	r.Params = append(r.Params, v)
	return v
}

// Inside reports whether r is outer or nested somewhere within it.
func (r *Region) Inside(outer *Region) bool {
	for ; r != nil; r = r.Outer() {
		if r == outer {
			return true
		}
	}
	return false
}

// Outer is the region around r, nil for a function's body.
func (r *Region) Outer() *Region {
	if r.Parent == nil {
		return nil
	}
	return r.Parent.In
}
