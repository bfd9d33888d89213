// Functions: signatures, the straight line of a region, and what returns.

package codegen

import (
	"go/token"
	"slices"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// gen emits one function.
type gen struct {
	file   *fileWriter
	base   string
	fn     *ir.Func
	facts  *facts
	shapes *shapes
	names  *scopes

	bound   map[*ir.Value]*variable // values that are in a variable
	held    map[*ir.Value]*held     // values that wait for their use
	prefer  map[*ir.Value]*variable // where a value should be computed into
	pairs   map[*ir.Instr]*ir.Instr // sine and cosine of the same value
	params  [3]cell                 // elements of the parameters of each kind
	objects map[*ir.Value]*cell     // elements of each alloc
	homes   map[*ir.Value]*ir.Region
	rows    map[string]*variable
	loops   map[*ir.Instr]*counted // those around the place of emission, and some that are done
	rowUses map[string]int
	packed  map[*ir.Value]bool // allocs that are slices of small arrays
	clipped map[*variable]bool

	blocks  []*block // of the regions around the place of emission
	results []*variable
	ws      *variable
	checks  int // statements of the body that are checks at its beginning
	at      token.Position
	reverse bool // after the beginning of the reverse sweep
}

func (f *fileWriter) newGen(fn Func) *gen {
	g := &gen{
		file: f, base: fn.Base, fn: fn.IR, facts: gather(fn.IR), shapes: newShapes(fn.IR), names: newScopes(f.names),
		bound: map[*ir.Value]*variable{}, held: map[*ir.Value]*held{}, prefer: map[*ir.Value]*variable{},
		pairs: map[*ir.Instr]*ir.Instr{}, objects: map[*ir.Value]*cell{}, homes: map[*ir.Value]*ir.Region{},
		rows: map[string]*variable{}, loops: map[*ir.Instr]*counted{}, rowUses: map[string]int{}, clipped: map[*variable]bool{},
	}
	g.findPacked()
	g.countRows(fn.IR.Body)
	g.pairSincos(fn.IR.Body)
	g.signature()
	return g
}

// signature names the parameters and results, which come first so that they
// keep their names.
func (g *gen) signature() {
	for _, p := range g.fn.Body.Params {
		if p.Type.Rank > 1 {
			fail("%s: parameter %s has rank %d; parameters are flat", g.fn.Name, p.Name, p.Type.Rank)
		}
		g.bind(p, &variable{name: g.names.declare(p.Name, 0), fixed: true})
	}
	if len(g.fn.Results) != len(g.fn.Body.Yield) {
		fail("%s: %d result names for %d results", g.fn.Name, len(g.fn.Results), len(g.fn.Body.Yield))
	}
	for i, name := range g.fn.Results {
		b := &variable{name: g.names.declare(name, 0), zero: true}
		g.results = append(g.results, b)
		g.preferResult(g.fn.Body.Yield[i], b)
	}
	g.ws = &variable{name: g.names.declare("ws", 0), fixed: true}
}

// preferResult lets a value that the function returns be computed into the
// result, unless it can be an expression in the return statement.
func (g *gen) preferResult(y *ir.Value, b *variable) {
	if y.Def == nil || g.prefer[y] != nil || literal(y) != nil || g.pairs[y.Def] != nil || y.Def.IsView() || y.Def.IsPart() {
		return
	}
	plain := y.Def.Op.Struct == nil || y.Def.IsLoad()
	if plain && g.returned(y) && g.facts.usedOnce(y) && y.Def.Op.Name != "cond" {
		return
	}
	g.prefer[y] = b
	if y.Def.IsLoop() {
		init := y.Def.Inits()[slices.Index(y.Def.Results, y)]
		if init.Def != nil && init.Def.In == y.Def.In && (invented(init.Name) || init.Name == y.Name) {
			g.preferResult(init, b)
		}
	}
}

// code is the rendered body.
func (g *gen) code() []jen.Code {
	body := &block{region: g.fn.Body}
	g.blocks = []*block{body}
	g.instrs(g.fn.Body)
	if y := g.fn.Body.Yield; len(y) > 0 {
		results := make([]*expr, len(y))
		for i, v := range y {
			if v.Type.Scalar() {
				results[i] = g.use(v)
			} else {
				results[i] = g.wholeSlice(v)
			}
		}
		g.put(&returns{results})
	}
	return body.codes(0)
}

// instrs emits the needed instructions of a region.
func (g *gen) instrs(r *ir.Region) {
	for _, in := range r.Instrs {
		if isNote(in) {
			g.note(in)
			continue
		}
		if g.facts.live[in] {
			g.at = in.Pos
			g.instr(in)
		}
	}
}

func (g *gen) instr(in *ir.Instr) {
	switch {
	case in.Op.Struct == nil:
		g.scalar(in)
	case in.IsLoop():
		g.loop(in)
	case in.IsIf():
		g.branch(in)
	case in.IsLoad():
		g.load(in)
	case in.IsStore(), in.IsAccum():
		g.store(in)
	case in.IsZero():
		g.zero(in)
	case in.IsAlloc():
		g.alloc(in)
	case in.IsView():
		g.renamed(in)
	case in.IsLen():
		g.length(in)
	case in.Op.Name == "require":
		g.require(in)
	case in.IsPart(), isConstant(in):
	default:
		fail("%s: no Go for the instruction %s", g.fn.Name, in.Op.Name)
	}
}

// isConstant reports whether an instruction is a constant, which is written where
// it is used.
func isConstant(in *ir.Instr) bool { return len(in.Results) == 1 && in.Result().IsConst() }

// require emits a check of two sizes.
func (g *gen) require(in *ir.Instr) {
	sides := make([]*expr, 2)
	for i, v := range in.Args {
		sides[i] = g.use(v)
		if sides[i].width > 24 {
			sides[i] = g.variableFor(v)
		}
	}
	if sides[0].konst && sides[1].konst {
		sides[0] = g.variableFor(in.Args[0])
	}
	message := call("fmt", "Sprintf", lit(quote(in.Attr.(string))), sides[0], sides[1])
	then := &block{}
	g.putIn(then, &run{call("", "panic", message)})
	g.put(&conditional{cond: binary(sides[0], "!=", sides[1]), then: then, other: &block{}})
	if len(g.blocks) == 1 {
		g.checks = len(g.top().list)
	}
}

// goType is the Go type of a value.
func goType(t ir.Type) string {
	name := map[ir.Kind]string{ir.F64: "float64", ir.Int: "int", ir.Bool: "bool"}[t.Kind]
	if t.Scalar() {
		return name
	}
	return "[]" + name
}

// fields are parameters or results, with consecutive ones of one type together.
func fields(vars []*variable, types []string) []jen.Code {
	var out []jen.Code
	for i := 0; i < len(vars); {
		names := []jen.Code{jen.Id(vars[i].name)}
		j := i + 1
		for ; j < len(vars) && types[j] == types[i]; j++ {
			names = append(names, jen.Id(vars[j].name))
		}
		out = append(out, jen.List(names...).Id(types[i]))
		i = j
	}
	return out
}

// signatureOf gives the parameters and results as variables and Go types.
func (g *gen) signatureOf() (params []*variable, ptypes []string, rtypes []string) {
	for _, p := range g.fn.Body.Params {
		params = append(params, g.bound[p])
		ptypes = append(ptypes, goType(p.Type))
	}
	for _, y := range g.fn.Body.Yield {
		t := y.Type
		t.Rank = min(t.Rank, 1)
		rtypes = append(rtypes, goType(t))
	}
	return params, ptypes, rtypes
}

// docComment renders a user's text as comment lines.
func docComment(text string) []jen.Code {
	var out []jen.Code
	for _, line := range strings.Split(text, "\n") {
		out = append(out, jen.Comment(commentLine(line)), jen.Line())
	}
	return out
}
