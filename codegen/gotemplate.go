// Go templates: where parentheses must go around an operand that is put into a
// Go text, and what the text declares itself.

package codegen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// goTemplate is a parsed Go text.
type goTemplate struct {
	pieces  []piece
	prec    int      // of its outermost operator
	isStmt  bool     // it is no expression but statements
	open    bool     // it has a composite literal, which a header would misread
	calls   bool     // it is a call
	locals  []string // names that it declares
	numeric []int    // operands that Go would compute with if they were constants
	paths   int      // length of the paths in it
}

// Letters that begin the names which stand for operands and packages while a
// text is parsed. No program uses them.
const (
	operandMark = "ǃ"
	packageMark = "ǂ"
)

// goTemplate parses a Go text, once for the file.
func (f *fileWriter) goTemplate(text string) *goTemplate {
	if t := f.texts[text]; t != nil {
		return t
	}
	t := &goTemplate{pieces: f.own(split(text)), prec: primaryPrec}
	var b strings.Builder
	marks := map[string]int{}
	for i, p := range t.pieces {
		switch {
		case p.isArg:
			marks[operandMark+strconv.Itoa(i)] = i
			b.WriteString(operandMark + strconv.Itoa(i))
		case p.path != "":
			t.paths += len(p.path)
			b.WriteString(packageMark + strconv.Itoa(i))
		default:
			b.WriteString(p.text)
		}
	}
	t.parse(text, b.String(), marks)
	f.texts[text] = t
	return t
}

// parse finds what the template is and where its operands stand.
func (t *goTemplate) parse(text, marked string, marks map[string]int) {
	body := parseBody("_ = " + marked)
	if body != nil && len(body.List) == 1 {
		if a, ok := body.List[0].(*ast.AssignStmt); ok && len(a.Rhs) == 1 && a.Tok == token.ASSIGN {
			t.prec = precOf(a.Rhs[0])
			_, t.calls = a.Rhs[0].(*ast.CallExpr)
		}
	} else if body, t.isStmt = parseBody(marked), true; body == nil {
		fail("Go text %q cannot be read", text)
	}
	var fields []string // of struct types that are written out
	ast.PreorderStack(body, nil, func(n ast.Node, around []ast.Node) bool {
		switch n := n.(type) {
		case *ast.StructType:
			for _, f := range n.Fields.List {
				for _, id := range f.Names {
					fields = append(fields, id.Name)
				}
			}
		case *ast.CompositeLit:
			t.open = true
		case *ast.Ident:
			if i, ok := marks[n.Name]; ok {
				t.operand(i, n, around[len(around)-1])
			} else if n.Obj != nil && n.Obj.Kind == ast.Var && n.Name != "_" && !slices.Contains(t.locals, n.Name) && !slices.Contains(fields, n.Name) {
				t.locals = append(t.locals, n.Name)
			}
		}
		return true
	})
}

// ofStruct reports whether what is in a field is the name of a field of a struct.
func ofStruct(around []ast.Node) bool {
	n := len(around)
	if n < 3 {
		return false
	}
	_, field := around[n-1].(*ast.Field)
	_, of := around[n-3].(*ast.StructType)
	return field && of
}

// parseBody parses statements, nil if they are none.
func parseBody(text string) *ast.BlockStmt {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc _() {\n"+text+"\n}\n", 0)
	if err != nil || len(file.Decls) != 1 {
		return nil
	}
	return file.Decls[0].(*ast.FuncDecl).Body
}

func precOf(e ast.Expr) int {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return e.Op.Precedence()
	case *ast.UnaryExpr, *ast.StarExpr:
		return unaryPrec
	}
	return primaryPrec
}

// operand notes how tightly an operand must bind at its place, and whether Go
// computes with it there.
func (t *goTemplate) operand(i int, id *ast.Ident, parent ast.Node) {
	p := &t.pieces[i]
	switch n := parent.(type) {
	case *ast.BinaryExpr:
		p.prec = n.Op.Precedence()
		if n.X == id {
			p.prec--
		}
		t.numeric = append(t.numeric, p.arg)
	case *ast.UnaryExpr, *ast.StarExpr:
		p.prec = unaryPrec
		t.numeric = append(t.numeric, p.arg)
	case *ast.SelectorExpr, *ast.TypeAssertExpr:
		p.prec = unaryPrec
	case *ast.IndexExpr:
		p.prec = onlyFor(n.X == id)
	case *ast.SliceExpr:
		p.prec = onlyFor(n.X == id)
	case *ast.CallExpr:
		p.prec = onlyFor(n.Fun == id)
		if len(n.Args) == 1 && n.Fun != id {
			t.numeric = append(t.numeric, p.arg) // perhaps a conversion
		}
	}
}

func onlyFor(tight bool) int {
	if tight {
		return unaryPrec
	}
	return token.LowestPrec
}

// goText is the Go text with operands in their places.
func (g *gen) goText(text string, args ...*expr) *expr {
	t := g.file.goTemplate(text)
	ps := t.pieces
	for _, name := range t.locals {
		if g.names.isTaken(name) {
			ps = renamed(ps, name, g.names.unused(name))
		}
	}
	return newExpr(expr{
		kind: textExpr, text: text, pieces: ps, args: args, prec: t.prec, open: t.open,
		konst: len(args) == 0, width: -t.paths,
	})
}

// renamed gives a name that the text declares another name, in which no operand
// can be meant.
func renamed(ps []piece, from, to string) []piece {
	out := slices.Clone(ps)
	for i, p := range out {
		if !p.isArg && p.path == "" {
			out[i].text = renameIn(p.text, from, to)
		}
	}
	return out
}

// renameIn replaces a name that stands for itself: no field and nothing in quotes.
func renameIn(text, from, to string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		j := i + 1
		switch c := text[i]; {
		case c == '"' || c == '`' || c == '\'':
			j = afterQuote(text, i)
		case isNameRune(rune(c)) || c >= 0x80:
			for j < len(text) && (isNameRune(rune(text[j])) || text[j] >= 0x80) {
				j++
			}
			if text[i:j] == from && (i == 0 || text[i-1] != '.') {
				b.WriteString(to)
				i = j
			}
		}
		b.WriteString(text[i:j])
		i = j
	}
	return b.String()
}
