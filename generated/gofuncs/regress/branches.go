// Branches, and what is overwritten or unused in them.

package regress

import "math"

// OverwrittenParameter: a parameter that is assigned had no adjoint.
//
//chainrule:grad
func OverwrittenParameter(x float64) float64 {
	x = x * x
	return 3 * x
}

// OverwrittenInBranch: the same where only one branch assigns it.
//
//chainrule:grad
func OverwrittenInBranch(x, y float64) float64 {
	if x < y {
		x, y = x*y, x
	}
	return x * x * y
}

// OverwrittenElement: the same for an element of a slice, which is an output too.
//
//chainrule:vjp
func OverwrittenElement(x []float64) {
	x[0] = x[0] * x[1]
	x[1] = x[0] * x[1]
}

// UnusedNaN: NaN came out of the partials of a value that nobody uses.
//
//chainrule:grad
func UnusedNaN(x float64) float64 {
	unused := math.Log(x - 2)
	_ = unused
	return x * x
}

// UnusedNaNElement: the same where the value is kept and not read.
//
//chainrule:grad
func UnusedNaNElement(x float64) float64 {
	kept := []float64{x * x, math.Sqrt(x - 2)}
	return kept[0]
}

// InnerBlock: a value was not saved before an inner block overwrote it.
//
//chainrule:grad
func InnerBlock(x float64) float64 {
	y := x * x
	z := math.Sin(y)
	{
		y = y * z
	}
	return y * z
}

// InnerBlockOfLoop: the same where the block is in a loop and conditional.
//
//chainrule:grad
func InnerBlockOfLoop(x float64, n int) float64 {
	y, z := x, x
	for i := range n {
		if i%2 == 0 {
			y = y * z
		}
		z = y * z
	}
	return z
}

// NotTaken: the branch not taken is NaN, and a select of both let it through.
//
//chainrule:grad
func NotTaken(x float64) float64 {
	var y float64
	if x > 0 {
		y = math.Log(x) + math.Sqrt(x)
	} else {
		y = x * x
	}
	return y
}

// NotTakenDivision: the same for the guard of a division.
//
//chainrule:grad
func NotTakenDivision(x, y float64) float64 {
	if y == 0 {
		return x
	}
	return x * math.Sin(y) / y
}

// AssignmentInCase: what a case assigns was lost after the switch.
//
//chainrule:grad
func AssignmentInCase(x float64, kind string) float64 {
	y := x
	switch kind {
	case "square":
		y = x * x
		x = y + 1
	case "double", "twice":
		y *= 2
	default:
		x, y = 1, 0
	}
	return x * y
}

// IfWithInit: if a := f(x); a > 0 hid the assignment.
//
//chainrule:grad
func IfWithInit(x float64) float64 {
	if a := square(x) - 1; a > 0 {
		return a * x
	} else if b := a * a; b > 0.5 {
		return b
	} else {
		return a - b
	}
}

// BareReturn: results were lost where return does not name them.
//
//chainrule:grad
func BareReturn(x float64) (y float64) {
	y = x * x
	if x > 1 {
		y *= x
		return
	}
	y = -y
	return
}

// BareReturnOfTwo: the same for two results, one of which needs the other.
//
//chainrule:vjp
func BareReturnOfTwo(x float64) (y, z float64) {
	y = x * x
	z = y * x
	y += z
	return
}

// RecursiveElsewhere: see RecursiveHelper.
//
//chainrule:grad
func RecursiveElsewhere(x, y float64) float64 {
	if x < y {
		return chebyshev(2, x)
	}
	return chebyshev(2, y)
}
