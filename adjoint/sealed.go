// Interfaces in memory of the caller that the function gives back: a seed of the
// result has floats behind them too, but what an interface holds the types do not
// say. Where these floats are differentiated by, that is refused.

package adjoint

import "strings"

// refuseSealed reports results that lead to an interface of the caller's.
func (d *derivation) refuseSealed() {
	for k, v := range d.f.Body.Yield {
		at := ""
		for _, t := range d.act.heap.to[v] {
			if at == "" {
				at = d.act.sealedBehind(t, map[target]bool{})
			}
		}
		if at == "" {
			continue
		}
		d.diags.Add(d.f.Pos, "%s returns memory of its caller's with %s, an interface, so that seeds for the floats in it cannot be taken from result %d; "+
			"return what it holds, leave its parameter out of wrt, or generate jvp", d.f.Name, at, k+1)
		return
	}
}

// sealedBehind is where the memory of a parameter that is differentiated by has an
// interface that the target leads to; empty if it has none.
func (a *activity) sealedBehind(t target, seen map[target]bool) string {
	if seen[t] || tooDeep(t.base) {
		return ""
	}
	seen[t] = true
	if at := a.sealedIn(t); at != "" {
		return at
	}
	for _, p := range t.o.paths() {
		if _, ok := cutPath(p, t.base); !ok || !t.o.cells[p].typ.IsRef() {
			continue
		}
		for _, next := range a.heap.read(target{t.o, ""}, p, t.o.cells[p].typ) {
			if at := a.sealedBehind(next, seen); at != "" {
				return at
			}
		}
	}
	for _, k := range t.o.copies {
		from := k.from
		if rest, ok := cutPath(t.base, k.into); ok {
			from.base += rest
		} else if _, ok := cutPath(k.into, t.base); !ok {
			continue
		}
		if at := a.sealedBehind(from, seen); at != "" {
			return at
		}
	}
	return ""
}

// sealedIn is the path, from the parameter, of an interface in the target itself.
func (a *activity) sealedIn(t target) string {
	if !t.o.outside || t.o.opaque || isCompound(t.o.ref) {
		return ""
	}
	path, text := elementOf(t.o.ref)
	for _, m := range a.members(text) {
		at := path + m.Path
		_, below := cutPath(at, t.base)
		_, above := cutPath(t.base, at)
		if m.Sealed && (below || above) && holdsFloats(m.Type.Go) && a.heap.parameterFloats(target{t.o, at}) {
			return strings.TrimPrefix(t.o.path+at, ".")
		}
	}
	return ""
}
