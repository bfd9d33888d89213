// Arguments of functions of Go: memory is drawn too.

package sample

import (
	"fmt"
	"go/types"
	"math/rand/v2"
	"strconv"

	"chainrule/ir"
)

// Param is a parameter of a function of Go, and its type.
type Param struct {
	ir.GoParam
	Of types.Type
}

// isFloat marks the cells of memory that hold floats, in X of their scalars, where
// high precision puts its own.
type isFloat struct{}

// NewGo makes a sampler for a function of Go. It fails if there is a parameter of a
// type of which no value can be drawn.
func NewGo(f *ir.Func, params []Param) (*Sampler, error) {
	s := &Sampler{Largest: 4, f: f, params: params}
	for _, p := range params {
		if err := drawable(p.Of, nil); err != nil {
			return nil, fmt.Errorf("parameter %s: %w", p.Name, err)
		}
	}
	return s, nil
}

// drawable reports a type of which no value can be drawn. Types in a row are those
// that it is in: of a type that is within itself, what is behind a pointer is nil.
func drawable(t types.Type, in []types.Type) error {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsComplex == 0 {
			return nil
		}
	case *types.Array:
		return drawable(u.Elem(), in)
	case *types.Slice:
		if within(t, in) {
			return nil
		}
		return drawable(u.Elem(), append(in, t))
	case *types.Pointer:
		if within(t, in) {
			return nil
		}
		if _, ok := u.Elem().Underlying().(*types.Struct); ok {
			return drawable(u.Elem(), append(in, t))
		}
	case *types.Struct:
		for f := range u.Fields() {
			if err := drawable(f.Type(), in); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("no value of type %s can be drawn", t)
}

func within(t types.Type, in []types.Type) bool {
	for _, o := range in {
		if types.Identical(t, o) {
			return true
		}
	}
	return false
}

// drawGo draws the parameters in Go, and gives those of the function.
func (s *Sampler) drawGo(r *rand.Rand) []ir.Arg {
	d := &goDraw{r: r, size: 2 + r.IntN(s.Largest-1), floats: ranges[r.IntN(len(ranges))]}
	roots := make([]*ir.Object, len(s.params))
	for i, p := range s.params {
		roots[i] = ir.NewObject()
		d.fill(roots[i], "", p.Of, nil)
	}
	return s.passed(roots)
}

// passed are the arguments of the function for the parameters in Go, each of which
// an object holds.
func (s *Sampler) passed(roots []*ir.Object) (args []ir.Arg) {
	for _, p := range s.f.Body.Params {
		for i, g := range s.params {
			l := g.Leaf(p.Name)
			if l == nil {
				continue
			}
			a := ir.Arg{Scalar: roots[i].Cells[l.Path]}
			if _, ok := typeAt(g.Of, l.Path).Underlying().(*types.Array); ok || l.Path == "" && p.Type.IsPointer() && !isPointer(g.Of) {
				a.V = &ir.Ref{Obj: roots[i], Path: l.Path} // what is passed by value and too large to be taken apart
			}
			args = append(args, a)
		}
	}
	return args
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// goDraw draws what one point is made of: all slices are of one length, which
// integers often are too, and all floats are from one range.
type goDraw struct {
	r      *rand.Rand
	size   int
	floats [2]float64
}

// fill draws what is at the path of an object.
func (d *goDraw) fill(o *ir.Object, path string, t types.Type, in []types.Type) {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		d.basic(o, path, u)
	case *types.Array:
		for i := range int(u.Len()) {
			d.fill(o, path+"["+strconv.Itoa(i)+"]", u.Elem(), in)
		}
	case *types.Struct:
		for f := range u.Fields() {
			d.fill(o, path+"."+f.Name(), f.Type(), in)
		}
	case *types.Slice:
		if within(t, in) {
			return
		}
		to := ir.NewObject()
		for i := range d.size {
			d.fill(to, "["+strconv.Itoa(i)+"]", u.Elem(), append(in, t))
		}
		o.Cells[path] = ir.Scalar{V: &ir.Ref{Obj: to, Len: d.size, Cap: d.size}}
	case *types.Pointer:
		if within(t, in) {
			return
		}
		to := ir.NewObject()
		d.fill(to, "", u.Elem(), append(in, t))
		o.Cells[path] = ir.Scalar{V: &ir.Ref{Obj: to}}
	}
}

// basic draws a number. Integers of other sizes than int, and texts, stay zero.
func (d *goDraw) basic(o *ir.Object, path string, u *types.Basic) {
	switch {
	case u.Info()&types.IsFloat != 0:
		o.Cells[path] = ir.Scalar{F: rounded(d.floats[0] + (d.floats[1]-d.floats[0])*d.r.Float64()), X: isFloat{}}
	case u.Kind() == types.Int && d.r.IntN(2) == 0:
		o.Cells[path] = ir.Scalar{I: d.size}
	case u.Kind() == types.Int:
		o.Cells[path] = ir.Scalar{I: d.r.IntN(d.size + 1)}
	case u.Info()&types.IsBoolean != 0:
		o.Cells[path] = ir.Scalar{B: d.r.IntN(2) == 0}
	}
}

// typeAt is the type at a path of fields and elements.
func typeAt(t types.Type, path string) types.Type {
	for path != "" {
		step := nextStep(path)
		path = path[len(step):]
		switch u := t.Underlying().(type) {
		case *types.Array:
			t = u.Elem()
		case *types.Struct:
			for f := range u.Fields() {
				if f.Name() == step[1:] {
					t = f.Type()
					break
				}
			}
		}
	}
	return t
}

// nextStep is ".F" or "[3]" at the beginning of a path.
func nextStep(path string) string {
	for i := 1; i < len(path); i++ {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return path
}
