package expr

// The lexer cuts an expression file into tokens; it decides what is one name,
// where a statement ends, and refuses bytes that are not text.

import (
	"fmt"
	"go/token"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"
)

// The kinds of tokens. Keywords are a kind of their own so that they are never names.
const (
	kindEOL lexer.TokenType = iota + 1
	kindName
	kindKeyword
	kindNumber
	kindSuper
	kindOp
)

var keywords = map[string]bool{
	"package": true, "const": true, "func": true, "return": true, "for": true, "in": true,
	"if": true, "then": true, "else": true, "and": true, "or": true, "not": true, "wrt": true,
}

// Operators of more than one byte, longest first; every other operator is one rune of singleOps.
var multiOps = []string{"..", "==", "!=", "<=", ">=", "&&", "||"}

const singleOps = "+-*/^·√=<>≤≥≠!()[]{},−×⋅ᵀ"

// spelling gives the operator that a typographic variant stands for.
var spelling = map[string]string{
	"≤": "<=", "≥": ">=", "≠": "!=", "&&": "and", "||": "or", "!": "not", "−": "-", "×": "*", "⋅": "·",
}

// supers are the superscripts that may form an exponent, and what each stands for.
var supers = map[rune]rune{
	'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9',
	'⁻': '-', '⁺': '+', 'ⁿ': 'n', 'ⁱ': 'i', 'ʲ': 'j', 'ᵏ': 'k', 'ᵐ': 'm', 'ᵖ': 'p', 'ᵈ': 'd', 'ᵗ': 't',
}

// comment is a // comment; own tells that nothing precedes it on its line.
type comment struct {
	Pos  token.Position
	Text string
	own  bool
}

// scanner holds the state of lexing one file.
type scanner struct {
	file     string
	src      string
	off      int
	line     int
	lineAt   int // offset of the current line's first byte
	tokens   []lexer.Token
	comments []comment
	open     []byte // brackets not closed yet
	joined   int    // offset of the word that the last continued line leads to
	errs     *errorList
}

// scan lexes a whole file. The token list always ends with an end of line and EOF.
func scan(file, src string, errs *errorList) ([]lexer.Token, []comment) {
	s := &scanner{file: file, src: src, line: 1, errs: errs}
	s.tokens = make([]lexer.Token, 0, len(src)/2+2)
	if strings.HasPrefix(src, "\ufeff") {
		s.off = len("\ufeff")
	}
	for s.off < len(s.src) {
		s.next()
	}
	s.open = nil
	s.newline()
	s.tokens = append(s.tokens, lexer.EOFToken(lexer.Position(s.pos(s.off))))
	return s.tokens, s.comments
}

func (s *scanner) pos(off int) token.Position {
	return token.Position{Filename: s.file, Offset: off, Line: s.line, Column: off - s.lineAt + 1}
}

func (s *scanner) emit(kind lexer.TokenType, n int) {
	s.tokens = append(s.tokens, lexer.Token{Type: kind, Value: s.src[s.off : s.off+n], Pos: lexer.Position(s.pos(s.off))})
	s.off += n
}

// next reads one token, comment or run of white space.
func (s *scanner) next() {
	rest := s.src[s.off:]
	c := rest[0]
	switch {
	case c == '\n':
		s.newline()
		s.off++
		s.line, s.lineAt = s.line+1, s.off
	case c == ' ' || c == '\t' || c == '\r':
		s.off++
	case c == ';':
		s.emit(kindEOL, 1)
	case strings.HasPrefix(rest, "//"):
		s.comment(rest)
	case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]):
		s.number(rest)
	default:
		s.word(rest)
	}
}

func (s *scanner) comment(rest string) {
	n := strings.IndexByte(rest, '\n')
	if n < 0 {
		n = len(rest)
	}
	text := strings.TrimRight(rest[:n], " \t\r")
	own := strings.TrimSpace(s.src[s.lineAt:s.off]) == ""
	if at := badText(text); at >= 0 {
		s.errs.addf(s.pos(s.off+at), "invalid UTF-8 or control character in a comment: save the file as UTF-8 text")
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "")
	}
	s.comments = append(s.comments, comment{Pos: s.pos(s.off), Text: text, own: own})
	s.off += n
}

// badText finds the first byte that cannot be part of a comment: comments are copied into Go.
func badText(text string) int {
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") || r < ' ' && r != '\t' || r == '\u2028' || r == '\u2029' {
			return i
		}
	}
	return -1
}

// newline ends a statement unless a bracket is open or an operator awaits its operand.
func (s *scanner) newline() {
	if len(s.open) > 0 && s.open[len(s.open)-1] != '{' || len(s.tokens) == 0 || s.off < s.joined {
		return
	}
	last := s.tokens[len(s.tokens)-1]
	if last.Type == kindEOL || last.Type == kindOp && !closes(last.Value) || last.Type == kindKeyword && last.Value != "return" {
		return
	}
	if s.continues() {
		return
	}
	s.endLine()
}

// endLine ends the statement directly after its last token, where a mistake shows.
func (s *scanner) endLine() {
	t := s.tokens[len(s.tokens)-1]
	t.Pos.Offset += len(t.Value)
	t.Pos.Column += len(t.Value)
	s.tokens = append(s.tokens, lexer.Token{Type: kindEOL, Value: "\n", Pos: t.Pos})
}

func closes(op string) bool { return op == ")" || op == "]" || op == "}" || op == "ᵀ" }

// continues reports whether the next line opens with a keyword that continues an expression.
func (s *scanner) continues() bool {
	rest := strings.TrimLeft(s.src[s.off:], " \t\r\n")
	n := 0
	for n < len(rest) && n < 5 && rest[n] >= 'a' && rest[n] <= 'z' {
		n++
	}
	switch rest[:n] {
	case "else", "then", "and", "or", "wrt":
	default:
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest[n:]); n < len(rest) && isNameRune(r) {
		return false
	}
	s.joined = len(s.src) - len(rest)
	return true
}

func (s *scanner) word(rest string) {
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case isNameRune(r):
		s.name(rest)
	case supers[r] != 0:
		n := 0
		for n < len(rest) {
			r, size := utf8.DecodeRuneInString(rest[n:])
			if supers[r] == 0 {
				break
			}
			n += size
		}
		s.emit(kindSuper, n)
	case s.operator(rest):
	default:
		s.errs.addf(s.pos(s.off), "%s", strange(r, size))
		s.off += size
	}
}

func (s *scanner) name(rest string) {
	n := 0
	for n < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if !isNameRune(r) {
			break
		}
		n += size
	}
	kind := kindName
	if keywords[rest[:n]] {
		kind = kindKeyword
	}
	if s.off == s.lineAt && (rest[:n] == "func" || rest[:n] == "const") {
		s.declaration()
	}
	s.emit(kind, n)
}

// declaration ends the line before a declaration even where a bracket was
// forgotten, so that the mistake does not hide those of what follows.
func (s *scanner) declaration() {
	s.open = nil
	if n := len(s.tokens); n > 0 && s.tokens[n-1].Type != kindEOL {
		s.endLine()
	}
}

func (s *scanner) operator(rest string) bool {
	if strings.HasPrefix(rest, "/*") {
		s.errs.addf(s.pos(s.off), "unexpected /*: comments begin with // and end with the line")
	}
	for _, op := range multiOps {
		if strings.HasPrefix(rest, op) {
			s.emit(kindOp, len(op))
			return true
		}
	}
	r, size := utf8.DecodeRuneInString(rest)
	if r == utf8.RuneError || !strings.ContainsRune(singleOps, r) {
		return false
	}
	switch r {
	case '(', '[', '{':
		s.open = append(s.open, byte(r))
		if len(s.open) == maxNesting+1 {
			s.errs.addf(s.pos(s.off), "nested more than %d levels deep: name the inner parts and use the names", maxNesting)
		}
	case ')', ']', '}':
		s.close(byte(r))
	}
	s.emit(kindOp, size)
	return true
}

// close pops the matching bracket; a } also closes what was left open before it, so that
// a forgotten parenthesis does not swallow the following functions.
func (s *scanner) close(c byte) {
	opener := map[byte]byte{')': '(', ']': '[', '}': '{'}[c]
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i] == opener {
			s.open = s.open[:i]
			return
		}
		if c != '}' {
			return
		}
	}
}

// strange explains a rune that begins no token.
func strange(r rune, size int) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return "invalid UTF-8: save the file as UTF-8 text"
	case r == 0:
		return "NUL byte: the file is not text"
	case r == '|':
		return "|x| is not part of the language: write abs(x), or norm(x) for an array"
	case r == '"' || r == '\'' || r == '`':
		return "an expression file has no strings"
	case r == ':':
		return "unexpected ':': a definition is written with ="
	case r == '%':
		return "unexpected '%': write mod(a, b)"
	case r == '#':
		return "unexpected '#': comments begin with //"
	case r == '∑' || r == '∏':
		return fmt.Sprintf("unexpected %q: write sum(i) or prod(i)", r)
	}
	return fmt.Sprintf("unexpected character %q", r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isNameRune tells letters, digits, subscripts and the underscore, which form names, from superscripts.
func isNameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	if supers[r] != 0 || r == 'ᵀ' {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || '₀' <= r && r <= '₉'
}

// number reads a literal as Go does: decimal or hexadecimal, with underscores, fraction and exponent.
// What follows may be a name: 2e is 2·e, 2e3 is 2000. A point before another point belongs to a range.
func (s *scanner) number(rest string) {
	n := 0
	digits := func(ok func(byte) bool) {
		for n < len(rest) && (ok(rest[n]) || rest[n] == '_' && n+1 < len(rest) && ok(rest[n+1]) && n > 0) {
			n++
		}
	}
	base, exponent := isDigit, "eE"
	if len(rest) > 2 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'X') && (isHex(rest[2]) || rest[2] == '.' && len(rest) > 3 && isHex(rest[3])) {
		n, base, exponent = 2, isHex, "pP"
	}
	digits(base)
	if n < len(rest) && rest[n] == '.' && !strings.HasPrefix(rest[n:], "..") {
		n++
		digits(base)
	}
	if m := exponentLen(rest[n:], exponent); m > 0 {
		n += m
		digits(isDigit)
	}
	if text := rest[:n]; len(text) > 1 && text[0] == '0' && (isDigit(text[1]) || text[1] == '_') && !strings.ContainsAny(text, ".eE") {
		s.errs.addf(s.pos(s.off), "a number with a leading zero is octal in Go and decimal elsewhere: write %s", strings.TrimLeft(text, "0_"))
	}
	s.emit(kindNumber, n)
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }

// exponentLen is the length of an exponent's letter and sign when digits follow.
func exponentLen(rest, letters string) int {
	if len(rest) < 2 || !strings.ContainsRune(letters, rune(rest[0])) {
		return 0
	}
	if isDigit(rest[1]) {
		return 1
	}
	if (rest[1] == '+' || rest[1] == '-') && len(rest) > 2 && isDigit(rest[2]) {
		return 2
	}
	return 0
}

// definition gives participle the symbols of the language and a lexer over tokens already cut.
type definition struct{}

func (definition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF": lexer.EOF, "EOL": kindEOL, "Name": kindName, "Keyword": kindKeyword,
		"Number": kindNumber, "Super": kindSuper, "Op": kindOp,
	}
}

func (definition) Lex(file string, r io.Reader) (lexer.Lexer, error) {
	src, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	errs := newErrorList(string(src))
	tokens, _ := scan(file, string(src), errs)
	return &tokenList{tokens}, nil
}

// tokenList feeds a slice of tokens to participle.
type tokenList struct{ tokens []lexer.Token }

func (l *tokenList) Next() (lexer.Token, error) {
	t := l.tokens[0]
	if !t.EOF() {
		l.tokens = l.tokens[1:]
	}
	return t, nil
}
