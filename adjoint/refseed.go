// Seeds of results that are references. A seed is memory of its own, of the shape
// of the result: what it holds is added, behind the forward sweep, to the shadow of
// what the result refers to. So returning memory of the caller's adds the seed to
// the parameter's shadow, which may hold something already for the same floats are
// outputs by way of the parameter too. A result that leads to an object by two
// pointers may have a seed that does so too: what it holds is added once. In
// forward mode nothing has to be copied: the tangent of the result is the
// parameter's own.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// addSeeds adds the seeds of results to the shadows of what these refer to.
func (d *derivation) addSeeds(cast *shadower, list []arraySeed) {
	met := &[]pointee{}
	for _, a := range list {
		s := &seeder{derivation: d, met: met}
		s.add(d.f.Body.Build(), d.act.heap.to[a.v], a.v, cast.of(d.f.Body.Build(), a.v), a.seed)
	}
}

type seeder struct {
	*derivation
	around []*object // those that led here
	met    *[]pointee
}

// pointee is a pointer in a result, what it may refer to, and that in the seed.
type pointee struct {
	ref, seed *ir.Value
	ts        []target
}

// again is whether a pointer of a result and that of its seed are the same as ones
// before them; nil if they cannot be.
func (s *seeder) again(b *ir.Builder, p pointee) (again *ir.Value) {
	for _, m := range *s.met {
		if !m.mayBe(p) || !b.Region.Inside(m.ref.Region()) || !b.Region.Inside(m.seed.Region()) {
			continue
		}
		same := b.GoExpr(ir.TBool, "$0 == $1", p.seed, m.seed)
		if p.ref != m.ref {
			same = b.Op("and", same, b.GoExpr(ir.TBool, "$0 == $1", p.ref, m.ref))
		}
		if again == nil {
			again = same
		} else {
			again = b.Op("or", again, same)
		}
	}
	*s.met = append(*s.met, p)
	return again
}

func (p pointee) mayBe(q pointee) bool {
	return p.ref.Type == q.ref.Type && p.seed.Type == q.seed.Type && slices.ContainsFunc(p.ts, func(t target) bool { return slices.Contains(q.ts, t) })
}

// add adds what a seed holds, along the paths of the active floats, unless the
// reference is nil.
func (s *seeder) add(b *ir.Builder, ts []target, ref, shadow, seed *ir.Value) {
	if slices.ContainsFunc(ts, func(t target) bool { return slices.Contains(s.around, t.o) || t.o.recursive }) {
		s.diags.Add(s.f.Pos, "%s returns memory that may lead to itself, so seeds for it cannot be taken from a copy; return floats or slices", s.f.Name)
		return
	}
	switch {
	case ref.Type.IsPointer() && !(ref.Def != nil && ref.Def.IsNew()):
		nothing := b.IsNil(ref)
		if same := s.again(b, pointee{ref, seed, ts}); same != nil {
			nothing = b.Op("or", nothing, same)
		}
		in := b.If(nothing)
		in.Pos = b.Pos
		b = in.Regions[1].Build()
	case ref.Type.IsSlice():
		b.Require(b.Size(seed), b.Size(ref), s.kind.Name(s.f.Name)+": len of the seed of a result is %d, want %d")
	}
	for _, path := range s.paths(ts) {
		c := s.cellAt(ts, path)
		switch at := (spot{ts, path, c}); {
		case c.hidden:
			s.diags.Add(s.f.Pos, "%s returns memory with %s, which is not exported: generate the derivative in the package that declares it", s.f.Name, path)
			return
		case ref.Type.IsMap():
			s.entries(b, at, ref, shadow, seed)
		default:
			s.elements(b, at, path, ref, shadow, seed)
		}
	}
}

// spot is a path from targets, and one of the cells that are there.
type spot struct {
	ts   []target
	path string
	*cell
}

// elements adds what is at the spot, in loops over the indices of the path, which
// is the rest of the spot's from what is given.
func (s *seeder) elements(b *ir.Builder, at spot, path string, ref, shadow, seed *ir.Value) {
	overIndices(b, ref, path, nil, func(b *ir.Builder, path string, index []*ir.Value) {
		typ := at.typ
		if path = at.at(path); typ == ir.TF64 {
			addTo(b, shadow, path, b.Get(ir.TF64, seed, path, index...), index...)
			return
		}
		s.behind(b, at, b.Get(typ, ref, path, index...), b.Get(typ, shadow, path, index...), b.Get(typ, seed, path, index...))
	})
}

// entries adds what is at the spot in each entry of a map.
func (s *seeder) entries(b *ir.Builder, at spot, ref, shadow, seed *ir.Value) {
	keys := b.Keys(ir.GoType("[]"+keyOf(ref.Type)), ref)
	each(b, b.Size(keys), func(b *ir.Builder, i *ir.Value) {
		k := b.Get(basic(keyOf(ref.Type)), keys, "[$]", i)
		in := func(m *ir.Value) *ir.Value { return b.Lookup(at.typ, at.text, m, k) }
		switch {
		case at.path != "{}":
			s.parts(b, at, k, ref, shadow, seed)
		case at.typ == ir.TF64:
			b.Enter(at.text, shadow, k, b.Op("add", in(shadow), in(seed)))
		default:
			s.behind(b, at, in(ref), in(shadow), in(seed))
		}
	})
}

// parts adds what is at the spot in an entry that is a struct or an array.
func (s *seeder) parts(b *ir.Builder, at spot, key, ref, shadow, seed *ir.Value) {
	e := entryOf(b, shadow, key)
	s.elements(b, at, strings.TrimPrefix(at.path, "{}"), entryOf(b, ref, key), e, entryOf(b, seed, key))
	if at.typ == ir.TF64 {
		b.Enter("", shadow, key, b.Get(ir.GoType(valueText(ref.Type)), e, ""))
	}
}

// behind adds what a reference in a seed leads to.
func (s *seeder) behind(b *ir.Builder, at spot, ref, shadow, seed *ir.Value) {
	inner := &seeder{derivation: s.derivation, around: slices.Clone(s.around), met: s.met}
	for _, t := range at.ts {
		inner.around = append(inner.around, t.o)
	}
	inner.add(b, s.next(at.ts, at.path, ref.Type), ref, shadow, seed)
}

// next is what references at a path from targets refer to.
func (s *seeder) next(ts []target, path string, typ ir.Type) (next []target) {
	for _, t := range ts {
		next = union(next, s.act.heap.read(t, path, typ))
	}
	return next
}

// levels is how many references follow each other from targets.
func (s *seeder) levels(ts []target) (n int) {
	if slices.ContainsFunc(ts, func(t target) bool { return t.o.recursive }) {
		return 0
	}
	for _, p := range s.named(ts) {
		if c := s.cellAt(ts, p); c.typ.IsRef() {
			n = max(n, 1+s.levels(s.next(ts, p, c.typ)))
		}
	}
	return n
}

// paths lists the paths, from targets, of active floats and of references to such;
// what leads far comes last, so that it can be compared with what was met before.
func (s *seeder) paths(ts []target) []string {
	list := s.named(ts)
	far := map[string]int{}
	for _, p := range list {
		if c := s.cellAt(ts, p); c.typ.IsRef() {
			far[p] = 1 + s.levels(s.next(ts, p, c.typ))
		}
	}
	slices.SortStableFunc(list, func(p, q string) int { return far[p] - far[q] })
	return list
}

// named is paths in the order of their names.
func (s *seeder) named(ts []target) (list []string) {
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
