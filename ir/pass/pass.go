// Package pass holds what may be done to any function: each pass is a value,
// a pipeline is a list of them, and the function is verified after each.
//
// A pass changes the function in place and keeps its meaning: the same results
// to the bit, the same memory written, the same panics, except that work nobody
// can see may go, that accums, whose order is open, may come in another, and that
// of several accesses that fail in a row, each with a run-time error, another one
// may be the one that does (see [Ahead]).
package pass

import (
	"fmt"

	"chainrule/ir"
)

// Pass is one transformation.
type Pass struct {
	Name  string
	Doc   string
	Run   func(f *ir.Func)
	Loops bool // there is nothing to do in a function without regions and memory
}

// straight reports whether the function is a straight line of scalars.
func straight(f *ir.Func) bool {
	for _, in := range f.Body.Instrs {
		if len(in.Regions) > 0 || in.Makes() || len(in.Reads())+len(in.Writes()) > 0 {
			return false
		}
	}
	return true
}

// Run runs the passes in order, but for those that would do nothing, as they did
// before. The function is verified after each that changed it; a failure is our
// mistake and panics with the name of the pass and the text. After, if set, sees
// the function after each pass.
func Run(f *ir.Func, passes []Pass, after func(name string, f *ir.Func)) {
	plain := straight(f) // and no pass makes it otherwise
	idle := map[string]state{}
	now := stateOf(f)
	for _, p := range passes {
		if p.Loops && plain {
			continue
		}
		if at, ok := idle[p.Name]; !ok || at != now {
			before := now
			p.Run(f)
			if now = stateOf(f); now == before {
				idle[p.Name] = now
			} else if err := ir.Verify(f); err != nil {
				panic(fmt.Sprintf("pass %s broke %s: %v\n%s", p.Name, f.Name, err, f))
			}
		}
		if after != nil {
			after(p.Name, f)
		}
	}
}

// resimplify is Simplify likewise.
var resimplify = Pass{Simplify.Name, Simplify.Doc, Simplify.Run, true}

// Clean is the pipeline for any function, before and after differentiation.
var Clean = []Pass{
	Promote,    // variables become values
	Simplify,   // constants first, so that equal values look equal
	CSE,        // then one value for equal instructions
	Unroll,     // small constant sizes become scalars
	resimplify, // with indices that are numbers
	Promote,    // by which more are known
	Lift,       // and what is left of plain arrays is no longer Go memory
	Loops,      // one constant for each index
	LICM,       // which leaves loops only what changes
	Loops,      // and hoisting brings equal instructions together
	Fuse,       // equal bounds are one value now
	Contract,   // what only a fused loop uses is private to its iterations
	FirstWrite, // a fused first addition may cover its array
	Forward,    // and what one loop stored the other need not load
	Accrue,     // what is cleared and added to is stored
	Overwrite,  // what nothing loads and something overwrites goes
	Loops,      // forwarded values make more instructions equal
	Precompute, // costly values that a nest repeats are computed before it
	Simplify,   // carried values may have become invariant
	DCE,        // last, what nobody reads
}

// Schedule is the pipeline that prepares a function for Go: it trades text for
// speed, so nothing else should be derived from what it leaves.
var Schedule = []Pass{
	Linear,   // what a sum over data does not need leaves it
	Tabulate, // nests compute once what only the inner counter changes
	Relax,    // products that loops do not need in full
	Loops,    // its pieces meet what is there
	LICM,     // and leave loops of their own
	DCE,      // and take with them what only they used
	Carry,    // neighbours' sums stay in registers
	Tile,     // independent iterations go side by side
	Loops,    // lanes share what is equal
	LICM,     // and bounds of blocks leave loops
	Ahead,    // and so do rows that may not be there
	Merge,    // four lanes add to one element once
	Simplify, // lane 0's offset is 0
	Flatten,  // lanes need sums of their own, loops within loops do not
	Skip,     // what is zero then is not added
	DCE,
	Choices, // one if for all that it decides
}
