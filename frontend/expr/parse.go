package expr

// Parse reads an expression file: declaration by declaration and statement by
// statement, so that every mistake of a file is reported at once.

import (
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"strings"

	"chainrule/ir"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// maxFile bounds the size of a file: the tree of a larger one would not fit in
// a reasonable amount of memory.
const maxFile = 8 << 20

var (
	declParser = participle.MustBuild[Decl](grammarOptions()...)
	stmtParser = participle.MustBuild[Stmt](grammarOptions()...)
)

func grammarOptions() []participle.Option {
	return []participle.Option{
		participle.Lexer(definition{}),
		participle.UseLookahead(2),
		participle.ParseTypeWith(readExpr),
	}
}

// Parse reads a file. The tree of a file with mistakes is incomplete.
func Parse(filename string, src []byte) (*File, ir.Diagnostics) {
	f := &File{name: filename, src: src}
	errs := newErrorList(string(src))
	if len(src) > maxFile {
		errs.src = ""
		errs.addf(token.Position{Filename: filename, Line: 1, Column: 1},
			"the file has %d bytes, more than the %d that an expression file may have: split it", len(src), maxFile)
		return f, errs.list
	}
	tokens, comments := scan(filename, errs.src, errs)
	f.comments = comments
	f.incomplete = len(errs.list) > 0
	if !f.incomplete {
		p := &parser{file: f, errs: errs, tokens: tokens}
		p.run()
	}
	return f, errs.list
}

// parser reads the declarations of one file.
type parser struct {
	file   *File
	errs   *errorList
	tokens []lexer.Token
	lex    *lexer.PeekingLexer
}

func (p *parser) run() {
	defer func() {
		if r := recover(); r != nil {
			p.errs.internal(at(p.lex.Peek()), "reading the file", r)
		}
	}()
	lex, err := lexer.Upgrade(&tokenList{p.tokens})
	if err != nil {
		panic(err) // a token list has no errors
	}
	p.lex = lex
	p.skipLines()
	p.packageClause()
	for p.skipLines(); !p.lex.Peek().EOF(); p.skipLines() {
		p.decl()
	}
}

func (p *parser) skipLines() {
	for p.lex.Peek().Type == kindEOL {
		p.lex.Next()
	}
}

func (p *parser) packageClause() {
	t := p.lex.Peek()
	if t.Value != "package" {
		p.errs.addf(at(t), "%s: a file begins with its package clause, for example: package model", unexpected(t))
		return
	}
	p.lex.Next()
	name := p.lex.Peek()
	if name.Type != kindName {
		p.errs.addf(at(name), "%s: expected the package's name", unexpected(name))
		p.skipLine()
		return
	}
	p.file.Package = name.Value
	if why := badPackage(name.Value); why != "" {
		p.errs.addf(at(name), "%s", why)
	}
	p.lex.Next()
	if t := p.lex.Peek(); t.Type != kindEOL {
		p.errs.addf(at(t), "%s after the package's name", unexpected(t))
		p.skipLine()
	}
}

// badPackage says why Go would not take the package's name.
func badPackage(name string) string {
	if !token.IsIdentifier(name) || name == "_" {
		return fmt.Sprintf("%s cannot be the name of a Go package", name)
	}
	return ""
}

func (p *parser) skipLine() {
	for t := p.lex.Peek(); t.Type != kindEOL && !t.EOF(); t = p.lex.Peek() {
		p.lex.Next()
	}
}

// decl reads one declaration; after a mistake it goes on at the next one.
func (p *parser) decl() {
	t := p.lex.Peek()
	if t.Value != "const" && t.Value != "func" {
		p.errs.addf(at(t), "%s: expected func or const", unexpected(t))
		p.resync()
		return
	}
	begin := p.lex.MakeCheckpoint()
	d, err := declParser.ParseFromLexer(p.lex, participle.AllowTrailing(true))
	if err != nil {
		p.report(err)
		p.lose(begin)
		p.resync()
		return
	}
	if t := p.lex.Peek(); p.before().Type != kindEOL && !t.EOF() {
		p.errs.addf(at(t), "%s after the end of the declaration", unexpected(t))
		p.resync()
	}
	d.Doc = p.docAbove(d.Pos.Line)
	p.file.Decls = append(p.file.Decls, d)
	if d.Func != nil && d.Func.Body != nil {
		p.badStmts(d.Func.Body)
	}
}

func (p *parser) before() *lexer.Token {
	c := p.lex.RawCursor()
	return &p.lex.Range(c-1, c)[0]
}

// resync skips to the next line that begins a declaration.
func (p *parser) resync() {
	p.lex.Next()
	for t := p.lex.Peek(); !t.EOF(); t = p.lex.Peek() {
		if (t.Value == "func" || t.Value == "const") && t.Type == kindKeyword && t.Pos.Line > p.before().Pos.Line {
			return
		}
		p.lex.Next()
	}
}

// lose notes the name of a declaration that could not be read, so that its uses
// are not reported too.
func (p *parser) lose(begin lexer.Checkpoint) {
	here := p.lex.MakeCheckpoint()
	p.lex.LoadCheckpoint(begin)
	p.lex.Next()
	if t := p.lex.Peek(); t.Type == kindName {
		p.file.lost = append(p.file.lost, t.Value)
	}
	if here.RawCursor() > p.lex.RawCursor() {
		p.lex.LoadCheckpoint(here)
	}
}

// report enters an error of participle's, in this package's words.
func (p *parser) report(err error) {
	var unexpectedToken *participle.UnexpectedTokenError
	var positioned participle.Error
	switch {
	case errors.As(err, &unexpectedToken):
		t := unexpectedToken.Unexpected
		p.errs.addf(at(&t), "%s%s", unexpected(&t), expected(unexpectedToken))
	case errors.As(err, &positioned):
		p.errs.addf(token.Position(positioned.Position()), "%s", positioned.Message())
	default:
		p.errs.addf(at(p.lex.Peek()), "%v", err)
	}
}

// expected is what participle expected, in the words of the language.
func expected(e *participle.UnexpectedTokenError) string {
	t := e.Unexpected
	if token.IsKeyword(t.Value) || t.Type == kindKeyword {
		return fmt.Sprintf(": %s is a keyword and cannot be used here", t.Value)
	}
	_, want, ok := strings.Cut(e.Message(), "(expected ")
	if !ok {
		return ""
	}
	if strings.HasPrefix(want, "<name>") || strings.HasPrefix(want, "Ident") {
		return ": expected a name"
	}
	var words []string
	for _, w := range quoted.FindAllString(want, -1) {
		words = append(words, strings.Trim(w, `"'`))
	}
	if strings.Contains(want, "Block") {
		words = append(words, "{")
	}
	if len(words) == 0 {
		return ""
	}
	return ": expected " + strings.Join(words, " or ")
}

// quoted finds the literals in participle's account of a grammar.
var quoted = regexp.MustCompile(`"[^"]+"|'[^']+'`)

// badStmts reports the statements that could not be read.
func (p *parser) badStmts(b *Block) {
	if b == nil {
		return
	}
	for _, s := range b.Stmts {
		switch {
		case s.bad != nil:
			p.report(s.bad)
		case s.For != nil:
			p.badStmts(s.For.Body)
		case s.If != nil:
			p.badStmts(s.If.Then)
			for _, e := range s.If.Elses {
				p.badStmts(e.Then)
			}
			p.badStmts(s.If.Else)
		}
	}
}

// docAbove is the text of the comment lines directly above a line.
func (p *parser) docAbove(line int) string {
	cs := p.file.comments
	hi := len(cs)
	for lo, n := 0, len(cs); lo < n; { // the first comment at or after the line
		mid := (lo + n) / 2
		if cs[mid].Pos.Line < line {
			lo = mid + 1
		} else {
			n = mid
		}
		hi = lo
	}
	for hi > 0 && cs[hi-1].Pos.Line >= line {
		hi--
	}
	var text []string
	for i := hi - 1; i >= 0 && cs[i].own && cs[i].Pos.Line == line-(hi-i); i-- {
		text = append(text, strings.TrimPrefix(strings.TrimPrefix(cs[i].Text, "//"), " "))
	}
	for i, j := 0, len(text)-1; i < j; i, j = i+1, j-1 {
		text[i], text[j] = text[j], text[i]
	}
	return strings.Join(text, "\n")
}

// Parse reads a block, statement by statement.
func (b *Block) Parse(lex *lexer.PeekingLexer) error {
	t := lex.Peek()
	if t.Type != kindOp || t.Value != "{" {
		return participle.NextMatch
	}
	b.Pos = at(lex.Next())
	for {
		for lex.Peek().Type == kindEOL {
			lex.Next()
		}
		t := lex.Peek()
		switch {
		case t.Type == kindOp && t.Value == "}":
			lex.Next()
			return nil
		case t.EOF() || t.Type == kindKeyword && t.Value == "func":
			err := participle.Errorf(lexer.Position(b.Pos), "this { is never closed")
			b.Stmts = append(b.Stmts, &Stmt{Pos: b.Pos, bad: err})
			return nil
		}
		b.Stmts = append(b.Stmts, readStmt(lex))
	}
}

// simple reads the most common statement, name = expression, without the
// reflection of participle, which takes most of the time of a long function.
func simple(lex *lexer.PeekingLexer) (*Stmt, error) {
	begin := lex.MakeCheckpoint()
	name := lex.Next()
	if name.Type != kindName || lex.Next().Value != "=" {
		lex.LoadCheckpoint(begin)
		return stmtParser.ParseFromLexer(lex, participle.AllowTrailing(true))
	}
	x, err := readExpr(lex)
	if t := lex.Peek(); err == nil && t.Value == "," {
		lex.LoadCheckpoint(begin)
		return stmtParser.ParseFromLexer(lex, participle.AllowTrailing(true))
	}
	target := &Target{Name: Ident{Pos: at(name), Name: name.Value}}
	return &Stmt{Pos: at(name), Assign: &Assign{Pos: at(name), Targets: []*Target{target}, Values: []Expr{x}}}, err
}

// readStmt reads a statement to its end; after a mistake it skips to there.
func readStmt(lex *lexer.PeekingLexer) *Stmt {
	first := *lex.Peek()
	s, err := simple(lex)
	t := lex.Peek()
	if err == nil && (t.Type == kindEOL || t.Type == kindOp && t.Value == "}") {
		return s
	}
	if err == nil {
		err = participle.Errorf(t.Pos, "%s after the end of the statement", unexpected(t))
	} else if first.Type == kindOp {
		err = participle.Errorf(first.Pos, "%s: a statement begins with a name; to continue an expression, end the line before it with the operator", unexpected(&first))
	}
	skipStmt(lex)
	return &Stmt{Pos: at(&first), bad: err}
}

// skipStmt skips to the end of a line, past the blocks opened on it.
func skipStmt(lex *lexer.PeekingLexer) {
	depth := 0
	for t := lex.Peek(); !t.EOF(); t = lex.Peek() {
		switch {
		case t.Type == kindEOL && depth == 0:
			return
		case t.Type == kindOp && t.Value == "{":
			depth++
		case t.Type == kindOp && t.Value == "}":
			if depth == 0 {
				return
			}
			depth--
		case t.Type == kindKeyword && t.Value == "func":
			return
		}
		lex.Next()
	}
}
