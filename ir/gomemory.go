// The instructions that make, name and touch Go memory: what slices, pointers
// and maps of the program refer to. A reference is a value of kind Go; several
// may refer to the same memory, and a field or element of memory may hold one.
//
//	p = new                      a zeroed object; p is a pointer to it
//	s = make n, c                a slice of n zeroed elements with room for c
//	x = get r, i… "path"         what is at the path from r
//	put r, i…, x "path"          what is at the path from r becomes x
//	p = addr r, i… "path"        a pointer to what is at the path from r
//	t = reslice s, lo, hi        s[lo:hi]; with a fourth operand s[lo:hi:max]; s is a
//	                             slice or a pointer to an array
//	n = size r                   the length of a slice or map
//	n = room s                   the capacity of a slice
//	t = grow s, n "leaves"       s longer by n elements, of s's array if it has room
//	n = copyto d, s "leaves"     the elements of s are copied to d, as copy does
//	b = isnil r                  whether r is nil
//
// A path is Go text from the reference to a part: ".Field", "[$]" for the next
// index operand, "[3]"; empty for what a pointer points to. The path from a slice
// begins with an index. Where get and put meet memory whose Go type is not just
// float64, int, bool or the value's own, the type follows the path behind a bar:
// ".Mass|float32", "[$]|{example.com/m}.Celsius"; the value is converted.
//
// leaves lists the parts of an element, separated by blanks: "f:.X i:.N r:.Next"
// for the kinds float, other value, reference; "f:" is an element that is itself a
// float.

package ir

import (
	"fmt"
	"strings"
)

var (
	newOp     = &Op{Name: "new", Doc: "makes a zeroed object", Struct: newObject{}}
	makeOp    = &Op{Name: "make", Doc: "makes a slice of zeros", Struct: makeSlice{}}
	getOp     = &Op{Name: "get", Doc: "reads a part of Go memory", Attr: TextAttr, Struct: get{}}
	putOp     = &Op{Name: "put", Doc: "writes a part of Go memory", Attr: TextAttr, Struct: put{}}
	addrOp    = &Op{Name: "addr", Doc: "points to a part of Go memory", Attr: TextAttr, Struct: addr{}}
	resliceOp = &Op{Name: "reslice", Doc: "a part of a slice or array", Struct: reslice{}}
	sizeOp    = &Op{Name: "size", Doc: "the length of a slice or map", Struct: refInt{of: sizeOf}}
	roomOp    = &Op{Name: "room", Doc: "the capacity of a slice", Struct: refInt{of: roomOf}}
	growOp    = &Op{Name: "grow", Doc: "a slice made longer", Attr: TextAttr, Struct: grow{}}
	copyOp    = &Op{Name: "copyto", Doc: "copies elements of one slice to another", Attr: TextAttr, Struct: copyTo{}}
	isNilOp   = &Op{Name: "isnil", Doc: "whether a reference is nil", Struct: isNil{}}
)

func init() {
	for _, o := range []*Op{newOp, makeOp, getOp, putOp, addrOp, resliceOp, sizeOp, roomOp, growOp, copyOp, isNilOp} {
		register(o)
	}
}

// IsNew and its like report what the instruction is.
func (in *Instr) IsNew() bool     { return in.Op == newOp }
func (in *Instr) IsMake() bool    { return in.Op == makeOp }
func (in *Instr) IsGet() bool     { return in.Op == getOp }
func (in *Instr) IsPut() bool     { return in.Op == putOp }
func (in *Instr) IsAddr() bool    { return in.Op == addrOp }
func (in *Instr) IsReslice() bool { return in.Op == resliceOp }
func (in *Instr) IsSize() bool    { return in.Op == sizeOp }
func (in *Instr) IsRoom() bool    { return in.Op == roomOp }
func (in *Instr) IsGrow() bool    { return in.Op == growOp }
func (in *Instr) IsCopy() bool    { return in.Op == copyOp }
func (in *Instr) IsIsNil() bool   { return in.Op == isNilOp }

// Ref is the reference that an instruction on Go memory starts from.
func (in *Instr) Ref() *Value { return in.Args[0] }

// Path is the path of get, put and addr.
func (in *Instr) Path() string {
	path, _, _ := strings.Cut(in.Attr.(string), "|")
	return path
}

// CellType is the Go type of the memory that get, put, lookup and enter meet,
// empty if it is what the value's type says.
func (in *Instr) CellType() string {
	text := in.Attr.(string)
	if i := strings.IndexByte(text, '|'); i >= 0 {
		return text[i+1:]
	}
	return ""
}

// PathIndices are the operands that stand for the $ of the path of get, put and addr.
func (in *Instr) PathIndices() []*Value {
	if in.IsPut() {
		return in.Args[1 : len(in.Args)-1 : len(in.Args)-1]
	}
	return in.Args[1:]
}

// AliasClass names the memory that a path ends in so that two places of
// different classes are different memory whatever the references: the last field
// name of the path, or "[]" for elements and "*" for what a pointer points to,
// and the type of what is there. It says nothing of places whose address is taken.
func AliasClass(path string, t Type) string {
	last := "*"
	if i := strings.LastIndexAny(path, ".["); i >= 0 {
		last = "[]"
		if path[i] == '.' {
			last = path[i:]
		}
	}
	return last + " " + t.String()
}

func checkPath(in *Instr, path string, indices []*Value) error {
	if !in.Args[0].Type.IsSlice() && !in.Args[0].Type.IsPointer() {
		return fmt.Errorf("a path starts from a slice or pointer, not from %v", in.Args[0].Type)
	}
	if n := strings.Count(path, "$"); n != len(indices) {
		return fmt.Errorf("%d indices for the path %q", len(indices), path)
	}
	if in.Args[0].Type.IsSlice() && !strings.HasPrefix(path, "[") {
		return fmt.Errorf("the path %q from a slice begins with no index", path)
	}
	return allInts(indices)
}

type newObject struct{ givesOne }

func (newObject) Check(in *Instr) error {
	if len(in.Args) != 0 || !in.Result().Type.IsPointer() {
		return fmt.Errorf("gives a pointer")
	}
	return nil
}
func (newObject) Effect(*Instr) Effect { return Effect{} }
func (newObject) Eval(m *Machine, in *Instr) {
	m.Set(in.Result(), Scalar{V: &Ref{Obj: NewObject()}})
}

type makeSlice struct{ givesOne }

func (makeSlice) Check(in *Instr) error {
	if len(in.Args) != 2 || !in.Result().Type.IsSlice() {
		return fmt.Errorf("gives a slice of a length and a capacity")
	}
	return allInts(in.Args)
}
func (makeSlice) Effect(*Instr) Effect { return Effect{} }
func (makeSlice) Eval(m *Machine, in *Instr) {
	n, c := m.Scalar(in.Args[0]).I, m.Scalar(in.Args[1]).I
	if n < 0 || c < n {
		m.Fail(in, fmt.Sprintf("makeslice: length %d, capacity %d", n, c))
	}
	m.Set(in.Result(), Scalar{V: &Ref{Obj: NewObject(), Len: n, Cap: c}})
}

type get struct{ givesOne }

func (get) Check(in *Instr) error {
	if len(in.Args) == 0 || !in.Result().Type.Scalar() {
		return fmt.Errorf("gives a scalar or a reference")
	}
	return checkPath(in, in.Path(), in.PathIndices())
}
func (get) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1]} }
func (get) Eval(m *Machine, in *Instr) {
	r := m.ref(in)
	at := r.at(m, in)
	v, ok := r.Obj.Cells[at]
	switch t := in.Result().Type; {
	case ok:
	case t == TF64:
		v = m.constant(0)
	case t.Kind == Go && !t.IsRef():
		v.V = r.Obj.whole(at)
	}
	m.Set(in.Result(), v)
}

type put struct{ givesNone }

func (put) Check(in *Instr) error {
	if len(in.Args) < 2 || !in.Stored().Type.Scalar() {
		return fmt.Errorf("writes a scalar or a reference")
	}
	return checkPath(in, in.Path(), in.PathIndices())
}
func (put) Effect(in *Instr) Effect { return Effect{Writes: in.Args[:1]} }
func (put) Eval(m *Machine, in *Instr) {
	r, v := m.ref(in), m.Scalar(in.Stored())
	at := r.at(m, in)
	if t := in.Stored().Type; t.Kind == Go && !t.IsRef() {
		if r.Obj.clear(at); v.V == nil {
			return // the zero value: no part is there
		}
	}
	if cells, ok := v.V.(composite); ok {
		r.Obj.spread(at, cells)
		return
	}
	r.Obj.Cells[at] = v
}

type addr struct{ givesOne }

func (addr) Check(in *Instr) error {
	if len(in.Args) == 0 || !in.Result().Type.IsPointer() {
		return fmt.Errorf("gives a pointer")
	}
	return checkPath(in, in.Path(), in.PathIndices())
}
func (addr) Effect(*Instr) Effect { return Effect{} }
func (addr) Eval(m *Machine, in *Instr) {
	r := m.ref(in)
	m.Set(in.Result(), Scalar{V: &Ref{Obj: r.Obj, Path: r.at(m, in)}})
}

type reslice struct{ givesOne }

func (reslice) Check(in *Instr) error {
	if len(in.Args) != 3 && len(in.Args) != 4 || !in.Result().Type.IsSlice() {
		return fmt.Errorf("gives a slice from two or three bounds")
	}
	if t := in.Args[0].Type; !t.IsSlice() && !t.IsPointer() {
		return fmt.Errorf("reslices a slice or an array, not %v", t)
	}
	return allInts(in.Args[1:])
}
func (reslice) Effect(*Instr) Effect { return Effect{} }
func (reslice) Eval(m *Machine, in *Instr) {
	lo, hi := m.Scalar(in.Args[1]).I, m.Scalar(in.Args[2]).I
	r, most := m.ref(in), hi
	if in.Args[0].Type.IsSlice() {
		most = r.Cap
	}
	if len(in.Args) == 4 {
		most = m.Scalar(in.Args[3]).I
	}
	if lo < 0 || hi < lo || most < hi || in.Args[0].Type.IsSlice() && most > r.Cap {
		m.Fail(in, fmt.Sprintf("slice bounds out of range [%d:%d:%d]", lo, hi, most))
	}
	m.Set(in.Result(), Scalar{V: &Ref{Obj: r.Obj, Path: r.Path, Off: r.Off + lo, Len: hi - lo, Cap: most - lo}})
}

type refInt struct {
	givesOne
	of func(*Ref) int
}

func sizeOf(r *Ref) int { return r.Len }
func roomOf(r *Ref) int { return r.Cap }

func (refInt) Check(in *Instr) error {
	if len(in.Args) != 1 || !in.Args[0].Type.IsSlice() && !in.Args[0].Type.IsMap() || in.Result().Type != TInt {
		return fmt.Errorf("gives an int for a slice or map")
	}
	return nil
}

// A map's length is in its memory, a slice's is in the reference.
func (refInt) Effect(in *Instr) Effect {
	if in.Args[0].Type.IsMap() {
		return Effect{Reads: in.Args[:1]}
	}
	return Effect{}
}
func (s refInt) Eval(m *Machine, in *Instr) {
	n := 0
	if r, _ := m.Scalar(in.Ref()).V.(*Ref); r != nil {
		n = s.of(r)
		if in.Ref().Type.IsMap() {
			n = len(r.Obj.Keys)
		}
	}
	m.Set(in.Result(), Scalar{I: n})
}

type grow struct{ givesOne }

func (grow) Check(in *Instr) error {
	if len(in.Args) != 2 || !in.Args[0].Type.IsSlice() || in.Result().Type != in.Args[0].Type {
		return fmt.Errorf("gives a slice for a slice and an int")
	}
	return allInts(in.Args[1:])
}
func (grow) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1]} }
func (grow) Eval(m *Machine, in *Instr) {
	r, _ := m.Scalar(in.Ref()).V.(*Ref)
	if r == nil {
		r = &Ref{}
	}
	n := r.Len + m.Scalar(in.Args[1]).I
	if n <= r.Cap {
		m.Set(in.Result(), Scalar{V: &Ref{Obj: r.Obj, Path: r.Path, Off: r.Off, Len: n, Cap: r.Cap}})
		return
	}
	t := &Ref{Obj: NewObject(), Len: n, Cap: max(n, 2*r.Cap)}
	for i := range r.Len {
		r.copyElem(t, i)
	}
	m.Set(in.Result(), Scalar{V: t})
}

type copyTo struct{ givesOne }

func (copyTo) Check(in *Instr) error {
	if len(in.Args) != 2 || !in.Args[0].Type.IsSlice() || !in.Args[1].Type.IsSlice() || in.Result().Type != TInt {
		return fmt.Errorf("gives an int for two slices")
	}
	return nil
}
func (copyTo) Effect(in *Instr) Effect { return Effect{Reads: in.Args[1:], Writes: in.Args[:1]} }
func (copyTo) Eval(m *Machine, in *Instr) {
	d, _ := m.Scalar(in.Args[0]).V.(*Ref)
	s, _ := m.Scalar(in.Args[1]).V.(*Ref)
	n := 0
	if d != nil && s != nil {
		n = min(d.Len, s.Len)
		between := &Ref{Obj: NewObject(), Len: n}
		for i := range n {
			s.copyElem(between, i)
		}
		for i := range n {
			d.clearElem(i)
			between.copyElem(d, i)
		}
	}
	m.Set(in.Result(), Scalar{I: n})
}

type isNil struct{ givesOne }

func (isNil) Check(in *Instr) error {
	if len(in.Args) != 1 || !in.Args[0].Type.IsRef() || in.Result().Type != TBool {
		return fmt.Errorf("gives a bool for a reference")
	}
	return nil
}
func (isNil) Effect(*Instr) Effect { return Effect{} }
func (isNil) Eval(m *Machine, in *Instr) {
	r, _ := m.Scalar(in.Ref()).V.(*Ref)
	m.Set(in.Result(), Scalar{B: r == nil})
}
