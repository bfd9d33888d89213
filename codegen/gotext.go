// Go text: types and code that is carried, in which import paths stand in
// braces and $0, $1, … for operands.

package codegen

import (
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// piece is a part of a Go text: a name of a package if path is set, an operand
// if isArg, else the text itself.
type piece struct {
	text  string
	path  string
	isArg bool
	arg   int
	prec  int // an operand is in parentheses unless it binds tighter
}

// split takes a Go text apart. Strings in it are left alone.
func split(text string) (out []piece) {
	from := 0
	add := func(at, n int, p piece) int {
		if at > from {
			out = append(out, piece{text: text[from:at]})
		}
		if n > 0 {
			out = append(out, p)
		}
		from = at + n
		return from
	}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '`' || c == '\'':
			i = afterQuote(text, i)
			continue
		case c == '$':
			if k, n := decimal(text[i+1:]); n > 0 {
				i = add(i, n+1, piece{text: text[i : i+n+1], isArg: true, arg: k})
				continue
			}
		case c == '{':
			if path, name, n := braced(text, i); n > 0 {
				i = add(i, n, piece{text: name, path: path})
				continue
			}
		}
		i++
	}
	add(len(text), 0, piece{})
	return out
}

// afterQuote is where the quoted text that begins at i has ended.
func afterQuote(text string, i int) int {
	quote := text[i]
	for i++; i < len(text) && text[i] != quote; i++ {
		if text[i] == '\\' && quote != '`' {
			i++
		}
	}
	return min(i+1, len(text))
}

// decimal reads a decimal number and says how long it is.
func decimal(text string) (k, n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		k = 10*k + int(text[n]-'0')
		n++
	}
	return k, n
}

// braced reads "{import/path}.Name" at i and says how long it is: 0 if the brace
// is one of Go, which stands behind a type, a name or a parenthesis.
func braced(text string, i int) (path, name string, n int) {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if i > 0 && (before == ')' || before == '}' || isNameRune(before)) {
		return "", "", 0
	}
	path, rest, ok := strings.Cut(text[i+1:], "}.")
	if !ok || path == "" || strings.ContainsAny(path, "$,;:\"'`(){}[]<>|&*! \t\n") {
		return "", "", 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !isNameRune(r) })
	if end < 0 {
		end = len(rest)
	}
	if before == ']' && (path == "true" || path == "false" || path == "nil") || !token.IsIdentifier(rest[:end]) {
		return "", "", 0
	}
	return path, rest[:end], len(path) + 3 + end
}

func isNameRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// typeText is the Go text of a value's type.
func typeText(t ir.Type) string {
	elem := map[ir.Kind]string{ir.F64: "float64", ir.Int: "int", ir.Bool: "bool", ir.Go: t.Go}[t.Kind]
	if t.Scalar() {
		return elem
	}
	return "[]" + elem
}

// typeCode renders the Go text of a type.
func (f *fileWriter) typeCode(text string) *jen.Statement {
	return render(f.own(split(text)), nil)
}

// render joins pieces and operands.
func render(ps []piece, args []*expr) *jen.Statement {
	s := jen.Null()
	for _, p := range ps {
		switch {
		case p.isArg:
			s.Add(args[p.arg].above(p.prec))
		case p.path != "":
			s.Qual(p.path, p.text)
		default:
			s.Id(p.text)
		}
	}
	return s
}

// own leaves the path from the names of the file's own package, and refuses what
// the file may not name.
func (f *fileWriter) own(ps []piece) []piece {
	for i, p := range ps {
		switch {
		case p.path == "":
		case p.path == f.PackagePath:
			ps[i].path = ""
		case !token.IsExported(p.text):
			failAt(f.at, "%s is not exported by package %s, so package %s cannot name it", p.text, p.path, f.Package)
		}
	}
	return ps
}

// elemText is the type of the elements of a slice, array or map, or of what a
// pointer points to.
func elemText(text string) string {
	if rest, ok := strings.CutPrefix(text, "*"); ok {
		return rest
	}
	_, elem := brackets(text)
	return elem
}

// brackets gives what stands in the first brackets of a type and what follows
// them.
func brackets(text string) (inside, after string) {
	depth, open := 0, strings.IndexByte(text, '[')
	for i := max(open, 0); i < len(text); i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return text[open+1 : i], text[i+1:]
			}
		}
	}
	return "", ""
}

// baseName is the name of a type without its package and what is around it.
func baseName(text string) string {
	ps := split(strings.TrimLeft(text, "*[]0123456789"))
	if len(ps) > 0 && ps[0].path != "" {
		return ps[0].text
	}
	if len(ps) == 0 || !token.IsIdentifier(ps[0].text) {
		return ""
	}
	return ps[0].text
}
