// Promote turns local Go memory into values.

package pass

import (
	"strings"

	"chainrule/ir"
)

// Promote replaces what get and put do with a leaf of a local object, one whose
// reference goes nowhere else, by values: loops carry and branches yield what
// they assign. A reference kept in a leaf is known afterwards, and its object may
// be next.
var Promote = Pass{"promote", "turns the parts of local objects into values", promote, true}

func promote(f *ir.Func) {
	for makesLocal(f) {
		p := &promoter{places: findPlaces(f), with: map[*ir.Value]*ir.Value{}}
		if !p.any() {
			return
		}
		p.region(f.Body)
		f.Body.Replace(p.with)
		dce(f) // what only led to the leaves
	}
}

// makesLocal reports whether there may be something to promote.
func makesLocal(f *ir.Func) (found bool) {
	f.Body.Walk(func(in *ir.Instr) { found = found || in.IsNew() || in.IsMake() })
	return found
}

type promoter struct {
	*places
	with map[*ir.Value]*ir.Value
}

func (p *promoter) any() bool {
	for _, l := range p.leaves {
		if !l.bad {
			return true
		}
	}
	return false
}

func (p *promoter) of(v *ir.Value) *ir.Value {
	for p.with[v] != nil {
		v = p.with[v]
	}
	return v
}

// region rewrites a region's instructions into a new list.
func (p *promoter) region(r *ir.Region) {
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	for _, in := range old {
		b.Pos = in.Pos
		l := p.leaves[in]
		switch {
		case l == nil || l.bad:
			r.Instrs = append(r.Instrs, in)
			p.inner(b, in)
		case in.IsGet():
			p.with[in.Result()] = l.now.Named(in.Result().Name)
		default:
			l.now = p.of(in.Stored()).Named(l.name())
		}
	}
}

// name is a variable name for the leaf: its object's and the steps to it.
func (l *leaf) name() string {
	name := l.of.made.Name
	for _, s := range l.path {
		name += "_" + strings.Trim(s, ".[]")
	}
	return name
}

// inner handles what is made, and the regions of an instruction.
func (p *promoter) inner(b *ir.Builder, in *ir.Instr) {
	switch {
	case in.IsNew() || in.IsMake():
		if at, ok := p.refs[in.Result()]; ok {
			at.of.zero(b)
		}
	case in.IsIf():
		p.branch(in)
	case in.IsLoop():
		p.loop(in, in.Regions[0])
	case in.IsWhile():
		p.loop(in, in.Regions[1])
	case in.IsOrder(): // which changes nothing outside
		p.region(in.Regions[0])
	}
}

// zero gives each leaf of a new object its first value.
func (o *object) zero(b *ir.Builder) {
	for _, l := range o.order {
		if !l.bad {
			l.now = ir.ZeroOf(b, l.typ)
		}
	}
}

// assigned lists the leaves of objects of outside that the instruction's regions
// assign, in order.
func (p *promoter) assigned(in *ir.Instr) (list []*leaf) {
	seen := map[*leaf]bool{}
	for _, sub := range in.Regions {
		sub.Walk(func(x *ir.Instr) {
			l := p.leaves[x]
			if l == nil || l.bad || !x.IsPut() || seen[l] || l.of.made.Def.In.Inside(sub) {
				return
			}
			seen[l] = true
			list = append(list, l)
		})
	}
	return list
}

func nowOf(leaves []*leaf) []*ir.Value {
	vs := make([]*ir.Value, len(leaves))
	for i, l := range leaves {
		vs[i] = l.now
	}
	return vs
}

func setValues(leaves []*leaf, vs []*ir.Value) {
	for i, l := range leaves {
		l.now = vs[i]
	}
}

// result appends a result for the leaf.
func (l *leaf) result(in *ir.Instr) *ir.Value {
	v := &ir.Value{Name: l.name(), Type: l.typ, Def: in}
	in.Results = append(in.Results, v)
	return v
}

// branch makes the branch yield the leaves that it assigns.
func (p *promoter) branch(in *ir.Instr) {
	leaves := p.assigned(in)
	before := nowOf(leaves)
	var after [2][]*ir.Value
	for k, sub := range in.Regions {
		setValues(leaves, before)
		p.region(sub)
		after[k] = nowOf(leaves)
	}
	for i, l := range leaves {
		if after[0][i] == after[1][i] {
			continue
		}
		for k, sub := range in.Regions {
			sub.Yield = append(sub.Yield, after[k][i])
		}
		l.now = l.result(in)
	}
}

// loop makes the loop carry the leaves that its body assigns. The condition of a
// while sees what the body leaves.
func (p *promoter) loop(in *ir.Instr, body *ir.Region) {
	leaves := p.assigned(in)
	in.Args = append(in.Args, nowOf(leaves)...)
	for _, sub := range in.Regions {
		for _, l := range leaves {
			l.now = sub.AddParam(l.name(), l.typ)
		}
		p.region(sub)
	}
	body.Yield = append(body.Yield, nowOf(leaves)...)
	for _, l := range leaves {
		l.now = l.result(in)
	}
}
