// Functions: signatures, the straight line of a region, and what returns.

package codegen

import (
	"go/doc/comment"
	"go/token"
	"slices"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// gen emits one function.
type gen struct {
	file    *fileWriter
	base    string
	fn      *ir.Func
	facts   *facts
	singles *singles
	shapes  *shapes
	names   *scopes

	bound   map[*ir.Value]*variable // values that are in a variable
	held    map[*ir.Value]*held     // values that wait for their use
	prefer  map[*ir.Value]*variable // where a value should be computed into
	pairs   map[*ir.Instr]*ir.Instr // sine and cosine of the same value
	inline  map[*ir.Value]*expr     // values that are written out wherever they are used
	readers []*held                 // values that wait and read memory
	aliases *ir.Aliases
	homes   map[*ir.Value]*ir.Region
	rows    map[string]*variable
	loops   map[*ir.Instr]*counted // those around the place of emission, and some that are done
	rowUses map[string]int
	packed  map[*ir.Value]bool // allocs that are slices of small arrays
	records map[*ir.Value]*record
	runs    map[*ir.Instr]*stackRun // of pushes and pops
	clipped map[*variable]bool

	zeros   []*variable        // known to be zero, or were
	done    map[*ir.Instr]bool // emitted with another
	blocks  []*block           // of the regions around the place of emission
	recv    *param
	params  []*param
	results []*param
	opening []placed // what is done first
	private bool     // nothing calls it but functions of the file
	ws      *variable
	checks  int // statements of the body that are checks at its beginning
	at      token.Position
	reverse bool // after the beginning of the reverse sweep
}

func (f *fileWriter) newGen(fn Func) *gen {
	g := &gen{
		file: f, base: baseOf(fn), fn: fn.IR, facts: gather(fn.IR), shapes: newShapes(fn.IR), names: newScopes(f.names),
		inline: map[*ir.Value]*expr{}, done: map[*ir.Instr]bool{}, aliases: fn.IR.Aliases(), bound: map[*ir.Value]*variable{}, held: map[*ir.Value]*held{}, prefer: map[*ir.Value]*variable{},
		pairs: map[*ir.Instr]*ir.Instr{}, homes: map[*ir.Value]*ir.Region{},
		rows: map[string]*variable{}, loops: map[*ir.Instr]*counted{}, rowUses: map[string]int{}, clipped: map[*variable]bool{}, runs: map[*ir.Instr]*stackRun{},
	}
	g.findPacked()
	g.findRecords()
	g.countRows(fn.IR.Body)
	g.pairSincos(fn.IR.Body)
	g.pairEntries(fn.IR.Body)
	g.signature()
	g.singles = g.findSingles()
	return g
}

// preferResult lets a value that the function returns be computed into the
// result, unless it can be an expression in the return statement.
func (g *gen) preferResult(y *ir.Value, b *variable) {
	if y.Def == nil || g.prefer[y] != nil || literal(y) != nil || g.pairs[y.Def] != nil || y.Def.IsView() || y.Def.IsPart() {
		return
	}
	plain := y.Def.Op.Struct == nil || y.Def.IsLoad() || y.Def.IsGet() || y.Def.IsF32() || y.Def.IsGoExpr() || y.Def.IsCall()
	if plain && g.returned(y) && g.facts.usedOnce(y) && y.Def.Op.Name != "cond" {
		return
	}
	g.prefer[y] = b
	if repeats(y.Def) {
		init := inits(y.Def)[slices.Index(y.Def.Results, y)]
		if init.Def != nil && init.Def.In == y.Def.In && (ir.Invented(init.Name) || init.Name == y.Name) {
			g.preferResult(init, b)
		}
	}
}

// code is the rendered body.
func (g *gen) code() []jen.Code {
	body := &block{region: g.fn.Body, list: g.opening}
	g.checks = len(body.list)
	g.blocks = []*block{body}
	g.instrs(g.fn.Body)
	g.giveBack(body)
	g.giveResults()
	return body.codes(0)
}

// instrs emits the needed instructions of a region.
func (g *gen) instrs(r *ir.Region) {
	for _, in := range r.Instrs {
		if isNote(in) {
			g.note(in)
			continue
		}
		if g.facts.live[in] && !g.done[in] {
			g.at = in.Pos
			g.file.at = in.Pos
			g.instr(in)
		}
		if g.top().ended {
			return
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
		g.goInstr(in)
	}
}

// goInstr emits what only programs in Go have.
func (g *gen) goInstr(in *ir.Instr) {
	switch {
	case in.IsGet():
		g.get(in)
	case in.IsPut():
		g.putAt(in)
	case in.IsNew():
		g.newObject(in)
	case in.IsMake():
		g.makeSlice(in)
	case in.IsAddr():
		g.addr(in)
	case in.IsReslice():
		g.reslice(in)
	case in.IsSize():
		g.size(in, "len")
	case in.IsRoom():
		g.size(in, "cap")
	case in.IsGrow():
		g.grow(in)
	case in.IsCopy():
		g.copyTo(in)
	case in.IsIsNil():
		g.isNil(in)
	case in.IsWhile():
		g.while(in)
	case in.IsF32():
		g.f32(in)
	case in.IsGoExpr():
		g.goExpr(in)
	case in.IsGoCall():
		g.goCall(in)
	case in.IsCall():
		g.callOf(in)
	default:
		g.mapOrStack(in)
	}
}

func (g *gen) mapOrStack(in *ir.Instr) {
	switch {
	case in.IsMakeMap():
		g.makeMap(in)
	case in.IsLookup():
		g.lookup(in)
	case in.IsHas():
		g.has(in)
	case in.IsEnter():
		g.enter(in)
	case in.IsRemove():
		g.remove(in)
	case in.IsKeys():
		g.keys(in)
	case in.IsStack():
		g.stack(in)
	case in.IsPush():
		g.push(in)
	case in.IsPop():
		g.pop(in)
	case in.IsOrder():
		g.order(in)
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
	op := "!="
	if s := sides[0]; s.kind == callExpr && s.text == "min" && s.args[1].same(sides[1]) && s.args[0].kind != litExpr {
		sides[0], op = s.args[0], "<" // at least so many
	}
	message := call("fmt", "Sprintf", lit(quote(in.Attr.(string))), sides[0], sides[1])
	then := &block{}
	g.putIn(then, &run{call("", "panic", message)})
	g.put(&conditional{cond: binary(sides[0], op, sides[1]), then: then, other: &block{}})
	if len(g.blocks) == 1 {
		g.checks = len(g.top().list)
	}
}

// docComment renders a user's text as comment lines: as one piece, for gofmt's
// rules for doc comments hold only for lines that begin with the slashes, and
// between pieces there are blanks. The rules are applied here once more, because
// gofmt is not done with every text the first time.
func docComment(text string) []jen.Code {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = clean(line)
	}
	tidy := new(comment.Printer).Comment(new(comment.Parser).Parse(strings.Join(lines, "\n")))
	if len(tidy) == 0 {
		return nil
	}
	lines = strings.Split(strings.TrimSuffix(string(tidy), "\n"), "\n")
	for i, line := range lines {
		lines[i] = commentLine(line)
	}
	return []jen.Code{jen.Comment(strings.Join(lines, "\n")), jen.Line()}
}
