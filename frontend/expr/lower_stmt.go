package expr

// Statements: a definition binds a value, a loop carries scalars, and an array
// that a loop carries becomes the trajectory of its states, one row per step.

import "chainrule/ir"

func (l *lowerer) stmts(ss []stmt) {
	for _, s := range ss {
		switch s := s.(type) {
		case *define:
			l.define(s)
		case *defineCall:
			l.at(s.call.pos)
			for i, v := range l.invoke(s.call) {
				l.bind(s.vars[i], v)
			}
		case *fill:
			l.fill(s)
		case *loop:
			l.loop(s)
		case *branch:
			l.branch(s)
		}
	}
}

// bind makes x the current value of a variable, under its name. A name that a
// callee gave makes place for the caller's.
func (l *lowerer) bind(v *variable, x *ir.Value) {
	if x.Name == "" || l.callees[x] {
		x.Name = v.name
		if l.callAt != nil {
			l.callees[x] = true
		} else {
			delete(l.callees, x)
		}
	}
	l.env[v] = x
}

func (l *lowerer) define(s *define) {
	vals := make([]*ir.Value, len(s.vals))
	for i, n := range s.vals {
		switch v := s.vars[i]; {
		case v.typ.scalar():
			vals[i] = l.scalar(n)
		case l.dest[v] != nil:
			vals[i] = l.materialise(n, l.dest[v])
		default:
			vals[i] = l.value(n)
		}
	}
	for i, v := range s.vars {
		l.bind(v, vals[i])
	}
}

// fill stores every element of a new array once.
func (l *lowerer) fill(s *fill) {
	l.at(s.pos)
	to := l.dest[s.v]
	if to == nil {
		to = l.b.Alloc(s.v.typ.kind, ir.AllocOnce, l.dims(s.v.typ)...).Named(s.v.name)
	}
	defer l.hoist(s.body, s.over)()
	l.nest(s.over, nil, func(idx, _ []*ir.Value) []*ir.Value {
		v := l.scalar(s.body)
		l.at(s.pos).Store(to, v, idx...)
		return nil
	})
	l.bind(s.v, to)
}

// forEach runs body for all lo <= i < hi with carried values.
func (l *lowerer) forEach(lo, hi *ir.Value, inits []*ir.Value, name string, body func(i *ir.Value, acc []*ir.Value) []*ir.Value) []*ir.Value {
	in := l.b.For(lo, hi, inits...)
	outer := l.b.Region
	l.b.Region = in.Regions[0]
	in.Index().Name = name
	for _, c := range in.Carried() {
		c.Name = ""
	}
	in.Regions[0].Yield = body(in.Index(), in.Carried())
	l.b.Region, l.b.Pos = outer, in.Pos
	return in.Results
}

// nest runs body over all values of the indices, in nested loops.
func (l *lowerer) nest(over []*variable, inits []*ir.Value, body func(idx, acc []*ir.Value) []*ir.Value) []*ir.Value {
	idx := make([]*ir.Value, 0, len(over))
	pos := l.b.Pos
	var level func(k int, acc []*ir.Value) []*ir.Value
	level = func(k int, acc []*ir.Value) []*ir.Value {
		if k == len(over) {
			return body(idx, acc)
		}
		v := over[k]
		lo, hi := l.scalar(v.lo), l.scalar(v.hi)
		l.b.Pos = pos
		return l.forEach(lo, hi, acc, v.name, func(i *ir.Value, acc []*ir.Value) []*ir.Value {
			l.env[v] = i
			idx = append(idx[:k], i)
			return level(k+1, acc)
		})
	}
	return level(0, inits)
}

// carriedArray is the trajectory of one array.
type carriedArray struct {
	carry
	rows *ir.Value // one row per state
	next *ir.Value // the row that the iteration at hand writes
}

func (l *lowerer) loop(s *loop) {
	b := l.at(s.pos)
	lo, hi := l.scalar(s.index.lo), l.scalar(s.index.hi)
	b.Pos = s.pos
	var scalars []carry
	var arrays []*carriedArray
	for _, k := range s.carried {
		switch {
		case k.end == k.start && k.before.typ.kind == k.start.typ.kind:
			l.env[k.start], l.env[k.after] = l.env[k.before], l.env[k.before]
		case k.start.typ.scalar():
			scalars = append(scalars, k)
		default:
			arrays = append(arrays, &carriedArray{carry: k})
		}
	}
	var count *ir.Value
	if len(arrays) > 0 {
		count = l.intOp("imax", l.intOp("isub", hi, lo), b.Int(0))
		for _, a := range arrays {
			l.trajectory(a, count)
		}
	}
	results := l.forEach(lo, hi, l.inits(scalars), s.index.name, func(t *ir.Value, acc []*ir.Value) []*ir.Value {
		l.env[s.index] = t
		return l.iteration(s, scalars, arrays, l.intOp("isub", t, lo), acc)
	})
	for i, k := range scalars {
		l.bind(k.after, results[i])
	}
	l.at(s.pos)
	for _, a := range arrays {
		l.env[a.after] = b.Part(a.rows, count).Named(a.after.name)
	}
}

func (l *lowerer) inits(scalars []carry) []*ir.Value {
	var out []*ir.Value
	for _, k := range scalars {
		v := l.env[k.before]
		if k.start.typ.kind == ir.F64 && k.before.typ.kind == ir.Int {
			if n, ok := v.ConstInt(); ok {
				v = l.b.Float(float64(n))
			} else {
				v = l.b.Op("itof", v)
			}
		}
		out = append(out, v)
	}
	return out
}

// trajectory allocates the states of an array and stores the initial one.
func (l *lowerer) trajectory(a *carriedArray, count *ir.Value) {
	dims := l.dims(a.start.typ)
	rows := append([]*ir.Value{l.b.Op("iadd", count, l.b.Int(1))}, dims...)
	a.rows = l.b.Alloc(a.start.typ.kind, ir.AllocOnce, rows...).Named(a.start.name)
	l.copyOf(l.env[a.before], dims, l.b.Part(a.rows, l.b.Int(0)))
}

// iteration emits the body of a loop and gives the scalars it hands on.
func (l *lowerer) iteration(s *loop, scalars []carry, arrays []*carriedArray, row *ir.Value, acc []*ir.Value) []*ir.Value {
	for i, k := range scalars {
		l.bind(k.start, acc[i])
	}
	for _, a := range arrays {
		l.env[a.start] = l.b.Part(a.rows, row).Named(a.start.name)
		a.next = l.b.Part(a.rows, l.b.Op("iadd", row, l.b.Int(1)))
		l.dest[a.end] = a.next
	}
	l.stmts(s.body)
	l.at(s.pos)
	for _, a := range arrays {
		if v := l.env[a.end]; v != a.next {
			l.copyOf(v, l.dims(a.start.typ), a.next)
		}
	}
	var yield []*ir.Value
	for _, k := range scalars {
		yield = append(yield, l.env[k.end])
	}
	return yield
}

func (l *lowerer) branch(s *branch) {
	c := l.scalar(s.cond)
	var types []ir.Type
	for _, m := range s.merged {
		types = append(types, ir.Type{Kind: m.after.typ.kind})
	}
	in := l.at(s.pos).If(c, types...)
	for side, body := range [][]stmt{s.then, s.other} {
		l.within(in.Regions[side], func() []*ir.Value {
			l.stmts(body)
			var yield []*ir.Value
			for _, m := range s.merged {
				yield = append(yield, l.env[[]*variable{m.then, m.other}[side]])
			}
			return yield
		})
	}
	for i, m := range s.merged {
		l.bind(m.after, in.Results[i])
	}
}

// within builds a region.
func (l *lowerer) within(r *ir.Region, build func() []*ir.Value) {
	outer := l.b.Region
	l.b.Region = r
	r.Yield = build()
	l.b.Region = outer
}

// choose is an if whose sides give one value each.
func (l *lowerer) choose(c *ir.Value, t ir.Type, then, other func() *ir.Value) *ir.Value {
	in := l.b.If(c, t)
	l.within(in.Regions[0], func() []*ir.Value { return []*ir.Value{then()} })
	l.within(in.Regions[1], func() []*ir.Value { return []*ir.Value{other()} })
	return in.Result()
}
