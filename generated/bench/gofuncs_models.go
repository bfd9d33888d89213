// A plate, a mixture, and the price of an option.

package bench

import (
	"math/rand"

	"chainrule/generated/bench/gofuncs"
	"chainrule/generated/gofuncs/cluster"
	"chainrule/generated/gofuncs/heat"
	"chainrule/generated/gofuncs/option"
)

// rows returns n rows of d normal numbers.
func rows(r *rand.Rand, n, d int) [][]float64 {
	x := make([][]float64, n)
	for i := range x {
		x[i] = make([]float64, d)
		for j := range x[i] {
			x[i][j] = r.NormFloat64()
		}
	}
	return x
}

// zeros returns rows of the lengths of those of x.
func zeros(x [][]float64) [][]float64 {
	z := make([][]float64, len(x))
	for i := range x {
		z[i] = make([]float64, len(x[i]))
	}
	return z
}

// plate returns 40 steps of a plate of 32 by 32 cells.
func plate() GoFunction {
	const r, source, steps = 0.2, 1.5, 40
	initial := rows(rand.New(rand.NewSource(14)), 32, 32)
	hot := [2]int{9, 20}
	by := func(f func(dinitial [][]float64) (mean, dr, dsource float64)) GoGradient {
		dinitial := zeros(initial)
		var dr, dsource float64
		return GoGradient{
			Run: func() (mean float64) {
				mean, dr, dsource = f(dinitial)
				return mean
			},
			Derivatives: func() []any { return []any{dinitial, dr, dsource} },
		}
	}
	var ws heat.PlateWorkspace
	var own gofuncs.PlateWorkspace
	return GoFunction{
		Name: "Plate", Title: "heat in a plate, 32 × 32 cells, 40 steps", Shows: "nested slices, two buffers",
		Primal: func() float64 { return heat.Plate(initial, r, source, hot, steps) },
		Generated: by(func(dinitial [][]float64) (mean, dr, dsource float64) {
			return heat.PlateGradWS(&ws, initial, r, source, hot, steps, dinitial)
		}),
		Hand: by(func(dinitial [][]float64) (mean, dr, dsource float64) {
			return gofuncs.Plate(&own, initial, r, source, hot, steps, dinitial)
		}),
	}
}

// diagonalMixture returns a mixture of five normals in eight dimensions at 500
// points.
func diagonalMixture() GoFunction {
	const n, d, k = 500, 8, 5
	r := rand.New(rand.NewSource(15))
	points, means, logSigmas := rows(r, n, d), rows(r, k, d), rows(r, k, d)
	scores := rows(r, 1, k)[0]
	type gradient func(points [][]float64, scores []float64, means, logSigmas [][]float64, dscores []float64, dmeans, dlogSigmas [][]float64) float64
	by := func(f gradient) GoGradient {
		dscores, dmeans, dlogSigmas := make([]float64, k), zeros(means), zeros(logSigmas)
		return GoGradient{
			Run:         func() float64 { return f(points, scores, means, logSigmas, dscores, dmeans, dlogSigmas) },
			Derivatives: func() []any { return []any{dscores, dmeans, dlogSigmas} },
		}
	}
	var ws cluster.DiagonalMixtureWorkspace
	var own gofuncs.MixtureWorkspace
	return GoFunction{
		Name: "DiagonalMixture", Title: "diagonal mixture, n = 500, d = 8, K = 5", Shows: "log-sum-exp with a running maximum",
		Primal: func() float64 { return cluster.DiagonalMixture(points, scores, means, logSigmas) },
		Generated: by(func(points [][]float64, scores []float64, means, logSigmas [][]float64, dscores []float64, dmeans, dlogSigmas [][]float64) float64 {
			return cluster.DiagonalMixtureGradWS(&ws, points, scores, means, logSigmas, dscores, dmeans, dlogSigmas)
		}),
		Hand: by(func(points [][]float64, scores []float64, means, logSigmas [][]float64, dscores []float64, dmeans, dlogSigmas [][]float64) float64 {
			return gofuncs.DiagonalMixture(&own, points, scores, means, logSigmas, dscores, dmeans, dlogSigmas)
		}),
	}
}

// heston returns 200 paths of 50 steps.
func heston() GoFunction {
	const spot, strike, dt = 100, 95, 0.02
	r := rand.New(rand.NewSource(16))
	model := option.Heston{Variance: 0.04, Mean: 0.05, Speed: 1.5, VolOfVol: 0.3, Correlation: -0.6}
	paths := make([][][2]float64, 200)
	for i := range paths {
		paths[i] = make([][2]float64, 50)
		for j := range paths[i] {
			paths[i][j] = [2]float64{r.NormFloat64(), r.NormFloat64()}
		}
	}
	by := func(f func(h, dh *option.Heston) (mean, dspot float64)) GoGradient {
		h := model
		var dh option.Heston
		var dspot float64
		return GoGradient{
			Run: func() (mean float64) {
				mean, dspot = f(&h, &dh)
				return mean
			},
			Derivatives: func() []any { return []any{dh, dspot} },
		}
	}
	var ws option.HestonCallWorkspace
	var own gofuncs.HestonWorkspace
	return GoFunction{
		Name: "HestonCall", Title: "call in Heston's model, 200 paths of 50 steps", Shows: "pointer receivers, steps in time",
		Primal: func() float64 { return model.Call(spot, strike, dt, paths) },
		Generated: by(func(h, dh *option.Heston) (mean, dspot float64) {
			return h.CallGradWS(&ws, spot, strike, dt, paths, dh)
		}),
		Hand: by(func(h, dh *option.Heston) (mean, dspot float64) {
			return gofuncs.HestonCall(&own, h, spot, strike, dt, paths, dh)
		}),
	}
}
