// Derivatives against differences, and against closed forms.

package geometry

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

// corner is the gradient of the area of a polygon: half of what crosses the
// diagonal between the neighbours of each corner.
func corner(polygon []Point) (grad []float64) {
	n := len(polygon)
	for i := range polygon {
		before, after := polygon[(i+n-1)%n], polygon[(i+1)%n]
		grad = append(grad, (after.Y-before.Y)/2, (before.X-after.X)/2)
	}
	return grad
}

var cases = []derivtest.Case{
	{F: Area, D: AreaGrad, Args: args(sampleL), Value: v(4), Grad: corner(sampleL)},
	{Name: "nothing", F: Area, D: AreaGrad, Args: args([]Point(nil)), Value: v(0), Grad: v()},
	{F: Centroid, D: CentroidVJP, Args: args(sampleL), Value: v((3*1.5+0.5)/4, (3*0.5+1.5)/4)},
	{Name: "flat", F: Centroid, D: CentroidVJP, Args: args(sampleL[:2])},
	{F: HullPerimeter, D: HullPerimeterGrad, Args: args(sampleCloud)},
	{F: Overlap, D: OverlapGrad, Args: args(sampleL, sampleSquare)},
	{Name: "apart", F: Overlap, D: OverlapGrad, Args: args(sampleL, []Point{{5, 5}, {6, 5}, {6, 6}}), Value: v(0), Grad: make([]float64, 18)},
	{Name: "inside", F: Overlap, D: OverlapGrad, Args: args(sampleL, []Point{{-1, -1}, {9, -1}, {9, 9}, {-1, 9}}), Value: v(4),
		Grad: append(corner(sampleL), make([]float64, 8)...)},
	{F: Power, D: PowerGrad, Args: args(&Point{1, 0}, &Point{4, 3}, &Point{1, 6}, Point{5, 6}), Value: v(16)},
	{Name: "inside", F: Power, D: PowerGrad, Args: args(&Point{1, 0}, &Point{4, 3}, &Point{1, 6}, Point{1, 2}), Value: v(-8)},
	{Name: "in line", F: Power, D: PowerGrad, Args: args(&Point{1, 0}, &Point{4, 3}, &Point{7, 6}, Point{1, 2})},
	{F: Chamfer, D: ChamferGrad, Args: args([]Point{{0, 0}, {3, 4}}, []Point{{0, 2}, {3, 3.5}, {9, 9}}), Value: v(1.25), Grad: v(
		0, -0.5, 0, 0.5,
		0, 0.5, 0, -0.5, 0, 0)},
	{Name: "cloud", F: Chamfer, D: ChamferGrad, Args: args(sampleLine, sampleCloud)},
	{Name: "nothing", F: Chamfer, D: ChamferGrad, Args: args(sampleL, []Point{})},
	{Name: "before", F: SegmentDistance, D: SegmentDistanceGrad, Args: args(Point{-3, -4}, Point{}, Point{4, 3}), Value: v(5), Grad: v(-0.6, -0.8, 0.6, 0.8, 0, 0)},
	{Name: "beside", F: SegmentDistance, D: SegmentDistanceGrad, Args: args(Point{0.5, 3.5}, Point{}, Point{4, 3}), Value: v(2.5)},
	{Name: "behind", F: SegmentDistance, D: SegmentDistanceGrad, Args: args(Point{4, 4}, Point{}, Point{4, 3}), Value: v(1), Grad: v(0, 1, 0, 0, 0, -1)},
	{Name: "to a point", F: SegmentDistance, D: SegmentDistanceGrad, Args: args(Point{4, 3}, Point{}, Point{}), Value: v(5), Grad: v(0.8, 0.6, -0.8, -0.6, 0, 0), Rough: true},
	{F: Bounds, D: BoundsVJP, Args: args(sampleCloud[:3]), Value: v(0, 0, 4, 1), Grad: v(
		1, 0, 0, 0, 0, 0,
		0, 1, 0, 0, 0, 0,
		0, 0, 1, 0, 0, 0,
		0, 0, 0, 0, 0, 1)},
	{Name: "all", F: Bounds, D: BoundsVJP, Args: args(sampleCloud), Value: v(-0.3, 0, 4.2, 3.2)},
	{Name: "nothing", F: Bounds, D: BoundsVJP, Args: args([]Point{})},
	{F: Along, D: AlongVJP, Args: args([]Point{{0, 0}, {3, 4}, {3, 4}, {3, 10}}, 2.5), Value: v(1.5, 2), Grad: v(
		0.68, 0.24, 0.32, -0.24, 0, 0, 0, 0, 0.6, // (1 + n nᵀ)/2, (1 - n nᵀ)/2, n
		0.24, 0.82, -0.24, 0.18, 0, 0, 0, 0, 0.8)},
	{Name: "on the last leg", F: Along, D: AlongVJP, Args: args([]Point{{0, 0}, {3, 4}, {4, 4.5}, {3, 10}}, 7)},
	{Name: "at the start", F: Along, D: AlongVJP, Args: args(sampleLine, 0), Rough: true},
	{Name: "beyond the end", F: Along, D: AlongVJP, Args: args(sampleLine, 20), Value: v(5, 0)},
	{Name: "a corner is left", F: Simplified, D: SimplifiedGrad, Wrt: []int{0}, Args: args([]Point{{0, 0}, {1, 0.5}, {3, 4}, {4, 4.2}, {6, 8}, {7, 7}}, 0.7)},
	{Name: "nothing is left", F: Simplified, D: SimplifiedGrad, Wrt: []int{0}, Args: args([]Point{{0, 0}, {1, 0.5}, {3, 4}}, 9), Value: v(5), Grad: v(-0.6, -0.8, 0, 0, 0.6, 0.8)},
	{F: Simplified, D: SimplifiedGrad, Wrt: []int{0}, Args: args(sampleLine, 0.3)},
	{F: Volume, D: VolumeGrad, Args: args([][3]float64{{1, 1, 1}, {3, 1, 1}, {1, 4, 1}, {1, 1, 5}}, sampleFaces), Value: v(4), Grad: v(
		-2, -4./3, -1,
		2, 0, 0,
		0, 4./3, 0,
		0, 0, 1)},
	{Name: "skew", F: Volume, D: VolumeGrad, Args: args(sampleVertices, sampleFaces)},
	{F: Place.Distance, D: Place.DistanceGrad, Args: args(samplePlaces["Paris"], samplePlaces["Rome"])},
	{Name: "quarter", F: Place.Distance, D: Place.DistanceGrad, Args: args(Place{0, 0}, Place{0, 90}),
		Grad: v(0, -6371.0088*math.Pi/180, 0, 6371.0088*math.Pi/180)},
	{F: Tour, D: TourGrad, Args: args(samplePlaces, sampleOrder), Allocates: true},
	{Name: "no such place", F: Tour, D: TourGrad, Args: args(samplePlaces, []string{"Rome", "Troy"})},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
