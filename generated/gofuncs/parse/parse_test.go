// Text whose value is known, text that is refused, and derivatives.

package parse

import (
	"io"
	"log"
	"math"
	"os"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

const table = `name,height,weight,age
anna,1.5,50,30
bert,2,,40
carl, 1.75,75,
`

// tree is (x - 3)·(x/y)^2.
var tree = &Node{
	Op:   '*',
	Left: &Node{Op: '-', Left: &Node{Name: "x"}, Right: &Node{Value: 3}},
	Right: &Node{Op: '^',
		Left:  &Node{Op: '/', Left: &Node{Name: "x"}, Right: &Node{Name: "y"}},
		Right: &Node{Value: 2},
	},
}

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

// A named is a map of numbers by names.
type named = map[string]float64

var (
	prices   = named{"apple": 0.5, "egg": 0.25, "salt": 1}
	columns  = named{"height": 4, "weight": 0.2, "shoes": 7}
	car      = Car{0.3, 2.2, 1500, 0.01}
	built    = Car{0.4, 2.5, 1000, 0.01}
	readings = []Reading{{10, "C"}, {30, "C"}, {300, "K"}, {1, "km"}}
)

var cases = []derivtest.Case{
	{F: WeightedSum, D: WeightedSumGrad, Args: args("1.5  -2\t1e1", v(2, 3, 4)), Value: v(3 - 6 + 40), Grad: v(1.5, -2, 10)},
	{Name: "too few numbers", F: WeightedSum, D: WeightedSumGrad, Args: args("1 2", v(1, 2, 3))},
	{Name: "no number", F: WeightedSum, D: WeightedSumGrad, Args: args("1 two", v(1, 2))},
	{F: MeanScore, D: MeanScoreGrad, Args: args(table, columns), Value: v((4*5.25 + 0.2*125) / 3), Grad: v(1.75, 0, 125.0/3)},
	{Name: "ragged", F: MeanScore, D: MeanScoreGrad, Args: args("a,b\n1", named{"a": 1})},
	{Name: "no rows", F: MeanScore, D: MeanScoreGrad, Args: args("a,b", named{"a": 1})},
	{F: OrderTotal, D: OrderTotalGrad, Allocates: true, Args: args("3 apple, 20 egg,salt, 0.5 apple", prices, 0.2), Value: v(1.5 + 4 + 1 + 0.25),
		Grad: v(3.5, 16, 1, -5)},
	{Name: "no price", F: OrderTotal, D: OrderTotalGrad, Args: args("2 egg, pear", prices, 0.2)},
	{Name: "no number", F: OrderTotal, D: OrderTotalGrad, Args: args("two egg", prices, 0.2)},

	{Name: "length", F: Convert, D: ConvertGrad, Args: args(26.2, "mi", "km"), Value: v(42.1648128), Grad: v(1.609344)},
	{Name: "temperature", F: Convert, D: ConvertGrad, Args: args(-40, "F", "C"), Value: v(-40), Grad: v(5.0 / 9)},
	{Name: "no unit", F: Convert, D: ConvertGrad, Args: args(1, "m", "ell")},
	{Name: "other quantity", F: Convert, D: ConvertGrad, Args: args(1, "m", "K")},
	// 10 °C and 30 °C are 50 °F and 86 °F; 300 K are 80.33 °F; 1 km is none.
	{F: Excess, D: ExcessGrad, Args: args(readings, Reading{77, "F"}), Value: v(9 + 3.33), Grad: v(0, 1.8, 1.8, 0, -2)},

	{F: RPN, D: RPNGrad, Args: args("x x * y 1 - 3 * + sqrt y x / neg exp +", named{"x": 2, "y": 5}), Value: v(4 + math.Exp(-2.5)),
		Grad: v(0.5+1.25*math.Exp(-2.5), 3.0/8-0.5*math.Exp(-2.5))},
	{Name: "power", F: RPN, D: RPNGrad, Args: args("x y ^", named{"x": 3, "y": 2, "z": 1}), Value: v(9), Grad: v(6, 9*math.Log(3), 0)},
	{Name: "operator alone", F: RPN, D: RPNGrad, Args: args("1 +", named{"x": 1})},
	{Name: "operands alone", F: RPN, D: RPNGrad, Args: args("1 x", named{"x": 1})},
	{Name: "unknown word", F: RPN, D: RPNGrad, Args: args("z", named{"x": 1})},
	{F: (*Node).Eval, D: (*Node).EvalVJP, Args: args(tree, named{"x": 6, "y": 4}), Value: v(6.75)},
	{Name: "a number", F: (*Node).Eval, D: (*Node).EvalVJP, Args: args(&Node{Value: 3}, named{"x": 6}), Value: v(3), Grad: v(1, 0)},
	{Name: "unknown variable", F: (*Node).Eval, D: (*Node).EvalVJP, Args: args(tree, named{"x": 1})},
	{Name: "division by zero", F: (*Node).Eval, D: (*Node).EvalVJP, Args: args(tree, named{"x": 1, "y": 0})},

	{F: Polynomial, D: PolynomialGrad, Args: args("1, -3,0, 0.5", -2), Value: v(1 + 6 - 4), Grad: v(-3 + 6)},
	{Name: "empty coefficient", F: Polynomial, D: PolynomialGrad, Args: args("1,,2", 1)},
	// The area becomes 2.5, the mass 1000 and the drag 0.4: a force of 0.60205
	// per (m/s)² and 98.0665 N.
	{F: Car.Power, D: Car.PowerGrad, Allocates: true, Args: args(car, "area += 0.3\nas tested:\nmass = 1000\ndrag += 0.1", 10), Value: v(10 * (60.205 + 98.0665)),
		Grad: v(602.05*2.5, 602.05*0.4, 0, 98066.5, 3*60.205+98.0665), Rel: 1e-12},
	{Name: "as built", F: Car.Power, D: Car.PowerGrad, Allocates: true, Args: args(built, "", 20), Value: v(20 * (240.82 + 98.0665)),
		Grad: v(4816.4*2.5, 4816.4*0.4, 20*0.0980665, 20*9806.65, 3*240.82+98.0665), Rel: 1e-12},
	{Name: "no such setting", F: Car.Power, D: Car.PowerGrad, Args: args(built, "wings = 2", 20), Value: v(20 * (240.82 + 98.0665))},
	{Name: "no number", F: Car.Power, D: Car.PowerGrad, Args: args(built, "mass = heavy", 20)},
}

func TestDerivatives(t *testing.T) {
	log.SetOutput(io.Discard)
	defer log.SetOutput(os.Stderr)
	derivtest.Check(t, cases)
}

// TestErrors has what is an error of the functions.
func TestErrors(t *testing.T) {
	for what, f := range map[string]func() (float64, error){
		"too few numbers":   func() (float64, error) { return WeightedSum("1 2", v(1, 2, 3)) },
		"ragged table":      func() (float64, error) { return MeanScore("a,b\n1", nil) },
		"no price":          func() (float64, error) { return OrderTotal("pear", nil, 0) },
		"other quantity":    func() (float64, error) { return Convert(1, "m", "K") },
		"operands alone":    func() (float64, error) { return RPN("1 2", nil) },
		"unknown variable":  func() (float64, error) { return tree.Eval(named{"x": 1}) },
		"empty coefficient": func() (float64, error) { return Polynomial("1,,2", 0) },
		"setting":           func() (float64, error) { return Car{}.Power("mass = heavy", 1) },
	} {
		if y, err := f(); err == nil {
			t.Errorf("%s: %v and no error", what, y)
		}
	}
}
