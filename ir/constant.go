// Constants of the three kinds, the check of two sizes, and comments.

package ir

import "fmt"

var (
	constOp   = &Op{Name: "const", Doc: "a float constant", Attr: FloatAttr, Struct: constant{t: TF64}}
	iconstOp  = &Op{Name: "iconst", Doc: "an integer constant", Attr: IntAttr, Struct: constant{t: TInt}}
	bconstOp  = &Op{Name: "bconst", Doc: "a boolean constant", Attr: BoolAttr, Struct: constant{t: TBool}}
	noteOp    = &Op{Name: "note", Doc: "a comment in the output", Attr: TextAttr, Struct: note{}}
	requireOp = &Op{Name: "require", Doc: "panics with the text unless its two integers are equal", Attr: TextAttr, Struct: require{}}
)

func init() {
	for _, o := range []*Op{constOp, iconstOp, bconstOp, requireOp, noteOp} {
		register(o)
	}
}

type constant struct {
	givesOne
	t Type
}

// IsConst reports whether v is a constant; Attr then holds it.
func (v *Value) IsConst() bool {
	if v.Def == nil {
		return false
	}
	_, ok := v.Def.Op.Struct.(constant)
	return ok
}

// ConstFloat gives the value of a float constant.
func (v *Value) ConstFloat() (float64, bool) {
	if v.Def == nil || v.Def.Op != constOp {
		return 0, false
	}
	return v.Def.Attr.(float64), true
}

// ConstInt gives the value of an integer constant.
func (v *Value) ConstInt() (int, bool) {
	if v.Def == nil || v.Def.Op != iconstOp {
		return 0, false
	}
	return v.Def.Attr.(int), true
}

func (c constant) Check(in *Instr) error {
	if len(in.Args) != 0 || len(in.Results) != 1 || in.Result().Type != c.t {
		return fmt.Errorf("a constant has no operands and one %v result", c.t)
	}
	return nil
}

func (constant) Effect(*Instr) Effect { return Effect{} }

func (c constant) Eval(m *Machine, in *Instr) {
	switch a := in.Attr.(type) {
	case float64:
		m.Set(in.Result(), m.constant(a))
	case int:
		m.Set(in.Result(), Scalar{I: a})
	case bool:
		m.Set(in.Result(), Scalar{B: a})
	}
}

type require struct{ givesNone }

func (require) Check(in *Instr) error {
	if len(in.Args) != 2 || in.Args[0].Type != TInt || in.Args[1].Type != TInt {
		return fmt.Errorf("require compares two integers")
	}
	return nil
}

func (require) Effect(*Instr) Effect { return Effect{Kept: true} }

func (require) Eval(m *Machine, in *Instr) {
	got, want := m.Scalar(in.Args[0]).I, m.Scalar(in.Args[1]).I
	if got != want {
		m.Fail(in, fmt.Sprintf(in.Attr.(string), got, want))
	}
}

type note struct{ givesNone }

func (note) Check(in *Instr) error {
	if len(in.Args)+len(in.Results) != 0 {
		return fmt.Errorf("a note has no operands and no results")
	}
	return nil
}

func (note) Effect(*Instr) Effect  { return Effect{Kept: true} }
func (note) Eval(*Machine, *Instr) {}
