// The scalar compositions.

package bench

import (
	"chainrule/generated/bench/dualnum"
	"chainrule/generated/bench/finite"
	"chainrule/generated/bench/hand"
	"chainrule/generated/bench/ongomlx"
	"chainrule/generated/bench/ongorgonia"
	"chainrule/generated/bench/primal"
	"chainrule/generated/bench/problem"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/num/dual"
)

// one is a function of one variable in every form that the tools want.
type one struct {
	name, title     string
	primal          func(x float64) float64
	hand, generated func(x float64) (y, dx float64)
	dual            func(x dual.Number) dual.Number
	gorgonia        func(x *ongorgonia.Node) *ongorgonia.Node
	gomlx           func(x *ongomlx.Node) *ongomlx.Node
}

// scalars returns the problems of one and two variables.
func scalars() []Problem {
	p := problem.NewScalar()
	ones := []one{
		{"Chain", "sin(ln(x²+1))", primal.Chain, hand.ChainGrad, genChain, dualnum.Chain, ongorgonia.Chain, ongomlx.Chain},
		{"Cube", "(x²+1)³", primal.Cube, hand.CubeGrad, genCube, dualnum.Cube, ongorgonia.Cube, ongomlx.Cube},
		{"Gauss", "exp(-x²)", primal.Gauss, hand.GaussGrad, genGauss, dualnum.Gauss, ongorgonia.Gauss, ongomlx.Gauss},
		{"Triple", "sin(exp(x²))", primal.Triple, hand.TripleGrad, genTriple, dualnum.Triple, ongorgonia.Triple, ongomlx.Triple},
	}
	var all []Problem
	for _, f := range ones {
		all = append(all, f.problem(p))
	}
	return append(all, poly(p))
}

// problem returns f at all points of p.
func (f one) problem(p *problem.Scalar) Problem {
	c := built(Finite, func(grad []float64) float64 { return finite.Map(f.primal, p.X, grad) })
	c.Tolerance = approximate
	return Problem{
		Name: f.name, Title: f.title, Size: len(p.X), Calls: len(p.X),
		Primal: func() (sum float64) {
			for _, x := range p.X {
				sum += f.primal(x)
			}
			return sum
		},
		Central: func(grad []float64) (sum float64) {
			for i, x := range p.X {
				grad[i] = fd.Derivative(f.primal, x, &fd.Settings{Formula: fd.Central})
				sum += f.primal(x)
			}
			return sum
		},
		Candidates: []Candidate{
			generated(f.generated != nil, atPoints(f.generated, p.X)),
			built(Hand, atPoints(f.hand, p.X)),
			c,
			built(Dual, func(grad []float64) float64 { return dualnum.Map(f.dual, p.X, grad) }),
			lazy(Gorgonia, func() func([]float64) float64 { return ongorgonia.Map(f.gorgonia, p.X) }),
			lazy(GoMLX, func() func([]float64) float64 { return ongomlx.Map(f.gomlx, p.X) }),
		},
	}
}

// atPoints evaluates f at every x.
func atPoints(f func(x float64) (y, dx float64), x []float64) Func {
	return func(grad []float64) (sum float64) {
		for i, xi := range x {
			y, dx := f(xi)
			sum += y
			grad[i] = dx
		}
		return sum
	}
}

// poly returns the function of two variables at all points of p.
func poly(p *problem.Scalar) Problem {
	f := primal.Poly
	c := built(Finite, func(grad []float64) float64 { return finite.Map2(f, p.X, p.Y, grad) })
	c.Tolerance = approximate
	sum := func() (sum float64) {
		for i, x := range p.X {
			sum += f(x, p.Y[i])
		}
		return sum
	}
	return Problem{
		Name: "Poly", Title: "x²y³ + sin(xy)", Size: len(p.Theta), Calls: len(p.X),
		Primal: sum,
		Central: func(grad []float64) float64 {
			for i, x := range p.X {
				y := p.Y[i]
				at := &fd.Settings{Formula: fd.Central}
				grad[i] = fd.Derivative(func(x float64) float64 { return f(x, y) }, x, at)
				grad[len(p.X)+i] = fd.Derivative(func(y float64) float64 { return f(x, y) }, y, at)
			}
			return sum()
		},
		Candidates: []Candidate{
			generated(genPoly != nil, atPairs(genPoly, p.X, p.Y)),
			built(Hand, atPairs(hand.PolyGrad, p.X, p.Y)),
			c,
			built(Dual, func(grad []float64) float64 { return dualnum.Map2(dualnum.Poly, p.X, p.Y, grad) }),
			lazy(Gorgonia, func() func([]float64) float64 { return ongorgonia.Map2(ongorgonia.Poly, p.X, p.Y) }),
			lazy(GoMLX, func() func([]float64) float64 { return ongomlx.Map2(ongomlx.Poly, p.X, p.Y) }),
		},
	}
}

// atPairs evaluates f at every x and y.
func atPairs(f func(x, y float64) (z, dx, dy float64), x, y []float64) Func {
	y = y[:len(x)]
	return func(grad []float64) (sum float64) {
		byX, byY := grad[:len(x)], grad[len(x):][:len(x)]
		for i, xi := range x {
			z, dx, dy := f(xi, y[i])
			sum += z
			byX[i], byY[i] = dx, dy
		}
		return sum
	}
}
