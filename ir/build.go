// Builder appends instructions to a region.

package ir

import (
	"fmt"
	"go/token"
	"slices"
)

// Builder appends instructions to the end of a region. Pos is given to each.
type Builder struct {
	Region *Region
	Pos    token.Position
}

// NewFunc makes a function with an empty body.
func NewFunc(name string) *Func { return &Func{Name: name, Body: &Region{}} }

// Build starts a builder at the end of the region.
func (r *Region) Build() *Builder { return &Builder{Region: r} }

// Emit appends an instruction whose results have the given types. The operands
// are its own copy of args.
func (b *Builder) Emit(op *Op, attr any, args []*Value, results ...Type) *Instr {
	in := &Instr{Op: op, Args: slices.Clone(args), Attr: attr, Pos: b.Pos, In: b.Region}
	for _, t := range results {
		in.Results = append(in.Results, &Value{Type: t, Def: in})
	}
	b.Region.Instrs = append(b.Region.Instrs, in)
	return in
}

// Op appends a scalar operation by name.
func (b *Builder) Op(name string, args ...*Value) *Value {
	op := MustOp(name)
	if op.Struct != nil || len(args) != len(op.In) {
		panic(fmt.Sprintf("ir: %s is no scalar operation of %d operands", name, len(args)))
	}
	return b.Emit(op, nil, args, op.Out).Result()
}

// Float appends a float constant.
func (b *Builder) Float(x float64) *Value {
	return b.Emit(constOp, x, nil, TF64).Result()
}

// Int appends an integer constant.
func (b *Builder) Int(i int) *Value { return b.Emit(iconstOp, i, nil, TInt).Result() }

// Bool appends a boolean constant.
func (b *Builder) Bool(t bool) *Value { return b.Emit(bconstOp, t, nil, TBool).Result() }

// Len appends the extent of an array along axis.
func (b *Builder) Len(a *Value, axis int) *Value {
	return b.Emit(lenOp, axis, []*Value{a}, TInt).Result()
}

// Load appends a read of an element.
func (b *Builder) Load(a *Value, index ...*Value) *Value {
	return b.Emit(loadOp, nil, append([]*Value{a}, index...), a.Type.Elem()).Result()
}

// Store appends a write of an element.
func (b *Builder) Store(a *Value, v *Value, index ...*Value) *Instr {
	args := append(append([]*Value{a}, index...), v)
	return b.Emit(storeOp, nil, args)
}

// Accum appends the addition of v to an element.
func (b *Builder) Accum(a *Value, v *Value, index ...*Value) *Instr {
	args := append(append([]*Value{a}, index...), v)
	return b.Emit(accumOp, nil, args)
}

// Alloc appends the allocation of an array; attr says what it promises.
func (b *Builder) Alloc(kind Kind, attr string, dims ...*Value) *Value {
	return b.Emit(allocOp, attr, dims, Array(kind, len(dims))).Result()
}

// View appends a reference to the same elements with other extents.
func (b *Builder) View(a *Value, dims ...*Value) *Value {
	return b.Emit(viewOp, nil, append([]*Value{a}, dims...), a.Type.ofRank(len(dims))).Result()
}

// Part appends a reference to the part of a with the leading indices fixed.
func (b *Builder) Part(a *Value, index ...*Value) *Value {
	t := a.Type.ofRank(a.Type.Rank - len(index))
	return b.Emit(partOp, nil, append([]*Value{a}, index...), t).Result()
}

// Zero appends the setting of every element of a to zero.
func (b *Builder) Zero(a *Value) *Instr { return b.Emit(zeroOp, nil, []*Value{a}) }

// Require appends a check that got equals want; text is the message, in which
// the two numbers take the places of two %d.
func (b *Builder) Require(got, want *Value, text string) *Instr {
	return b.Emit(requireOp, text, []*Value{got, want})
}

// For appends a loop over lo <= i < hi that carries values of the types of
// inits. The caller fills its region: parameters i and the carried values.
func (b *Builder) For(lo, hi *Value, inits ...*Value) *Instr { return b.loop(forOp, lo, hi, inits) }

// RFor is For with i counting down from hi-1 to lo.
func (b *Builder) RFor(lo, hi *Value, inits ...*Value) *Instr { return b.loop(rforOp, lo, hi, inits) }

func (b *Builder) loop(op *Op, lo, hi *Value, inits []*Value) *Instr {
	types := make([]Type, len(inits))
	for i, v := range inits {
		types[i] = v.Type
	}
	in := b.Emit(op, nil, append([]*Value{lo, hi}, inits...), types...)
	r := &Region{Parent: in}
	r.AddParam("i", TInt)
	for _, v := range inits {
		r.AddParam(v.Name, v.Type)
	}
	in.Regions = []*Region{r}
	return in
}

// If appends a branch with two empty regions that yield the given types.
func (b *Builder) If(c *Value, types ...Type) *Instr {
	in := b.Emit(ifOp, nil, []*Value{c}, types...)
	in.Regions = []*Region{{Parent: in}, {Parent: in}}
	return in
}

// Named gives v a name if it has none, and returns it.
func (v *Value) Named(name string) *Value {
	if v.Name == "" {
		v.Name = name
	}
	return v
}

// Note appends a comment.
func (b *Builder) Note(text string) *Instr { return b.Emit(noteOp, text, nil) }

// New appends a zeroed object of the pointer type; Make a slice of n zeroed
// elements with room for c.
func (b *Builder) New(t Type) *Value { return b.Emit(newOp, nil, nil, t).Result() }
func (b *Builder) Make(t Type, n, c *Value) *Value {
	return b.Emit(makeOp, nil, []*Value{n, c}, t).Result()
}

// Get appends a read of what is at the path from r, of the type.
func (b *Builder) Get(t Type, r *Value, path string, index ...*Value) *Value {
	return b.Emit(getOp, path, append([]*Value{r}, index...), t).Result()
}

// Put appends a write of v to what is at the path from r.
func (b *Builder) Put(r *Value, path string, v *Value, index ...*Value) *Instr {
	return b.Emit(putOp, path, append(append([]*Value{r}, index...), v))
}

// Addr appends a pointer, of the type, to what is at the path from r.
func (b *Builder) Addr(t Type, r *Value, path string, index ...*Value) *Value {
	return b.Emit(addrOp, path, append([]*Value{r}, index...), t).Result()
}

// Reslice appends a part, of the type, of a slice or of the array that a pointer
// points to; bounds are two or three.
func (b *Builder) Reslice(t Type, r *Value, bounds ...*Value) *Value {
	return b.Emit(resliceOp, nil, append([]*Value{r}, bounds...), t).Result()
}

// Size appends the length of a slice or map; Room the capacity of a slice.
func (b *Builder) Size(r *Value) *Value { return b.Emit(sizeOp, nil, []*Value{r}, TInt).Result() }
func (b *Builder) Room(r *Value) *Value { return b.Emit(roomOp, nil, []*Value{r}, TInt).Result() }

// Grow appends a slice that is s with n more elements, of the given leaves.
func (b *Builder) Grow(s, n *Value, leaves string) *Value {
	return b.Emit(growOp, leaves, []*Value{s, n}, s.Type).Result()
}

// CopyTo appends a copy of the elements, of the given leaves, of one slice to another.
func (b *Builder) CopyTo(dst, src *Value, leaves string) *Value {
	return b.Emit(copyOp, leaves, []*Value{dst, src}, TInt).Result()
}

// IsNil appends a test of a reference.
func (b *Builder) IsNil(r *Value) *Value { return b.Emit(isNilOp, nil, []*Value{r}, TBool).Result() }

// MakeMap appends an empty map of the type, and the like the operations on maps;
// cell is as [Instr.CellType], for most maps empty.
func (b *Builder) MakeMap(t Type) *Value { return b.Emit(makeMapOp, nil, nil, t).Result() }
func (b *Builder) Lookup(t Type, cell string, m, k *Value) *Value {
	return b.Emit(lookupOp, "|"+cell, []*Value{m, k}, t).Result()
}
func (b *Builder) Has(m, k *Value) *Value { return b.Emit(hasOp, nil, []*Value{m, k}, TBool).Result() }
func (b *Builder) Enter(cell string, m, k, v *Value) *Instr {
	return b.Emit(enterOp, "|"+cell, []*Value{m, k, v})
}
func (b *Builder) Remove(m, k *Value) *Instr    { return b.Emit(removeOp, nil, []*Value{m, k}) }
func (b *Builder) Keys(t Type, m *Value) *Value { return b.Emit(keysOp, nil, []*Value{m}, t).Result() }
