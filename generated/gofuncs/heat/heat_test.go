// The functions at points with known values; the samples serve the gradients too.

package heat

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleRod    = []float64{10, 50, 20, 80, 40, 0}
	sampleRing   = Ring{3: 90, 4: 70, 11: -20, 15: 5}
	samplePlate  = [][]float64{{1, 2, 0, 1}, {3, 9, 4, 2}, {0, 5, 7, 1}, {2, 1, 1, 3}, {0, 0, 4, 2}}
	sampleLayers = []Layer{
		{Material{"brick", 0.8}, 0.24}, {Material{"moving air", 0.025}, 0.04}, {Material{"wool", 0.035}, 0.16},
	}
)

// sines is a mode of a rod with cold ends, which each step scales.
func sines(n, mode int) []float64 {
	u := make([]float64, n)
	for i := 1; i < n-1; i++ {
		u[i] = math.Sin(math.Pi * float64(mode*i) / float64(n-1))
	}
	return u
}

func scaled(u []float64, k float64) []float64 {
	u = slices.Clone(u)
	for i := range u {
		u[i] *= k
	}
	return u
}

func TestDiffuse(t *testing.T) {
	u := sines(9, 2)
	factor := 1 - 4*0.3*math.Pow(math.Sin(math.Pi/8), 2)
	check.Slices(t, "mode", Diffuse(u, 0.3, 5), scaled(u, math.Pow(factor, 5)), 1e-13)
	check.Slices(t, "a step", Diffuse(sampleRod, 0.25, 1), []float64{10, 32.5, 42.5, 55, 40, 0}, 1e-15)
}

func TestRing(t *testing.T) {
	var u, want Ring
	for i := range u {
		u[i] = math.Cos(math.Pi / 8 * float64(3*i))
		want[i] = u[i] * math.Pow(1-4*0.2*math.Pow(math.Sin(3*math.Pi/16), 2), 4)
	}
	got := u.After(0.2, 4)
	check.Slices(t, "mode", got[:], want[:], 1e-12)
}

func TestRod(t *testing.T) {
	rod := Rod{Temps: []float64{4, 8, 6}, Diffusivity: 0.5, Loss: 0.25, Ambient: 2}
	rod.Step(1, 0.5)
	check.Slices(t, "temperatures", rod.Temps, []float64{4 + 1 - 0.25, 8 - 1.5 - 0.75, 6 + 0.5 - 0.5}, 1e-15)
	check.Near(t, "time", rod.Time, 0.5, 0)
}

func TestImplicit(t *testing.T) {
	u := sines(9, 2)
	factor := 1 + 4*2*math.Pow(math.Sin(math.Pi/8), 2)
	want := scaled(u, math.Pow(factor, -3))
	Implicit(u, 2, 3)
	check.Slices(t, "mode", u, want, 1e-13)
}

func TestPlate(t *testing.T) {
	check.Near(t, "at first", Plate(samplePlate, 0.1, 5, [2]int{1, 1}, 0), 4.5, 1e-15)
	flat := [][]float64{{3, 3, 3}, {3, 3, 3}, {3, 3, 3}}
	check.Near(t, "a source", Plate(flat, 0.1, 2, [2]int{1, 1}, 2), 3+2+2*0.6, 1e-15)
	check.Near(t, "left alone", flat[1][1], 3, 0)
}

func TestFlow(t *testing.T) {
	const wall = 0.17 + 0.24/0.8 + 0.04/0.025/3 + 0.16/0.035
	check.Near(t, "flow", Flow(20, -5, sampleLayers...), 25/wall, 1e-15)
}

// Newton's law halves the excess of 60 K in 1000 s: after 1500 s, between two
// steps, the chord stands for the exponential.
func TestCoolDown(t *testing.T) {
	const capacity, area = 1e6, math.Ln2 * 1000 / 12
	check.Near(t, "two halvings", CoolDown(80, 20, 35, capacity, area, Air, 1000), 2000, 1e-13)
	check.Near(t, "a chord", CoolDown(80, 20, 42.5, capacity, area, Air, 1000), 1500, 1e-13)
	check.Near(t, "fine steps", CoolDown(80, 20, 42.5, capacity, area, Air, 0.5), 1000*math.Log2(60/22.5), 1e-6)
	check.Near(t, "cold already", CoolDown(20, 20, 35, capacity, area, Air, 1), 0, 0)
	if !math.IsInf(CoolDown(80, 20, 35, capacity, 0.01, Air, 1), 1) {
		t.Error("a body without surface cools")
	}
}

func TestFin(t *testing.T) {
	check.Near(t, "efficiency", Fin(0.02, 0.001, 100, Water), math.Tanh(0.02*math.Sqrt(7000))/(0.02*math.Sqrt(7000)), 1e-15)
	check.Near(t, "no length", Fin(0, 0.001, 100, Water), 1, 0)
}
