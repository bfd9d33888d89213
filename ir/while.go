// The loop whose number of iterations is not known when it begins.
//
//	results = while inits (carried) { … yield c } (carried) { … yield next }
//
// The carried values start as inits. The first region gives the condition; while
// it holds, the second region runs and the carried values become what it yields.
// The results are the carried values when the condition fails. The first region
// changes no memory.

package ir

import "fmt"

var whileOp = &Op{Name: "while", Doc: "repeats its second region while its first gives true", Struct: while{}}

func init() { register(whileOp) }

type while struct{}

// IsWhile reports whether the instruction is a while loop. Its regions are the
// condition and the body, its operands the initial carried values.
func (in *Instr) IsWhile() bool { return in.Op == whileOp }

func (while) Check(in *Instr) error {
	if len(in.Regions) != 2 {
		return fmt.Errorf("a while loop has two regions")
	}
	cond, body := in.Regions[0], in.Regions[1]
	for _, vs := range [][]*Value{cond.Params, body.Params, body.Yield, in.Results} {
		if err := sameTypes(in.Args, vs); err != nil {
			return fmt.Errorf("carried values: %w", err)
		}
	}
	if len(cond.Yield) != 1 || cond.Yield[0].Type != TBool {
		return fmt.Errorf("the condition is one bool")
	}
	return carriesScalars(in.Args)
}

func carriesScalars(vs []*Value) error {
	for _, v := range vs {
		if !v.Type.Scalar() {
			return fmt.Errorf("an array cannot be carried")
		}
	}
	return nil
}

func (while) Effect(*Instr) Effect { return Effect{} }

func (while) Eval(m *Machine, in *Instr) {
	carried := m.Scalars(in.Args)
	for {
		m.setAll(in.Regions[0].Params, carried)
		m.Run(in.Regions[0])
		if !m.Scalar(in.Regions[0].Yield[0]).B {
			break
		}
		m.setAll(in.Regions[1].Params, carried)
		m.Run(in.Regions[1])
		carried = m.Scalars(in.Regions[1].Yield)
	}
	m.setAll(in.Results, carried)
}

func (m *Machine) setAll(vs []*Value, to []Scalar) {
	for i, v := range vs {
		m.Set(v, to[i])
	}
}

// While appends a while loop that carries values of the types of inits, with
// their names. The caller fills its two regions.
func (b *Builder) While(inits ...*Value) *Instr {
	types := make([]Type, len(inits))
	for i, v := range inits {
		types[i] = v.Type
	}
	in := b.Emit(whileOp, nil, inits, types...)
	for range 2 {
		r := &Region{Parent: in}
		for _, v := range inits {
			r.AddParam(v.Name, v.Type)
		}
		in.Regions = append(in.Regions, r)
	}
	return in
}
