// The branch: runs one of two regions and gives what it yields.
//
//	results = if c () { … yield values } () { … yield values }

package ir

import "fmt"

var ifOp = &Op{Name: "if", Doc: "runs its first region if c, its second otherwise", Struct: branch{}}

func init() { register(ifOp) }

type branch struct{}

// IsIf reports whether the instruction is a branch.
func (in *Instr) IsIf() bool { return in.Op == ifOp }

func (branch) Check(in *Instr) error {
	if len(in.Args) != 1 || in.Args[0].Type != TBool || len(in.Regions) != 2 {
		return fmt.Errorf("a branch has one bool and two regions")
	}
	for _, r := range in.Regions {
		if len(r.Params) != 0 {
			return fmt.Errorf("the regions of a branch have no parameters")
		}
		if err := sameTypes(in.Results, r.Yield); err != nil {
			return err
		}
	}
	for _, v := range in.Results {
		if !v.Type.Scalar() {
			return fmt.Errorf("a branch cannot give an array")
		}
	}
	return nil
}

func (branch) Effect(*Instr) Effect { return Effect{} }

func (branch) Eval(m *Machine, in *Instr) {
	r := in.Regions[1]
	if m.Scalar(in.Args[0]).B {
		r = in.Regions[0]
	}
	m.Run(r)
	for j, v := range m.Scalars(r.Yield) {
		m.Set(in.Results[j], v)
	}
}
