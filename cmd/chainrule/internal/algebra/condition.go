// Conditions, and the values they choose between.

package algebra

// True and False are the truth values.
var (
	True  = &Sym{"true", true}
	False = &Sym{"false", true}
)

// Truth is a truth value.
func Truth(t bool) Expr {
	if t {
		return True
	}
	return False
}

// comparisons are the operations on and of truth values.
var comparisons = map[string]func(a []Expr) Expr{
	"lt":  compare("lt", func(c int) bool { return c < 0 }),
	"le":  compare("le", func(c int) bool { return c <= 0 }),
	"eq":  compare("eq", func(c int) bool { return c == 0 }),
	"ne":  compare("ne", func(c int) bool { return c != 0 }),
	"ilt": compare("lt", func(c int) bool { return c < 0 }),
	"ile": compare("le", func(c int) bool { return c <= 0 }),
	"ieq": compare("eq", func(c int) bool { return c == 0 }),
	"ine": compare("ne", func(c int) bool { return c != 0 }),
	"and": connective("and", True, False),
	"or":  connective("or", False, True),
	"not": func(a []Expr) Expr {
		switch a[0] {
		case Expr(True):
			return False
		case Expr(False):
			return True
		}
		return newFn("not", a)
	},
}

// compare decides comparisons of numbers.
func compare(name string, holds func(c int) bool) func(a []Expr) Expr {
	return func(a []Expr) Expr {
		x, ok := a[0].(*Num)
		y, ok2 := a[1].(*Num)
		if !ok || !ok2 {
			return withZero(name, a)
		}
		return Truth(holds(x.val.Cmp(y.val)))
	}
}

// withZero leaves a number's sign out of a comparison with 0: 0 < 2x is 0 < x.
func withZero(name string, a []Expr) Expr {
	for i, side := range a {
		m, ok := side.(*Mul)
		if !ok || !isZero(a[1-i]) || m.Coef.Cmp(One.val) == 0 {
			continue
		}
		sides := []Expr{Zero, Zero}
		if m.Coef.Sign() < 0 {
			i = 1 - i
		}
		sides[i] = rest(m)
		return newFn(name, sides)
	}
	return newFn(name, a)
}

// connective is and or or, with its neutral and its absorbing element.
func connective(name string, neutral, absorbing Expr) func(a []Expr) Expr {
	return func(a []Expr) Expr {
		switch {
		case a[0] == absorbing || a[1] == absorbing:
			return absorbing
		case a[0] == neutral:
			return a[1]
		case a[1] == neutral || Equal(a[0], a[1]):
			return a[0]
		}
		return newFn(name, a)
	}
}

func cond(a []Expr) Expr {
	if inner, ok := a[2].(*Fn); ok && inner.Name == "cond" && opposite(a[0], inner.Args[0]) {
		a = []Expr{a[0], a[1], inner.Args[1]}
	}
	switch {
	case a[0] == Expr(True) || Equal(a[1], a[2]):
		return a[1]
	case a[0] == Expr(False):
		return a[2]
	}
	return newFn("cond", a)
}

// opposite reports whether one of two comparisons holds for all real numbers;
// what comes after both is for NaN.
func opposite(a, b Expr) bool {
	f, ok := a.(*Fn)
	g, ok2 := b.(*Fn)
	if !ok || !ok2 || f.Name+g.Name != "ltle" && f.Name+g.Name != "lelt" {
		return false
	}
	return Equal(f.Args[0], g.Args[1]) && Equal(f.Args[1], g.Args[0])
}

// IsPointwise reports whether the formula is a choice that only the equality
// of two values decides: its last case holds everywhere else.
func (f *Fn) IsPointwise() bool { return f.Name == "cond" && isEquality(f.Args[0]) }

func isEquality(e Expr) bool {
	c, ok := e.(*Fn)
	if !ok {
		return false
	}
	return c.Name == "eq" || c.Name == "and" && (isEquality(c.Args[0]) || isEquality(c.Args[1]))
}
