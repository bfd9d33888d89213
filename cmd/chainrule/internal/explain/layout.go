// The layout of the graph: inputs on the left, each step right of what it
// uses. An edge across several columns gets a place of its own in each.

package explain

import (
	"sort"
	"unicode/utf8"
)

// Measures in pixels. The letters are of one width, so that texts fit without
// asking the viewer's fonts.
const (
	letter    = 8.5
	lineH     = 19.0
	padX      = 14.0
	padY      = 9.0
	rowGap    = 34.0
	columnGap = 56.0
	arrow     = 20.0
	margin    = 24.0
)

// vertex is a box, or a place where an edge passes a column.
type vertex struct {
	name        string // empty for a place
	lines       []string
	layer       int
	x, y        float64 // the middle of the left side
	w, h        float64
	from        []*link // in order of arrival
	weight      float64
	isResult    bool
	left, right float64 // of the column
}

// link is a piece of an edge, between neighbouring columns.
type link struct {
	from, to *vertex
	label    string // on the last piece
	y1, y2   float64
	level    float64 // where the curve ends and the label's line begins
	last     bool
}

type graph struct {
	layers        [][]*vertex
	links         []*link
	width, height float64
}

// layout places the steps and inputs of the explanation.
func (x *Explanation) layout() *graph {
	g := &graph{}
	at := map[string]*vertex{}
	for _, in := range x.Inputs {
		at[in] = g.box(in, x.inputLines(in), 0)
	}
	for _, s := range x.Steps {
		layer := 0
		for _, l := range s.Locals {
			layer = max(layer, at[l.By].layer)
		}
		v := g.box(s.Var, x.stepLines(s), layer+1)
		v.isResult = s.Var == x.Result
		at[s.Var] = v
		for _, l := range s.Locals {
			g.edge(at[l.By], v, clip(x.Style.Text(l.D)))
		}
	}
	g.order()
	g.place()
	return g
}

func (g *graph) add(v *vertex) *vertex {
	for len(g.layers) <= v.layer {
		g.layers = append(g.layers, nil)
	}
	g.layers[v.layer] = append(g.layers[v.layer], v)
	return v
}

func (g *graph) box(name string, lines []string, layer int) *vertex {
	longest := 0
	for _, l := range lines {
		longest = max(longest, utf8.RuneCountInString(l))
	}
	return g.add(&vertex{
		name: name, lines: lines, layer: layer,
		w: letter*float64(longest) + 2*padX, h: lineH*float64(len(lines)) + 2*padY,
	})
}

// edge joins two boxes through a place in every column between them.
func (g *graph) edge(from, to *vertex, label string) {
	for from.layer+1 < to.layer {
		p := g.add(&vertex{layer: from.layer + 1, h: lineH})
		g.link(from, p, "")
		from = p
	}
	g.link(from, to, label).last = true
	to.h = max(to.h, lineH*float64(len(to.from))+padY)
}

func (g *graph) link(from, to *vertex, label string) *link {
	l := &link{from: from, to: to, label: label}
	to.from = append(to.from, l)
	g.links = append(g.links, l)
	return l
}

// order sorts each column by the middle of what its vertices are joined to,
// from the left and from the right in turn.
func (g *graph) order() {
	for sweep := range 8 {
		index := map[*vertex]float64{}
		for _, layer := range g.layers {
			for i, v := range layer {
				index[v] = float64(i) - float64(len(layer)-1)/2
			}
		}
		for _, layer := range g.layers {
			for _, v := range layer {
				v.weight = g.middle(v, index, sweep%2 == 0)
			}
			sort.SliceStable(layer, func(i, j int) bool { return layer[i].weight < layer[j].weight })
		}
	}
}

func (g *graph) middle(v *vertex, index map[*vertex]float64, left bool) float64 {
	sum, n := 0.0, 0
	for _, l := range g.links {
		switch {
		case left && l.to == v:
			sum, n = sum+index[l.from], n+1
		case !left && l.from == v:
			sum, n = sum+index[l.to], n+1
		}
	}
	if n == 0 {
		return index[v]
	}
	return sum / float64(n)
}

// place gives coordinates: columns wide enough for the labels between them.
func (g *graph) place() {
	tallest := 0.0
	for _, layer := range g.layers {
		tallest = max(tallest, columnHeight(layer))
	}
	x := margin
	for i, layer := range g.layers {
		w := 0.0
		for _, v := range layer {
			w = max(w, v.w)
		}
		y := margin + (tallest-columnHeight(layer))/2
		for _, v := range layer {
			v.x, v.y = x+(w-v.w)/2, y+v.h/2
			if v.name == "" {
				v.x, v.w = x, w
			}
			v.left, v.right = x, x+w
			y += v.h + rowGap
		}
		x += w
		if i+1 < len(g.layers) {
			x += columnGap + g.labelWidth(i+1)
		}
	}
	g.width, g.height = x+margin, tallest+2*margin
	for _, l := range g.links {
		l.level = l.to.left - g.labelWidth(l.to.layer)
	}
	g.ports()
}

func columnHeight(layer []*vertex) float64 {
	h := -rowGap
	for _, v := range layer {
		h += v.h + rowGap
	}
	return h
}

func (g *graph) labelWidth(layer int) float64 {
	w := 0
	for _, l := range g.links {
		if l.to.layer == layer {
			w = max(w, utf8.RuneCountInString(l.label))
		}
	}
	return letter*float64(w) + arrow
}

// ports spreads the ends of edges along the side of a box.
func (g *graph) ports() {
	for _, layer := range g.layers {
		for _, v := range layer {
			sort.SliceStable(v.from, func(i, j int) bool { return v.from[i].from.y < v.from[j].from.y })
			spread(v, v.from, func(l *link, y float64) { l.y2 = y })
			var out []*link
			for _, l := range g.links {
				if l.from == v {
					out = append(out, l)
				}
			}
			sort.SliceStable(out, func(i, j int) bool { return out[i].to.y < out[j].to.y })
			spread(v, out, func(l *link, y float64) { l.y1 = y })
		}
	}
}

func spread(v *vertex, links []*link, set func(*link, float64)) {
	step := 0.0
	if n := len(links); n > 1 {
		step = min(24, (v.h-padY)/float64(n))
	}
	for i, l := range links {
		set(l, v.y+step*(float64(i)-float64(len(links)-1)/2))
	}
}
