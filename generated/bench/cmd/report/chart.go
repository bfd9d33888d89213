// The results as a picture.

package main

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// The size of the picture, of a bar, and of its label.
const (
	width, height = 36 * vg.Centimeter, 16 * vg.Centimeter
	barWidth      = vg.Length(12)
	labelSize     = vg.Length(8)
)

// colors holds the color of every tool, that of the primal first.
var colors = []color.Color{
	color.RGBA{0xbb, 0xbb, 0xbb, 0xff},
	color.RGBA{0xd6, 0x27, 0x28, 0xff},
	color.RGBA{0x22, 0x22, 0x22, 0xff},
	color.RGBA{0x77, 0x77, 0x77, 0xff},
	color.RGBA{0x8c, 0x56, 0x4b, 0xff},
	color.RGBA{0xff, 0xbf, 0x5e, 0xff},
	color.RGBA{0xe3, 0x77, 0x1a, 0xff},
	color.RGBA{0x1f, 0x77, 0xb4, 0xff},
	color.RGBA{0x2c, 0xa0, 0x2c, 0xff},
}

// floor is the ratio at which the bars begin.
const floor = 0.1

// writeChart draws the time of every tool over that of the gradient by hand.
// Bars are drawn of the logarithms.
func writeChart(path string, groups []measure.Group) error {
	all := rows(groups)
	p := plot.New()
	p.Title.Text = "Time of a value with its gradient, relative to the hand-written one"
	p.Title.Padding = 5 * vg.Millimeter
	p.Y.Label.Text = "times as long (logarithmic)"
	p.Y.Tick.Marker = plot.TickerFunc(powers)
	p.Legend.Top = true
	p.Legend.Padding = vg.Points(2)
	p.Legend.TextStyle.Font.Size = vg.Points(10)
	grid := plotter.NewGrid()
	grid.Vertical.Width = 0
	p.Add(grid)
	var names []string
	for x, r := range all {
		names = append(names, strings.Replace(r.title, ", ", "\n", 1))
		if err := addGroup(p, x, r); err != nil {
			return err
		}
	}
	if err := addLegend(p, all); err != nil {
		return err
	}
	p.NominalX(names...)
	p.X.Min, p.X.Max = -0.5, float64(len(all))+0.4 // room for the legend
	p.Y.Min = 0
	return p.Save(width, height, path)
}

// series returns what is drawn, in the order of colors.
func series() []string { return append([]string{"the function alone"}, bench.Tools()...) }

// addGroup adds the bars of one row side by side about x.
func addGroup(p *plot.Plot, x int, r row) error {
	var heights []float64
	var hues []color.Color
	for i := range series() {
		if q := r.drawn(i); !math.IsNaN(q) {
			heights = append(heights, q)
			hues = append(hues, colors[i])
		}
	}
	for i, q := range heights {
		shift := barWidth * vg.Length(float64(i)-float64(len(heights)-1)/2)
		if err := addBar(p, float64(x), shift, q, hues[i]); err != nil {
			return err
		}
	}
	return nil
}

// addBar adds one bar with its ratio above it.
func addBar(p *plot.Plot, x float64, shift vg.Length, q float64, hue color.Color) error {
	height := math.Log10(q / floor)
	bar, err := plotter.NewBarChart(plotter.Values{height}, barWidth)
	if err != nil {
		return err
	}
	bar.XMin, bar.Offset, bar.Color, bar.LineStyle.Width = x, shift, hue, 0
	text, err := plotter.NewLabels(plotter.XYLabels{
		XYs:    plotter.XYs{{X: x, Y: height}},
		Labels: []string{ratio(q)},
	})
	if err != nil {
		return err
	}
	text.TextStyle[0].Font.Size = labelSize
	text.TextStyle[0].Rotation = math.Pi / 2
	text.TextStyle[0].YAlign = -0.5
	text.Offset = vg.Point{X: shift, Y: vg.Points(3)}
	p.Add(bar, text)
	return nil
}

// drawn returns the ratio that the i-th bar of a row shows, or NaN if it has none.
func (r row) drawn(i int) float64 {
	if i == 0 {
		return 1 / r.overPrimal(bench.Hand)
	}
	return r.over(series()[i], bench.Hand)
}

// addLegend names the colors that occur.
func addLegend(p *plot.Plot, all []row) error {
	for i, tool := range series() {
		if !slices.ContainsFunc(all, func(r row) bool { return !math.IsNaN(r.drawn(i)) }) {
			continue
		}
		key, err := plotter.NewBarChart(plotter.Values{0}, barWidth)
		if err != nil {
			return err
		}
		key.Color, key.LineStyle.Width = colors[i], 0
		p.Legend.Add(tool, key)
	}
	return nil
}

// powers returns ticks at the powers of ten between two heights of bars.
func powers(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for h := math.Ceil(low); h <= high; h++ {
		ticks = append(ticks, plot.Tick{Value: h, Label: fmt.Sprintf("%.10g", floor*math.Pow(10, h))})
	}
	return ticks
}
