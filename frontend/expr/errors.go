package expr

// The list of a file's mistakes: bounded, and every one at a position.

import (
	"fmt"
	"go/token"
	"strings"

	"chainrule/ir"
)

// mostErrors bounds the list: a file of garbage has one mistake per byte.
const mostErrors = 100

type errorList struct {
	src  string
	list ir.Diagnostics
}

func newErrorList(src string) *errorList { return &errorList{src: src} }

func (e *errorList) addf(pos token.Position, format string, args ...any) {
	if len(e.list) >= mostErrors {
		return
	}
	e.list = append(e.list, ir.Diagnostic{Pos: pos, Msg: fmt.Sprintf(format, args...), Line: e.line(pos)})
}

// internal reports a panic, which is a mistake of this package and no one else's.
func (e *errorList) internal(pos token.Position, doing string, cause any) {
	e.addf(pos, "internal error while %s: %v; please report it with this file", doing, cause)
}

// line is the source line that the position is on.
func (e *errorList) line(pos token.Position) string {
	lo := pos.Offset - pos.Column + 1
	if lo < 0 || lo > len(e.src) {
		return ""
	}
	rest := e.src[lo:]
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	return strings.ToValidUTF8(strings.ReplaceAll(strings.TrimSuffix(rest, "\r"), "\x00", "\ufffd"), "\ufffd")
}
