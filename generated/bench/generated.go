// The generated gradients; this is the only file that names their packages.

package bench

import (
	"chainrule/generated/models"
	"chainrule/generated/seed"
)

// The generated function of each problem; nil prints "pending". A function that
// takes a workspace is bound to one here.
var (
	genChain, genCube, genGauss, genTriple = seed.ChainGrad, seed.CubeGrad, seed.GaussGrad, seed.TripleGrad

	genPoly = seed.PolyGrad

	genRosenbrock = models.RosenbrockGrad

	genLogistic = models.LogisticGrad

	perceptronSpace models.PerceptronWorkspace

	genPerceptron = func(W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) (loss float64) {
		return models.PerceptronGradWS(&perceptronSpace, W1, b1, W2, b2, X, label, dW1, db1, dW2, db2)
	}

	mixtureSpace models.MixtureWorkspace

	genMixture = func(alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) (ll float64) {
		return models.MixtureGradWS(&mixtureSpace, alpha, mu, q, L, x, dalpha, dmu, dq, dL)
	}
)
