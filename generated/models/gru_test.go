// The gated recurrent unit against backpropagation through time by hand.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// gruSize is h units, d inputs and T steps.
type gruSize struct{ h, d, T int }

// lengths are those of W, U and b.
func (g gruSize) lengths() []int { return []int{3 * g.h * g.d, 3 * g.h * g.h, 3 * g.h} }

// gru is GRU as a function of its weights in one vector.
func (g gruSize) gru(x, target []float64) gradtest.Function {
	return gradtest.OfParts(g.lengths(),
		func(p [][]float64) float64 { return GRU(p[0], p[1], p[2], x, target) },
		func(p, d [][]float64) float64 { return GRUGrad(p[0], p[1], p[2], x, target, d[0], d[1], d[2]) },
		func(p, d [][]float64) (y, yDot float64) { return GRUJVP(p[0], p[1], p[2], x, target, d[0], d[1], d[2]) })
}

// TestGRU checks sequences of several lengths.
func TestGRU(t *testing.T) {
	for _, g := range []gruSize{{1, 1, 1}, {2, 3, 1}, {3, 2, 4}, {4, 3, 9}} {
		x, target := gradtest.Normals(1, g.T*g.d, 1), gradtest.Normals(2, g.T*g.h, 0.5)
		p := gradtest.Normals(3, gradtest.Total(g.lengths()), 0.8)
		grad := g.gru(x, target).Check(t, p, 1e-10)
		loss, want := g.throughTime(p, x, target)
		gradtest.Near(t, "loss", g.gru(x, target).Value(p), loss, 1e-13)
		gradtest.Equal(t, "gradient", grad, want, 1e-12)
	}
}

// TestGRUClosed: an update gate held at 1 keeps the state zero.
func TestGRUClosed(t *testing.T) {
	g := gruSize{2, 1, 3}
	p := gradtest.Normals(1, gradtest.Total(g.lengths()), 1)
	b := gradtest.Split(p, g.lengths()...)[2]
	b[0], b[1] = 1000, 1000
	grad := make([]float64, len(p))
	if loss := g.gru([]float64{1, 2, 3}, []float64{1, 1, 1, 1, 1, 1}).Grad(p, grad); loss != 3 {
		t.Errorf("loss %v, want 3", loss)
	}
	for i, v := range grad {
		if v != 0 {
			t.Errorf("∂%d = %v where nothing moves", i, v)
		}
	}
}

// gruStep is what one step computes.
type gruStep struct{ before, z, r, rs, c, s []float64 }

// gate is activate(W[k]·x + U[k]·s + b[k]) for the k-th gate.
func (g gruSize) gate(w [][]float64, k int, x, s []float64, activate func(float64) float64) []float64 {
	out := affine(w[0][k*g.h*g.d:][:g.h*g.d], w[2][k*g.h:][:g.h], x)
	recurrent := affine(w[1][k*g.h*g.h:][:g.h*g.h], make([]float64, g.h), s)
	for i := range out {
		out[i] = activate(out[i] + recurrent[i])
	}
	return out
}

func (g gruSize) step(w [][]float64, x, s []float64) gruStep {
	sigmoid := func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	st := gruStep{before: s, rs: make([]float64, g.h), s: make([]float64, g.h)}
	st.z = g.gate(w, 0, x, s, sigmoid)
	st.r = g.gate(w, 1, x, s, sigmoid)
	for i := range s {
		st.rs[i] = st.r[i] * s[i]
	}
	st.c = g.gate(w, 2, x, st.rs, math.Tanh)
	for i := range s {
		st.s[i] = st.z[i]*s[i] + (1-st.z[i])*st.c[i]
	}
	return st
}

// throughTime is backpropagation through time (Werbos, Proceedings of the IEEE
// 78, 1990) for the equations of Cho et al. (2014).
func (g gruSize) throughTime(p, x, target []float64) (loss float64, grad []float64) {
	grad = make([]float64, len(p))
	w, d := gradtest.Split(p, g.lengths()...), gradtest.Split(grad, g.lengths()...)
	state := make([]float64, g.h)
	var steps []gruStep
	for t := range g.T {
		st := g.step(w, x[t*g.d:][:g.d], state)
		steps, state = append(steps, st), st.s
		for i, v := range state {
			loss += 0.5 * (v - target[t*g.h+i]) * (v - target[t*g.h+i])
		}
	}
	ds := make([]float64, g.h)
	for t := g.T - 1; t >= 0; t-- {
		for i := range ds {
			ds[i] += steps[t].s[i] - target[t*g.h+i]
		}
		ds = g.back(w, d, steps[t], x[t*g.d:][:g.d], ds)
	}
	return loss, grad
}

// back adds one step's derivatives and gives the adjoint of the state before it.
func (g gruSize) back(w, d [][]float64, st gruStep, x, ds []float64) []float64 {
	dz, dr, dc, before := make([]float64, g.h), make([]float64, g.h), make([]float64, g.h), make([]float64, g.h)
	for i, v := range ds {
		dz[i] = v * (st.before[i] - st.c[i]) * st.z[i] * (1 - st.z[i])
		dc[i] = v * (1 - st.z[i]) * (1 - st.c[i]*st.c[i])
		before[i] = v * st.z[i]
	}
	drs := g.backGate(w, d, 2, dc, x, st.rs)
	for i, v := range drs {
		dr[i] = v * st.before[i] * st.r[i] * (1 - st.r[i])
		before[i] += v * st.r[i]
	}
	fromZ, fromR := g.backGate(w, d, 0, dz, x, st.before), g.backGate(w, d, 1, dr, x, st.before)
	for i := range before {
		before[i] += fromZ[i] + fromR[i]
	}
	return before
}

// backGate adds the derivatives of the k-th gate's weights for the adjoint of
// its argument, and gives the adjoint Uᵀ·delta of the state it reads.
func (g gruSize) backGate(w, d [][]float64, k int, delta, x, s []float64) []float64 {
	addOuter(d[0][k*g.h*g.d:][:g.h*g.d], d[2][k*g.h:][:g.h], delta, x, 1)
	addOuter(d[1][k*g.h*g.h:][:g.h*g.h], make([]float64, g.h), delta, s, 1)
	ds := make([]float64, g.h)
	for i, v := range delta {
		for j := range ds {
			ds[j] += w[1][k*g.h*g.h+i*g.h+j] * v
		}
	}
	return ds
}
