// Statements of the generated Go, rendered last to first so that a variable
// which nothing reads is known before its declaration is written.

package codegen

import (
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// variable is a Go variable.
type variable struct {
	name  string
	typ   string    // its Go type, if known
	read  bool      // whether rendered code reads it
	set   bool      // whether rendered code assigns it after its declaration
	holds *ir.Value // what it holds at this point of the emission
	fixed bool      // never assigned again: a parameter or a loop's index
	zero  bool      // known to hold the zero value: not yet assigned since the loop since began, if any
	since *ir.Instr
	array bool     // a Go array, not a slice
	row   *declare // where it is declared, if it is a row
	cell  cell

	single  *variable // holds the same as a float32
	outside bool      // it is a row of a loop's body, declared before the loop
}

// cell is what statements write: a variable. It knows which held expressions read
// it.
type cell struct{ readers []*held }

// stmt is a statement. Its code is nil if it is not needed.
type stmt interface{ code() []jen.Code }

// block is the straight line of statements of a region.
type block struct {
	region *ir.Region
	list   []placed
	rows   []string // keys of the row slices declared here
	ends   []stmt   // what is done at its end
	ended  bool     // nothing runs behind what is there
	isIf   bool     // it turned out to be a branch and nothing else
}

// placed is a statement with the source line it came from, if that is to be said.
type placed struct {
	stmt
	origin origin
}

// origin is a line of the primal's source.
type origin struct {
	line    int
	comment string
}

// codes renders the block; at is the line of the statement that owns it.
func (b *block) codes(at int) []jen.Code {
	rendered := make([][]jen.Code, len(b.list))
	next, kept := -1, 0
	for i := len(b.list) - 1; i >= 0; i-- {
		if d, ok := b.list[i].stmt.(*declareZero); ok && next >= 0 && d.join(b.list[next].stmt) {
			rendered[next] = nil
			kept--
		}
		if rendered[i] = b.list[i].render(); len(rendered[i]) > 0 {
			next = i
			kept++
		}
	}
	if kept == 1 {
		_, b.isIf = b.list[next].stmt.(*conditional)
	}
	var out []jen.Code
	for i, code := range rendered {
		if o := b.list[i].origin; len(code) > 0 && o.line != 0 && o.line != at {
			at = o.line
			out = append(out, jen.Comment(o.comment))
		}
		out = append(out, code...)
	}
	return trimBlank(out)
}

// render renders the statement; a block in it starts at the statement's line.
func (p placed) render() []jen.Code {
	if o, ok := p.stmt.(interface{ at(line int) }); ok {
		o.at(p.origin.line)
	}
	return p.code()
}

// blank is an empty line.
var blank = jen.Line()

// trimBlank removes empty lines from the beginning of a block.
func trimBlank(codes []jen.Code) []jen.Code {
	for len(codes) > 0 && codes[0] == jen.Code(blank) {
		codes = codes[1:]
	}
	return codes
}

// declare is v := e; what computes a value has no effects, so it goes if
// nothing reads v. Only an append may write memory that others see.
type declare struct {
	v *variable
	e *expr
}

func (s *declare) code() []jen.Code {
	switch {
	case s.v.read || s.v.set:
		return s.v.kept(jen.Id(s.v.name).Op(":=").Add(s.e.code()))
	case s.e.appends():
		return one(jen.Id("_").Op("=").Add(s.e.code()))
	}
	return nil
}

// appends reports whether the expression appends to a slice that there was.
func (e *expr) appends() bool {
	fun, _, _ := strings.Cut(e.text, "(")
	return fun == "append" && (e.kind == callExpr || e.kind == textExpr) && !isNilText(e.args[0])
}

// kept is a declaration, with the use that Go demands of a variable which only
// statements assign that turned out empty otherwise.
func (v *variable) kept(declaration jen.Code) []jen.Code {
	if v.read {
		return one(declaration)
	}
	return []jen.Code{declaration, jen.Id("_").Op("=").Id(v.name)}
}

// declarePair is v, w := e.
type declarePair struct {
	v, w *variable
	e    *expr
}

func (s *declarePair) code() []jen.Code {
	names, kept := []jen.Code{jen.Id("_"), jen.Id("_")}, false
	var unread []jen.Code
	for i, v := range []*variable{s.v, s.w} {
		if !v.read && !v.set {
			continue
		}
		names[i], kept = jen.Id(v.name), true
		if !v.read {
			unread = append(unread, jen.Id("_").Op("=").Id(v.name))
		}
	}
	if !kept {
		return nil // a sine, or an entry of a map: nothing is lost
	}
	return append(one(jen.List(names...).Op(":=").Add(s.e.code())), unread...)
}

// declareZero is var v type, or with more variables of the type.
type declareZero struct {
	v    *variable
	text string // of the type
	typ  jen.Code
	more []jen.Code // names of variables that are declared together with v
}

// zeroOf is the declaration of a variable that is zero.
func (g *gen) zeroOf(v *variable, typ string) *declareZero {
	return &declareZero{v: v, text: typ, typ: g.file.typeCode(typ)}
}

func (s *declareZero) code() []jen.Code {
	if !s.v.read && !s.v.set {
		return nil
	}
	names := append([]jen.Code{jen.Id(s.v.name)}, s.more...)
	return s.v.kept(jen.Var().List(names...).Add(s.typ))
}

// join lets a declaration that follows another of the type go into that.
func (s *declareZero) join(next stmt) bool {
	n, ok := next.(*declareZero)
	if !ok || n.text != s.text || !s.v.read || !n.v.read {
		return false
	}
	s.more = append([]jen.Code{jen.Id(n.v.name)}, n.more...)
	return true
}

// assign is lhs op rhs, where op is an assignment operator.
type assign struct {
	lhs []*expr
	op  string
	rhs []*expr
}

func (s *assign) code() []jen.Code {
	lhs := make([]jen.Code, len(s.lhs))
	for i, e := range s.lhs {
		if e.kind == nameExpr { // writing a variable does not read it
			e.v.set = true
			lhs[i] = jen.Id(e.v.name)
			continue
		}
		lhs[i] = e.code()
	}
	return one(jen.List(lhs...).Op(s.op).List(codes(s.rhs)...))
}

// assignment is v = e, or shorter where e begins with v.
func assignment(v *variable, e *expr) *assign {
	lhs := []*expr{nameOf(v)}
	if e.kind == binaryExpr && e.args[0].isName(v) && compound[e.text] && (!e.args[1].mentions(v) || e.args[1].isName(v)) {
		return &assign{lhs, e.text + "=", e.args[1:]}
	}
	return &assign{lhs, "=", []*expr{e}}
}

var compound = map[string]bool{"+": true, "-": true, "*": true, "/": true, "%": true}

// run is a call for its effect.
type run struct{ e *expr }

func (s *run) code() []jen.Code { return one(s.e.code()) }

// returns ends the function.
type returns struct{ results []*expr }

func (s *returns) code() []jen.Code { return one(jen.Return(codes(s.results)...)) }

// remark is a comment after an empty line.
type remark struct{ text string }

func (s *remark) code() []jen.Code { return []jen.Code{blank, jen.Comment(s.text)} }

// counted is a loop over lo <= index < hi.
type counted struct {
	index  *variable
	lo, hi *expr
	down   bool
	sure   bool   // it is known to run at all
	before *block // what is done first if the loop runs at all
	body   *block
	line   int
}

func (s *counted) at(line int) { s.line = line }

func (s *counted) code() []jen.Code {
	loop := one(s.head(s.body.codes(s.line)))
	before := s.before.codes(s.line)
	if n, err := strconv.Atoi(s.hi.text); s.sure || err == nil && s.hi.kind == litExpr && n > 0 && isZero(s.lo) {
		return append(before, loop...)
	}
	if len(before) > 0 {
		return one(jen.If(binary(s.hi, ">", s.lo).code()).Block(append(before, loop...)...))
	}
	return loop
}

// head is the loop with its body, which is rendered before so that it is known
// whether it reads the index.
func (s *counted) head(body []jen.Code) *jen.Statement {
	i := func() *jen.Statement { return jen.Id(s.index.name) }
	switch {
	case s.down:
		return jen.For(i().Op(":=").Add(minusOne(s.hi).code()), i().Op(">=").Add(s.lo.code()), i().Op("--")).Block(body...)
	case s.lo.kind != litExpr || s.lo.text != "0":
		return jen.For(i().Op(":=").Add(s.lo.code()), i().Op("<").Add(s.hi.code()), i().Op("++")).Block(body...)
	case s.index.read:
		return jen.For(i().Op(":=").Range().Add(s.hi.code())).Block(body...)
	}
	return jen.For(jen.Range().Add(s.hi.code())).Block(body...)
}

// minusOne is e - 1, written shortly.
func minusOne(e *expr) *expr {
	if e.kind == litExpr {
		n, _ := strconv.Atoi(e.text)
		return intLit(n - 1)
	}
	if e.kind == binaryExpr && (e.text == "+" || e.text == "-") {
		if c := e.args[1]; c.kind == litExpr && c.text == "1" {
			if e.text == "+" {
				return e.args[0]
			}
			return binary(e.args[0], "-", intLit(2))
		}
	}
	return binary(e, "-", intLit(1))
}

// conditional is if cond { then } else { other }.
type conditional struct {
	cond        *expr
	then, other *block
	choice      int // how many choices it makes: both blocks only set variables; or 0
	line        int
}

func (s *conditional) at(line int) { s.line = line }

func (s *conditional) code() []jen.Code {
	other := s.other.codes(s.line)
	then := s.then.codes(s.line)
	if len(then) == 0 && len(other) == 0 {
		return nil
	}
	if len(then) == 0 {
		return one(jen.If(header(not(s.cond))).Block(other...))
	}
	c := jen.If(header(s.cond)).Block(then...)
	if len(other) == 1 && s.other.isIf {
		c.Else().Add(other...)
	} else if len(other) > 0 {
		c.Else().Block(other...)
	}
	return one(c)
}

func one(c jen.Code) []jen.Code { return []jen.Code{c} }

// put appends a statement to the innermost block.
func (g *gen) put(s stmt) { g.putIn(g.top(), s) }

func (g *gen) putIn(b *block, s stmt) { b.list = append(b.list, placed{s, g.origin()}) }

func (g *gen) top() *block { return g.blocks[len(g.blocks)-1] }

// blockOf is the open block of a region and its depth.
func (g *gen) blockOf(r *ir.Region) (*block, int) {
	i := slices.IndexFunc(g.blocks, func(b *block) bool { return b.region == r })
	return g.blocks[i], i
}
