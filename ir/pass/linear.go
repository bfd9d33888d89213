// Linear moves a linear map out of the loop that sums what it is applied to.

package pass

import (
	"chainrule/ir"
)

// Linear changes Σ_i s(i, k)·u(k, c), summed into an array at [.. c ..] by nested
// loops over i, k and c, to a sum of s(i, k) in the loop over i and one pass of
// the map u behind it. It reassociates that sum, which the adjoint pass made;
// sums of the primal, which are not accums, stay as they are.
var Linear = Pass{"linear", "moves linear maps out of the loops that sum what they are applied to", linear, true}

func linear(f *ir.Func) { linearRegion(&latest{f: f}, f.Body) }

func linearRegion(l *latest, r *ir.Region) {
	var out []*ir.Instr
	for _, in := range r.Instrs {
		if !in.IsLoop() || keeps(in) {
			out = append(out, in)
			continue
		}
		m := &linearMap{loop: in, front: &ir.Region{}, back: &ir.Region{}, sums: map[*ir.Value]*ir.Value{}, effects: l.effects()}
		m.find()
		out = append(out, adopt(r, m.front.Instrs)...)
		out = append(append(out, in), adopt(r, m.back.Instrs)...)
	}
	if len(out) > len(r.Instrs) {
		l.changed()
	}
	r.Instrs = out
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			linearRegion(l, sub)
		}
	}
}

// linearMap is the work on one outer loop.
type linearMap struct {
	loop        *ir.Instr
	effects     *Memory
	front, back *ir.Region
	sums        map[*ir.Value]*ir.Value // the array that sums s
}

// find handles the accums of the loop whose values are maps of sums.
func (m *linearMap) find() {
	var accums []*ir.Instr
	m.loop.Regions[0].Walk(func(in *ir.Instr) {
		if in.IsAccum() && m.addedOnly(in.Array().Object()) {
			accums = append(accums, in)
		}
	})
	for _, in := range accums {
		m.accum(in)
	}
}

// addedOnly reports whether the object is of outside and the loop only adds to it.
func (m *linearMap) addedOnly(o *ir.Value) bool {
	ok := !o.Region().Inside(m.loop.Regions[0])
	m.loop.Regions[0].Walk(func(in *ir.Instr) {
		if !in.IsAccum() && len(in.Regions) == 0 && touchesObject(m.effects.Aliases, in, o) {
			ok = false
		}
	})
	return ok
}

// accum moves one accum's map behind the loop, if it is one.
func (m *linearMap) accum(in *ir.Instr) {
	path := m.path(in)
	s, u, negate := m.factors(in.Stored())
	if path == nil || s == nil || !m.allUniform(in.Indices()) || !m.uniform(in.Array()) {
		return
	}
	depth := m.depth(s, path)
	if depth < 1 || depth == len(path) && m.sums[s] == nil || !m.rectangular(path[:depth]) {
		return
	}
	m.sum(s, path[:depth])
	m.apply(in, path, depth, s, u, negate)
	in.In.Instrs = without(in.In.Instrs, in)
}

// path is the loops between the outer loop and the accum, outermost first; nil
// if something else stands between or a bound depends on the outer loop.
func (m *linearMap) path(in *ir.Instr) []*ir.Instr {
	var path []*ir.Instr
	for r := in.In; r != m.loop.Regions[0]; r = r.Outer() {
		p := r.Parent
		if !p.IsLoop() || !m.uniform(p.Lo()) || !m.uniform(p.Hi()) {
			return nil
		}
		path = append([]*ir.Instr{p}, path...)
	}
	return path
}

// factors splits ±s·u into what depends on the outer loop and what does not.
func (m *linearMap) factors(v *ir.Value) (s, u *ir.Value, negate bool) {
	for v.Def != nil && v.Def.Op.Name == "neg" {
		v, negate = v.Def.Args[0], !negate
	}
	if v.Def == nil || v.Def.Op.Name != "mul" {
		return nil, nil, false
	}
	a, b := v.Def.Args[0], v.Def.Args[1]
	switch ua, ub := m.uniform(a), m.uniform(b); {
	case ub && !ua:
		return a, b, negate
	case ua && !ub:
		return b, a, negate
	}
	return nil, nil, false
}

// uniform reports whether v is the same in every iteration of the outer loop,
// for the same counters of inner loops.
func (m *linearMap) uniform(v *ir.Value) bool {
	body := m.loop.Regions[0]
	if !v.Region().Inside(body) {
		return true
	}
	if loop := counted(v); loop != nil {
		return loop != m.loop && m.uniform(loop.Lo()) && m.uniform(loop.Hi())
	}
	in := v.Def
	if in == nil || len(in.Regions) > 0 || in.IsAlloc() || !m.allUniform(in.Args) {
		return false
	}
	if in.IsLoad() {
		return !m.effects.OverlapsEver(in.Reads()[0], m.effects.Written(body))
	}
	return Pure(in)
}

func (m *linearMap) allUniform(vs []*ir.Value) bool {
	for _, v := range vs {
		if !m.uniform(v) {
			return false
		}
	}
	return true
}

// depth is how many loops of the path are around the definition of s.
func (m *linearMap) depth(s *ir.Value, path []*ir.Instr) int {
	depth := 0
	for k, p := range path {
		if s.Region().Inside(p.Regions[0]) {
			depth = k + 1
		}
	}
	return depth
}

// rectangular reports whether each loop counts from 0 to a bound of outside.
func (m *linearMap) rectangular(path []*ir.Instr) bool {
	for _, p := range path {
		if !isZero(p.Lo()) || p.Hi().Region().Inside(m.loop.Regions[0]) || !NonNegative(p.Hi()) {
			return false
		}
	}
	return true
}

// sum makes the loop add s to an array of its own.
func (m *linearMap) sum(s *ir.Value, path []*ir.Instr) {
	if m.sums[s] != nil {
		return
	}
	b := m.front.Build()
	var dims, index []*ir.Value
	for _, p := range path {
		dims = append(dims, p.Hi())
		index = append(index, p.Index())
	}
	z := b.Alloc(ir.F64, ir.AllocZero, dims...)
	z.Name = "sum"
	if s.Name != "" {
		z.Name = s.Name + "Sum"
	}
	m.sums[s] = z
	r := path[len(path)-1].Regions[0]
	add := r.Build()
	add.Pos = m.loop.Pos
	if s.Def != nil {
		add.Pos = s.Def.Pos
	}
	add.Accum(z, s, index...)
}

// apply adds, behind the loop, the map of the sums.
func (m *linearMap) apply(in *ir.Instr, path []*ir.Instr, depth int, s, u *ir.Value, negate bool) {
	env := map[*ir.Value]*ir.Value{}
	b := m.back.Build()
	b.Pos = in.Pos
	var counters []*ir.Value
	var total *ir.Value
	for k, p := range path {
		if k == depth {
			total = b.Load(m.sums[s], counters...)
		}
		loop := b.For(again(b, m.loop.Regions[0], p.Lo(), env), again(b, m.loop.Regions[0], p.Hi(), env))
		loop.Index().Name = p.Index().Name
		env[p.Index()] = loop.Index()
		counters = append(counters, loop.Index())
		b = loop.Regions[0].Build()
		b.Pos = in.Pos
	}
	if total == nil { // the map is where the sum is
		total = b.Load(m.sums[s], counters...)
	}
	v := b.Op("mul", total, again(b, m.loop.Regions[0], u, env))
	if negate {
		v = b.Op("neg", v)
	}
	var index []*ir.Value
	for _, i := range in.Indices() {
		index = append(index, again(b, m.loop.Regions[0], i, env))
	}
	b.Accum(again(b, m.loop.Regions[0], in.Array(), env), v, index...)
}

// without is the list less one instruction.
func without(list []*ir.Instr, in *ir.Instr) []*ir.Instr {
	var kept []*ir.Instr
	for _, x := range list {
		if x != in {
			kept = append(kept, x)
		}
	}
	return kept
}
