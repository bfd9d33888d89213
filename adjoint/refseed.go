// Seeds of results that are references: what they hold is added to the shadow of
// what the result refers to, behind the forward sweep.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// addSeeds adds the seeds of results to the shadows of what these refer to.
func (d *derivation) addSeeds(cast *shadower, list []arraySeed) {
	for _, a := range list {
		s := &seeder{derivation: d}
		s.add(d.f.Body.Build(), d.act.heap.to[a.v], a.v, cast.of(d.f.Body.Build(), a.v), a.seed)
	}
}

type seeder struct {
	*derivation
	around []*object // those that led here
}

// add adds what a seed holds, along the paths of the active floats.
func (s *seeder) add(b *ir.Builder, ts []target, ref, shadow, seed *ir.Value) {
	if slices.ContainsFunc(ts, func(t target) bool { return slices.Contains(s.around, t.o) || t.o.recursive }) {
		s.diags.Add(s.f.Pos, "%s returns memory that may lead to itself, so seeds for it cannot be taken from a copy; return floats or slices", s.f.Name)
		return
	}
	if ref.Type.IsSlice() {
		b.Require(b.Size(seed), b.Size(ref), s.kind.Name(s.f.Name)+": len of the seed of a result is %d, want %d")
	}
	for _, path := range s.paths(ts) {
		c := s.cellAt(ts, path)
		overIndices(b, ref, path, nil, func(b *ir.Builder, path string, index []*ir.Value) {
			typ := c.typ
			if path = c.at(path); typ == ir.TF64 {
				addTo(b, shadow, path, b.Get(ir.TF64, seed, path, index...), index...)
				return
			}
			s.behind(b, ts, path, b.Get(typ, ref, path, index...), b.Get(typ, shadow, path, index...), b.Get(typ, seed, path, index...))
		})
	}
}

// behind adds what a reference in a seed leads to, unless it is nil.
func (s *seeder) behind(b *ir.Builder, ts []target, path string, ref, shadow, seed *ir.Value) {
	inner := &seeder{derivation: s.derivation, around: slices.Clone(s.around)}
	var next []target
	for _, t := range ts {
		inner.around = append(inner.around, t.o)
		bare, _, _ := strings.Cut(normal(path), "|")
		next = union(next, s.act.heap.read(t, bare, ref.Type))
	}
	if ref.Type.IsPointer() {
		in := b.If(b.IsNil(ref))
		in.Pos = b.Pos
		b = in.Regions[1].Build()
	}
	inner.add(b, next, ref, shadow, seed)
}

// paths lists the paths, from targets, of active floats and of references to such.
func (s *seeder) paths(ts []target) (list []string) {
	for _, t := range ts {
		for _, p := range t.o.paths() {
			c := t.o.cells[p]
			rest, ok := cutPath(p, t.base)
			if ok && !slices.Contains(list, rest) && (c.active() || c.typ.IsRef() && s.act.castAt(t, rest, c.typ)) {
				list = append(list, rest)
			}
		}
	}
	slices.Sort(list)
	return list
}

func (s *seeder) cellAt(ts []target, path string) *cell {
	for _, t := range ts {
		if c := t.o.cells[t.base+path]; c != nil {
			return c
		}
	}
	return nil
}
