// Operations of the table, as formulas.

package algebra

// written says how a row of the table is written in algebra; rows that are not
// here are functions of their arguments. It restates what a row computes, not
// its derivative.
var written map[string]func(a []Expr) Expr

func init() {
	written = map[string]func(a []Expr) Expr{
		"add":   func(a []Expr) Expr { return Add(a...) },
		"iadd":  func(a []Expr) Expr { return Add(a...) },
		"sub":   func(a []Expr) Expr { return Sub(a[0], a[1]) },
		"isub":  func(a []Expr) Expr { return Sub(a[0], a[1]) },
		"mul":   func(a []Expr) Expr { return Product(a...) },
		"imul":  func(a []Expr) Expr { return Product(a...) },
		"div":   func(a []Expr) Expr { return Div(a[0], a[1]) },
		"neg":   func(a []Expr) Expr { return Neg(a[0]) },
		"itof":  func(a []Expr) Expr { return a[0] },
		"powi":  func(a []Expr) Expr { return Power(a[0], a[1]) },
		"pow":   func(a []Expr) Expr { return Power(a[0], a[1]) },
		"sqrt":  func(a []Expr) Expr { return Sqrt(a[0]) },
		"exp":   func(a []Expr) Expr { return Power(E, a[0]) },
		"exp2":  func(a []Expr) Expr { return Power(Int(2), a[0]) },
		"hypot": func(a []Expr) Expr { return Sqrt(Add(Power(a[0], Int(2)), Power(a[1], Int(2)))) },
		"log":   logarithm,
		"cond":  cond,
	}
	for name, f := range comparisons {
		written[name] = f
	}
}

// Call is an operation of the table applied to arguments.
func Call(name string, args ...Expr) Expr {
	if w := written[name]; w != nil {
		return w(args)
	}
	return newFn(name, args)
}

// IsAlgebraic reports whether the operation is written without a function.
func IsAlgebraic(name string) bool { return written[name] != nil && name != "log" }

func logarithm(a []Expr) Expr {
	if p, ok := a[0].(*Pow); ok && p.Base == Expr(E) {
		return p.Exp
	}
	if a[0] == Expr(E) {
		return One
	}
	if isOne(a[0]) {
		return Zero
	}
	return newFn("log", a)
}
