// The interpreter against what the compiled functions computed.

package check

import (
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"chainrule/adjoint"
	"chainrule/internal/progen/run"
	"chainrule/ir"
	"chainrule/ir/pass"
)

// interpret runs all functions of the batch again.
func (b *batch) interpret() error {
	for _, u := range b.units {
		if u.out || u.made == nil {
			continue
		}
		for _, c := range b.reports[u.name].Calls {
			text := ""
			if !within(patience, func() { text = b.interpretCall(u, &c) }) {
				text = "does not end"
			}
			if text != "" {
				b.drop(u, "interpret "+c.Kind, "%s", text)
				break
			}
		}
	}
	return nil
}

// interpretCall compares a call; it gives what is wrong.
func (b *batch) interpretCall(u *unit, c *run.Call) (text string) {
	defer func() {
		if e := recover(); e != nil {
			text = fmt.Sprintf("panic: %v\n%s", e, debug.Stack())
		}
	}()
	for _, v := range b.variants(u, c.Kind) {
		switch err := (&replay{call: c, f: v.f, mixed: u.Mixed()}).run(); {
		case errors.Is(err, errNotRun):
			b.stats.NotInterpreted++
		case err != nil:
			return fmt.Sprintf("%s: %v", v.name, err)
		default:
			b.stats.Interpreted++
		}
	}
	return ""
}

// variant is a function that should compute what was compiled.
type variant struct {
	name string
	f    *ir.Func
}

// variants are the primal as lowered, cleaned and with passes left out, or the
// derivative as derived, prepared for Go, and with passes left out.
func (b *batch) variants(u *unit, kind string) (list []variant) {
	k := int(u.Seed) + u.index
	if kind == "primal" {
		f := u.made.lowered
		list = append(list, variant{"as lowered", f}, variant{"cleaned", passed(f, pass.Clean)})
		one := k % len(pass.Clean)
		list = append(list, variant{"cleaned without " + pass.Clean[one].Name, passed(f, without(pass.Clean, one))})
		return append(list, variant{"cleaned and prepared", passed(list[1].f, pass.Schedule)})
	}
	for _, d := range u.made.derived {
		if d.kind == kind {
			one := k % len(pass.Schedule)
			list = append(list, variant{"as derived", d.open}, variant{"prepared", d.scheduled},
				variant{"prepared without " + pass.Schedule[one].Name, passed(d.open, without(pass.Schedule, one))})
			if v := b.derivedWithout(u, kind, k%len(pass.Clean)); sameShape(v.f, d.scheduled) {
				list = append(list, v)
			}
		}
	}
	return list
}

// sameShape reports whether two derivatives have parameters and results of the
// same names: which are active may be seen by one pass only.
func sameShape(f, g *ir.Func) bool {
	return slices.EqualFunc(f.Body.Params, g.Body.Params, func(p, q *ir.Value) bool { return p.Name == q.Name }) && slices.Equal(f.Results, g.Results)
}

func passed(f *ir.Func, passes []pass.Pass) *ir.Func {
	g, _ := f.Clone()
	pass.Run(g, passes, nil)
	return g
}

func without(passes []pass.Pass, one int) []pass.Pass {
	return append(append([]pass.Pass(nil), passes[:one]...), passes[one+1:]...)
}

// derivedWithout derives with one pass left out of all that clean.
func (b *batch) derivedWithout(u *unit, kind string, one int) variant {
	clean, finish := pass.Clean, adjoint.Finish
	defer func() { pass.Clean, adjoint.Finish = clean, finish }()
	pass.Clean = without(clean, one)
	adjoint.Finish = append(finish[:1:1], pass.Clean...)
	g, ds := adjoint.Derive(u.made.lowered, adjoint.Kind(kind), adjoint.Options{})
	name := "derived without " + clean[one].Name
	if len(ds) > 0 {
		panic(name + " is refused: " + ds.Error())
	}
	return variant{name, g}
}

// errNotRun says that the interpreter cannot run a function.
var errNotRun = errors.New("not run")

// replay is a call being interpreted.
type replay struct {
	call    *run.Call
	f       *ir.Func
	mixed   bool // the program computes in float32
	objects []*ir.Object
	arrays  map[int][]ir.Scalar // the elements of objects that are arrays here
	args    map[string]ir.Arg   // by the parameter's name
}

// run interprets the call and compares.
func (r *replay) run() error {
	if whole(r.f) {
		return errNotRun
	}
	r.memory()
	if err := r.arguments(); err != nil {
		return err
	}
	var list []ir.Arg
	for _, p := range r.f.Body.Params {
		list = append(list, r.args[p.Name])
	}
	results, err := (&ir.Machine{GoCode: goCode}).Call(r.f, list...)
	if err != nil {
		if strings.Contains(err.Error(), errNotRun.Error()) {
			return errNotRun
		}
		return fmt.Errorf("%v\n%s", err, r.f)
	}
	if err := r.compareResults(results); err != nil {
		return fmt.Errorf("%v\n%s", err, r.f)
	}
	if err := r.compareMemory(); err != nil {
		return fmt.Errorf("%v\n%s", err, r.f)
	}
	return nil
}

// goCode runs the Go code that programs carry: only what is easily known.
func goCode(in *ir.Instr, args []ir.Scalar) ([]ir.Scalar, error) {
	t := in.Template()
	switch {
	case strings.HasPrefix(t, "{strconv}.Itoa($0)"):
		return []ir.Scalar{{V: strconv.Itoa(args[0].I)}}, nil
	case strings.Contains(t, "Sprint(") || strings.Contains(t, "Repeat("):
		return slices.Repeat([]ir.Scalar{{V: unknown{}}}, len(in.Results)), nil
	case strings.HasPrefix(t, "$0 == ") && len(args) == 2 && args[0].V != unknown{} && args[1].V != unknown{}:
		return []ir.Scalar{{B: sameValue(args[0].V, args[1].V)}}, nil
	}
	return nil, fmt.Errorf("%w: %s", errNotRun, t)
}

// unknown is a value that the interpreter has not computed.
type unknown struct{}

// sameValue compares strings, of which the one without characters is nil to the
// interpreter, and references.
func sameValue(a, b any) bool {
	x, isRef := a.(*ir.Ref)
	y, areRefs := b.(*ir.Ref)
	if !isRef || !areRefs {
		return textOf(a) == textOf(b) && isRef == areRefs
	}
	return x == y || x != nil && y != nil && *x == *y
}

func textOf(v any) string {
	text, _ := v.(string)
	return text
}

// whole reports whether the function reads or writes values of several parts, as
// entries of maps of structs are, which the interpreter does not know.
func whole(f *ir.Func) (found bool) {
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range slices.Concat(in.Args, in.Results) {
			found = found || v.Type.Kind == ir.Go && strings.HasPrefix(v.Type.Go, "{") && (in.IsGet() || in.IsPut() || in.IsLookup() || in.IsEnter())
		}
	})
	return found
}

// memory makes the objects.
func (r *replay) memory() {
	for range r.call.Objects {
		r.objects = append(r.objects, ir.NewObject())
	}
	for i, o := range r.call.Objects {
		if len(o.Keys) > 0 {
			for _, k := range o.Keys {
				key := ir.Scalar{V: k}
				r.objects[i].Keys = append(r.objects[i].Keys, key)
				for path, s := range o.Cells {
					if name, rest := cutKey(path); name == k {
						r.objects[i].Cells[fmt.Sprintf("%+v", key)+rest] = r.scalar(s)
					}
				}
			}
			continue
		}
		r.fill(r.objects[i], o, "")
	}
}

// cutKey separates a key from the path within its entry.
func cutKey(path string) (key, rest string) {
	if i := strings.IndexAny(path, ".["); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// fill copies the cells below the path.
func (r *replay) fill(to *ir.Object, from run.Object, prefix string) {
	for path, s := range from.Cells {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			to.Cells[rest] = r.scalar(s)
		}
	}
}

func (r *replay) scalar(s run.Scalar) ir.Scalar {
	switch s.Kind {
	case "f", "h":
		return ir.Scalar{F: math.Float64frombits(s.Bits)}
	case "i":
		return ir.Scalar{I: int(s.Bits)}
	case "b":
		return ir.Scalar{B: s.Bits != 0}
	case "s":
		return ir.Scalar{V: s.Text}
	case "r":
		return ir.Scalar{V: &ir.Ref{Obj: r.objects[s.Ref.Object], Off: s.Ref.Off, Len: s.Ref.Len, Cap: s.Ref.Cap}}
	}
	return ir.Scalar{}
}

// arguments makes the arguments of the function from those of the call.
func (r *replay) arguments() error {
	r.args, r.arrays = map[string]ir.Arg{}, map[int][]ir.Scalar{}
	for i, g := range signatureOf(r.f).All() {
		for _, l := range g.Leaves {
			p := r.f.Param(l.Name)
			if p == nil {
				continue // the interpreter is not asked for what the function does not take
			}
			s, ok := r.call.Args[i].Cells[l.Path]
			if whole := r.call.Args[i].Cells[""]; !ok && whole.Ref != nil { // in what a shadow points to
				s, ok = r.call.Objects[whole.Ref.Object].Cells[l.Path]
			}
			switch {
			case !ok && p.Type.IsPointer(): // an array by value
				o := ir.NewObject()
				r.fill(o, r.call.Args[i], l.Path)
				r.args[l.Name] = ir.Arg{Scalar: ir.Scalar{V: &ir.Ref{Obj: o}}}
			case !ok:
				continue // a part of a shadow that the function reaches by itself
			case !p.Type.Scalar():
				r.args[l.Name] = ir.Arg{Array: r.array(s)}
			default:
				r.args[l.Name] = ir.Arg{Scalar: r.scalar(s)}
			}
		}
	}
	return r.separate()
}

// separate demands that no array of the function is an object too: the
// interpreter has no memory that is both.
func (r *replay) separate() error {
	seen := map[*ir.Object]bool{}
	for _, a := range r.args {
		if a.Array == nil {
			reach(a.Scalar, seen)
		}
	}
	for k := range r.arrays {
		if seen[r.objects[k]] {
			return fmt.Errorf("%w: an array is an object too", errNotRun)
		}
	}
	return nil
}

// reach marks the objects that a scalar leads to.
func reach(s ir.Scalar, seen map[*ir.Object]bool) {
	ref, ok := s.V.(*ir.Ref)
	if !ok || seen[ref.Obj] {
		return
	}
	seen[ref.Obj] = true
	for _, c := range ref.Obj.Cells {
		reach(c, seen)
	}
}

// array is a slice as an array, which shares its elements with other arrays of
// the object.
func (r *replay) array(s run.Scalar) *ir.ArrayData {
	if s.Ref == nil {
		return &ir.ArrayData{Dims: []int{0}}
	}
	k := s.Ref.Object
	if r.arrays[k] == nil {
		n := 0
		for has(r.call.Objects[k], n) {
			n++
		}
		r.arrays[k] = make([]ir.Scalar, n)
		for i := range n {
			r.arrays[k][i] = r.scalar(r.call.Objects[k].Cells[fmt.Sprintf("[%d]", i)])
		}
	}
	return &ir.ArrayData{Dims: []int{s.Ref.Len}, Elems: r.arrays[k][s.Ref.Off : s.Ref.Off+s.Ref.Len]}
}

// compareResults compares the scalars of the results.
func (r *replay) compareResults(results []ir.Arg) error {
	for _, c := range r.call.Results {
		g := signatureOf(r.f).Results[c.Index]
		l := leafAt(g, c.Paths[0])
		if l == nil {
			continue // zero, which no leaf says; compiled code has been compared with the primal
		}
		for i, name := range r.f.Results {
			if name == l.Name {
				if err := r.compare("result "+g.Name, results[i], c, l.Path); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// leafAt is the leaf that holds what is at the path.
func leafAt(g ir.GoParam, path string) (whole *ir.Leaf) {
	for i, l := range g.Leaves {
		if l.Path == path {
			return &g.Leaves[i]
		}
		if l.Path == "" {
			whole = &g.Leaves[i]
		}
	}
	return whole
}

// compareMemory compares what the arguments lead to after the call.
func (r *replay) compareMemory() error {
	for _, c := range r.call.After {
		g := signatureOf(r.f).All()[c.Index]
		if l := leafAt(g, c.Paths[min(1, len(c.Paths)-1)]); l != nil && r.args[l.Name].Array != nil && strings.HasPrefix(g.Type, "*") {
			c.Paths = c.Paths[1:] // a part of a shadow that is a parameter here
		}
		l := leafAt(g, c.Paths[0])
		if l == nil {
			continue
		}
		if a, ok := r.args[l.Name]; ok {
			if err := r.compare("argument "+g.Name, a, c, l.Path); err != nil {
				return err
			}
		}
	}
	return nil
}

// compare compares what a value leads to with a cell.
func (r *replay) compare(what string, a ir.Arg, c run.Cell, path string) error {
	got, ok := r.follow(a, c.Paths, path)
	want := r.scalar(c.Scalar)
	if c.Scalar.Kind == "h" {
		got.F = float64(float32(got.F))
	}
	if (c.Scalar.Kind == "f" || c.Scalar.Kind == "h") && r.same(got.F, want.F) ||
		c.Scalar.Kind == "i" && (got.I == want.I || r.call.Kind == "jvp" && want.I == 0 && c.Paths[len(c.Paths)-1] == "len") || // tangents need not hold what is inactive
		c.Scalar.Kind == "b" && got.B == want.B || c.Scalar.Kind == "s" || c.Scalar.Kind == "" {
		return nil
	}
	return fmt.Errorf("%s %v is %v (found: %v), compiled %v", what, c.Paths, got, ok, want)
}

// same compares to the bits where the call is of the primal. Sums of derivatives
// may be in another order, and float32 memory rounds what the interpreter does not.
func (r *replay) same(got, want float64) bool {
	tol := 1e-11
	if r.mixed {
		tol = 1e-4
	}
	return math.Float64bits(got) == math.Float64bits(want) || math.IsNaN(got) && math.IsNaN(want) ||
		r.call.Kind != "primal" && math.Abs(got-want) <= tol*(1+max(math.Abs(got), math.Abs(want)))
}

// follow goes along the paths.
func (r *replay) follow(a ir.Arg, paths []string, leaf string) (ir.Scalar, bool) {
	if a.Array != nil {
		return r.element(a.Array, paths)
	}
	s, ok := a.Scalar, true
	rest := strings.TrimPrefix(paths[0], leaf)
	if ref, isRef := s.V.(*ir.Ref); isRef && rest != "" { // an array by value
		s, ok = ref.Obj.Cells[ref.Path+rest]
	}
	for _, p := range paths[1:] {
		ref, _ := s.V.(*ir.Ref)
		switch key, isKey := strings.CutPrefix(p, "key "); {
		case ref == nil && p == "len":
			return ir.Scalar{}, true
		case ref == nil:
			return ir.Scalar{}, false
		case p == "len":
			return ir.Scalar{I: ref.Len}, true
		case isKey:
			name, rest := cutKey(key)
			s, ok = ref.Obj.Cells[fmt.Sprintf("%+v", ir.Scalar{V: name})+rest]
		default:
			s, ok = ref.Obj.Cells[inObject(ref, p)]
		}
	}
	return s, ok
}

// inObject is the path in the object of a path from a reference to it.
func inObject(ref *ir.Ref, path string) string {
	var i int
	if ref.Len == 0 {
		return ref.Path + path
	}
	end := strings.IndexByte(path, ']')
	fmt.Sscan(path[1:end], &i)
	return fmt.Sprintf("%s[%d]%s", ref.Path, ref.Off+i, path[end+1:])
}

// element is an element of an array.
func (r *replay) element(a *ir.ArrayData, paths []string) (ir.Scalar, bool) {
	last := paths[len(paths)-1]
	if last == "len" {
		return ir.Scalar{I: len(a.Elems)}, true
	}
	var i int
	if _, err := fmt.Sscanf(last, "[%d]", &i); err != nil || i >= len(a.Elems) {
		return ir.Scalar{}, false
	}
	return a.Elems[i], true
}

func has(o run.Object, i int) bool {
	_, ok := o.Cells[fmt.Sprintf("[%d]", i)]
	return ok
}
