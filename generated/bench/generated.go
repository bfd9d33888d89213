// The generated gradients; this is the only file that names their packages.

package bench

// The generated function of each problem; nil prints "pending". A function that
// takes a workspace is bound to one here.
var (
	genChain, genCube, genGauss, genTriple func(x float64) (y, dx float64)

	genPoly func(x, y float64) (z, dx, dy float64)

	genRosenbrock func(x, dx []float64) (f float64)

	genLogistic func(X, y, w []float64, b float64, dw []float64) (loss, db float64)

	genPerceptron func(W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) (loss float64)

	genMixture func(alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) (ll float64)
)
