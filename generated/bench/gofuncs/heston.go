// The gradient of option.Heston.Call.

package gofuncs

import (
	"math"

	"chainrule/generated/gofuncs/option"
)

// HestonWorkspace keeps the root of the variance at every step of a path,
// negative where the variance was cut.
type HestonWorkspace struct{ roots []float64 }

// HestonCall returns the mean payoff with its derivative by spot, and sets dh.
func HestonCall(ws *HestonWorkspace, h *option.Heston, spot, strike, dt float64, paths [][][2]float64, dh *option.Heston) (mean, dspot float64) {
	*dh = option.Heston{}
	step := math.Sqrt(dt)
	rest := math.Sqrt(1 - h.Correlation*h.Correlation)
	start := math.Log(spot)
	share := 1 / float64(len(paths))
	drest, dx0 := 0.0, 0.0
	for _, path := range paths {
		x := start + ws.forth(h, path, dt, step, rest)
		h.Steps += len(path)
		payoff := math.Exp(x) - strike
		if payoff < 0 {
			continue
		}
		mean += payoff * share
		dx := share * (payoff + strike)
		dx0 += dx
		drest += ws.back(h, dh, path, dx, dt, step, rest)
	}
	dh.Correlation -= drest * h.Correlation / rest
	return mean, dx0 / spot
}

// forth follows a path and returns the growth of the logarithm of the price.
func (ws *HestonWorkspace) forth(h *option.Heston, path [][2]float64, dt, step, rest float64) (x float64) {
	ws.roots = grown(ws.roots, len(path))
	pull, swing, correlation := h.Speed*dt, h.VolOfVol*step, h.Correlation
	v := h.Variance
	for i := range path {
		z := &path[i]
		plus := max(v, 0)
		root := math.Sqrt(plus)
		if ws.roots[i] = root; v < 0 {
			ws.roots[i] = -1
		}
		x += root*step*z[0] - plus/2*dt
		v += pull*(h.Mean-plus) + swing*root*(correlation*z[0]+rest*z[1])
	}
	return x
}

// back adds the derivatives of a path to dh and returns that by rest; dx is the
// derivative by the logarithm of the price.
func (ws *HestonWorkspace) back(h, dh *option.Heston, path [][2]float64, dx, dt, step, rest float64) (drest float64) {
	pull, swing, correlation := h.Speed*dt, h.VolOfVol*step, h.Correlation
	dpull, dswing, dmean, dcorrelation, dv := 0.0, 0.0, 0.0, 0.0, 0.0
	roots := ws.roots[:len(path)]
	for i := len(path) - 1; i >= 0; i-- {
		z, root := &path[i], roots[i]
		if root < 0 {
			dpull += dv * h.Mean
			dmean += dv
			continue
		}
		shock := correlation*z[0] + rest*z[1]
		dpull += dv * (h.Mean - root*root)
		dmean += dv
		dswing += dv * root * shock
		dshock := dv * root
		dcorrelation += dshock * z[0]
		drest += dshock * z[1]
		dv += (dx*step*z[0]+dv*swing*shock)*(0.5/root) - dx*dt/2 - dv*pull
	}
	dh.Variance += dv
	dh.Mean += dmean * pull
	dh.Speed += dpull * dt
	dh.VolOfVol += dswing * step
	dh.Correlation += dcorrelation * swing
	return drest * swing
}
