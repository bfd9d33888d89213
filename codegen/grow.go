// Slices made longer: append, where the new elements are set next.

package codegen

import (
	"go/token"
	"slices"
	"strings"

	"chainrule/ir"
)

// grow emits a slice made longer.
func (g *gen) grow(in *ir.Instr) {
	v, s := in.Result(), in.Ref()
	if puts := g.newElements(in); puts != nil {
		g.appendTo(in, puts)
		return
	}
	if c := g.copied(in); c != nil {
		g.appendAll(in, c)
		return
	}
	n := g.use(in.Args[1])
	base := g.use(s)
	if isNilText(base) {
		g.once(v, g.goText("make("+v.Type.Go+", $0)", n).of(v.Type.Go))
		return
	}
	if !base.simple() {
		base = g.variableFor(s)
	}
	e := slice(g.goText("{slices}.Grow($0, $1)", base, n), nil, plus(call("", "len", base), token.ADD, n), nil)
	g.settle(v, e.of(base.typ))
}

// newElements are the writes of all parts of the elements that a slice grows by,
// if they can be done at once with it: what they write is there already and
// nothing between could tell. They are in the order of elements and parts.
func (g *gen) newElements(in *ir.Instr) (puts []*ir.Instr) {
	n, ok := in.Args[1].ConstInt()
	parts := strings.Fields(in.Attr.(string))
	if !ok || n < 1 || n > 3 || len(parts) == 0 || n > 1 && len(parts) > 1 {
		return nil
	}
	for _, p := range parts {
		if len(parts) > 1 && strings.ContainsAny(p[strings.IndexByte(p, ':')+2:], ".[") {
			return nil // a part of a part
		}
	}
	puts = make([]*ir.Instr, max(n, len(parts)))
	rest := in.In.Instrs[slices.Index(in.In.Instrs, in)+1:]
	for i, x := range rest {
		k := g.newElement(in, x, parts)
		switch {
		case k >= 0 && k < len(puts) && puts[k] == nil && g.isThere(x.Stored()):
			puts[k] = x
			if !slices.Contains(puts, nil) && !g.noticed(in, rest[:i], puts) {
				return puts
			}
		case k >= 0 || usesMore(x, in.Result()):
			return nil
		}
	}
	return nil
}

// newElement is the number of the part of a new element that an instruction
// sets, -1 if it sets none.
func (g *gen) newElement(grow, x *ir.Instr, parts []string) int {
	if !x.IsPut() || x.Ref() != grow.Result() || !strings.HasPrefix(x.Path(), "[$]") || len(x.PathIndices()) != 1 {
		return -1
	}
	k := fromEnd(grow.Ref(), x.PathIndices()[0])
	if len(parts) == 1 {
		if x.Path() != "[$]" {
			return -1
		}
		return k
	}
	if k != 0 {
		return -1
	}
	return slices.IndexFunc(parts, func(p string) bool { return "[$]"+p[strings.IndexByte(p, ':')+1:] == x.Path() })
}

// fromEnd is by how much i is beyond the last element of s, -1 if that is not known.
func fromEnd(s, i *ir.Value) int {
	if isSizeOf(i, s) {
		return 0
	}
	if d := s.Def; d != nil {
		made := d.IsMake() && sameInt(d.Args[0], i)
		if made || d.IsReslice() && len(d.Args) == 3 && isSum(d.Args[2], d.Args[1], i) {
			return 0
		}
	}
	if goLiteral(s) != nil {
		if k, ok := i.ConstInt(); ok {
			return k
		}
	}
	if w, k, ok := offset(i); ok && k > 0 && fromEnd(s, w) == 0 {
		return k
	}
	return -1
}

// isThere reports whether a value has been computed already.
func (g *gen) isThere(v *ir.Value) bool {
	return literal(v) != nil || g.bound[v] != nil || g.inline[v] != nil || g.held[v] != nil
}

// usesMore reports whether an instruction uses a slice other than for its sizes.
func usesMore(in *ir.Instr, s *ir.Value) bool {
	if !in.IsRoom() && !in.IsSize() && !in.IsPut() && slices.Contains(in.Args, s) || in.IsPut() && in.Stored() == s {
		return true
	}
	return slices.ContainsFunc(in.Regions, func(r *ir.Region) bool { return slices.Contains(r.Free(), s) })
}

// noticed reports whether one of the instructions before the last write touches
// the new elements, or changes what is written there.
func (g *gen) noticed(grow *ir.Instr, before, puts []*ir.Instr) bool {
	written, read := puts[0].Writes(), puts[0].Reads()
	var touches func(in *ir.Instr) bool
	touches = func(in *ir.Instr) bool {
		if !in.IsPanic() && (g.overlap(in.Reads(), written) || g.overlap(in.Writes(), written) || g.overlap(in.Writes(), read)) {
			return true
		}
		return slices.ContainsFunc(in.Regions, func(r *ir.Region) bool { return slices.ContainsFunc(r.Instrs, touches) })
	}
	return slices.ContainsFunc(before, func(in *ir.Instr) bool { return !slices.Contains(puts, in) && touches(in) })
}

// appendTo emits the growth of a slice with the writes of its new elements.
func (g *gen) appendTo(in *ir.Instr, puts []*ir.Instr) {
	v := in.Result()
	stored := make([]*ir.Value, len(puts))
	for i, p := range puts {
		stored[i] = p.Stored()
		g.done[p] = true
	}
	g.narrow(stored)
	values := make([]*expr, len(puts))
	for i, p := range puts {
		values[i] = g.assignable(stored[i], cellType(p, stored[i].Type))
	}
	if len(strings.Fields(in.Attr.(string))) > 1 {
		values = []*expr{g.structOf(elemText(v.Type.Go), puts, values)}
	}
	base := g.use(in.Ref())
	g.flushPlaces(puts[0].Writes())
	if isNilText(base) {
		text := "$0, $1, $2"[:4*len(values)-2]
		g.settle(v, g.goText(v.Type.Go+"{"+text+"}", values...).of(v.Type.Go))
		return
	}
	g.settle(v, call("", "append", append([]*expr{base}, values...)...).of(base.typ))
}

// structOf is the literal of a struct or array whose parts the writes set.
func (g *gen) structOf(typ string, puts []*ir.Instr, values []*expr) *expr {
	p := ir.GoParam{Type: typ}
	for _, put := range puts {
		path := put.Path()
		p.Leaves = append(p.Leaves, ir.Leaf{Path: path[strings.IndexByte(path, ']')+1:]})
	}
	text, args, _ := compositeText(p, values)
	return g.goText(text, args...).of(typ)
}

// copied is the copy that fills all new elements, if it can be done at once with
// the growth.
func (g *gen) copied(in *ir.Instr) *ir.Instr {
	rest := in.In.Instrs[slices.Index(in.In.Instrs, in)+1:]
	for i, x := range rest {
		if x.IsCopy() && g.isTail(x.Args[0], in) {
			if g.facts.needed[x.Result()] && g.bound[in.Args[1]] == nil || !g.isThere(x.Args[1]) || !isLength(in.Args[1], x.Args[1]) || g.noticed(in, rest[:i], []*ir.Instr{x}) {
				return nil
			}
			return x
		}
		if usesMore(x, in.Result()) && !x.IsReslice() {
			return nil
		}
	}
	return nil
}

// isTail reports whether a slice is what another has grown by, and nothing else
// needs it.
func (g *gen) isTail(s *ir.Value, grow *ir.Instr) bool {
	d := s.Def
	return d != nil && d.IsReslice() && d.Ref() == grow.Result() && g.facts.usedOnce(s) && d.In == grow.In &&
		fromEnd(grow.Ref(), d.Args[1]) == 0 && isSum(d.Args[2], d.Args[1], grow.Args[1])
}

// isSum reports whether n is known to be x + y.
func isSum(n, x, y *ir.Value) bool {
	if zero, ok := x.ConstInt(); ok && zero == 0 {
		return sameInt(n, y)
	}
	d := n.Def
	return d != nil && d.Op.Name == "iadd" && (d.Args[0] == x && d.Args[1] == y || d.Args[0] == y && d.Args[1] == x)
}

func sameInt(a, b *ir.Value) bool {
	i, ok := a.ConstInt()
	j, too := b.ConstInt()
	return a == b || ok && too && i == j
}

// isLength reports whether n is known to be the length of s.
func isLength(n, s *ir.Value) bool {
	if isSizeOf(n, s) {
		return true
	}
	d, m := s.Def, n.Def
	return d != nil && m != nil && d.IsReslice() && m.Op.Name == "isub" && m.Args[0] == d.Args[2] && m.Args[1] == d.Args[1]
}

// appendAll emits the growth of a slice by the elements of another.
func (g *gen) appendAll(in, c *ir.Instr) {
	if v := c.Result(); g.facts.needed[v] {
		g.define(v, g.use(in.Args[1]))
	}
	base, src := g.use(in.Ref()), g.ref(c.Args[1])
	g.done[c], g.done[c.Args[0].Def] = true, true
	if isNilText(base) {
		base = g.ref(in.Ref())
	}
	g.flushPlaces(c.Writes())
	e := g.goText("append($0, $1...)", base, src)
	g.settle(in.Result(), e.of(base.typ))
}
