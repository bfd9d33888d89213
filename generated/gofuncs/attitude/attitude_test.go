// Rotations against those known from geometry.

package attitude

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

func quat(x []float64) Quat { return Quat{x[0], x[1], x[2], x[3]} }
func vec(x []float64) Vec3  { return Vec3{x[0], x[1], x[2]} }

func (q Quat) flat() []float64 { return []float64{q.W, q.X, q.Y, q.Z} }
func (v Vec3) flat() []float64 { return []float64{v.X, v.Y, v.Z} }

// half is the sine and cosine of 45°: a quarter turn has it twice.
const half = math.Sqrt2 / 2

var samples = []sample.Sample{{
	Name:  "FromAxisAngle/third about the diagonal",
	At:    []float64{2, 2, 2, 2 * math.Pi / 3},
	Value: func(x []float64) []float64 { return FromAxisAngle(vec(x), x[3]).flat() },
	Want:  []float64{0.5, 0.5, 0.5, 0.5},
}, {
	Name:  "FromEuler/yaw after pitch",
	At:    []float64{0, math.Pi / 2, math.Pi / 2},
	Value: func(x []float64) []float64 { return FromEuler([3]float64(x)).flat() },
	Want:  []float64{0.5, -0.5, 0.5, 0.5},
}, {
	Name: "Euler/inverse of FromEuler",
	At:   FromEuler([3]float64{0.3, -0.7, 2.1}).flat(),
	Value: func(x []float64) []float64 {
		roll, pitch, yaw := quat(x).Euler()
		return []float64{roll, pitch, yaw}
	},
	Want: []float64{0.3, -0.7, 2.1},
}, {
	// Cayley's table says i·j = k and so on: (1+2i+3j+4k)(5+6i+7j+8k).
	Name:  "Mul",
	At:    []float64{1, 2, 3, 4, 5, 6, 7, 8},
	Value: func(x []float64) []float64 { return quat(x).Mul(quat(x[4:])).flat() },
	Want:  []float64{-60, 12, 30, 24},
}, {
	Name:  "Unit",
	At:    []float64{1, 3, -3, 9},
	Value: func(x []float64) []float64 { return quat(x).Unit().flat() },
	Want:  []float64{0.1, 0.3, -0.3, 0.9},
}, {
	Name:  "Unit/zero",
	At:    []float64{0, 0, 0, 0},
	Value: func(x []float64) []float64 { return quat(x).Unit().flat() },
	Want:  []float64{1, 0, 0, 0},
	Rough: true,
}, {
	Name:  "Rotate/quarter about z",
	At:    []float64{half, 0, 0, half, 1, 2, 3},
	Value: func(x []float64) []float64 { return quat(x).Rotate(vec(x[4:])).flat() },
	Want:  []float64{-2, 1, 3},
}, {
	Name: "Matrix/third about the diagonal",
	At:   []float64{3, 3, 3, 3},
	Value: func(x []float64) []float64 {
		m := quat(x).Matrix()
		return append(append(m[0][:], m[1][:]...), m[2][:]...)
	},
	Want: []float64{0, 0, 1, 1, 0, 0, 0, 1, 0},
}, {
	Name:  "Slerp/third of a quarter",
	At:    []float64{1, 0, 0, 0, half, half, 0, 0, 1.0 / 3},
	Value: func(x []float64) []float64 { return Slerp(quat(x), quat(x[4:]), x[8]).flat() },
	Want:  []float64{math.Cos(math.Pi / 12), math.Sin(math.Pi / 12), 0, 0},
}, {
	Name:  "Slerp/shorter way",
	At:    []float64{1, 0, 0, 0, -half, -half, 0, 0, 1.0 / 3},
	Value: func(x []float64) []float64 { return Slerp(quat(x), quat(x[4:]), x[8]).flat() },
	Want:  []float64{math.Cos(math.Pi / 12), math.Sin(math.Pi / 12), 0, 0},
}, {
	Name:  "Slerp/near",
	At:    []float64{1, 0, 0, 0, math.Cos(0.01), 0, math.Sin(0.01), 0, 0.5},
	Value: func(x []float64) []float64 { return Slerp(quat(x), quat(x[4:]), x[8]).flat() },
	Want:  []float64{math.Cos(0.005), 0, math.Sin(0.005), 0},
}, {
	Name: "State.Step/rate of the turn about x",
	At:   []float64{half, 0, 0, half, 0.1, 0, 0, 0.1 + math.Pi/3, 0, 0, 0.5},
	Value: func(x []float64) []float64 {
		s := State{quat(x), vec(x[4:])}
		s.Step(vec(x[7:]), x[10])
		return append(s.flat(), s.Bias.flat()...)
	},
	Want: FromEuler([3]float64{math.Pi / 6, 0, math.Pi / 2}).with(0.1, 0, 0),
}, {
	Name: "Propagate/half about y, there and on",
	At:   []float64{1, 0, 0, 0, 0, 0.25, 0, 0, 2.25, 0, 0, 0.75, 0, 0, 0.25, 0},
	Value: func(x []float64) []float64 {
		return Propagate(quat(x), vec(x[4:]), []Vec3{vec(x[7:]), vec(x[10:]), vec(x[13:])}, 0.4).flat()
	},
	Want: []float64{math.Cos(0.5), 0, math.Sin(0.5), 0},
}, {
	Name:  "PointingError/60°",
	At:    []float64{2, 0, 0, 2, 3, 0, 0, math.Sqrt(3), 1, 0},
	Value: func(x []float64) []float64 { return sample.One(quat(x).PointingError(vec(x[4:]), vec(x[7:]))) },
	Want:  []float64{math.Pi / 3},
}, {
	// A quarter turn about z takes x to y and y to -x: squared misfits 0, 2 and 2.
	Name: "WahbaLoss",
	At:   []float64{1, 0, 0, 1},
	Value: func(x []float64) []float64 {
		return sample.One(quat(x).WahbaLoss([]Sighting{
			{Body: Vec3{X: 1}, Ref: Vec3{Y: 1}, Weight: 5},
			{Body: Vec3{Y: 1}, Ref: Vec3{Z: 1}, Weight: 2},
			{Body: Vec3{Z: 1}, Ref: Vec3{Y: -1}, Weight: 0.5},
		}))
	},
	Want: []float64{2.5},
}}

func (q Quat) with(x ...float64) []float64 { return append(q.flat(), x...) }

func TestSamples(t *testing.T) { sample.Check(t, samples) }
