// Leaves: the parts of local objects that constant paths lead to.

package pass

import (
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
)

// object is what a new or a make of constant size makes.
type object struct {
	made   *ir.Value
	leaves map[string]*leaf
	order  []*leaf
	lost   [][]string     // paths of parts that are not accessed by leaves only
	extent map[string]int // an index that arrays at the path, its indices left out, are known to have
}

// leaf is a part of an object that get and put reach by a constant path. While a
// function is rewritten, now is its value at that point.
type leaf struct {
	of   *object
	path []string // ".X", "[2]", …
	typ  ir.Type
	bad  bool // it stays in memory
	now  *ir.Value
}

// place is what a reference is known to refer to: the part of an object that the
// path leads to or, of a slice, elements of that part from off on.
type place struct {
	of              *object
	path            []string
	off, size, room int
}

// places knows the local objects of a function and what refers to them.
type places struct {
	objects []*object
	refs    map[*ir.Value]place
	touches []touch
	leaves  map[*ir.Instr]*leaf // what a get or put reaches
}

// touch is a get or put and where it leads.
type touch struct {
	in   *ir.Instr
	of   *object
	path []string
}

const (
	anyIndex = "[$]" // a step to an element that is not known
	unproven = "?"   // behind a step to an element that the array may not have

	objectLimit = 64 // leaves of an object, at most: more are left in memory
)

// findPlaces looks at everything that is made in the function and at its uses.
func findPlaces(f *ir.Func) *places {
	p := &places{refs: map[*ir.Value]place{}, leaves: map[*ir.Instr]*leaf{}}
	p.region(f.Body)
	for _, t := range p.touches {
		p.enter(t)
	}
	for _, o := range p.objects {
		o.judge()
	}
	return p
}

func (p *places) region(r *ir.Region) {
	for _, in := range r.Instrs {
		p.instr(in)
		for _, sub := range in.Regions {
			p.region(sub)
		}
	}
	p.lose(r.Yield)
}

// instr follows what the instruction makes of references; what it may do with
// one that is not understood loses the part.
func (p *places) instr(in *ir.Instr) {
	if size, room, ok := constantSize(in); ok {
		o := &object{made: in.Result(), leaves: map[string]*leaf{}, extent: map[string]int{}}
		p.objects = append(p.objects, o)
		p.refs[in.Result()] = place{of: o, size: size, room: room}
		return
	}
	if len(in.Args) == 0 {
		return
	}
	at, ok := p.refs[in.Args[0]]
	switch {
	case ok && in.IsAddr():
		p.refs[in.Result()] = place{of: at.of, path: at.steps(in)}
	case ok && (in.IsGet() || in.IsPut()):
		p.touches = append(p.touches, touch{in, at.of, at.steps(in)})
	case ok && in.IsReslice() && at.reslice(in):
		p.refs[in.Result()] = at
	case ok && (in.IsSize() || in.IsRoom() || in.IsIsNil()):
	default:
		p.lose(in.Args[:1])
	}
	p.lose(in.Args[1:])
}

// constantSize is the length and capacity of what the instruction makes, 0 for
// an object; ok is false if it makes neither.
func constantSize(in *ir.Instr) (size, room int, ok bool) {
	switch {
	case in.IsNew():
		return 0, 0, true
	case in.IsMake():
		size, ok = in.Args[0].ConstInt()
		c, ok2 := in.Args[1].ConstInt()
		return size, c, ok && ok2 && 0 <= size && size <= c && c <= objectLimit
	}
	return 0, 0, false
}

// lose gives up the parts that the references refer to.
func (p *places) lose(refs []*ir.Value) {
	for _, v := range refs {
		if at, ok := p.refs[v]; ok {
			at.of.lost = append(at.of.lost, at.path)
		}
	}
}

// steps is the path within the object that the instruction's path leads to.
func (at place) steps(in *ir.Instr) []string {
	path := slices.Clone(at.path)
	text := in.Ref().Type.Go[1:] // the type of what is there
	slice := in.Ref().Type.IsSlice()
	if slice {
		text = "[" + strconv.Itoa(at.size) + "]" + in.Ref().Type.Go[2:]
	}
	indices := in.PathIndices()
	for _, step := range splitPath(in.Path()) {
		if step[0] == '.' {
			path, text = append(path, step), ""
			continue
		}
		i, literal := strconv.Atoi(step[1 : len(step)-1])
		known := literal == nil
		if !known {
			i, known = indices[0].ConstInt()
			indices = indices[1:]
		}
		n, elem := arrayType(text)
		text = elem
		switch {
		case !known || i < 0 || n >= 0 && i >= n:
			step = anyIndex
		case slice:
			step = indexStep(at.off + i)
		case n >= 0:
			step = indexStep(i)
		case literal == nil:
			step = indexStep(i)
			key := withoutIndices(path)
			at.of.extent[key] = max(at.of.extent[key], i+1)
		default:
			step = indexStep(i) + unproven
		}
		slice = false
		path = append(path, step)
	}
	return path
}

// reslice narrows the place to what a reslice of it gives, if that is known.
func (at *place) reslice(in *ir.Instr) bool {
	room := at.room
	if in.Ref().Type.IsPointer() {
		room, _ = arrayType(in.Ref().Type.Go[1:])
	}
	bounds := [3]int{0, 0, room}
	for k, v := range in.Args[1:] {
		c, ok := v.ConstInt()
		if !ok {
			return false
		}
		bounds[k] = c
	}
	if lo, hi, most := bounds[0], bounds[1], bounds[2]; lo < 0 || hi < lo || most < hi || room < most {
		return false
	}
	at.off, at.size, at.room = at.off+bounds[0], bounds[1]-bounds[0], bounds[2]-bounds[0]
	return true
}

// splitPath parts a path into its steps.
func splitPath(path string) (steps []string) {
	for len(path) > 0 {
		n := strings.IndexAny(path[1:], ".[")
		if n < 0 {
			n = len(path) - 1
		}
		steps = append(steps, path[:n+1])
		path = path[n+1:]
	}
	return steps
}

// arrayType is the length and the element type of an array type in Go, -1 if the
// text is none.
func arrayType(text string) (n int, elem string) {
	if !strings.HasPrefix(text, "[") {
		return -1, ""
	}
	length, elem, _ := strings.Cut(text[1:], "]")
	n, err := strconv.Atoi(length)
	if err != nil {
		return -1, ""
	}
	return n, elem
}

func indexStep(i int) string { return "[" + strconv.Itoa(i) + "]" }

func withoutIndices(path []string) string {
	var b strings.Builder
	for _, s := range path {
		if s[0] == '[' {
			s = "[]"
		}
		b.WriteString(s)
	}
	return b.String()
}

// enter makes the touched part a leaf, or gives it up.
func (p *places) enter(t touch) {
	o := t.of
	for k, s := range t.path {
		if c, ok := strings.CutSuffix(s, unproven); ok {
			t.path[k] = anyIndex
			if i, _ := strconv.Atoi(c[1 : len(c)-1]); i < o.extent[withoutIndices(t.path[:k])] {
				t.path[k] = c
			}
		}
	}
	if slices.Contains(t.path, anyIndex) {
		o.lost = append(o.lost, t.path)
		return
	}
	typ := cellType(t.in)
	key := strings.Join(t.path, "")
	l := o.leaves[key]
	if l == nil {
		l = &leaf{of: o, path: t.path, typ: typ}
		o.leaves[key] = l
		o.order = append(o.order, l)
	}
	l.bad = l.bad || l.typ != typ
	p.leaves[t.in] = l
}

// cellType is the type of what a get or put reads or writes.
func cellType(in *ir.Instr) ir.Type {
	if in.IsPut() {
		return in.Stored().Type
	}
	return in.Result().Type
}

// judge finds the leaves that overlap with lost parts or with one another.
func (o *object) judge() {
	for _, l := range o.order {
		for k := range l.path {
			if outer := o.leaves[strings.Join(l.path[:k], "")]; outer != nil {
				l.bad, outer.bad = true, true
			}
		}
		l.bad = l.bad || len(o.order) > objectLimit ||
			slices.ContainsFunc(o.lost, func(path []string) bool { return overlap(path, l.path) })
	}
}

// overlap reports whether one path may lead into what the other leads to.
func overlap(p, q []string) bool {
	for k := range min(len(p), len(q)) {
		if p[k] != q[k] && p[k] != anyIndex && !strings.HasSuffix(p[k], unproven) {
			return false
		}
	}
	return true
}
