// Rounding to float32. A float32 of the program is a float64 here that a
// rounding gave: sums, products, quotients and roots of two such values, rounded
// again, have the bits that float32 arithmetic gives them (S. A. Figueroa, When
// is double rounding innocuous?, SIGNUM Newsletter 30(3), 1995).
//
//	y = f32 x            float64(float32(x))
//
// Its derivative is 1: a rounding is an error of the primal, not part of it. An
// interpretation in another arithmetic does not round.

package ir

import "fmt"

var f32Op = &Op{Name: "f32", Doc: "rounds to float32", Cost: 1, Struct: round32{}}

func init() { register(f32Op) }

// IsF32 reports whether the instruction rounds to float32.
func (in *Instr) IsF32() bool { return in.Op == f32Op }

// F32 appends a rounding to float32.
func (b *Builder) F32(x *Value) *Value { return b.Emit(f32Op, nil, []*Value{x}, TF64).Result() }

type round32 struct{ givesOne }

func (round32) Check(in *Instr) error {
	if len(in.Args) != 1 || in.Args[0].Type != TF64 || in.Result().Type != TF64 {
		return fmt.Errorf("gives a float for a float")
	}
	return nil
}
func (round32) Effect(*Instr) Effect { return Effect{} }
func (round32) Eval(m *Machine, in *Instr) {
	x := m.Scalar(in.Args[0])
	if m.Apply == nil {
		x.F = float64(float32(x.F))
	}
	m.Set(in.Result(), x)
}
