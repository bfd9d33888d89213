// Comments and quoted text. Whatever the user wrote stays within one line of a
// comment or one string.

package codegen

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"chainrule/ir"
)

// longest is the width to which source lines are shortened in comments.
const longest = 60

// commentLine makes a line comment. The blank or tab after the slashes keeps it
// from being a directive; the tab of an indented line is the user's own.
func commentLine(text string) string {
	text = strings.TrimRight(clean(text), " \t")
	if strings.HasPrefix(strings.TrimSpace(text), "+build") {
		text = "'" + strings.TrimSpace(text) + "'" // no build constraint
	}
	if text == "" || text[0] == '\t' {
		return "//" + text
	}
	return "// " + text
}

// clean replaces what could end a line or hide text.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), r == unicode.ReplacementChar:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, " "))
}

// quote is a Go string; strconv leaves nothing in it that a reader cannot see.
func quote(text string) string { return strconv.Quote(strings.ToValidUTF8(text, "?")) }

// note emits a comment and watches for the beginning of the reverse sweep.
func (g *gen) note(in *ir.Instr) {
	text, _ := in.Attr.(string)
	g.reverse = g.reverse || strings.Contains(text, "Reverse")
	g.top().list = append(g.top().list, placed{stmt: &remark{commentLine(text)}})
}

// origin is the source line of the instruction being emitted, if it is to be said.
func (g *gen) origin() origin {
	if !g.reverse || g.at.Line <= 0 {
		return origin{}
	}
	text := g.file.origins[g.at.String()]
	if text == "" {
		text = g.file.sourceLine(g)
		g.file.origins[g.at.String()] = text
	}
	return origin{g.at.Line, text}
}

// sourceLine is the comment that shows a line of the source.
func (f *fileWriter) sourceLine(g *gen) string {
	where := fmt.Sprintf("%s:%d", filepath.Base(g.at.Filename), g.at.Line)
	line := ""
	if f.Line != nil {
		line = strings.Join(strings.Fields(clean(f.Line(g.at))), " ")
	}
	if line == "" {
		return commentLine(where)
	}
	if r := []rune(line); len(r) > longest {
		line = string(r[:longest]) + "…"
	}
	return commentLine(where + ": " + line)
}

// docOf is a function's comment: the user's own, under a sentence of ours if it
// is about the primal of this derivative.
func docOf(fn Func) string {
	doc := fn.Doc
	if doc == "" {
		doc = fn.IR.Doc
	}
	doc = strings.Trim(doc, "\n")
	if fn.IR.Name == fn.Base || strings.HasPrefix(doc, fn.IR.Name+" ") {
		return doc
	}
	own := fn.IR.Name + " is " + fn.Base + " with its derivatives."
	if doc == "" {
		return own
	}
	return own + "\n\n" + doc
}
