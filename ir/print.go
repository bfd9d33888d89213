// The text form, written.

package ir

import (
	"fmt"
	"strconv"
	"strings"
)

// String writes the function in the text form. Values get unique names, their
// own where they can.
func (f *Func) String() string {
	p := textWriter{names: map[*Value]string{}, taken: map[string]int{}}
	for _, n := range reserved {
		p.taken[n] = 1
	}
	p.line(0, "func %s(%s) (%s)%s {", f.Name, p.defs(f.Body.Params), strings.Join(f.Results, ", "), clauses(f))
	p.body(1, f.Body)
	p.line(0, "}")
	return p.b.String()
}

func clauses(f *Func) (text string) {
	if len(f.Wrt) > 0 {
		text += " wrt " + strings.Join(f.Wrt, ", ")
	}
	if len(f.Shadows) > 0 {
		text += " shadow " + strings.Join(f.Shadows, ", ")
	}
	if len(f.Derived) > 0 {
		text += " derived " + strings.Join(f.Derived, ", ")
	}
	return text
}

// reserved are the words that the text form uses itself.
var reserved = []string{"yield", "true", "false", "NaN", "Inf", "f64", "int", "bool"}

type textWriter struct {
	b     strings.Builder
	names map[*Value]string
	taken map[string]int
}

func (p *textWriter) line(depth int, format string, args ...any) {
	p.b.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

func (p *textWriter) body(depth int, r *Region) {
	for _, in := range r.Instrs {
		p.instr(depth, in)
	}
	p.line(depth, "%s", strings.TrimSpace("yield "+p.uses(r.Yield)))
}

func (p *textWriter) instr(depth int, in *Instr) {
	text := in.Op.Name
	if len(in.Args) > 0 {
		text += " " + p.uses(in.Args)
	}
	if in.Attr != nil {
		text += " " + attrText(in.Attr)
	}
	if len(in.Regions) == 0 {
		p.line(depth, "%s%s", p.results(in), text)
		return
	}
	// A region's parameters are named before the results, as they are read.
	for i, r := range in.Regions {
		head := "} (" + p.defs(r.Params) + ") {"
		if i == 0 {
			head = text + " (" + p.defs(r.Params) + ") {"
			head = p.results(in) + head
		}
		p.line(depth, "%s", head)
		p.body(depth+1, r)
	}
	p.line(depth, "}")
}

func (p *textWriter) results(in *Instr) string {
	if len(in.Results) == 0 {
		return ""
	}
	return p.defs(in.Results) + " = "
}

func attrText(a any) string {
	switch a := a.(type) {
	case float64:
		return strconv.FormatFloat(a, 'g', -1, 64)
	case string:
		return strconv.Quote(a)
	}
	return fmt.Sprint(a)
}

func (p *textWriter) defs(vs []*Value) string {
	parts := make([]string, len(vs))
	for i, v := range vs {
		parts[i] = p.define(v) + " " + v.Type.String()
	}
	return strings.Join(parts, ", ")
}

func (p *textWriter) define(v *Value) string {
	if n, ok := p.names[v]; ok {
		return n
	}
	base := v.Name
	if base == "" {
		base = "t"
	}
	name := base
	for p.taken[name] > 0 {
		p.taken[base]++
		name = base + "_" + strconv.Itoa(p.taken[base])
	}
	p.taken[name]++
	p.names[v] = name
	return name
}

func (p *textWriter) uses(vs []*Value) string {
	parts := make([]string, len(vs))
	for i, v := range vs {
		parts[i] = p.names[v]
		if parts[i] == "" {
			parts[i] = "?" + v.Name // not in scope: the verifier says so
		}
	}
	return strings.Join(parts, ", ")
}

// Invented reports whether a value's name is none: empty, or what values without
// names are called here.
func Invented(name string) bool {
	rest, ok := strings.CutPrefix(name, "t")
	if !ok {
		return name == ""
	}
	return strings.Trim(strings.TrimPrefix(rest, "_"), "0123456789") == ""
}
