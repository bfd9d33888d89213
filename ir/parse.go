// The text form, read.

package ir

import (
	"fmt"
	"go/token"
	"strconv"
	"strings"
	"text/scanner"
	"unicode"
)

// Parse reads one function in the text form. Errors carry file:line:col.
func Parse(filename, text string) (f *Func, err error) {
	p := &reader{src: text, scope: []map[string]*Value{{}}}
	p.s.Init(strings.NewReader(text))
	p.s.Filename = filename
	p.s.IsIdentRune = isIdentRune
	p.s.Mode = scanner.ScanIdents | scanner.ScanFloats | scanner.ScanInts | scanner.ScanStrings | scanner.ScanRawStrings | scanner.ScanComments | scanner.SkipComments
	p.s.Error = func(_ *scanner.Scanner, msg string) { p.failAt(p.here(), "%s", msg) }
	defer func() {
		switch e := recover().(type) {
		case nil:
		case Diagnostic:
			f, err = nil, Diagnostics{e}.WithLines(filename, []byte(text))
		default:
			panic(e)
		}
	}()
	p.next()
	f = p.function()
	if p.tok != scanner.EOF {
		p.fail("%q after the function", p.text)
	}
	return f, nil
}

type reader struct {
	s     scanner.Scanner
	src   string
	tok   rune
	text  string
	pos   token.Position
	scope []map[string]*Value
}

func (p *reader) next() {
	p.tok = p.s.Scan()
	p.text = p.s.TokenText()
	p.pos = p.here()
}

// here is where the scanner's token begins, or where the text ends. Columns
// count bytes; the scanner's count characters.
func (p *reader) here() token.Position {
	at := p.s.Position
	if !at.IsValid() {
		at = p.s.Pos()
	}
	return token.Position{Filename: at.Filename, Line: at.Line, Column: at.Offset - strings.LastIndexByte(p.src[:at.Offset], '\n'), Offset: at.Offset}
}

func (p *reader) fail(format string, args ...any) { p.failAt(p.pos, format, args...) }

func (p *reader) failAt(pos token.Position, format string, args ...any) {
	panic(Diagnostic{Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

func (p *reader) accept(text string) bool {
	if p.text != text || p.tok == scanner.String {
		return false
	}
	p.next()
	return true
}

func (p *reader) expect(text string) {
	if !p.accept(text) {
		p.fail("found %q, want %q", p.text, text)
	}
}

func (p *reader) ident() string {
	if p.tok != scanner.Ident {
		p.fail("found %q, want a name", p.text)
	}
	name := p.text
	p.next()
	return name
}

func (p *reader) function() *Func {
	p.expect("func")
	f := NewFunc(p.ident())
	p.expect("(")
	p.params(f.Body)
	p.expect("(")
	f.Results = p.names(")")
	p.expect(")")
	if p.accept("wrt") {
		f.Wrt = p.paths("{")
	}
	if p.accept("shadow") {
		f.Shadows = p.names("{")
	}
	if p.accept("derived") {
		f.Derived = p.names("{")
	}
	p.body(f.Body)
	return f
}

// names reads names separated by commas up to the closing token.
func (p *reader) names(end string) []string {
	var ns []string
	for p.text != end {
		ns = append(ns, p.ident())
		if !p.accept(",") {
			break
		}
	}
	return ns
}

// paths reads names of parameters, each perhaps with fields behind it.
func (p *reader) paths(end string) []string {
	var ns []string
	for p.text != end {
		n := p.ident()
		for p.accept(".") {
			n += "." + p.ident()
		}
		ns = append(ns, n)
		if !p.accept(",") {
			break
		}
	}
	return ns
}

// params reads the definitions of a region's parameters and the parenthesis.
func (p *reader) params(r *Region) {
	for p.text != ")" {
		pos := p.pos
		name := p.ident()
		p.define(pos, name, r.AddParam(name, p.typ()))
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
}

func (p *reader) typ() Type {
	var t Type
	if p.accept("[") {
		t.Rank = 1
		for p.accept(",") {
			t.Rank++
		}
		p.expect("]")
	}
	if p.tok == scanner.RawString {
		t.Kind, t.Go = Go, strings.Trim(p.text, "`")
		p.next()
		return t
	}
	pos := p.pos
	name := p.ident()
	for k, n := range kindNames {
		if n == name && Kind(k) != Go {
			t.Kind = Kind(k)
			return t
		}
	}
	p.failAt(pos, "no type %q", name)
	return t
}

func (p *reader) define(pos token.Position, name string, v *Value) {
	top := p.scope[len(p.scope)-1]
	if top[name] != nil {
		p.failAt(pos, "%s is defined twice", name)
	}
	top[name] = v
}

func (p *reader) use() *Value {
	pos := p.pos
	name := p.ident()
	for i := len(p.scope) - 1; i >= 0; i-- {
		if v := p.scope[i][name]; v != nil {
			return v
		}
	}
	p.failAt(pos, "%s is not defined here", name)
	return nil
}

func (p *reader) body(r *Region) {
	p.expect("{")
	for p.text != "yield" {
		p.instr(r)
	}
	p.expect("yield")
	for p.text != "}" {
		r.Yield = append(r.Yield, p.use())
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
}

// instr reads one instruction. The first name is an operation unless a type
// follows it, in which case definitions come first.
func (p *reader) instr(r *Region) {
	in := &Instr{In: r, Pos: p.pos}
	name := p.ident()
	var at []token.Position // of the names of the results
	if p.text == "[" || p.tok == scanner.RawString || isKind(p.text) {
		for pos := in.Pos; ; {
			at = append(at, pos)
			in.Results = append(in.Results, &Value{Name: name, Type: p.typ(), Def: in})
			if !p.accept(",") {
				break
			}
			pos = p.pos
			name = p.ident()
		}
		p.expect("=")
		in.Pos = p.pos
		name = p.ident()
	}
	if in.Op = LookupOp(name); in.Op == nil || in.Op.Name != name {
		p.failAt(in.Pos, "no operation %q", name)
	}
	p.operands(in)
	p.attr(in)
	for p.text == "(" {
		p.region(in)
	}
	for i, v := range in.Results {
		p.define(at[i], v.Name, v)
	}
	r.Instrs = append(r.Instrs, in)
}

func isKind(text string) bool {
	for k, n := range kindNames {
		if n == text && Kind(k) != Go {
			return true
		}
	}
	return false
}

// operands reads the operands; they end where the line does, for a line may
// begin with a name too.
func (p *reader) operands(in *Instr) {
	for p.tok == scanner.Ident && p.pos.Line == in.Pos.Line && !p.isAttr(in) {
		in.Args = append(in.Args, p.use())
		if !p.accept(",") {
			return
		}
	}
}

func (p *reader) isAttr(in *Instr) bool {
	return in.Op.Attr == BoolAttr && (p.text == "true" || p.text == "false") ||
		in.Op.Attr == FloatAttr && (p.text == "NaN" || p.text == "Inf")
}

func (p *reader) attr(in *Instr) {
	var err error
	pos := p.pos
	switch in.Op.Attr {
	case NoAttr:
		return
	case FloatAttr:
		in.Attr, err = strconv.ParseFloat(p.number(), 64)
	case IntAttr:
		in.Attr, err = strconv.Atoi(p.number())
	case BoolAttr:
		in.Attr, err = strconv.ParseBool(p.ident())
	case TextAttr:
		in.Attr, err = strconv.Unquote(p.text)
		p.next()
	}
	if err != nil {
		p.failAt(pos, "attribute of %s: %v", in.Op.Name, err)
	}
}

// number gives the text of a number, which may have a sign.
func (p *reader) number() string {
	sign := ""
	if p.text == "-" || p.text == "+" {
		sign = p.text
		p.next()
	}
	text := p.text
	p.next()
	return sign + text
}

func (p *reader) region(in *Instr) {
	r := &Region{Parent: in}
	in.Regions = append(in.Regions, r)
	p.scope = append(p.scope, map[string]*Value{})
	p.expect("(")
	p.params(r)
	p.body(r)
	p.scope = p.scope[:len(p.scope)-1]
}

// isIdentRune accepts what may stand in a name: letters and, after the first,
// numbers of every kind (x₁ too).
func isIdentRune(ch rune, i int) bool {
	return ch == '_' || unicode.IsLetter(ch) || i > 0 && unicode.IsNumber(ch)
}
