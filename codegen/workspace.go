// Work space: where the arrays live that a function needs for itself.

package codegen

import (
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// stackLimit is the number of elements up to which an array of constant size
// lives on the stack.
const stackLimit = 256

// workspace is the struct of the arrays of all functions with the same primal.
type workspace struct {
	name, pool string
	fields     []wsField
	done       bool // already declared in the file
}

// wsField is the field for the arrays of elements elem that variables of one
// name hold.
type wsField struct{ name, elem, variable string }

// field finds or adds the field for an array. Arrays of different functions,
// and of blocks that are not active together, share fields: those whose
// variables have one name and type. Two arrays in use at a time never do.
func (w *workspace) field(variable, elem string) string {
	taken := map[string]bool{}
	for _, f := range w.fields {
		if f.variable == variable && f.elem == elem {
			return f.name
		}
		taken[f.name] = true
	}
	name := variable
	for i := 2; taken[name]; i++ {
		name = numbered(variable, i)
	}
	w.fields = append(w.fields, wsField{name, elem, variable})
	return name
}

// alloc emits the making of an array: a result is made, a small array of
// constant size is on the stack, others are in the work space.
func (g *gen) alloc(in *ir.Instr) {
	v := in.Result()
	if r := g.records[v]; r != nil && r.head != v {
		return // made with the first
	}
	switch n, small := g.stackSize(in); {
	case g.isResult(v):
		g.makeResult(in)
	case small:
		g.stackArray(in, n)
	case g.private:
		g.localArray(in)
	default:
		g.growArray(in)
	}
}

func (g *gen) isResult(v *ir.Value) bool {
	return slices.ContainsFunc(g.fn.Body.Yield, func(y *ir.Value) bool { return y.Object() == v })
}

func (g *gen) makeResult(in *ir.Instr) {
	v := in.Result()
	made := g.goText("make([]"+typeText(v.Type.Elem())+", $0)", g.count(extents(in.Args)))
	b := g.prefer[v]
	if b != nil {
		g.put(assignment(b, made))
		b.zero = false
	} else {
		b = g.fresh(g.nameFor(v, nil))
		g.put(&declare{b, made})
	}
	g.bind(v, b)
}

// localArray makes an array for this call only: of calls of a function within
// itself each needs its own.
func (g *gen) localArray(in *ir.Instr) {
	v := in.Result()
	blk, depth := g.top(), g.names.depth()
	if in.Attr != ir.AllocZero {
		blk, depth = g.outermost(in)
	}
	b := &variable{fixed: true, name: g.names.declare(g.nameFor(v, nil), depth)}
	n := g.count(g.unpacked(g.shapes.shape(v)).dims)
	blk.list = append(blk.list, placed{stmt: &declare{b, g.goText("make([]"+g.elemType(v)+", $0)", n)}})
	g.bind(v, b)
}

// outermost is the outermost open block where the extents of an array are known.
func (g *gen) outermost(in *ir.Instr) (*block, int) {
	place := hoistable(in.In, func(r *ir.Region) bool {
		return !slices.ContainsFunc(in.Args, func(d *ir.Value) bool { return !r.Inside(d.Region()) })
	})
	if place == nil {
		return g.top(), g.names.depth()
	}
	g.homes[in.Result()] = place
	return g.blockOf(place)
}

// stackSize is the size of an array that may live on the stack.
func (g *gen) stackSize(in *ir.Instr) (n int, ok bool) {
	n = 1
	for _, d := range in.Args {
		k, ok := d.ConstInt()
		if !ok || k < 0 || k > stackLimit {
			return 0, false
		}
		n *= k
	}
	return n, n <= stackLimit
}

// stackArray declares an array of zeros where it stands, and one that needs no
// zeros outside all loops.
func (g *gen) stackArray(in *ir.Instr, n int) {
	v := in.Result()
	blk, depth := g.top(), g.names.depth()
	if in.Attr == ir.AllocOnce && innermost(in.In) != nil {
		blk, depth = g.blocks[0], 0
		g.homes[v] = g.fn.Body
	}
	b := &variable{array: true, fixed: true}
	b.name = g.names.declare(g.nameFor(v, nil), depth)
	typ := "[" + strconv.Itoa(n) + "]" + typeText(v.Type.Elem())
	blk.list = append(blk.list, placed{stmt: g.zeroOf(b, typ)})
	g.bind(v, b)
}

// growArray takes an array from the work space, at the outermost place where
// its extents are known.
func (g *gen) growArray(in *ir.Instr) {
	v := in.Result()
	blk, depth := g.outermost(in)
	b := &variable{fixed: true}
	name := g.nameFor(v, nil)
	if g.records[v] != nil {
		name = "tape"
	}
	b.name = g.names.declare(name, depth)
	w := g.file.workspace(g.base)
	buffer := unary("&", field(nameOf(g.ws), w.field(b.name, g.elemType(v))))
	g.ws.read = true
	n := g.count(g.unpacked(g.shapes.shape(v)).dims)
	grown := call("", g.file.grow(), buffer, n)
	// Sliced here, where Go's compiler sees the length, rather than in the helper.
	blk.list = append(blk.list, placed{stmt: &declare{b, slice(grown, nil, n, n)}})
	g.bind(v, b)
	clear := &run{call("", "clear", nameOf(b))}
	if in.Attr == ir.AllocZero {
		g.put(clear)
	}
	if v.Type.Kind == ir.Go { // the work space keeps nothing of the program's memory
		blk.ends = append(blk.ends, clear)
	}
}

// workspace is the work space of a primal.
func (f *fileWriter) workspace(base string) *workspace {
	w := f.workspaces[base]
	if w == nil {
		w = &workspace{name: f.workspaceName(base), pool: f.free(poolOf(base))}
		f.workspaces[base] = w
	}
	return w
}

// workspaceName is the name of the work space of a primal. Where another file has
// derivatives of the primal too, and the name, it is the first derivative's own.
func (f *fileWriter) workspaceName(base string) string {
	name := base + "Workspace"
	if k := slices.IndexFunc(f.Funcs, func(fn Func) bool { return baseOf(fn) == base }); k >= 0 && f.owned[name] {
		return base + strings.TrimPrefix(f.Funcs[k].IR.Name, f.Funcs[k].Base) + "Workspace"
	}
	return name
}

// declareWorkspaces writes the types and pools.
func (f *fileWriter) declareWorkspaces() {
	for _, fn := range f.Funcs {
		w := f.workspaces[baseOf(fn)]
		if w == nil || w.done {
			continue
		}
		w.done = true
		var list []jen.Code
		for _, fl := range w.fields {
			list = append(list, jen.Id(fl.name).Index().Add(f.typeCode(fl.elem)))
		}
		f.out.Comment("// " + w.name + " holds the scratch arrays of " + fn.Base + " and its derivatives.")
		f.out.Comment("// They grow as needed. The zero value is ready to use, by one call at a time.")
		f.out.Type().Id(w.name).Struct(list...)
		f.out.Line()
		f.out.Var().Id(w.pool).Op("=").Qual("sync", "Pool").Values(jen.Dict{
			jen.Id("New"): jen.Func().Params().Any().Block(jen.Return(jen.New(jen.Id(w.name)))),
		})
		f.out.Line()
	}
}

// growSource is the function that all work spaces of a file share.
const growSource = `// %s returns buf, made anew if it has fewer than n elements.
func %[1]s[T any](buf *[]T, n int) []T {
	if len(*buf) < n {
		*buf = make([]T, n)
	}
	return *buf
}
`
