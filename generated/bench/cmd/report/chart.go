// The results as a picture.

package main

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// The size of the picture, of a bar, and of its label.
const (
	width, height = 34 * vg.Centimeter, 15 * vg.Centimeter
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

// writeChart draws the time of every tool over that of the gradient by hand.
// Bars are drawn of the logarithms, so that a bar down means faster than by hand.
func writeChart(path string, groups []measure.Group) error {
	all := rows(groups)
	p := plot.New()
	p.Title.Text = "Time of a value with its gradient, relative to the hand-written one"
	p.Y.Label.Text = "times as long (logarithmic)"
	p.Y.Tick.Marker = plot.TickerFunc(powers)
	p.Legend.Top, p.Legend.Left = true, true
	p.Legend.YOffs = -vg.Millimeter
	p.Add(plotter.NewGrid())
	series := append([]string{"the function alone"}, bench.Tools()...)
	for i, tool := range series {
		if err := addBars(p, all, tool, i, len(series)); err != nil {
			return err
		}
	}
	var names []string
	for _, r := range all {
		names = append(names, strings.Replace(r.title, ", ", "\n", 1))
	}
	p.NominalX(names...)
	return p.Save(width, height, path)
}

// addBars adds the bars of one tool, the i-th of n, and the ratios above them.
func addBars(p *plot.Plot, all []row, tool string, i, n int) error {
	shift := barWidth * vg.Length(float64(i)-float64(n-1)/2)
	heights := make(plotter.Values, len(all))
	labels := plotter.XYLabels{}
	for x, r := range all {
		q := r.over(tool, bench.Hand)
		if i == 0 {
			q = 1 / r.overPrimal(bench.Hand)
		}
		if math.IsNaN(q) {
			continue
		}
		heights[x] = math.Log10(q)
		labels.XYs = append(labels.XYs, plotter.XY{X: float64(x), Y: max(0, heights[x])})
		labels.Labels = append(labels.Labels, ratio(q))
	}
	if len(labels.XYs) == 0 {
		return nil
	}
	bars, err := plotter.NewBarChart(heights, barWidth)
	if err != nil {
		return err
	}
	bars.Color, bars.Offset, bars.LineStyle.Width = colors[i], shift, 0
	text, err := plotter.NewLabels(labels)
	if err != nil {
		return err
	}
	for j := range text.TextStyle {
		text.TextStyle[j].Font.Size = labelSize
		text.TextStyle[j].Rotation = math.Pi / 2
		text.TextStyle[j].YAlign = -0.5
	}
	text.Offset = vg.Point{X: shift, Y: 2}
	p.Add(bars, text)
	p.Legend.Add(tool, bars)
	return nil
}

// powers returns ticks at the powers of ten between two logarithms.
func powers(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for e := math.Floor(low); e <= math.Ceil(high); e++ {
		ticks = append(ticks, plot.Tick{Value: e, Label: fmt.Sprint(math.Pow(10, e))})
	}
	return ticks
}
