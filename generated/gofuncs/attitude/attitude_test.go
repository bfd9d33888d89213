// Rotations against those known from geometry.

package attitude

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

// half is the sine and cosine of 45°: a quarter turn has it twice.
const half = math.Sqrt2 / 2

var (
	args = derivtest.Args
	turn = Quat{0.7, -0.2, 0.5, 0.4} // of no special length or direction
	aim  = Vec3{1, -2, 0.5}
)

func v(x ...float64) []float64 { return x }

// angles are those of FromEuler.
func angles(roll, pitch, yaw float64) Quat { return FromEuler([3]float64{roll, pitch, yaw}) }

func (q Quat) with(x ...float64) []float64 { return append(v(q.W, q.X, q.Y, q.Z), x...) }

var cases = []derivtest.Case{
	{Name: "third about the diagonal", F: FromAxisAngle, D: FromAxisAngleVJP, Args: args(Vec3{2, 2, 2}, 2*math.Pi/3), Value: v(0.5, 0.5, 0.5, 0.5)},
	{Name: "no turn", F: FromAxisAngle, D: FromAxisAngleVJP, Args: args(Vec3{0, 2, 0}, 0), Value: v(1, 0, 0, 0),
		Grad: v(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0)},
	{Name: "yaw after pitch", F: FromEuler, D: FromEulerVJP, J: FromEulerJac, Args: args([3]float64{0, math.Pi / 2, math.Pi / 2}), Value: v(0.5, -0.5, 0.5, 0.5)},
	{Name: "inverse of FromEuler", F: Quat.Euler, D: Quat.EulerVJP, Args: args(angles(0.3, -0.7, 2.1)), Value: v(0.3, -0.7, 2.1)},
	{Name: "past the pole", F: Quat.Euler, D: Quat.EulerVJP, Args: args(Quat{2, 0.1, 2, 0}), Rough: true}, // the pitch is cut at 90°
	// Cayley's table says i·j = k and so on: (1+2i+3j+4k)(5+6i+7j+8k).
	{F: Quat.Mul, D: Quat.MulVJP, Args: args(Quat{1, 2, 3, 4}, Quat{5, 6, 7, 8}), Value: v(-60, 12, 30, 24), Grad: v(
		5, -6, -7, -8, 1, -2, -3, -4,
		6, 5, 8, -7, 2, 1, -4, 3,
		7, -8, 5, 6, 3, 4, 1, -2,
		8, 7, -6, 5, 4, -3, 2, 1)},
	{F: Quat.Unit, D: Quat.UnitVJP, Args: args(Quat{1, 3, -3, 9}), Value: v(0.1, 0.3, -0.3, 0.9), Grad: v( // (1 - u uᵀ)/10
		0.099, -0.003, 0.003, -0.009,
		-0.003, 0.091, 0.009, -0.027,
		0.003, 0.009, 0.091, 0.027,
		-0.009, -0.027, 0.027, 0.019)},
	{Name: "zero", F: Quat.Unit, D: Quat.UnitVJP, Args: args(Quat{}), Value: v(1, 0, 0, 0), Grad: make([]float64, 16), Rough: true},
	{Name: "quarter about z", F: Quat.Rotate, D: Quat.RotateVJP, J: Quat.RotateJac, Args: args(Quat{half, 0, 0, half}, Vec3{1, 2, 3}), Value: v(-2, 1, 3)},
	{F: Quat.Rotate, D: Quat.RotateVJP, J: Quat.RotateJac, Args: args(turn, aim)},
	{Name: "third about the diagonal", F: Quat.Matrix, D: Quat.MatrixVJP, Args: args(Quat{3, 3, 3, 3}), Value: v(0, 0, 1, 1, 0, 0, 0, 1, 0)},
	{F: Quat.Matrix, D: Quat.MatrixVJP, Args: args(turn)},
	{Name: "third of a quarter", F: Slerp, D: SlerpVJP, Args: args(Quat{W: 1}, Quat{half, half, 0, 0}, 1.0/3),
		Value: v(math.Cos(math.Pi/12), math.Sin(math.Pi/12), 0, 0)},
	{Name: "shorter way", F: Slerp, D: SlerpVJP, Args: args(Quat{W: 1}, Quat{-half, -half, 0, 0}, 1.0/3),
		Value: v(math.Cos(math.Pi/12), math.Sin(math.Pi/12), 0, 0)},
	{Name: "near", F: Slerp, D: SlerpVJP, Args: args(Quat{W: 1}, Quat{math.Cos(0.01), 0, math.Sin(0.01), 0}, 0.5),
		Value: v(math.Cos(0.005), 0, math.Sin(0.005), 0)},
	{Name: "rate of the turn about x", F: (*State).Step, D: (*State).StepVJP,
		Args:  args(&State{Quat{half, 0, 0, half}, Vec3{X: 0.1}}, Vec3{0.1 + math.Pi/3, 0, 0}, 0.5),
		Value: angles(math.Pi/6, 0, math.Pi/2).with(0.1, 0, 0)},
	{Name: "at rest", F: (*State).Step, D: (*State).StepVJP, Args: args(&State{turn, aim}, aim, 0.5), Rough: true},
	{Name: "half about y, there and on", F: Propagate, D: PropagateVJP,
		Args:  args(Quat{W: 1}, Vec3{Y: 0.25}, []Vec3{{Y: 2.25}, {Y: 0.75}, {Y: 0.25}}, 0.4),
		Wrt:   []int{0, 1, 2},
		Value: v(math.Cos(0.5), 0, math.Sin(0.5), 0), Rough: true}, // the last rate is the bias
	{F: Propagate, D: PropagateVJP, Args: args(turn, Vec3{0.1, 0.25, -0.2}, []Vec3{{1, 2, -0.5}, aim, {0, 0.3, 0.7}}, 0.4), Wrt: []int{0, 1, 2}},
	{Name: "no record", F: Propagate, D: PropagateVJP, Args: args(turn, Vec3{}, []Vec3(nil), 0.4), Wrt: []int{0, 1, 2}},
	{Name: "60°", F: Quat.PointingError, D: Quat.PointingErrorGrad, Args: args(Quat{2, 0, 0, 2}, Vec3{3, 0, 0}, Vec3{math.Sqrt(3), 1, 0}),
		Value: v(math.Pi / 3)},
	{F: Quat.PointingError, D: Quat.PointingErrorGrad, Args: args(turn, aim, Vec3{0.3, 0.2, -1})},
	// A quarter turn about z takes x to y and y to -x: squared misfits 0, 2 and 2.
	{F: Quat.WahbaLoss, D: Quat.WahbaLossGrad, Wrt: []int{0}, Args: args(Quat{1, 0, 0, 1}, []Sighting{
		{Body: Vec3{X: 1}, Ref: Vec3{Y: 1}, Weight: 5},
		{Body: Vec3{Y: 1}, Ref: Vec3{Z: 1}, Weight: 2},
		{Body: Vec3{Z: 1}, Ref: Vec3{Y: -1}, Weight: 0.5},
	}), Value: v(2.5)},
	{Name: "nothing seen", F: Quat.WahbaLoss, D: Quat.WahbaLossGrad, Wrt: []int{0}, Args: args(turn, []Sighting{}), Value: v(0), Grad: v(0, 0, 0, 0)},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
