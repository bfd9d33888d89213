// Go memory at run time of the interpreter.

package ir

import (
	"fmt"
	"strconv"
	"strings"
)

// Ref is a reference: to the part of an object that Path names or, if it is a
// slice, to the elements Off to Off+Len of that part.
type Ref struct {
	Obj           *Object
	Path          string
	Off, Len, Cap int
}

// Object is what new, make or makemap made. Its cells are the scalars and
// references it holds, by their paths; one that is not there is zero. The path of
// an entry of a map is its key.
type Object struct {
	Cells map[string]Scalar
	Keys  []Scalar // of a map, in the order of their entry
}

// NewObject makes an object of zeros.
func NewObject() *Object { return &Object{Cells: map[string]Scalar{}} }

// ref is the reference that the instruction starts from; nil ends the run.
func (m *Machine) ref(in *Instr) *Ref {
	r, _ := m.Scalar(in.Ref()).V.(*Ref)
	if r == nil && in.Ref().Type.IsPointer() {
		m.Fail(in, "invalid memory address or nil pointer dereference")
	}
	if r == nil {
		return &Ref{Obj: NewObject()} // a nil slice or map: of no elements
	}
	return r
}

// at is the path within the object that the instruction's path leads to.
func (r *Ref) at(m *Machine, in *Instr) string {
	path := in.Path()
	for _, v := range in.PathIndices() {
		path = strings.Replace(path, "$", strconv.Itoa(m.Scalar(v).I), 1)
	}
	if !in.Ref().Type.IsSlice() {
		return r.Path + path
	}
	first, rest, _ := strings.Cut(path[1:], "]")
	i, err := strconv.Atoi(first)
	if err != nil || i < 0 || i >= r.Len {
		m.Fail(in, fmt.Sprintf("index out of range [%s] with length %d", first, r.Len))
	}
	return r.elem(i) + rest
}

func (r *Ref) elem(i int) string { return fmt.Sprintf("%s[%d]", r.Path, r.Off+i) }

// parts lists the paths of what is in the object under prefix, without it.
func (o *Object) parts(prefix string) (rest []string) {
	for path := range o.Cells {
		if tail, ok := strings.CutPrefix(path, prefix); ok && (tail == "" || tail[0] == '.' || tail[0] == '[') {
			rest = append(rest, tail)
		}
	}
	return rest
}

// copyElem copies element i to element i of t, which is clear.
func (r *Ref) copyElem(t *Ref, i int) {
	for _, tail := range r.Obj.parts(r.elem(i)) {
		t.Obj.Cells[t.elem(i)+tail] = r.Obj.Cells[r.elem(i)+tail]
	}
}

func (r *Ref) clearElem(i int) { r.Obj.clear(r.elem(i)) }

// composite is the value of a struct or array: its cells by their paths within it.
type composite map[string]Scalar

// whole is the value of what is at the path; nil if nothing was written there.
func (o *Object) whole(path string) any {
	cells := composite{}
	for _, tail := range o.parts(path) {
		cells[tail] = o.Cells[path+tail]
	}
	if len(cells) == 0 {
		return nil
	}
	return cells
}

// clear makes what is at the path zero; spread puts the cells of a value there.
func (o *Object) clear(path string) {
	for _, tail := range o.parts(path) {
		delete(o.Cells, path+tail)
	}
}

func (o *Object) spread(path string, cells composite) {
	for tail, v := range cells {
		o.Cells[path+tail] = v
	}
}
