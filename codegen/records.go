// Records: tapes that the same loops run through with the same indices, and stacks
// that the same loops work on, are one slice of structs. One pointer and one check then serve them all, and what an
// iteration keeps lies together.

package codegen

import (
	"fmt"
	"slices"
	"strings"

	"chainrule/ir"
)

// record is a slice of structs. It is made where the first of its tapes is.
type record struct {
	head   *ir.Value
	tapes  []*ir.Value
	fields []string
}

// findRecords groups the tapes with the same extents and accesses.
func (g *gen) findRecords() {
	g.records = map[*ir.Value]*record{}
	groups := map[string]*record{}
	accesses, moves := g.elementwise(), g.stackMoves()
	g.fn.Body.Walk(func(in *ir.Instr) {
		var key string
		switch {
		case in.IsAlloc() && accesses[in.Result()] != nil:
			key = g.accessKey(in, accesses[in.Result()])
		case in.IsStack() && moves[in.Result()] != nil:
			key = stackKey(in, moves[in.Result()])
		default:
			return
		}
		v := in.Result()
		if groups[key] == nil {
			groups[key] = &record{head: v}
		}
		groups[key].add(v, g.fn.Sig != nil)
		g.records[v] = groups[key]
	})
	for v, r := range g.records {
		if len(r.tapes) == 1 {
			delete(g.records, v)
		}
	}
}

// elementwise lists the live accesses of each tape that nothing but they touch.
func (g *gen) elementwise() map[*ir.Value][]*ir.Instr {
	list, other := map[*ir.Value][]*ir.Instr{}, map[*ir.Value]bool{}
	g.fn.Body.Walk(func(in *ir.Instr) {
		if in.IsAlloc() && isTape(in.Result().Name) && g.inRoom(in) {
			list[in.Result()] = []*ir.Instr{}
		}
		for _, v := range in.Args {
			switch {
			case in.IsLoad() || in.IsStore():
				if v == in.Array() && list[v] != nil && g.facts.live[in] {
					list[v] = append(list[v], in)
				}
			default:
				other[v] = true
			}
		}
	})
	for v := range other {
		delete(list, v)
	}
	return list
}

// stackMoves lists the pushes and pops of each stack of which loops make and take one
// slice; see [gen.stackRuns].
func (g *gen) stackMoves() map[*ir.Value][]*ir.Instr {
	list, other := map[*ir.Value][]*ir.Instr{}, map[*ir.Value]bool{}
	g.fn.Body.Walk(func(in *ir.Instr) {
		if in.IsLoop() {
			for _, op := range g.regular(in) {
				list[op.Args[0]] = append(list[op.Args[0]], op)
			}
		}
	})
	g.fn.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Args {
			other[v] = other[v] || !slices.Contains(list[v], in)
		}
	})
	for v := range list {
		if other[v] || v.Def == nil || !isTape(v.Name) && !ir.Invented(v.Name) {
			delete(list, v)
		}
	}
	return list
}

// stackKey is equal for stacks, made in one region, that the same loops work on.
func stackKey(stack *ir.Instr, moves []*ir.Instr) string {
	key := fmt.Sprintf("%p", stack.In)
	for _, in := range moves {
		key += fmt.Sprintf(" %p %v", in.In, in.IsPush())
	}
	return key
}

// isTape reports whether an array is called as those are that the adjoint pass
// makes. Arrays with names of the user's keep them.
func isTape(name string) bool { return name == "tape" || strings.HasSuffix(name, "Tape") }

// inRoom reports whether an array of plain elements, not zeroed, is in the work
// space.
func (g *gen) inRoom(in *ir.Instr) bool {
	v := in.Result()
	_, small := g.stackSize(in)
	return g.facts.live[in] && in.Attr != ir.AllocZero && v.Type.Kind != ir.Go && len(in.Args) > 0 &&
		!small && !g.private && !g.packed[v] && !g.isResult(v)
}

// accessKey is equal for tapes of the same extents, made in one region, that
// the same loops access with the same indices.
func (g *gen) accessKey(alloc *ir.Instr, accesses []*ir.Instr) string {
	key := []string{fmt.Sprintf("%p", alloc.In)}
	for _, d := range alloc.Args {
		key = append(key, g.shapes.size(d).String())
	}
	var at []string
	for _, in := range accesses {
		s := fmt.Sprintf("%v %p", in.IsStore(), innermost(in.In))
		for _, i := range in.Indices() {
			s += " " + g.shapes.size(i).String()
		}
		at = append(at, s)
	}
	slices.Sort(at)
	return strings.Join(append(key, slices.Compact(at)...), "\n")
}

// add gives a tape a field, of the name of the values in it.
func (r *record) add(v *ir.Value, camel bool) {
	base := strings.TrimSuffix(v.Name, "Tape")
	switch {
	case v.Name == "tape" || ir.Invented(base):
		base = "saved"
	case camel:
		base = camelCase(base)
	}
	base = goName(base)
	name := base
	for i := 2; slices.Contains(r.fields, name) || reserved[name]; i++ {
		name = numbered(base, i)
	}
	r.tapes = append(r.tapes, v)
	r.fields = append(r.fields, name)
}

// field is the name of the field for a tape.
func (r *record) field(v *ir.Value) string { return r.fields[slices.Index(r.tapes, v)] }

// typeText is the Go type of the structs, given that of what a tape keeps.
func (r *record) typeText(kept func(tape *ir.Value) string) string {
	var b strings.Builder
	b.WriteString("struct {\n")
	for i, v := range r.tapes {
		fmt.Fprintf(&b, "%s %s\n", r.fields[i], kept(v))
	}
	return b.String() + "}"
}
