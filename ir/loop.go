// The counted loops: for counts up, rfor counts down.
//
//	results = for  lo, hi, inits (i int, carried) { … yield next }
//	results = rfor lo, hi, inits (i int, carried) { … yield next }
//
// i takes each value lo <= i < hi. The carried values start as inits, become
// what the region yields, and are the results after the last iteration.

package ir

import "fmt"

var (
	forOp  = &Op{Name: "for", Doc: "counts up from lo to below hi", Struct: loop{}}
	rforOp = &Op{Name: "rfor", Doc: "counts down from below hi to lo", Struct: loop{down: true}}
)

func init() { register(forOp); register(rforOp) }

type loop struct{ down bool }

// IsLoop reports whether the instruction is a counted loop.
func (in *Instr) IsLoop() bool { _, ok := in.Op.Struct.(loop); return ok }

// Down reports whether the loop counts down.
func (in *Instr) Down() bool { return in.Op == rforOp }

// Lo and Hi are the bounds of a loop, Inits its initial carried values.
func (in *Instr) Lo() *Value      { return in.Args[0] }
func (in *Instr) Hi() *Value      { return in.Args[1] }
func (in *Instr) Inits() []*Value { return in.Args[2:] }

// Index is the parameter of a loop's region that counts, Carried the others.
func (in *Instr) Index() *Value     { return in.Regions[0].Params[0] }
func (in *Instr) Carried() []*Value { return in.Regions[0].Params[1:] }

func (loop) Check(in *Instr) error {
	if len(in.Regions) != 1 || len(in.Args) < 2 {
		return fmt.Errorf("a loop has two bounds and one region")
	}
	if in.Lo().Type != TInt || in.Hi().Type != TInt {
		return fmt.Errorf("bounds of a loop are int")
	}
	r := in.Regions[0]
	if len(r.Params) == 0 || r.Params[0].Type != TInt {
		return fmt.Errorf("the first parameter of a loop's region is an int")
	}
	for _, vs := range [][]*Value{in.Carried(), r.Yield, in.Results} {
		if err := sameTypes(in.Inits(), vs); err != nil {
			return fmt.Errorf("carried values: %w", err)
		}
	}
	for _, v := range in.Inits() {
		if !v.Type.Scalar() {
			return fmt.Errorf("an array cannot be carried")
		}
	}
	return nil
}

// sameTypes reports a difference between two lists of values' types.
func sameTypes(want, got []*Value) error {
	if len(want) != len(got) {
		return fmt.Errorf("%d values, want %d", len(got), len(want))
	}
	for i := range want {
		if want[i].Type != got[i].Type {
			return fmt.Errorf("value %d is %v, want %v", i, got[i].Type, want[i].Type)
		}
	}
	return nil
}

func (loop) Effect(*Instr) Effect { return Effect{} }

func (l loop) Eval(m *Machine, in *Instr) {
	lo, hi := m.Scalar(in.Lo()).I, m.Scalar(in.Hi()).I
	carried := m.Scalars(in.Inits())
	for k := range max(0, hi-lo) {
		i := lo + k
		if l.down {
			i = hi - 1 - k
		}
		m.Set(in.Index(), Scalar{I: i})
		for j, p := range in.Carried() {
			m.Set(p, carried[j])
		}
		m.Run(in.Regions[0])
		carried = m.Scalars(in.Regions[0].Yield)
	}
	for j, r := range in.Results {
		m.Set(r, carried[j])
	}
}
