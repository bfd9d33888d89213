package regress

// Curve has two kinds, which variables of its type hold by turns.
type Curve interface{ At(x float64) float64 }

type (
	parabola struct{ a float64 }
	inverse  struct{ k float64 }
)

// At gives the curve's value.
func (s parabola) At(x float64) float64 { return s.a * x * x }

// At gives the curve's value.
func (r *inverse) At(x float64) float64 { return r.k / x }

// ChosenLater: a loop called what its variable held at first, in each iteration.
//
//chainrule:grad
func ChosenLater(x []float64) (sum float64) {
	var c Curve = parabola{x[0]}
	for i := range x {
		sum += c.At(x[i])
		c = &inverse{x[i]}
	}
	return sum
}

// Previous: a variable that was given another's value changed with that.
//
//chainrule:grad
func Previous(x []float64) (sum float64) {
	var now, last Curve = parabola{1}, &inverse{2}
	for i := range x {
		last = now
		if now = (parabola{x[i]}); i == 1 {
			now = &inverse{x[i]}
		}
		sum += last.At(x[i])
	}
	return sum
}

// Swapped: the second variable got its own value back.
//
//chainrule:grad
func Swapped(x []float64) (sum float64) {
	var a, b Curve = parabola{x[0]}, &inverse{x[1]}
	for i := range x {
		sum += a.At(x[i])
		a, b = b, a
	}
	return sum
}

// NilAgain: nil behind the use in a loop was not seen there.
//
//chainrule:grad
func NilAgain(x []float64) (sum float64) {
	var c Curve
	for i := range x {
		if c != nil {
			sum += c.At(x[i])
		}
		if c = (parabola{x[i]}); i == 1 {
			c = nil
		}
	}
	return sum
}

var stored = map[int]Curve{1: &inverse{2}}

func curve(i int, x float64) Curve {
	if i < 2 {
		return stored[i] // not known here
	}
	return parabola{x}
}

// Unknown: a variable may hold what is known and what is not.
//
//chainrule:grad
func Unknown(x []float64) (sum float64) {
	for i := range x {
		switch c := curve(i, x[0]).(type) {
		case nil:
			sum += x[i]
		case parabola:
			sum += c.a * c.At(x[i])
		default:
			sum += c.At(x[i])
		}
	}
	return sum
}
