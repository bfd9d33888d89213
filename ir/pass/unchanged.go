// What passes leave as it is: so that one which had nothing to do is not run again
// before another has changed something.

package pass

import (
	"hash/maphash"
	"math"
	"math/bits"

	"chainrule/ir"
)

// state is a hash of all of a function that a pass looks at.
type state uint64

var seed = maphash.MakeSeed()

func stateOf(f *ir.Func) state {
	f.Number()
	h := state(0)
	h.region(f.Body)
	return h
}

func (h *state) region(r *ir.Region) {
	h.define(r.Params)
	h.number(len(r.Instrs))
	for _, in := range r.Instrs {
		h.text(in.Op.Name)
		h.attr(in.Attr)
		h.use(in.Args)
		h.number(len(in.Regions))
		for _, sub := range in.Regions {
			h.region(sub)
		}
		h.define(in.Results)
	}
	h.use(r.Yield)
}

// define takes values where they are defined, which is in the order of their numbers.
func (h *state) define(vs []*ir.Value) {
	h.number(len(vs))
	for _, v := range vs {
		h.text(v.Name)
		h.typ(v.Type)
	}
}

func (h *state) typ(t ir.Type) {
	h.number(int(t.Kind)<<32 | t.Rank)
	if t.Go != "" {
		h.text(t.Go)
	}
}

func (h *state) use(vs []*ir.Value) {
	h.number(len(vs))
	for _, v := range vs {
		h.number(v.Num())
	}
}

func (h *state) attr(a any) {
	switch a := a.(type) {
	case float64:
		h.number(int(math.Float64bits(a)))
	case int:
		h.number(a)
	case bool:
		if a {
			h.number(1)
		}
	case string:
		h.text(a)
	}
}

func (h *state) text(s string) { h.number(int(maphash.String(seed, s))) }

// number mixes as the finaliser of MurmurHash3 does.
func (h *state) number(n int) {
	x := bits.RotateLeft64(uint64(*h), 29) ^ uint64(n)
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	*h = state(x ^ x>>33)
}
