// Stacks: tapes whose length is not known beforehand.
//
//	s = stack            an empty stack, an array of rank 1
//	push s, v            v on top
//	v = pop s            what is on top, and it goes
//
// The adjoint of a push is a pop from the stack's shadow, and the other way
// round. What the stack holds is of its own: nothing else refers to it.

package ir

import "fmt"

var (
	stackOp = &Op{Name: "stack", Doc: "makes an empty stack", Struct: stack{}}
	pushOp  = &Op{Name: "push", Doc: "puts a value on a stack", Struct: push{}}
	popOp   = &Op{Name: "pop", Doc: "takes a value from a stack", Struct: pop{}}
)

func init() {
	for _, o := range []*Op{stackOp, pushOp, popOp} {
		register(o)
	}
}

// IsStack and its like report what the instruction is.
func (in *Instr) IsStack() bool { return in.Op == stackOp }
func (in *Instr) IsPush() bool  { return in.Op == pushOp }
func (in *Instr) IsPop() bool   { return in.Op == popOp }

// Stack appends an empty stack of elements of the scalar type.
func (b *Builder) Stack(t Type) *Value {
	return b.Emit(stackOp, nil, nil, Type{Kind: t.Kind, Rank: 1, Go: t.Go}).Result()
}

// Push appends a push; Pop a pop.
func (b *Builder) Push(s, v *Value) *Instr { return b.Emit(pushOp, nil, []*Value{s, v}) }
func (b *Builder) Pop(s *Value) *Value {
	return b.Emit(popOp, nil, []*Value{s}, s.Type.Elem()).Result()
}

type stack struct{ givesOne }

func (stack) Check(in *Instr) error {
	if len(in.Args) != 0 || in.Result().Type.Rank != 1 {
		return fmt.Errorf("gives an array of rank 1")
	}
	return nil
}
func (stack) Effect(*Instr) Effect       { return Effect{} }
func (stack) Eval(m *Machine, in *Instr) { m.SetArray(in.Result(), &ArrayData{}) }

func isStack(in *Instr) error {
	if len(in.Args) == 0 || in.Args[0].Def == nil || !in.Args[0].Def.IsStack() {
		return fmt.Errorf("the first operand is a stack")
	}
	return nil
}

type push struct{ givesNone }

func (push) Check(in *Instr) error {
	if len(in.Args) != 2 || in.Args[1].Type != in.Args[0].Type.Elem() {
		return fmt.Errorf("pushes an element")
	}
	return isStack(in)
}
func (push) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1], Writes: in.Args[:1]} }
func (push) Eval(m *Machine, in *Instr) {
	s := m.Array(in.Args[0])
	s.Elems = append(s.Elems, m.Scalar(in.Args[1]))
}

type pop struct{ givesOne }

func (pop) Check(in *Instr) error {
	if len(in.Args) != 1 || in.Result().Type != in.Args[0].Type.Elem() {
		return fmt.Errorf("pops an element")
	}
	return isStack(in)
}

// A pop is kept though nobody uses its value: the next one is below it.
func (pop) Effect(in *Instr) Effect {
	return Effect{Reads: in.Args[:1], Writes: in.Args[:1], Kept: true}
}
func (pop) Eval(m *Machine, in *Instr) {
	s := m.Array(in.Args[0])
	n := len(s.Elems)
	if n == 0 {
		m.Fail(in, "pop from an empty stack")
	}
	m.Set(in.Result(), s.Elems[n-1])
	s.Elems = s.Elems[:n-1]
}
