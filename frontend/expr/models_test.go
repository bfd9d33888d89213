package expr

import (
	"math"
	"os"
	"testing"
)

// TestModels evaluates the functions of testdata/models where a value is known:
// in closed form, or computed here another way.
func TestModels(t *testing.T) {
	src, err := os.ReadFile("testdata/models/models.grad")
	if err != nil {
		t.Fatal(err)
	}
	p, ds := Load(Source{"models.grad", src})
	fs, more := p.Lower()
	if ds = append(ds, more...); len(ds) > 0 {
		t.Fatal(ds)
	}
	for _, f := range fs {
		checkText(t, f)
		for _, c := range known {
			if c.name == f.Name {
				if got := run(t, f, c.args...); !same(got, c.want) {
					t.Errorf("%s = %v, want %v", f.Name, got, c.want)
				}
			}
		}
	}
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

var known = []meaning{
	// One class has the score 0 and the other ln 3: probabilities 1/4 and 3/4.
	{"softmaxReg", "", []any{vec{1}, vec{0, math.Log(3)}, vec{0, 0}, []int{1}}, vec{math.Log(4.0 / 3)}},
	// One component with unit covariance: half the squared distance.
	{"gmm", "", []any{vec{0}, vec{0, 0}, vec{0, 0}, vec{0}, vec{3, 4}}, vec{-12.5}},
	// At the distance 2^(1/6) the potential is -eps.
	{"lj", "", []any{vec{0, 0, 0, math.Pow(2, 1.0/6), 0, 0}, 1.5, 1.0}, vec{-1.5}},
	// An equilibrium of the equations stays there.
	{"rk4", "", []any{1., 1., 1., 1., 1., 1., 0.1, vec{1, 1, 2, 1, 1, 3}}, vec{5}},
	// The textbook price of an at-the-money call.
	{"bs", "", []any{100., 100., .05, .2, 1.}, vec{10.450583572185565}},
	// One observation of a standard normal state: variance 1 + 0 + 0 + r.
	{"kalman", "", []any{vec{2}, 0., 0., 1.}, vec{-0.5*math.Log(4*math.Pi) - 1}},
	{"gru", "", []any{vec{1}, vec{0}, vec{0}, vec{1}, vec{0}, 1}, vec{math.Pow(math.Tanh(1)/2, 2)}},
	{"network", "", []any{vec{2, 3}, vec{-1, 1}, vec{0.5}}, vec{sigmoid(3*sigmoid(0) + 1)}},
	{"clip", "", []any{vec{3, -2, 4}}, vec{5}},
	{"first", "", []any{vec{3, -2, 4}}, vec{6}},
	{"tri", "", []any{4}, vec{25}},
}
