package expr

// Format rewrites an expression file the way gofmt would: one statement a
// line, tabs for blocks, one spacing. It works on tokens, so comments, line
// breaks within statements and the user's notation stay.

import (
	"bytes"
	"strings"

	"chainrule/ir"

	"github.com/alecthomas/participle/v2/lexer"
)

// Format gives the canonical text of a file; a file with mistakes has none.
func Format(filename string, src []byte) ([]byte, ir.Diagnostics) {
	if _, ds := Parse(filename, src); len(ds) > 0 {
		return nil, ds
	}
	tokens, comments := scan(filename, string(src), newErrorList(string(src)))
	f := &formatter{tokens: tokens, comments: comments, line: 1, tight: brackets(tokens)}
	f.run()
	return f.out.Bytes(), nil
}

// formatter writes tokens and comments in order of position.
type formatter struct {
	out      bytes.Buffer
	tokens   []lexer.Token
	comments []comment
	tight    map[int]bracket // by index of the opening token
	open     []bracket
	indent   int
	line     int  // of the source, where the last thing written ended
	pending  bool // a line break is due before the next thing
	begun    bool // the statement at hand has begun
	fresh    bool // nothing is written on the line yet
	opened   bool // the last thing written was {
	header   bool // between func and = or {
	loop     bool // between for and {
	reduced  bool // the last token closed the parenthesis of a reduction
}

// bracket is how what stands in a bracket is spaced.
type bracket struct {
	tight  bool // an index or a range: no spaces around + and -
	reduce bool // the indices of a reduction
}

// brackets looks ahead into every bracket.
func brackets(tokens []lexer.Token) map[int]bracket {
	out := map[int]bracket{}
	var open []int
	header := false
	for i, t := range tokens {
		switch {
		case t.Type == kindKeyword && t.Value == "func":
			header = true
		case t.Type == kindKeyword && t.Value == "in" && len(open) > 0:
			b := out[open[len(open)-1]]
			b.tight = true
			out[open[len(open)-1]] = b
		case t.Type != kindOp:
		case t.Value == "=" && len(open) == 0 || t.Value == "{":
			header = false
		case t.Value == "(" || t.Value == "[":
			open = append(open, i)
			called := i > 0 && tokens[i-1].Type == kindName && !header
			out[i] = bracket{
				tight:  t.Value == "[" && !header,
				reduce: t.Value == "(" && called && reductions[tokens[i-1].Value],
			}
		case (t.Value == ")" || t.Value == "]") && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	return out
}

func (f *formatter) run() {
	f.fresh = true
	for i := range f.tokens {
		t := &f.tokens[i]
		for len(f.comments) > 0 && f.comments[0].Pos.Offset < t.Pos.Offset {
			f.comment(f.comments[0])
			f.comments = f.comments[1:]
		}
		switch {
		case t.EOF():
		case t.Type == kindEOL:
			f.pending = f.pending || !f.fresh
			f.begun = false
		default:
			f.token(i, t)
		}
	}
	for _, c := range f.comments {
		f.comment(c)
	}
	if !f.fresh {
		f.out.WriteByte('\n')
	}
}

// breakLine ends the line if anything is on it, and keeps one blank line where
// the source has some.
func (f *formatter) breakLine(line int, closing bool) {
	if !f.fresh {
		f.out.WriteByte('\n')
	}
	if line > f.line+1 && !f.opened && !closing && f.out.Len() > 0 {
		f.out.WriteByte('\n')
	}
	f.fresh, f.pending = true, false
}

func (f *formatter) tabs(n int) { f.out.WriteString(strings.Repeat("\t", n)) }

func (f *formatter) comment(c comment) {
	if c.own {
		f.breakLine(c.Pos.Line, false)
		f.tabs(f.depth(false))
	} else if !f.fresh {
		f.out.WriteByte(' ')
	}
	f.out.WriteString(c.Text)
	f.line, f.fresh, f.pending, f.opened = c.Pos.Line, false, true, false
}

// depth is the indentation of a line: a continued statement stands one deeper.
func (f *formatter) depth(closing bool) int {
	if f.begun && !closing {
		return f.indent + 1
	}
	return f.indent
}

func (f *formatter) token(i int, t *lexer.Token) {
	brace := t.Type == kindOp && (t.Value == "{" || t.Value == "}")
	closing := t.Type == kindOp && closes(t.Value) && t.Value != "ᵀ"
	if t.Value == "}" && brace {
		f.indent--
		f.begun = false
		f.pending = true
	}
	after := i > 0 && f.tokens[i-1].Value == "}" && t.Value == "else"
	switch {
	case f.pending || f.fresh || t.Pos.Line > f.line && !after:
		f.breakLine(t.Pos.Line, closing)
		f.tabs(f.depth(closing))
	case f.spaced(i, t):
		f.out.WriteByte(' ')
	}
	f.out.WriteString(t.Value)
	f.line, f.fresh, f.begun = t.Pos.Line, false, !(brace && t.Value == "}")
	f.opened = t.Value == "{" && brace
	if f.opened {
		f.indent++
		f.pending, f.begun = true, false
	}
	f.enter(i, t)
}

// enter follows brackets and headers.
func (f *formatter) enter(i int, t *lexer.Token) {
	f.reduced = false
	switch t.Value {
	case "func":
		f.header = true
	case "for":
		f.loop = true
	case "{":
		f.header, f.loop = false, false
	case "=":
		f.header = f.header && len(f.open) > 0
	case "(", "[":
		b := f.tight[i]
		b.tight = b.tight || len(f.open) > 0 && f.inside().tight
		f.open = append(f.open, b)
	case ")", "]":
		if n := len(f.open); n > 0 {
			f.reduced = f.open[n-1].reduce
			f.open = f.open[:n-1]
		}
	}
}

func (f *formatter) inside() bracket {
	if len(f.open) == 0 {
		return bracket{tight: f.loop}
	}
	return f.open[len(f.open)-1]
}

// spaced reports whether a space stands before the i-th token.
func (f *formatter) spaced(i int, t *lexer.Token) bool {
	if i == 0 {
		return false
	}
	prev := &f.tokens[i-1]
	switch {
	case prev.Type == kindOp && (prev.Value == "(" || prev.Value == "[" || prev.Value == "√" || prev.Value == "!"):
		return false
	case prev.Type == kindOp && isSign(prev.Value) && !f.binary(i-1):
		return false
	case t.Type == kindKeyword || prev.Type == kindKeyword:
		return true
	case t.Type == kindOp:
		return f.spacedOp(i, t, prev)
	case t.Type == kindSuper:
		return false
	case prev.Type == kindOp && prev.Value == ",":
		return true
	case prev.Type == kindOp && isSpaced(prev.Value):
		return !f.tightSign(prev.Value)
	case prev.Value == ")":
		return f.reduced || f.header
	case prev.Value == "]":
		return f.header
	case prev.Type == kindNumber && t.Type == kindName:
		return f.joins(i)
	}
	return prev.Type == kindName && t.Type == kindName
}

func (f *formatter) spacedOp(i int, t, prev *lexer.Token) bool {
	switch t.Value {
	case ")", "]", ",", "ᵀ", "..", "^", "*", "/", "·", "×", "⋅":
		return false
	case "{":
		return true
	case "[":
		return f.header && prev.Type == kindName
	}
	if prev.Type == kindOp {
		switch {
		case prev.Value == ",":
			return true
		case isSpaced(prev.Value):
			return !f.tightSign(prev.Value)
		}
	}
	switch {
	case t.Value == "(" || t.Value == "√" || t.Value == "!":
		return prev.Value == ")" && (f.header || f.reduced)
	case isSign(t.Value) && !f.binary(i):
		return false
	}
	return isSpaced(t.Value) && !f.tightSign(t.Value)
}

func isSign(op string) bool { return op == "-" || op == "+" || op == "−" }

// isSpaced tells the operators that stand between spaces.
func isSpaced(op string) bool {
	switch op {
	case "+", "-", "−", "=", "<", ">", "<=", ">=", "==", "!=", "≤", "≥", "≠", "&&", "||":
		return true
	}
	return false
}

// tightSign reports whether + and - stand without spaces here.
func (f *formatter) tightSign(op string) bool {
	return isSign(op) && (f.inside().tight || f.header)
}

// binary reports whether the sign at i has a left operand.
func (f *formatter) binary(i int) bool {
	if i == 0 {
		return false
	}
	p := &f.tokens[i-1]
	return p.Type == kindName || p.Type == kindNumber || p.Type == kindSuper || p.Type == kindOp && closes(p.Value) && p.Value != "}"
}

// joins reports whether the number before the i-th token and the name there
// would be read differently without a space, as 2 e-3 would.
func (f *formatter) joins(i int) bool {
	number, name := f.tokens[i-1].Value, f.tokens[i].Value
	text := number + name
	for _, t := range f.tokens[i+1 : min(i+3, len(f.tokens))] {
		if isSpaced(t.Value) && !f.tightSign(t.Value) {
			break
		}
		text += t.Value
	}
	tokens, _ := scan("", text, newErrorList(""))
	return len(tokens) < 2 || tokens[0].Value != number || tokens[1].Value != name
}
