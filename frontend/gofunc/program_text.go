// The texts of source files, for parsing and for messages.

package gofunc

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"chainrule/ir"
)

// texts are the files that were read.
type texts struct {
	mu    sync.Mutex
	files map[string]*text // by absolute name
}

type text struct {
	raw   []byte
	lines []string // split when asked for
	err   error
}

// read gives a file, by any name of it.
func (t *texts) read(name string) *text {
	abs, err := filepath.Abs(name)
	if err != nil {
		abs = name
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.files[abs]; f != nil {
		return f
	}
	f := &text{}
	f.raw, f.err = os.ReadFile(abs)
	t.files[abs] = f
	return f
}

// line is a line of a file, "" if there is no such line.
func (t *texts) line(name string, n int) string {
	f := t.read(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	if f.lines == nil {
		f.lines = strings.Split(string(f.raw), "\n")
	}
	if n < 1 || n > len(f.lines) {
		return ""
	}
	return strings.TrimSuffix(f.lines[n-1], "\r")
}

// Line is the text of the source line at a position that Position gave.
func (p *Program) Line(pos token.Position) string { return p.texts.line(pos.Filename, pos.Line) }

// WithLines fills in the source lines of diagnostics.
func (p *Program) WithLines(ds ir.Diagnostics) ir.Diagnostics {
	for i := range ds {
		if d := &ds[i]; d.Line == "" && d.Pos.IsValid() {
			d.Line = p.Line(d.Pos)
		}
	}
	return ds
}
