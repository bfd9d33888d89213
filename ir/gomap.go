// The instructions on maps of the program.
//
//	m = makemap          an empty map
//	x = lookup m, k      the value of key k, zero if there is none
//	b = has m, k         whether there is one
//	enter m, k, x        the value of key k becomes x
//	remove m, k          key k and its value go
//	s = keys m           the keys, in Go's order of this moment
//
// lookup and enter have the type of the map's values as attribute, as get and put
// have it behind the bar. size of gomemory.go gives the number of keys.

package ir

import (
	"fmt"
	"slices"
)

var (
	makeMapOp = &Op{Name: "makemap", Doc: "makes an empty map", Struct: makeMap{}}
	lookupOp  = &Op{Name: "lookup", Doc: "the value of a key", Attr: TextAttr, Struct: mapRead{}}
	hasOp     = &Op{Name: "has", Doc: "whether a map has a key", Struct: mapRead{test: true}}
	enterOp   = &Op{Name: "enter", Doc: "sets the value of a key", Attr: TextAttr, Struct: mapWrite{operands: 3}}
	removeOp  = &Op{Name: "remove", Doc: "removes a key", Struct: mapWrite{operands: 2}}
	keysOp    = &Op{Name: "keys", Doc: "the keys of a map", Struct: keys{}}
)

func init() {
	for _, o := range []*Op{makeMapOp, lookupOp, hasOp, enterOp, removeOp, keysOp} {
		register(o)
	}
}

// IsMakeMap and its like report what the instruction is.
func (in *Instr) IsMakeMap() bool { return in.Op == makeMapOp }
func (in *Instr) IsLookup() bool  { return in.Op == lookupOp }
func (in *Instr) IsHas() bool     { return in.Op == hasOp }
func (in *Instr) IsEnter() bool   { return in.Op == enterOp }
func (in *Instr) IsRemove() bool  { return in.Op == removeOp }
func (in *Instr) IsKeys() bool    { return in.Op == keysOp }

// Key is the key operand of lookup, has, enter and remove.
func (in *Instr) Key() *Value { return in.Args[1] }

type makeMap struct{ givesOne }

func (makeMap) Check(in *Instr) error {
	if len(in.Args) != 0 || !in.Result().Type.IsMap() {
		return fmt.Errorf("gives a map")
	}
	return nil
}
func (makeMap) Effect(*Instr) Effect { return Effect{} }
func (makeMap) Eval(m *Machine, in *Instr) {
	m.Set(in.Result(), Scalar{V: &Ref{Obj: NewObject()}})
}

type mapRead struct {
	givesOne
	test bool
}

func (r mapRead) Check(in *Instr) error {
	if len(in.Args) != 2 || !in.Args[0].Type.IsMap() || !in.Result().Type.Scalar() || r.test && in.Result().Type != TBool {
		return fmt.Errorf("reads the entry of a map")
	}
	return nil
}
func (mapRead) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1]} }
func (r mapRead) Eval(m *Machine, in *Instr) {
	v, ok := m.ref(in).Obj.Cells[m.key(in)]
	switch {
	case r.test:
		v = Scalar{B: ok}
	case !ok && in.Result().Type == TF64:
		v = m.constant(0)
	}
	m.Set(in.Result(), v)
}

// key is the path of the entry that the instruction's key names.
func (m *Machine) key(in *Instr) string { return fmt.Sprintf("%+v", m.Scalar(in.Key())) }

type mapWrite struct {
	givesNone
	operands int
}

func (w mapWrite) Check(in *Instr) error {
	if len(in.Args) != w.operands || !in.Args[0].Type.IsMap() {
		return fmt.Errorf("writes the entry of a map")
	}
	return nil
}
func (mapWrite) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1], Writes: in.Args[:1]} }
func (w mapWrite) Eval(m *Machine, in *Instr) {
	if m.Scalar(in.Ref()).V == nil && w.operands == 3 {
		m.Fail(in, "assignment to entry in nil map")
	}
	o, k := m.ref(in).Obj, m.key(in)
	_, there := o.Cells[k]
	switch {
	case w.operands == 3:
		o.Cells[k] = m.Scalar(in.Args[2])
		if !there {
			o.Keys = append(o.Keys, m.Scalar(in.Key()))
		}
	case there:
		delete(o.Cells, k)
		o.Keys = slices.DeleteFunc(o.Keys, func(s Scalar) bool { return s == m.Scalar(in.Key()) })
	}
}

type keys struct{ givesOne }

func (keys) Check(in *Instr) error {
	if len(in.Args) != 1 || !in.Args[0].Type.IsMap() || !in.Result().Type.IsSlice() {
		return fmt.Errorf("gives a slice for a map")
	}
	return nil
}

// The order is another each time, so the keys are never asked for again.
func (keys) Effect(in *Instr) Effect { return Effect{Reads: in.Args[:1], Kept: true} }
func (keys) Eval(m *Machine, in *Instr) {
	t := &Ref{Obj: NewObject()}
	for i, k := range m.ref(in).Obj.Keys {
		t.Obj.Cells[t.elem(i)] = k
		t.Len, t.Cap = i+1, i+1
	}
	m.Set(in.Result(), Scalar{V: t})
}
