// Which parameter and which result of a derivative is what.

package check

// Roles says what a vector-Jacobian product has besides what its primal has:
// parameters with seeds of results, and with shadows of parameters, in that
// order, and results with derivatives by parameters. Each is a list of numbers of
// results or parameters of the primal, the receiver being parameter 0.
type Roles struct{ Seeds, Shadows, Partials []int }
