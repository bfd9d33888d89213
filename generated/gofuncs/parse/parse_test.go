// Text whose value is known, and text that is refused.

package parse

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
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

func xy(x []float64) map[string]float64 { return map[string]float64{"x": x[0], "y": x[1]} }

func prices(x []float64) map[string]float64 {
	return map[string]float64{"apple": x[0], "egg": x[1], "salt": x[2]}
}

func car(x []float64) Car { return Car{x[0], x[1], x[2], x[3]} }

var samples = []sample.Sample{{
	Name:  "WeightedSum",
	At:    []float64{2, 3, 4},
	Value: func(x []float64) []float64 { return sample.Must(WeightedSum("1.5  -2\t1e1", x)) },
	Want:  []float64{3 - 6 + 40},
}, {
	Name: "MeanScore",
	At:   []float64{4, 0.2, 7},
	Value: func(x []float64) []float64 {
		return sample.Must(MeanScore(table, map[string]float64{"height": x[0], "weight": x[1], "shoes": x[2]}))
	},
	Want: []float64{(4*5.25 + 0.2*125) / 3},
}, {
	Name: "OrderTotal",
	At:   []float64{0.5, 0.25, 1, 0.2},
	Value: func(x []float64) []float64 {
		return sample.Must(OrderTotal("3 apple, 20 egg,salt, 0.5 apple", prices(x), x[3]))
	},
	Want: []float64{1.5 + 4 + 1 + 0.25},
}, {
	Name:  "Convert/length",
	At:    []float64{26.2},
	Value: func(x []float64) []float64 { return sample.Must(Convert(x[0], "mi", "km")) },
	Want:  []float64{42.1648128},
}, {
	Name:  "Convert/temperature",
	At:    []float64{-40},
	Value: func(x []float64) []float64 { return sample.Must(Convert(x[0], "F", "C")) },
	Want:  []float64{-40},
}, {
	// 10 °C and 30 °C are 50 °F and 86 °F; 300 K are 80.33 °F; 1 km is none.
	Name: "Excess",
	At:   []float64{10, 30, 300, 1, 77},
	Value: func(x []float64) []float64 {
		return sample.One(Excess([]Reading{{x[0], "C"}, {x[1], "C"}, {x[2], "K"}, {x[3], "km"}}, Reading{x[4], "F"}))
	},
	Want: []float64{9 + 3.33},
}, {
	Name:  "RPN",
	At:    []float64{2, 5},
	Value: func(x []float64) []float64 { return sample.Must(RPN("x x * y 1 - 3 * + sqrt y x / neg exp +", xy(x))) },
	Want:  []float64{4 + math.Exp(-2.5)},
}, {
	Name:  "Node.Eval",
	At:    []float64{6, 4},
	Value: func(x []float64) []float64 { return sample.Must(tree.Eval(xy(x))) },
	Want:  []float64{6.75},
}, {
	Name:  "Polynomial",
	At:    []float64{-2},
	Value: func(x []float64) []float64 { return sample.Must(Polynomial("1, -3,0, 0.5", x[0])) },
	Want:  []float64{1 + 6 - 4},
}, {
	// The area becomes 2.5, the mass 1000 and the drag 0.4: a force of 0.60205
	// per (m/s)² and 98.0665 N.
	Name: "Car.Power",
	At:   []float64{0.3, 2.2, 1500, 0.01, 10},
	Value: func(x []float64) []float64 {
		return sample.Must(car(x).Power("area += 0.3\nas tested:\nmass = 1000\ndrag += 0.1", x[4]))
	},
	Want: []float64{10 * (60.205 + 98.0665)},
}, {
	Name:  "Car.Power/as built",
	At:    []float64{0.4, 2.5, 1000, 0.01, 20},
	Value: func(x []float64) []float64 { return sample.Must(car(x).Power("", x[4])) },
	Want:  []float64{20 * (240.82 + 98.0665)},
}}

func TestSamples(t *testing.T) { sample.Check(t, samples) }

func TestRefused(t *testing.T) {
	for what, f := range map[string]func() (float64, error){
		"too few numbers":   func() (float64, error) { return WeightedSum("1 2", make([]float64, 3)) },
		"no number":         func() (float64, error) { return WeightedSum("1 two", make([]float64, 2)) },
		"ragged table":      func() (float64, error) { return MeanScore("a,b\n1", nil) },
		"no table":          func() (float64, error) { return MeanScore("a,b", nil) },
		"no price":          func() (float64, error) { return OrderTotal("pear", nil, 0) },
		"no unit":           func() (float64, error) { return Convert(1, "m", "ell") },
		"other quantity":    func() (float64, error) { return Convert(1, "m", "K") },
		"operator alone":    func() (float64, error) { return RPN("1 +", nil) },
		"operands alone":    func() (float64, error) { return RPN("1 2", nil) },
		"unknown word":      func() (float64, error) { return RPN("z", nil) },
		"unknown variable":  func() (float64, error) { return tree.Eval(map[string]float64{"x": 1}) },
		"division by zero":  func() (float64, error) { return tree.Eval(xy([]float64{1, 0})) },
		"empty coefficient": func() (float64, error) { return Polynomial("1,,2", 0) },
		"setting":           func() (float64, error) { return Car{}.Power("mass = heavy", 1) },
	} {
		if y, err := f(); err == nil {
			t.Errorf("%s: %v and no error", what, y)
		}
	}
}
