// The functions at points with known values; the samples serve the gradients too.

package geometry

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleL        = []Point{{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 2}, {0, 2}}
	sampleSquare   = []Point{{0.5, 0.5}, {2.5, 0.4}, {2.6, 2.4}, {0.4, 2.6}}
	sampleCloud    = []Point{{0, 0}, {4, 0.1}, {2, 1}, {4.2, 3}, {1, 2}, {-0.3, 3.2}}
	sampleLine     = []Point{{0, 0}, {1, 0.1}, {2, 1.5}, {3, 1.4}, {4, 0.2}, {5, 0}}
	samplePlaces   = map[string]Place{"Paris": {48.8566, 2.3522}, "Oslo": {59.9139, 10.7522}, "Rome": {41.9028, 12.4964}}
	sampleVertices = [][3]float64{{0, 0, 0}, {2, 0, 0.1}, {0, 3, 0}, {0.2, 0, 4}}
	sampleFaces    = [][3]int{{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}}
	sampleOrder    = []string{"Paris", "Rome", "Oslo"}
)

func pair(p Point) []float64 { return []float64{p.X, p.Y} }

func TestArea(t *testing.T) {
	check.Near(t, "area", Area(sampleL), 4, 1e-15)
}

func TestCentroid(t *testing.T) {
	c, err := Centroid(sampleL) // 3 × 1 and 1 × 1
	check.Slices(t, "centroid", pair(c), []float64{(3*1.5 + 0.5) / 4, (3*0.5 + 1.5) / 4}, 1e-15)
	if err != nil {
		t.Error(err)
	}
	if _, err := Centroid(sampleL[:2]); !errors.Is(err, ErrFlat) {
		t.Errorf("two points: %v", err)
	}
}

func TestHullPerimeter(t *testing.T) {
	check.Near(t, "string around an L", HullPerimeter(sampleL), 3+1+math.Hypot(2, 1)+1+2, 1e-15)
	corners := []int{0, 1, 3, 5, 0}
	want := 0.0
	for i, c := range corners[1:] {
		want += sampleCloud[corners[i]].to(&sampleCloud[c])
	}
	check.Near(t, "string around the cloud", HullPerimeter(sampleCloud), want, 1e-15)
}

func TestOverlap(t *testing.T) {
	square := []Point{{0.5, 0.5}, {2, 0.5}, {2, 3}, {0.5, 3}}
	check.Near(t, "L and rectangle", Overlap(sampleL, square), 0.5*1.5+0.5, 1e-15)
	check.Near(t, "apart", Overlap(sampleL, []Point{{5, 5}, {6, 5}, {6, 6}}), 0, 0)
	check.Near(t, "inside", Overlap(sampleL, []Point{{-1, -1}, {9, -1}, {9, 9}, {-1, 9}}), 4, 1e-15)
	if a := Overlap(sampleL, sampleSquare); !(a > 1 && a < 2) {
		t.Errorf("the sample overlaps by %g", a)
	}
}

func TestPower(t *testing.T) {
	a, b, c := &Point{1, 0}, &Point{4, 3}, &Point{1, 6} // centre (1, 3), radius 3
	p, err := Power(a, b, c, Point{5, 6})
	check.Near(t, "outside", p, 16, 1e-15)
	if err != nil {
		t.Error(err)
	}
	p, _ = Power(a, b, c, Point{1, 2})
	check.Near(t, "inside", p, -8, 1e-15)
	if _, err := Power(a, b, &Point{7, 6}, Point{}); !errors.Is(err, ErrFlat) {
		t.Errorf("points in line: %v", err)
	}
}

func TestChamfer(t *testing.T) {
	a, b := []Point{{0, 0}, {3, 4}}, []Point{{0, 2}, {3, 3.5}, {9, 9}}
	check.Near(t, "distance", Chamfer(a, b), 1.25, 1e-15)
}

func TestSegmentDistance(t *testing.T) {
	a, b := Point{0, 0}, Point{4, 3}
	for want, p := range map[float64]Point{5: {-3, -4}, 2.5: {0.5, 3.5}, 1: {4, 4}} {
		check.Near(t, "distance", SegmentDistance(p, a, b), want, 1e-15)
	}
	check.Near(t, "to a point", SegmentDistance(b, a, a), 5, 1e-15)
}

func TestBounds(t *testing.T) {
	low, high := Bounds(sampleCloud...)
	check.Slices(t, "low", pair(low), []float64{-0.3, 0}, 0)
	check.Slices(t, "high", pair(high), []float64{4.2, 3.2}, 0)
}

func TestAlong(t *testing.T) {
	line := []Point{{0, 0}, {3, 4}, {3, 4}, {3, 10}}
	for d, want := range map[float64][]float64{0: {0, 0}, 2.5: {1.5, 2}, 7: {3, 6}, 20: {3, 10}} {
		check.Slices(t, "point", pair(Along(line, d)), want, 1e-15)
	}
}

func TestSimplified(t *testing.T) {
	line := []Point{{0, 0}, {1, 0.5}, {3, 4}, {4, 4.2}, {6, 4}}
	check.Near(t, "a corner is left", Simplified(line, 0.7), 5+3, 1e-15)
	check.Near(t, "nothing is left", Simplified(line, 9), math.Hypot(6, 4), 1e-15)
}

func TestVolume(t *testing.T) {
	check.Near(t, "tetrahedron", Volume([][3]float64{{1, 1, 1}, {3, 1, 1}, {1, 4, 1}, {1, 1, 5}}, sampleFaces), 4, 1e-15)
}

func TestDistance(t *testing.T) {
	quarter := math.Pi / 2 * 6371.0088
	check.Near(t, "pole to equator", Place{90, 17}.Distance(Place{0, -40}), quarter, 1e-15)
	check.Near(t, "halfway round", Place{0, 0}.Distance(Place{0, 180}), 2*quarter, 1e-15)
	check.Near(t, "Paris to Rome", samplePlaces["Paris"].Distance(samplePlaces["Rome"]), 1105.3, 2e-3)
	three := map[string]Place{"pole": {90, 0}, "west": {0, 0}, "east": {0, 90}}
	check.Near(t, "an octant", Tour(three, []string{"pole", "west", "east"}), 3*quarter, 1e-15)
}
