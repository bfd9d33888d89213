package expr

// The parameters of a single expression: its free names.

import (
	"fmt"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// parseExpression reads a text that is one expression.
func parseExpression(file, src string, errs *errorList) Expr {
	tokens, _ := scan(file, src, errs)
	if len(errs.list) > 0 {
		return nil
	}
	lex, err := lexer.Upgrade(&tokenList{tokens})
	if err != nil {
		panic(err) // a token list has no errors
	}
	p := &parser{errs: errs, lex: lex}
	p.skipLines()
	x, err := readExpr(lex)
	p.skipLines()
	if t := lex.Peek(); err == nil && !t.EOF() {
		err = participle.Errorf(t.Pos, "%s after the end of the expression", unexpected(t))
	}
	if err != nil {
		p.report(err)
	}
	return x
}

// free collects the names of an expression that nothing binds.
type free struct {
	pkg    *Package
	bound  map[string]int
	params map[string]*Param
	order  []*Param
}

func freeParams(x Expr) []*Param {
	f := &free{bound: map[string]int{}, params: map[string]*Param{}}
	f.walk(x)
	return f.order
}

// name enters a name used with indices. An axis is as long as the range of the
// index bound there, so arrays indexed alike have one size.
func (f *free) name(r *Ref, indices []Expr) {
	_, known := knownConstants[r.Name]
	function := builtins[r.Name] != nil || callableRow(r.Name) != nil // sin²(x): the checker says what to write
	if f.bound[r.Name] > 0 || known || function && f.params[r.Name] == nil {
		return
	}
	p := f.params[r.Name]
	if p == nil {
		p = &Param{Name: identOf(r)}
		f.params[r.Name] = p
		f.order = append(f.order, p)
	}
	for i := len(p.Dims); i < len(indices); i++ {
		size := fmt.Sprintf("n_%s_%d", r.Name, i)
		if x, ok := indices[i].(*Ref); ok && f.bound[x.Name] > 0 {
			size = "n_" + x.Name
		}
		p.Dims = append(p.Dims, &Ref{Pos: r.Pos, Name: size})
	}
}

func (f *free) walk(x Expr) {
	switch x := x.(type) {
	case *Ref:
		f.name(x, nil)
	case *Paren:
		f.walk(x.X)
	case *Unary:
		f.walk(x.X)
	case *Chain:
		for _, o := range x.operands() {
			f.walk(o)
		}
	case *Power:
		f.walk(x.X)
		f.walk(x.Y)
	case *Call:
		if builtins[x.Fun.Name] == nil && callableRow(x.Fun.Name) == nil && f.params[x.Fun.Name] != nil {
			f.walk(x.Fun)
		}
		f.walkAll(x.Args)
	case *Index:
		f.index(x)
	case *Cond:
		for _, k := range x.Cases {
			f.walk(k.If)
			f.walk(k.Then)
		}
		f.walk(x.Else)
	case *Reduce:
		f.reduce(x)
	}
}

func (f *free) walkAll(xs []Expr) {
	for _, x := range xs {
		f.walk(x)
	}
}

func (f *free) index(x *Index) {
	if r, ok := x.X.(*Ref); ok {
		f.name(r, x.Indices)
	} else {
		f.walk(x.X)
	}
	f.walkAll(x.Indices)
}

func (f *free) reduce(x *Reduce) {
	for _, it := range x.Items {
		if it.Lo != nil {
			f.walk(it.Lo)
			f.walk(it.Hi)
		}
		if r, ok := it.X.(*Ref); ok && x.Body != nil {
			f.bound[r.Name]++
		} else if ok && !(x.Op.Name == "max" || x.Op.Name == "min") {
			f.name(r, []Expr{r})
		} else {
			f.walk(it.X)
		}
	}
	if x.Body == nil {
		return
	}
	f.walk(x.Body.First)
	for _, l := range x.Body.Rest {
		f.walk(l.X)
	}
	for _, it := range x.Items {
		if r, ok := it.X.(*Ref); ok {
			f.bound[r.Name]--
		}
	}
}
