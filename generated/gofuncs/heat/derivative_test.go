// Derivatives against differences, and against closed forms.

package heat

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

var cases = []derivtest.Case{
	{F: Diffuse, D: DiffuseVJP, J: DiffuseJac, Args: args(sampleRod, 0.25, 1), Value: []float64{10, 32.5, 42.5, 55, 40, 0}, Grad: []float64{
		1, 0, 0, 0, 0, 0, 0,
		0.25, 0.5, 0.25, 0, 0, 0, -70,
		0, 0.25, 0.5, 0.25, 0, 0, 90,
		0, 0, 0.25, 0.5, 0.25, 0, -100,
		0, 0, 0, 0.25, 0.5, 0.25, 0,
		0, 0, 0, 0, 0, 1, 0}},
	{Name: "many steps", F: Diffuse, D: DiffuseVJP, J: DiffuseJac, Args: args(sampleRod, 0.3, 7)},
	{Name: "no step", F: Diffuse, D: DiffuseVJP, J: DiffuseJac, Args: args(sampleRod, 0.3, 0)},
	{Name: "not stable", F: Diffuse, D: DiffuseVJP, J: DiffuseJac, Args: args(sampleRod, 0.7, 3)},
	{F: Ring.After, D: Ring.AfterVJP, Args: args(sampleRing, 0.2, 4)},
	{Name: "no step", F: Ring.After, D: Ring.AfterVJP, Args: args(sampleRing, 0.2, 0)},
	{F: (*Rod).Step, D: (*Rod).StepVJP, Args: args(&Rod{[]float64{4, 8, 6, 1, 3}, 0.5, 0.25, 2, 1.5}, 1.2, 0.3)},
	{Name: "short", F: (*Rod).Step, D: (*Rod).StepVJP, Args: args(&Rod{Temps: []float64{4}, Loss: 0.5}, 1.2, 0.3)},
	{F: Implicit, D: ImplicitVJP, Args: args(sampleRod, 2, 3)},
	{Name: "one step", F: Implicit, D: ImplicitVJP, Args: args(sampleRod[:4], 0.4, 1)},
	{Name: "at first", F: Plate, D: PlateGrad, Args: args(samplePlate, 0.1, 5, [2]int{1, 1}, 0),
		Value: []float64{4.5}, Grad: inside(5, 4, 1./6, 0, 0)},
	{Name: "a step", F: Plate, D: PlateGrad, Args: args(samplePlate, 0.1, 5, [2]int{1, 1}, 1)},
	{Name: "many steps", F: Plate, D: PlateGrad, Args: args(samplePlate, 0.1, 5, [2]int{2, 1}, 6)},
	{F: Flow, D: FlowGrad, Args: args(20, -5, sampleLayers)},
	{Name: "open", F: Flow, D: FlowGrad, Args: args(20, -5, []Layer{}), Value: []float64{25 / 0.17}, Grad: []float64{1 / 0.17, -1 / 0.17}},
	{Name: "between steps", F: CoolDown, D: CoolDownGrad, Twin: coolDown, Args: args(80, 20, 42.5, 1e6, 60, Air, 730)},
	{Name: "within a step", F: CoolDown, D: CoolDownGrad, Twin: coolDown, Args: args(80, 20, 75, 1e6, 60, Air, 1000)},
	{Name: "cold already", F: CoolDown, D: CoolDownGrad, Args: args(10, 20, 35, 1e6, 60, Air, 1), Value: []float64{0}, Grad: make([]float64, 7)},
	{Name: "without surface", F: CoolDown, D: CoolDownGrad, Args: args(80, 20, 35, 1e6, 0.01, Air, 1), Value: []float64{math.Inf(1)}, Grad: make([]float64, 7), Rough: true},
	{F: Fin, D: FinGrad, Twin: fin, Args: args(0.02, 0.001, 100, Water)},
	{Name: "no length", F: Fin, D: FinGrad, Args: args(0, 0.001, 100, Water), Value: []float64{1}, Grad: make([]float64, 4), Rough: true},
}

// inside is a gradient that has the value k within the rim of an array.
func inside(rows, columns int, k float64, more ...float64) (grad []float64) {
	for i := range rows {
		for j := range columns {
			if i > 0 && i < rows-1 && j > 0 && j < columns-1 {
				grad = append(grad, k)
			} else {
				grad = append(grad, 0)
			}
		}
	}
	return append(grad, more...)
}

// coolDown and fin are the functions with a medium in double precision.
func coolDown(x []float64) float64 { return CoolDown(x[0], x[1], x[2], x[3], x[4]*x[5], 1, x[6]) }
func fin(x []float64) float64      { return Fin(x[0], x[1], x[2]/x[3], 1) }

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
