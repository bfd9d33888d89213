// Values and gradients from the closed form of each function.

package regress

import (
	"math"
	"sort"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

// args and v are short for the arguments of a function and for a vector.
var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var pow, sin, cos = math.Pow, math.Sin, math.Cos

// What package sort makes of twenty numbers with three keys, by itself.
var counting, tiesGrad, tiesValue = func() (x, grad []float64, value float64) {
	x, grad = make([]float64, 20), make([]float64, 20)
	places := make([]int, len(x))
	for i := range x {
		x[i], places[i] = float64(i+1), i
	}
	sort.Slice(places, func(i, j int) bool { return places[i]*7%3 < places[j]*7%3 })
	for k, i := range places {
		grad[i] = float64(k)
		value += float64(k) * x[i]
	}
	return x, grad, value
}()

var cases = []derivtest.Case{
	{F: LongerWay, D: LongerWayVJP, Args: args(&Node{3, 5}), Value: []float64{3, 5, 15}, Grad: []float64{1, 0, 0, 1, 5, 3}},
	{Name: "apart", F: TwoWays, D: TwoWaysVJP, Args: args([]*Node{{1, 2}, {4, 6}}, 0, 1), Value: []float64{1, 2, 4, 6, 11}},
	{Name: "the same", F: TwoWays, D: TwoWaysVJP, Args: args([]*Node{{1, 2}, {4, 6}}, 1, 1), Value: []float64{4, 6, 24}, Rough: true, Grad: []float64{
		0, 0, 1, 0,
		0, 0, 0, 1,
		0, 0, 6, 4}},

	// loops.go
	{F: PopInNestedLoops, D: PopInNestedLoopsGrad, Args: args(1.1, 2), Value: v(pow(1.1, 16)), Grad: v(16 * pow(1.1, 15))},
	{Name: "no turn", F: PopInNestedLoops, D: PopInNestedLoopsGrad, Args: args(1.1, -1), Value: v(1.1), Grad: v(1)},
	{F: Continue, D: ContinueGrad, Args: args(v(2, -1, 3)), Value: v(9), Grad: v(3, 0, 3)},
	{Name: "empty", F: Continue, D: ContinueGrad, Args: args(v()), Value: v(0), Grad: v()},
	{F: ContinueBeforePost, D: ContinueBeforePostGrad, Args: args(1.3, 5), Value: v(pow(1.3, 3)), Grad: v(3 * 1.3 * 1.3)},
	{F: AssignmentInCondition, D: AssignmentInConditionGrad, Args: args(5), Value: v(7.8125), Grad: v(3.125)},
	{Name: "no turn", F: AssignmentInCondition, D: AssignmentInConditionGrad, Args: args(1.5), Value: v(0), Grad: v(0)},
	{F: AssignmentBeforeExit, D: AssignmentBeforeExitGrad, Args: args(256), Value: v(22), Grad: v(1.0/32 + 1.0/256 + 1.0/1024)},
	{Name: "at once", F: AssignmentBeforeExit, D: AssignmentBeforeExitGrad, Args: args(2), Value: v(0), Grad: v(0)},
	{F: ParameterInBounds, D: ParameterInBoundsGrad, Args: args(2, 3), Value: v(7), Grad: v(5)},
	{F: FloatInBounds, D: FloatInBoundsGrad, Args: args(2, 0.75), Value: v(4.5), Grad: v(2.25, 6)},
	{Name: "no turn", F: FloatInBounds, D: FloatInBoundsGrad, Args: args(-2, 0.75), Value: v(0), Grad: v(0, 0)},
	{F: RepeatUntil, D: RepeatUntilGrad, Args: args(2.5), Value: v(15.625), Grad: v(18.75)},
	{Name: "one turn", F: RepeatUntil, D: RepeatUntilGrad, Args: args(11), Value: v(11), Grad: v(1)},
	{F: NestedBounds, D: NestedBoundsGrad, Args: args(v(1, 2, 3)), Value: v(25), Grad: v(7, 8, 9)},
	{F: NestedBoundsComputed, D: NestedBoundsComputedGrad, Args: args(1.2, 3), Value: v(pow(1.2, 6)), Grad: v(6 * pow(1.2, 5))},
	{F: FromNegative, D: FromNegativeGrad, Args: args(1.5), Value: v(-10), Grad: v(-32.75)},
	{F: RunningMaximum, D: RunningMaximumGrad, Args: args(v(0, math.Log(3), math.Ln2)), Value: v(math.Log(6)), Grad: v(1.0/6, 0.5, 1.0/3)},
	{Name: "falling", F: RunningMaximum, D: RunningMaximumGrad, Args: args(v(math.Log(3), math.Ln2, 0)), Value: v(math.Log(6)), Grad: v(0.5, 1.0/3, 1.0/6)},
	{Name: "one", F: RunningMaximum, D: RunningMaximumGrad, Args: args(v(7)), Value: v(7), Grad: v(1)},
	{Name: "empty", F: RunningMaximum, D: RunningMaximumGrad, Args: args(v())},
	{F: MultiplyAssign, D: MultiplyAssignGrad, Args: args(v(2, 0, 5)), Value: v(0), Grad: v(0, 10, 0)},
	{F: ContinueReslice, D: ContinueResliceGrad, Args: args(v(1, -2, 3)), Value: v(12), Grad: v(6, 0, 6)},
	{F: ContinueTail, D: ContinueTailGrad, Args: args(v(1, 2, 3)), Value: v(8), Grad: v(2, 4, 2)},
	{F: RangeValue, D: RangeValueGrad, Args: args(v(1, -2, 3)), Value: v(28), Grad: v(4, -8, 12)},

	// functions.go and branches.go
	// 4x³ - 3x and 2x² - 1.
	{F: RecursiveHelper, D: RecursiveHelperGrad, Args: args(3), Value: v(99), Grad: v(105)},
	{F: RecursiveElsewhere, D: RecursiveElsewhereGrad, Args: args(3, 2), Value: v(7), Grad: v(0, 8)},

	// names.go; 300 + 2 is 46 as an int8.
	{F: NamedIntegers, D: NamedIntegersGrad, Args: args(3.5, &region{1 << 61, "km", [2]level{2, 4}}), Value: v(12.25 * 46 * 5), Grad: v(7 * 46 * 5)},

	// figures.go; the dot is the nearest.
	{F: Groups, D: GroupsGrad, Args: args(1.3, 1.4, 20), Value: v(math.Hypot(0.3, 0.8)), Grad: v(0.3/math.Hypot(0.3, 0.8), 1.6/math.Hypot(0.3, 0.8))},

	// sorting.go
	{F: UnstableTies, D: UnstableTiesGrad, Args: args(counting), Value: v(tiesValue), Grad: tiesGrad},
	{F: SortedTogether, D: SortedTogetherVJP, Args: args(v(2, 5, 3), v(1, 4, 7)), Value: v(20, 21, 2, 4, 7, 1),
		Grad: v(0, 4, 0, 0, 5, 0, 0, 0, 7, 0, 0, 3, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0)},
	{F: SortedByFunc, D: SortedByFuncGrad, Args: args(v(2, -5, -1, 3)), Value: v(5), Grad: v(0, -1, -5, 0)},

	// branches.go
	{F: OverwrittenParameter, D: OverwrittenParameterGrad, Args: args(2), Value: v(12), Grad: v(12)},
	{Name: "taken", F: OverwrittenInBranch, D: OverwrittenInBranchGrad, Args: args(2, 3), Value: v(72), Grad: v(108, 48)},
	{Name: "not taken", F: OverwrittenInBranch, D: OverwrittenInBranchGrad, Args: args(3, 2), Value: v(18), Grad: v(12, 9)},
	// x₀x₁ and x₀x₁².
	{F: OverwrittenElement, D: OverwrittenElementVJP, Args: args(v(2, 3)), Value: v(6, 18), Grad: v(3, 2, 9, 12)},
	{Name: "too short", F: OverwrittenElement, D: OverwrittenElementVJP, Args: args(v(2))},
	{F: UnusedNaN, D: UnusedNaNGrad, Args: args(1), Value: v(1), Grad: v(2)},
	{F: UnusedNaNElement, D: UnusedNaNElementGrad, Args: args(1), Value: v(1), Grad: v(2)},
	{F: InnerBlock, D: InnerBlockGrad, Args: args(0.8), Value: v(0.64 * pow(sin(0.64), 2)),
		Grad: v(1.6*pow(sin(0.64), 2) + 4*pow(0.8, 3)*sin(0.64)*cos(0.64))},
	{F: InnerBlockOfLoop, D: InnerBlockOfLoopGrad, Args: args(1.1, 3), Value: v(pow(1.1, 12)), Grad: v(12 * pow(1.1, 11))},
	{Name: "square", F: NotTaken, D: NotTakenGrad, Args: args(-2), Value: v(4), Grad: v(-4)},
	{Name: "log", F: NotTaken, D: NotTakenGrad, Args: args(4), Value: v(2 + math.Log(4)), Grad: v(0.5)},
	{Name: "at zero", F: NotTakenDivision, D: NotTakenDivisionGrad, Args: args(3, 0), Value: v(3), Grad: v(1, 0)},
	{F: NotTakenDivision, D: NotTakenDivisionGrad, Args: args(3, math.Pi/2), Value: v(6 / math.Pi), Grad: v(2/math.Pi, -12/(math.Pi*math.Pi))},
	{Name: "square", F: AssignmentInCase, D: AssignmentInCaseGrad, Args: args(2, "square"), Value: v(20), Grad: v(36)},
	{Name: "twice", F: AssignmentInCase, D: AssignmentInCaseGrad, Args: args(2, "twice"), Value: v(8), Grad: v(8)},
	{Name: "default", F: AssignmentInCase, D: AssignmentInCaseGrad, Args: args(2, ""), Value: v(0), Grad: v(0)},
	{F: IfWithInit, D: IfWithInitGrad, Args: args(2), Value: v(6), Grad: v(11)},
	{Name: "else if", F: IfWithInit, D: IfWithInitGrad, Args: args(0.5), Value: v(0.5625), Grad: v(-1.5)},
	{Name: "else", F: IfWithInit, D: IfWithInitGrad, Args: args(0.8), Value: v(-0.4896), Grad: v(1.6 * 1.72)},
	{Name: "early", F: BareReturn, D: BareReturnGrad, Args: args(2), Value: v(8), Grad: v(12)},
	{Name: "late", F: BareReturn, D: BareReturnGrad, Args: args(0.5), Value: v(-0.25), Grad: v(-1)},
	{F: BareReturnOfTwo, D: BareReturnOfTwoVJP, Args: args(3), Value: v(36, 27), Grad: v(33, 27)},

	// memory.go
	{F: StructLiteral, D: StructLiteralGrad, Args: args(2, 3), Value: v(12), Grad: v(12, 4)},
	{F: StructCopy, D: StructCopyGrad, Args: args(2, 3), Value: v(17), Grad: v(7, 5)},
	{F: MapEntries, D: MapEntriesGrad, Args: args(2, 3), Value: v(48), Grad: v(48, 28)},
	{F: MapParameter, D: MapParameterGrad, Args: args(map[string]float64{"x": 2, "y": 3}), Value: v(12), Grad: v(12, 4)},
	{Name: "no x", F: MapParameter, D: MapParameterGrad, Args: args(map[string]float64{"missing": 2, "y": 3}), Value: v(6), Grad: v(3, 2)},
	{F: TwoSlicesOfOneArray, D: TwoSlicesOfOneArrayGrad, Args: args(2, 3), Value: v(12), Grad: v(12, 4)},
	{F: TwoSlicesOfOneParameter, D: TwoSlicesOfOneParameterGrad, Args: args(v(1, 2, 3)), Value: v(8), Grad: v(2, 4, 2)},
	{Name: "empty", F: TwoSlicesOfOneParameter, D: TwoSlicesOfOneParameterGrad, Args: args(v())},
	{F: Append, D: AppendGrad, Args: args(1.1), Value: v(pow(1.1, 6)), Grad: v(6 * pow(1.1, 5)), Allocates: true},
	{F: AppendWithinCapacity, D: AppendWithinCapacityGrad, Args: args(3), Value: v(81), Grad: v(108)},
	{F: Copy, D: CopyGrad, Args: args(v(2, 3)), Value: v(12), Grad: v(12, 4)},
	{Name: "too short", F: Copy, D: CopyGrad, Args: args(v(2))},
	{F: CopyOverlapping, D: CopyOverlappingGrad, Args: args(v(1, 2, 3)), Value: v(9), Grad: v(4, 4, 2)},
	{F: SliceLiteral, D: SliceLiteralGrad, Args: args(2, 3), Value: v(24), Grad: v(24, 8)},
	{F: MethodOfOtherType, D: MethodOfOtherTypeGrad, Args: args(2, 3), Value: v(24), Grad: v(24, 8)},
	{F: ValueReceiver, D: ValueReceiverGrad, Args: args(2, 3), Value: v(18), Grad: v(9, 6)},

	// functions.go
	{F: MixedArguments, D: MixedArgumentsGrad, Args: args(2), Value: v(14), Grad: v(13)},
	{F: Helper, D: HelperGrad, Args: args(2, 3), Value: v(38), Grad: v(37, 24)},
	{Name: "other way", F: Helper, D: HelperGrad, Args: args(3, 2), Value: v(2*4 + 4), Grad: v(0, 16)},
	{F: CapturingClosure, D: CapturingClosureGrad, Args: args(2), Value: v(8), Grad: v(12)},
	{F: AssigningClosure, D: AssigningClosureGrad, Args: args(2), Value: v(40), Grad: v(60)},
	{F: Float32Intermediate, D: Float32IntermediateGrad, Args: args(1.5), Value: v(3.375), Grad: v(6.75),
		Twin: func(x []float64) float64 { return x[0] * x[0] * x[0] }, Rel: 1e-6},
	{F: Float32, D: Float32Grad, Args: args(3, 4), Value: v(15), Grad: v(6.8, 2.4), Rel: 1e-7, Rough: true},
	{F: IdleConversion, D: IdleConversionGrad, Args: args(2), Value: v(8), Grad: v(12)},
	{F: NamedFloat, D: NamedFloatGrad, Args: args(3, 4), Value: v(15), Grad: v(6.8, 2.4)},
	{F: MixedTuple, D: MixedTupleGrad, Args: args(3), Value: v(81), Grad: v(108)},

	// math.go
	{F: PowAtZero, D: PowAtZeroGrad, Args: args(0, 1.5), Value: v(0), Grad: v(0, 0), Rough: true},
	{Name: "power one", F: PowAtZero, D: PowAtZeroGrad, Args: args(0, 1), Value: v(0), Grad: v(1, 0), Rough: true},
	{F: SquareAtZero, D: SquareAtZeroGrad, Args: args(0), Value: v(0), Grad: v(1)},
	{Name: "sign kept", F: Copysign, D: CopysignGrad, Args: args(-3, -2), Value: v(9), Grad: v(-6, 0)},
	{Name: "sign changed", F: Copysign, D: CopysignGrad, Args: args(-3, 2), Value: v(-9), Grad: v(6, 0)},
	// ψ(1/2) = -γ - 2 log 2, and ψ(-1/2) = ψ(1/2) + 2 (DLMF 5.4.13, 5.5.2).
	{F: Lgamma, D: LgammaGrad, Args: args(0.5), Value: v(math.Log(math.Pi) / 2), Grad: v(-euler - 2*math.Ln2)},
	{Name: "negative", F: Lgamma, D: LgammaGrad, Args: args(-0.5), Value: v(-math.Log(4*math.Pi) / 2), Grad: v(euler + 2*math.Ln2 - 2)},
	{F: Hypot, D: HypotGrad, Args: args(3, -4), Value: v(5), Grad: v(0.6, -0.8)},
	{Name: "large", F: Hypot, D: HypotGrad, Args: args(3e200, 4e200), Value: v(5e200), Grad: v(0.6, 0.8), Rough: true},
	{F: Atan2, D: Atan2Grad, Args: args(2, -1), Value: v(math.Pi - math.Atan(2)), Grad: v(-0.2, -0.4)},
	{Name: "cut", F: Atan2, D: Atan2Grad, Args: args(-2, -1), Value: v(math.Atan(2) - math.Pi), Grad: v(-0.2, 0.4)},
	{F: Log1p, D: Log1pGrad, Args: args(1e-9), Value: v(1e-9 - 0.5e-18), Grad: v(1 / (1 + 1e-9))},
	{Name: "product", F: Max, D: MaxGrad, Args: args(2, 3), Value: v(6), Grad: v(3, 2)},
	{Name: "one", F: Max, D: MaxGrad, Args: args(0.5, 0.5), Value: v(1), Grad: v(0, 0)},
	{Name: "first", F: Max, D: MaxGrad, Args: args(2, 0.25), Value: v(2), Grad: v(1, 0)},
	{F: MathMax, D: MathMaxGrad, Args: args(2, 3), Value: v(6), Grad: v(3, 2)},
	{Name: "first", F: MathMax, D: MathMaxGrad, Args: args(3, 2), Value: v(9), Grad: v(6, 0)},
	{F: ChosenLater, D: ChosenLaterGrad, Args: args(v(2, 3, 4)), Value: v(8 + 2.0/3 + 3.0/4), Grad: v(12+1.0/3, -2.0/9+1.0/4, -3.0/16)},
	{F: Previous, D: PreviousGrad, Args: args(v(2, 3, 4)), Value: v(4 + 2*9 + 3.0/4), Grad: v(4+9, 12+1.0/4, -3.0/16)},
	{F: Swapped, D: SwappedGrad, Args: args(v(2, 3, 4)), Value: v(8 + 1 + 2*16), Grad: v(12+16, 0, 16)},
	{F: NilAgain, D: NilAgainGrad, Args: args(v(2, 3, 4)), Value: v(2 * 9), Grad: v(9, 12, 0)},
	{F: Unknown, D: UnknownGrad, Args: args(v(2, 3, 4)), Value: v(2 + 2/3.0 + 4*16), Grad: v(1+4*16, -2/9.0, 4*8)},
	{F: Waits, D: WaitsGrad, Args: args(v(2, 3, 4)), Value: v(18), Grad: v(11, 2, 2)},
	{F: Inserted, D: InsertedGrad, Args: args(v(2, 3, 4)), Value: v(6 + 2*3 + 3*3 + 4*4), Grad: v(3, 2+2+3, 4)},
	{F: Cloned, D: ClonedGrad, Args: args(2, 3), Value: v(2*9 + 3), Grad: v(9, 13)},
}

// euler is the constant γ (OEIS A001620).
const euler = 0.57721566490153286060651209008240243

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
