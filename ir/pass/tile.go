// Tile runs four iterations of a loop at a time.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Tile splits a loop whose iterations share only sums into blocks of four and a
// remainder. Within a block the four iterations, the lanes, go side by side:
// inner loops run once for all lanes, what does not depend on the iteration is
// computed once, and four sums advance where one would wait for itself. Every
// sum keeps its order, so values keep their bits.
var Tile = Pass{"tile", "runs four independent iterations side by side", tile, true}

// Lanes is the number of iterations in a block.
const Lanes = 4

// tileLimit bounds the instructions of a loop that is tiled, since its text
// grows fivefold.
const tileLimit = 250

func tile(f *ir.Func) { tileRegion(&tiler{Effects(f)}, f.Body) }

type tiler struct{ effects *Memory }

func tileRegion(t *tiler, r *ir.Region) {
	old := r.Instrs
	r.Instrs = nil
	for _, in := range old {
		if in.IsLoop() && t.tileable(in) {
			t.split(r, in)
			continue
		}
		r.Instrs = append(r.Instrs, in)
		for _, sub := range in.Regions {
			tileRegion(t, sub)
		}
	}
}

// tileable reports whether the loop's iterations may run side by side, and
// whether that pays: an inner loop over the same range for all.
func (t *tiler) tileable(in *ir.Instr) bool {
	return !in.Down() && onlySums(in) && pays(in) && t.independent(in)
}

// onlySums reports whether every carried value is a sum that nothing else reads.
func onlySums(in *ir.Instr) bool {
	uses := in.Regions[0].Uses()
	for k, c := range in.Carried() {
		n := in.Regions[0].Yield[k]
		if c.Type != ir.TF64 || uses[c] != 1 || n.Def == nil || n.Def.In != in.Regions[0] || uses[n] != 1 {
			return false
		}
		op, args := n.Def.Op.Name, n.Def.Args
		if !(op == "add" && slices.Contains(args, c) || op == "sub" && args[0] == c) {
			return false
		}
	}
	return true
}

// pays reports whether the body is of a size worth tiling and has an inner loop
// whose bounds no lane changes.
func pays(in *ir.Instr) bool {
	size := 0
	in.Regions[0].Walk(func(*ir.Instr) { size++ })
	if size > tileLimit {
		return false
	}
	if n, ok := in.Hi().ConstInt(); ok && n < 2*Lanes {
		return false
	}
	return slices.ContainsFunc(in.Regions[0].Instrs, func(inner *ir.Instr) bool {
		return inner.IsLoop() && !fewTrips(inner) &&
			in.In.Inside(inner.Lo().Region()) && in.In.Inside(inner.Hi().Region()) && shares(in, inner)
	})
}

// shares reports whether the inner loop touches an element that is the same for
// every iteration of the outer one: then a block touches it once for all lanes.
func shares(outer, inner *ir.Instr) bool {
	found := false
	depends := map[*ir.Value]bool{outer.Index(): true}
	outer.Regions[0].Walk(func(in *ir.Instr) {
		free := slices.Clone(in.Args)
		for _, sub := range in.Regions {
			free = append(free, sub.Free()...)
		}
		varies := slices.ContainsFunc(free, func(v *ir.Value) bool { return depends[v] })
		if (in.IsLoad() || in.IsAccum()) && in.In.Inside(inner.Regions[0]) {
			at := append(slices.Clone(in.Indices()), in.Array())
			found = found || !slices.ContainsFunc(at, func(v *ir.Value) bool { return depends[v] })
		}
		for _, v := range in.Results {
			depends[v] = varies
		}
		for _, sub := range in.Regions {
			for _, p := range sub.Params[min(1, len(sub.Params)):] {
				depends[p] = varies
			}
		}
	})
	return found
}

// fewTrips reports whether the loop is known to run only a few times.
func fewTrips(in *ir.Instr) bool {
	n, ok := in.Hi().ConstInt()
	return ok && n < Lanes
}

// independent reports whether no iteration reads what another writes: an outer
// array is only added to, or touched at places that the counter tells apart.
func (t *tiler) independent(in *ir.Instr) bool {
	body := in.Regions[0]
	list := accesses(body)
	for o, p := range list {
		if !p.writes {
			continue
		}
		for q, r := range list {
			if q != o && t.effects.MayOverlap(o, q) && !(p.sumsOnly && r.sumsOnly) {
				return false
			}
		}
		if !p.sumsOnly && !p.apartWith(in.Index(), &access{}, nil) {
			return false
		}
	}
	ok := true
	body.Walk(func(inner *ir.Instr) {
		if inner.IsAlloc() {
			for _, d := range inner.Args {
				ok = ok && in.In.Inside(d.Region())
			}
		}
		ok = ok && (!inner.Effect().Kept || inner.Op.Name == "note")
	})
	return ok
}

// split replaces the loop by a loop over blocks and one over what remains.
func (t *tiler) split(r *ir.Region, in *ir.Instr) {
	b := r.Build()
	b.Pos = in.Pos
	four := b.Int(Lanes)
	trips := in.Hi()
	if !isZero(in.Lo()) {
		trips = b.Op("isub", in.Hi(), in.Lo())
	}
	blocks := b.Op("idiv", trips, four)
	l := &lanes{uniform: map[*ir.Value]*ir.Value{}, laned: map[*ir.Value]bool{}, loop: in, effects: t.effects}
	for k := range Lanes {
		l.each[k] = map[*ir.Value]*ir.Value{}
		l.number[k] = b.Int(k)
	}
	main := b.For(b.Int(0), blocks, in.Inits()...)
	main.Index().Name = "block"
	l.body(main, four)
	if !NonNegative(blocks) {
		blocks = b.Op("imax", blocks, b.Int(0))
	}
	done := b.Op("imul", blocks, four)
	if !isZero(in.Lo()) {
		done = b.Op("iadd", in.Lo(), done)
	}
	in.Args = append([]*ir.Value{done, in.Hi()}, main.Results...)
	for k, v := range main.Results {
		v.Name = in.Results[k].Name
	}
	r.Instrs = append(r.Instrs, in)
}
