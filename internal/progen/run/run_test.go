package run

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// scaled overwrites an element; its derivatives below are written by hand.
func scaled(x float64, s []float64) float64 {
	s[0] *= x
	return s[0] * s[1]
}

// scaledVJP has a mistake where wrong says one.
func scaledVJP(wrong string) func(x float64, s []float64, dy float64, ds []float64) (y, dx float64) {
	return func(x float64, s []float64, dy float64, ds []float64) (y, dx float64) {
		s0 := s[0]
		y = scaled(x, s)
		ds[1] += dy * s[0]
		d0 := ds[0] + dy*s[1]
		switch wrong {
		case "seed":
			d0 = dy * s[1]
		case "memory":
			s[0] = s0
		case "value":
			y = math.Nextafter(y, 9)
		case "panic":
			_ = s[len(s)]
		}
		ds[0] = d0 * x
		if wrong == "overwrites" {
			ds[0] += d0
		}
		return y, d0 * s0
	}
}

func scaledJVP(wrong string) func(x float64, s []float64, xDot float64, sDot []float64) (y, yDot float64) {
	return func(x float64, s []float64, xDot float64, sDot []float64) (y, yDot float64) {
		sDot[0] = sDot[0]*x + s[0]*xDot
		y = scaled(x, s)
		yDot = sDot[0]*s[1] + s[0]*sDot[1]
		if wrong == "tangent" {
			sDot[0] = 0
		}
		return y, yDot
	}
}

func scaledGrad(wrong string) func(x float64, s, ds []float64) (y, dx float64) {
	return func(x float64, s, ds []float64) (y, dx float64) {
		if wrong == "gradient" {
			ds[1] += 1
		}
		return scaledVJP("")(x, s, 1, ds)
	}
}

func scaledCase(wrong string) *Case {
	return &Case{Name: "scaled", Primal: scaled, Writes: true, Derived: []Derived{
		{"vjp", scaledVJP(wrong), []Role{{"seed", 0}, {"shadow", 1}}, []Role{{"by", 0}}},
		{"jvp", scaledJVP(wrong), []Role{{"tangent", 0}, {"tangent", 1}}, []Role{{"tangent", 0}}},
		{"grad", scaledGrad(wrong), []Role{{"shadow", 1}}, []Role{{"by", 0}}},
	}}
}

// TestMistakes: derivatives without one pass, and each mistake is found.
func TestMistakes(t *testing.T) {
	r := scaledCase("").check(8)
	if r.Finding != "" || r.Points != 8 || r.Compared < 30 || r.Rough > 0 || len(r.Calls) != 4 {
		t.Errorf("without a mistake: %+v", r)
	}
	for wrong, want := range map[string]string{
		"seed":       "reverse mode",
		"overwrites": "reverse mode",
		"memory":     "vjp leaves argument 1[0]",
		"value":      "vjp: result 0",
		"panic":      "vjp: panic",
		"tangent":    "forward mode gives",
		"gradient":   "grad gives",
	} {
		if r := scaledCase(wrong).check(8); !strings.Contains(r.Finding, want) {
			t.Errorf("%s: finding %q, want %q", wrong, r.Finding, want)
		}
	}
}

// TestBothModesWrong: differences find what reverse and forward mode agree on.
func TestBothModesWrong(t *testing.T) {
	c := &Case{Primal: func(x float64) float64 { return x * x }, Derived: []Derived{
		{"vjp", func(x, dy float64) (y, dx float64) { return x * x, 1.001 * 2 * x * dy }, []Role{{"seed", 0}}, []Role{{"by", 0}}},
		{"jvp", func(x, xDot float64) (y, yDot float64) { return x * x, 1.001 * 2 * x * xDot }, []Role{{"tangent", 0}}, []Role{{"tangent", 0}}},
	}}
	if r := c.check(3); !strings.Contains(r.Finding, "differences") {
		t.Errorf("finding %q", r.Finding)
	}
}

// TestKinks: at a kink and at a jump differences say nothing.
func TestKinks(t *testing.T) {
	for name, f := range map[string]func(x, at float64) float64{
		"kink":         func(x, at float64) float64 { return math.Abs(x - at) },
		"jump":         func(x, at float64) float64 { return math.Floor(x - at) },
		"not a number": func(x, at float64) float64 { return math.Sqrt(x - at) },
	} {
		p := &point{Case: &Case{}, leaves: []leaf{{name: "x"}}}
		if p.difference(func(by float64) float64 { return f(0.5+by, 0.5) }, 0, 0.7) {
			t.Errorf("%s: compared", name)
		}
	}
}

// TestErrorsAndPanics: a derivative fails as its primal does.
func TestErrorsAndPanics(t *testing.T) {
	fails := func(x float64) (float64, error) { return x, errors.New("no") }
	derivative := func(text string) any {
		return func(x, dy float64) (y, dx float64, err error) { return x, 0, errors.New(text) }
	}
	for text, want := range map[string]string{"no": "", "other": "error other"} {
		c := &Case{Primal: fails, Derived: []Derived{{"vjp", derivative(text), []Role{{"seed", 0}}, []Role{{"by", 0}}}}}
		if r := c.check(1); r.Finding != want && !strings.Contains(r.Finding, want) || want == "" && r.Skipped["returns an error"] != 1 {
			t.Errorf("%s: %+v", text, r)
		}
	}
	panics := &Case{Primal: func(s []float64) float64 { return s[9] }, Derived: []Derived{
		{"vjp", func(s []float64, dy float64, ds []float64) float64 { return s[8] }, []Role{{"seed", 0}, {"shadow", 0}}, nil}}}
	if r := panics.check(1); !strings.Contains(r.Finding, "index out of range [8]") {
		t.Errorf("%+v", r)
	}
}

// TestWorlds: the same recipe makes the same arguments, some of which share memory.
func TestWorlds(t *testing.T) {
	shared := 0
	for seed := range uint64(100) {
		r := recipe{types: typesOf(func(a, b []float64, m map[string]float64, p *struct{ X, Y float32 }) {}), seed: seed}
		r.like = r.types
		u, v := r.world(), r.world()
		ul, vl := u.leaves(), v.leaves()
		if len(ul) != len(vl) {
			t.Fatalf("seed %d: %d and %d floats", seed, len(ul), len(vl))
		}
		for i := range ul {
			if ul[i].name != vl[i].name || ul[i].get() != vl[i].get() || ul[i].at == vl[i].at {
				t.Fatalf("seed %d: %s differs, or is the same memory", seed, ul[i].name)
			}
		}
		if u.slots[0].Len()+u.slots[1].Len() > len(ul)-u.slots[2].Len()-2 {
			shared++
		}
		for _, l := range r.beside().leaves() {
			if l.get() != 0 {
				t.Fatalf("seed %d: %s is not zero", seed, l.name)
			}
		}
	}
	if shared < 5 {
		t.Errorf("only %d of 100 share memory", shared)
	}
}
