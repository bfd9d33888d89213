// The Go functions of generated/gofuncs, whose gradients chainrule writes from
// their source.

package bench

// GoFunction is a function of generated/gofuncs with two gradients, each with
// shadows and a workspace of its own.
type GoFunction struct {
	Name  string // without spaces
	Title string
	Shows string // what of Go it is an example of

	Primal          func() float64
	Generated, Hand GoGradient
}

// GoGradient is a gradient of a GoFunction.
type GoGradient struct {
	Run func() float64 // returns the value

	// Derivatives returns the derivatives that the last run left: numbers,
	// structs, arrays, and slices of these.
	Derivatives func() []any
}

// GoFunctions returns all Go functions.
func GoFunctions() []GoFunction {
	return []GoFunction{
		lennardJones(), nBody(), propagate(), projectile(), endEffector(),
		plate(), heston(), diagonalMixture(), loudness(), fft(),
	}
}

// Problem returns the function as a problem whose gradients stay in their
// shadows.
func (f GoFunction) Problem() Problem {
	run := func(g GoGradient) Func { return func([]float64) float64 { return g.Run() } }
	return Problem{
		Name: f.Name, Title: f.Title, Calls: 1,
		Primal: f.Primal,
		Candidates: []Candidate{
			built(Generated, run(f.Generated)),
			built(Hand, run(f.Hand)),
		},
	}
}
