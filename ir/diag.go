// Diagnostics: what is wrong with a user's source, and where.

package ir

import (
	"fmt"
	"go/token"
	"sort"
	"strings"
	"unicode/utf8"
)

// Diagnostic is a mistake in a source, at a position, with the line it is on.
type Diagnostic struct {
	Pos  token.Position // Column counts bytes from 1
	Msg  string         // the reason, and what to write instead
	Line string         // the source line without its newline; may be empty
}

// Error gives the position and the message on one line.
func (d Diagnostic) Error() string { return fmt.Sprintf("%v: %s", d.Pos, d.Msg) }

// String gives the message with the source line and a caret under the place.
func (d Diagnostic) String() string {
	if d.Line == "" {
		return d.Error()
	}
	line, col := clip(d.Line, max(0, min(d.Pos.Column-1, len(d.Line))))
	return d.Error() + "\n\t" + line + "\n\t" + pad(line[:col]) + "^"
}

// clip shortens a very long line to what surrounds the column.
func clip(line string, col int) (string, int) {
	const most = 100
	if len(line) <= 2*most {
		return line, col
	}
	lo, hi := max(0, col-most), min(len(line), col+most)
	for lo < col && !utf8.RuneStart(line[lo]) {
		lo++
	}
	for hi < len(line) && !utf8.RuneStart(line[hi]) {
		hi--
	}
	return line[lo:hi], col - lo
}

// pad is blank space as wide as the text; tabs stay tabs.
func pad(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}

// Diagnostics is a list of mistakes; it is an error when not empty.
type Diagnostics []Diagnostic

// mostShown is how many diagnostics Error prints in full.
const mostShown = 20

// Error gives every diagnostic with its source line, in order of position.
func (ds Diagnostics) Error() string {
	ds = ds.Sorted()
	var b strings.Builder
	for i, d := range ds {
		if i == mostShown {
			fmt.Fprintf(&b, "and %d more\n", len(ds)-i)
			break
		}
		b.WriteString(d.String())
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Sorted gives the list in order of position, without repetitions.
func (ds Diagnostics) Sorted() Diagnostics {
	s := append(Diagnostics(nil), ds...)
	sort.SliceStable(s, func(i, j int) bool {
		a, b := s[i].Pos, s[j].Pos
		if a.Filename != b.Filename {
			return a.Filename < b.Filename
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	out := s[:0]
	for i, d := range s {
		if i == 0 || d.Error() != s[i-1].Error() {
			out = append(out, d)
		}
	}
	return out
}

// Err is the list as an error, nil when it is empty.
func (ds Diagnostics) Err() error {
	if len(ds) == 0 {
		return nil
	}
	return ds
}

// Add appends a diagnostic.
func (ds *Diagnostics) Add(pos token.Position, format string, args ...any) {
	*ds = append(*ds, Diagnostic{Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

// WithLines fills in the source lines from the text of the named file.
func (ds Diagnostics) WithLines(filename string, src []byte) Diagnostics {
	lines := strings.Split(string(src), "\n")
	for i := range ds {
		if d := &ds[i]; d.Pos.Filename == filename && d.Pos.Line >= 1 && d.Pos.Line <= len(lines) {
			d.Line = strings.TrimSuffix(lines[d.Pos.Line-1], "\r")
		}
	}
	return ds
}
