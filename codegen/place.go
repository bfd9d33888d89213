// Places: what instructions write, and which expressions that wait for their use
// read it.

package codegen

import (
	"slices"

	"chainrule/ir"
)

// placesOf lists what an instruction itself writes.
func placesOf(in *ir.Instr) []ir.Place {
	switch {
	case in.IsPanic():
		return nil // nothing reads anything behind it
	case in.IsPush(), in.IsPop():
		return nil // nothing waits to read a stack
	}
	return in.Writes()
}

// reading is e as an expression that reads what the instruction reads.
func (e *expr) reading(in *ir.Instr) *expr {
	c := *e
	c.reads = in.Reads()
	return &c
}

// readsMemory reports whether any part of the expression does.
func (e *expr) readsMemory() bool {
	found := false
	e.visit(func(e *expr) { found = found || len(e.reads) > 0 })
	return found
}

// flushPlaces makes variables of the held expressions that read what is about to
// be written.
func (g *gen) flushPlaces(written []ir.Place) {
	if len(written) == 0 {
		return
	}
	waiting := g.readers
	g.readers = nil
	for _, h := range waiting {
		switch {
		case h.done:
		case g.meets(h.e, written):
			h.done = true
			g.settle(h.v, h.e)
		default:
			g.readers = append(g.readers, h)
		}
	}
}

// meets reports whether an expression may read one of the places.
func (g *gen) meets(e *expr, written []ir.Place) bool {
	found := false
	e.visit(func(e *expr) { found = found || g.overlap(e.reads, written) })
	return found
}

// overlap reports whether one of some places may be one of others.
func (g *gen) overlap(ps, qs []ir.Place) bool {
	return slices.ContainsFunc(ps, func(p ir.Place) bool {
		return slices.ContainsFunc(qs, func(q ir.Place) bool { return g.aliases.MayOverlap(p, q) })
	})
}
