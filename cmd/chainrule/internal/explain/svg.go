// The explanation as a picture: the graph of the computation, drawn from left
// to right, with forward values and backward adjoints. It needs nothing but a
// viewer, and follows the viewer's light or dark colours.

package explain

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"chainrule/cmd/chainrule/internal/value"
)

const svgStyle = `<style>
text { font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; }
.paper { fill: #ffffff; }
.box { fill: #f6f8fa; stroke: #818b98; stroke-width: 1.2; }
.input { fill: #ddf4ff; stroke: #54aeff; }
.result { fill: #dafbe1; stroke: #4ac26b; }
.edge { fill: none; stroke: #818b98; stroke-width: 1.4; }
.head { fill: #818b98; }
.label { fill: #57606a; }
.forward { fill: #0550ae; }
.backward { fill: #bc4c00; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.paper { fill: #0d1117; }
.box { fill: #161b22; stroke: #6e7681; }
.input { fill: #0c2d6b; stroke: #388bfd; }
.result { fill: #04260f; stroke: #3fb950; }
.edge { stroke: #8b949e; }
.head { fill: #8b949e; }
.label { fill: #c9d1d9; }
.forward { fill: #79c0ff; }
.backward { fill: #ffa657; }
}
</style>
`

// longest is how much of a formula is put into a box or on an edge.
const longest = 48

// SVG draws the graph.
func (x *Explanation) SVG() string {
	g := x.layout()
	legend := ""
	if x.Numbers != nil {
		legend = "forward: values → · backward: ← derivatives of " + x.Result
	}
	width, height := max(g.width, letter*float64(utf8.RuneCountInString(legend))+2*margin), g.height
	if legend != "" {
		height += lineH + 6
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img">`+"\n",
		width, height, width, height)
	fmt.Fprintf(&b, "<title>%s</title>\n%s", html.EscapeString("The computation of "+x.Result+" and its derivatives"), svgStyle)
	b.WriteString(`<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>` + "\n")
	fmt.Fprintf(&b, `<rect class="paper" width="%.0f" height="%.0f"/>`+"\n", width, height)
	for _, l := range g.links {
		b.WriteString(l.svg())
	}
	for _, layer := range g.layers {
		for _, v := range layer {
			b.WriteString(v.svg(x.Numbers != nil))
		}
	}
	b.WriteString(g.labels())
	if legend != "" {
		fmt.Fprintf(&b, `<text x="%.1f" y="%.1f"><tspan class="forward">forward: values →</tspan> · <tspan class="backward">backward: ← derivatives of %s</tspan></text>`+"\n",
			margin, height-margin+6, html.EscapeString(x.Result))
	}
	return b.String() + "</svg>\n"
}

func clip(text string) string {
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text)[:longest-1]) + "…"
}

func (x *Explanation) inputLines(name string) []string { return x.withNumbers(name, name) }

func (x *Explanation) stepLines(s *Step) []string {
	return x.withNumbers(s.Var, clip(s.Var+" = "+x.Style.Text(s.Expr)))
}

// withNumbers puts the value and the adjoint below the text.
func (x *Explanation) withNumbers(name, text string) []string {
	if x.Numbers == nil {
		return []string{text}
	}
	return []string{text, value.Short(x.Numbers.Value[name]),
		x.adjointName(name) + " = " + value.Short(x.Numbers.Adjoint[name])}
}

// svg is the box; the places of edges are not drawn.
func (v *vertex) svg(numbers bool) string {
	if v.name == "" {
		return ""
	}
	class := "box"
	switch {
	case v.isResult:
		class += " result"
	case v.layer == 0:
		class += " input"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="8"/>`+"\n", class, v.x, v.y-v.h/2, v.w, v.h)
	for i, line := range v.lines {
		class := ""
		if numbers && i > 0 {
			class = []string{` class="forward"`, ` class="backward"`}[i-1]
		}
		y := v.y + lineH*(float64(i)-float64(len(v.lines))/2+0.74)
		fmt.Fprintf(&b, `<text%s x="%.1f" y="%.1f" text-anchor="middle">%s</text>`+"\n", class, v.x+v.w/2, y, html.EscapeString(line))
	}
	return b.String()
}

// svg is a piece of an edge: a curve between the columns, then a level line to
// the box, which carries the label and is crossed by nothing.
func (l *link) svg() string {
	x := l.from.x + l.from.w
	var b strings.Builder
	fmt.Fprintf(&b, `<path class="edge" d="M%.1f %.1f`, x, l.y1)
	if l.from.right > x {
		x = l.from.right
		fmt.Fprintf(&b, " H%.1f", x)
	}
	mid, end := (x+l.level)/2, l.to.x
	if l.to.name == "" {
		end = l.to.right
	}
	fmt.Fprintf(&b, ` C%.1f %.1f %.1f %.1f %.1f %.1f H%.1f"`, mid, l.y1, mid, l.y2, l.level, l.y2, end)
	if l.last {
		b.WriteString(` marker-end="url(#head)"`)
	}
	b.WriteString("/>\n")
	return b.String()
}

// labels writes the derivatives on the level ends of the edges.
func (g *graph) labels() string {
	var b strings.Builder
	for _, l := range g.links {
		if l.label == "" {
			continue
		}
		w := letter*float64(utf8.RuneCountInString(l.label)) + 4
		x := (l.level + l.to.left - arrow/2) / 2
		fmt.Fprintf(&b, `<rect class="paper" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`+"\n", x-w/2, l.y2-lineH/2, w, lineH)
		fmt.Fprintf(&b, `<text class="label" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`+"\n", x, l.y2+5, html.EscapeString(l.label))
	}
	return b.String()
}
