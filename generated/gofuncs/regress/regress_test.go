// Values and gradients from the closed form of each function.

package regress

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

// The adapters are for functions of one number, of two, and of a slice.

func one(f func(float64) float64) func([]float64) []float64 {
	return func(x []float64) []float64 { return []float64{f(x[0])} }
}

func oneN(f func(float64, int) float64, n int) func([]float64) []float64 {
	return func(x []float64) []float64 { return []float64{f(x[0], n)} }
}

func two(f func(x, y float64) float64) func([]float64) []float64 {
	return func(x []float64) []float64 { return []float64{f(x[0], x[1])} }
}

func slice(f func([]float64) float64) func([]float64) []float64 {
	return func(x []float64) []float64 { return []float64{f(x)} }
}

func kind(k string) func([]float64) []float64 {
	return func(x []float64) []float64 { return []float64{AssignmentInCase(x[0], k)} }
}

// v is short for a vector.
func v(x ...float64) []float64 { return x }

var pow, sin, cos = math.Pow, math.Sin, math.Cos

var samples = []sample.Sample{
	// loops.go
	{Name: "PopInNestedLoops", At: v(1.1), Value: oneN(PopInNestedLoops, 2), Want: v(pow(1.1, 16)), Grad: v(16 * pow(1.1, 15))},
	{Name: "Continue", At: v(2, -1, 3), Value: slice(Continue), Want: v(9), Grad: v(3, 0, 3)},
	{Name: "ContinueBeforePost", At: v(1.3), Value: oneN(ContinueBeforePost, 5), Want: v(pow(1.3, 3)), Grad: v(3 * 1.3 * 1.3)},
	{Name: "AssignmentInCondition", At: v(5), Value: one(AssignmentInCondition), Want: v(7.8125), Grad: v(3.125)},
	{Name: "AssignmentBeforeExit", At: v(256), Value: one(AssignmentBeforeExit), Want: v(22), Grad: v(1.0/32 + 1.0/256 + 1.0/1024)},
	{Name: "ParameterInBounds", At: v(2), Value: oneN(ParameterInBounds, 3), Want: v(7), Grad: v(5)},
	{Name: "FloatInBounds", At: v(2, 0.75), Value: two(FloatInBounds), Want: v(4.5), Grad: v(2.25, 6)},
	{Name: "RepeatUntil", At: v(2.5), Value: one(RepeatUntil), Want: v(15.625), Grad: v(18.75)},
	{Name: "NestedBounds", At: v(1, 2, 3), Value: slice(NestedBounds), Want: v(25), Grad: v(7, 8, 9)},
	{Name: "NestedBoundsComputed", At: v(1.2), Value: oneN(NestedBoundsComputed, 3), Want: v(pow(1.2, 6)), Grad: v(6 * pow(1.2, 5))},
	{Name: "FromNegative", At: v(1.5), Value: one(FromNegative), Want: v(-10), Grad: v(-32.75)},
	{Name: "RunningMaximum", At: v(0, math.Log(3), math.Ln2), Value: slice(RunningMaximum), Want: v(math.Log(6)), Grad: v(1.0/6, 0.5, 1.0/3)},
	{Name: "MultiplyAssign", At: v(2, 0, 5), Value: slice(MultiplyAssign), Want: v(0), Grad: v(0, 10, 0)},
	{Name: "ContinueReslice", At: v(1, -2, 3), Value: slice(ContinueReslice), Want: v(12), Grad: v(6, 0, 6)},
	{Name: "ContinueTail", At: v(1, 2, 3), Value: slice(ContinueTail), Want: v(8), Grad: v(2, 4, 2)},
	{Name: "RangeValue", At: v(1, -2, 3), Value: slice(RangeValue), Want: v(28), Grad: v(4, -8, 12)},

	// branches.go
	{Name: "OverwrittenParameter", At: v(2), Value: one(OverwrittenParameter), Want: v(12), Grad: v(12)},
	{Name: "OverwrittenInBranch/taken", At: v(2, 3), Value: two(OverwrittenInBranch), Want: v(72), Grad: v(108, 48)},
	{Name: "OverwrittenInBranch/not taken", At: v(3, 2), Value: two(OverwrittenInBranch), Want: v(18), Grad: v(12, 9)},
	{Name: "OverwrittenElement", At: v(2, 3), Want: v(6, 18), Value: func(x []float64) []float64 {
		y := slices.Clone(x)
		OverwrittenElement(y)
		return y
	}},
	{Name: "UnusedNaN", At: v(1), Value: one(UnusedNaN), Want: v(1), Grad: v(2)},
	{Name: "UnusedNaNElement", At: v(1), Value: one(UnusedNaNElement), Want: v(1), Grad: v(2)},
	{Name: "InnerBlock", At: v(0.8), Value: one(InnerBlock), Want: v(0.64 * pow(sin(0.64), 2)),
		Grad: v(1.6*pow(sin(0.64), 2) + 4*pow(0.8, 3)*sin(0.64)*cos(0.64))},
	{Name: "InnerBlockOfLoop", At: v(1.1), Value: oneN(InnerBlockOfLoop, 3), Want: v(pow(1.1, 12)), Grad: v(12 * pow(1.1, 11))},
	{Name: "NotTaken/square", At: v(-2), Value: one(NotTaken), Want: v(4), Grad: v(-4)},
	{Name: "NotTaken/log", At: v(4), Value: one(NotTaken), Want: v(2 + math.Log(4)), Grad: v(0.5)},
	{Name: "NotTakenDivision/at zero", At: v(3, 0), Value: two(NotTakenDivision), Want: v(3), Grad: v(1, 0)},
	{Name: "NotTakenDivision", At: v(3, math.Pi/2), Value: two(NotTakenDivision), Want: v(6 / math.Pi), Grad: v(2/math.Pi, -12/(math.Pi*math.Pi))},
	{Name: "AssignmentInCase/square", At: v(2), Value: kind("square"), Want: v(20), Grad: v(36)},
	{Name: "AssignmentInCase/twice", At: v(2), Value: kind("twice"), Want: v(8), Grad: v(8)},
	{Name: "AssignmentInCase/default", At: v(2), Value: kind(""), Want: v(0), Grad: v(0)},
	{Name: "IfWithInit", At: v(2), Value: one(IfWithInit), Want: v(6), Grad: v(11)},
	{Name: "IfWithInit/else if", At: v(0.5), Value: one(IfWithInit), Want: v(0.5625), Grad: v(-1.5)},
	{Name: "IfWithInit/else", At: v(0.8), Value: one(IfWithInit), Want: v(-0.4896), Grad: v(1.6 * 1.72)},
	{Name: "BareReturn/early", At: v(2), Value: one(BareReturn), Want: v(8), Grad: v(12)},
	{Name: "BareReturn/late", At: v(0.5), Value: one(BareReturn), Want: v(-0.25), Grad: v(-1)},
	{Name: "BareReturnOfTwo", At: v(3), Want: v(36, 27), Value: func(x []float64) []float64 {
		y, z := BareReturnOfTwo(x[0])
		return v(y, z)
	}},

	// memory.go
	{Name: "StructLiteral", At: v(2, 3), Value: two(StructLiteral), Want: v(12), Grad: v(12, 4)},
	{Name: "StructCopy", At: v(2, 3), Value: two(StructCopy), Want: v(17), Grad: v(7, 5)},
	{Name: "MapEntries", At: v(2, 3), Value: two(MapEntries), Want: v(48), Grad: v(48, 28)},
	{Name: "MapParameter", At: v(2, 3), Want: v(12), Grad: v(12, 4), Value: func(x []float64) []float64 {
		return v(MapParameter(map[string]float64{"x": x[0], "y": x[1]}))
	}},
	{Name: "TwoSlicesOfOneArray", At: v(2, 3), Value: two(TwoSlicesOfOneArray), Want: v(12), Grad: v(12, 4)},
	{Name: "TwoSlicesOfOneParameter", At: v(1, 2, 3), Value: slice(TwoSlicesOfOneParameter), Want: v(8), Grad: v(2, 4, 2)},
	{Name: "Append", At: v(1.1), Value: one(Append), Want: v(pow(1.1, 6)), Grad: v(6 * pow(1.1, 5))},
	{Name: "AppendWithinCapacity", At: v(3), Value: one(AppendWithinCapacity), Want: v(81), Grad: v(108)},
	{Name: "Copy", At: v(2, 3), Value: slice(Copy), Want: v(12), Grad: v(12, 4)},
	{Name: "CopyOverlapping", At: v(1, 2, 3), Value: slice(CopyOverlapping), Want: v(9), Grad: v(4, 4, 2)},
	{Name: "SliceLiteral", At: v(2, 3), Value: two(SliceLiteral), Want: v(24), Grad: v(24, 8)},
	{Name: "MethodOfOtherType", At: v(2, 3), Value: two(MethodOfOtherType), Want: v(24), Grad: v(24, 8)},
	{Name: "ValueReceiver", At: v(2, 3), Value: two(ValueReceiver), Want: v(18), Grad: v(9, 6)},

	// functions.go
	{Name: "MixedArguments", At: v(2), Value: one(MixedArguments), Want: v(14), Grad: v(13)},
	{Name: "Helper", At: v(2, 3), Value: two(Helper), Want: v(38), Grad: v(37, 24)},
	{Name: "CapturingClosure", At: v(2), Value: one(CapturingClosure), Want: v(8), Grad: v(12)},
	{Name: "AssigningClosure", At: v(2), Value: one(AssigningClosure), Want: v(40), Grad: v(60)},
	{Name: "Float32Intermediate", At: v(1.5), Value: one(Float32Intermediate), Want: v(3.375), Grad: v(6.75), Rough: true},
	{Name: "Float32", At: v(3, 4), Want: v(15), Grad: v(6.8, 2.4), Rough: true, Value: func(x []float64) []float64 {
		return v(float64(Float32(float32(x[0]), float32(x[1]))))
	}},
	{Name: "IdleConversion", At: v(2), Value: one(IdleConversion), Want: v(8), Grad: v(12)},
	{Name: "NamedFloat", At: v(3, 4), Want: v(15), Grad: v(6.8, 2.4), Value: func(x []float64) []float64 {
		return v(float64(NamedFloat(Metres(x[0]), Metres(x[1]))))
	}},
	{Name: "MixedTuple", At: v(3), Value: one(MixedTuple), Want: v(81), Grad: v(108)},

	// math.go
	{Name: "PowAtZero", At: v(0, 1.5), Value: two(PowAtZero), Want: v(0), Grad: v(0, 0), Rough: true},
	{Name: "PowAtZero/power one", At: v(0, 1), Value: two(PowAtZero), Want: v(0), Grad: v(1, 0), Rough: true},
	{Name: "SquareAtZero", At: v(0), Value: one(SquareAtZero), Want: v(0), Grad: v(1)},
	{Name: "Copysign/sign kept", At: v(-3, -2), Value: two(Copysign), Want: v(9), Grad: v(-6, 0)},
	{Name: "Copysign/sign changed", At: v(-3, 2), Value: two(Copysign), Want: v(-9), Grad: v(6, 0)},
	// ψ(1/2) = -γ - 2 log 2, and ψ(-1/2) = ψ(1/2) + 2 (DLMF 5.4.13, 5.5.2).
	{Name: "Lgamma", At: v(0.5), Value: one(Lgamma), Want: v(math.Log(math.Pi) / 2), Grad: v(-euler - 2*math.Ln2)},
	{Name: "Lgamma/negative", At: v(-0.5), Value: one(Lgamma), Want: v(-math.Log(4*math.Pi) / 2), Grad: v(euler + 2*math.Ln2 - 2)},
	{Name: "Hypot", At: v(3, -4), Value: two(Hypot), Want: v(5), Grad: v(0.6, -0.8)},
	{Name: "Hypot/large", At: v(3e200, 4e200), Value: two(Hypot), Want: v(5e200), Grad: v(0.6, 0.8), Rough: true},
	{Name: "Atan2", At: v(2, -1), Value: two(Atan2), Want: v(math.Pi - math.Atan(2)), Grad: v(-0.2, -0.4)},
	{Name: "Log1p", At: v(1e-9), Value: one(Log1p), Want: v(1e-9 - 0.5e-18), Grad: v(1 / (1 + 1e-9))},
	{Name: "Max/product", At: v(2, 3), Value: two(Max), Want: v(6), Grad: v(3, 2)},
	{Name: "Max/one", At: v(0.5, 0.5), Value: two(Max), Want: v(1), Grad: v(0, 0)},
	{Name: "MathMax", At: v(2, 3), Value: two(MathMax), Want: v(6), Grad: v(3, 2)},
}

// euler is the constant γ (OEIS A001620).
const euler = 0.57721566490153286060651209008240243

func TestSamples(t *testing.T) { sample.Check(t, samples) }
