// Sharing: what the reverse sweep computes as the forward sweep did is the
// forward sweep's value; save.go then decides how it gets there.

package adjoint

import (
	"fmt"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// share replaces, in reverse regions, scalar operations that the mirrored
// forward region computes from the same operands. The form is open.
func share(s *sweep) pass.Pass {
	return pass.Pass{Name: "share", Doc: "uses forward values in the reverse sweep", Run: func(f *ir.Func) {
		h := &sharer{sweep: s, tables: map[*ir.Region]map[string]*ir.Value{}, with: map[*ir.Value]*ir.Value{}}
		h.region(f.Body)
		f.Body.Replace(h.with)
	}}
}

type sharer struct {
	*sweep
	tables map[*ir.Region]map[string]*ir.Value
	with   map[*ir.Value]*ir.Value
}

func (h *sharer) region(r *ir.Region) {
	for _, in := range r.Instrs {
		for k, a := range in.Args {
			if w := h.with[a]; w != nil {
				in.Args[k] = w
			}
		}
		if in.Op.Struct == nil {
			if v := h.find(in, r); v != nil {
				h.with[in.Result()] = v
			}
		}
		for _, sub := range in.Regions {
			h.region(sub)
		}
	}
}

// find looks for the operation in the forward regions that r and those around
// it mirror.
func (h *sharer) find(in *ir.Instr, r *ir.Region) *ir.Value {
	k := ""
	for ; r != nil; r = r.Outer() {
		fwd := h.mirror[r]
		if fwd == nil {
			continue
		}
		if k == "" {
			k = shareKey(in)
		}
		if v := h.table(fwd)[k]; v != nil {
			return v
		}
	}
	return nil
}

func (h *sharer) table(r *ir.Region) map[string]*ir.Value {
	if t := h.tables[r]; t != nil {
		return t
	}
	t := map[string]*ir.Value{}
	for _, in := range r.Instrs {
		if in.Op.Struct == nil {
			t[shareKey(in)] = in.Result()
		}
	}
	h.tables[r] = t
	return t
}

// shareKey tells operations on the same values apart; constants by their value,
// since each sweep has its own.
func shareKey(in *ir.Instr) string {
	k := in.Op.Name
	for _, a := range in.Args {
		if a.IsConst() {
			k += fmt.Sprintf(" %v", a.Def.Attr)
		} else {
			k += fmt.Sprintf(" %p", a)
		}
	}
	return k
}
