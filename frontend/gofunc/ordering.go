// What chainrule itself adds to a function, written in Go and lowered like the
// rest: the order of elements that are sorted.

package gofunc

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"sync"
)

// orderingSource has functions of whole numbers. sorted merges runs of elements
// that are in order, so that equal ones keep their places.
const orderingSource = `package ordering

// sorted gives the numbers below n in the order that less says.
func sorted(n int, less func(i, j int) bool) []int {
	order, merged := make([]int, n), make([]int, n)
	for i := range order {
		order[i] = i
	}
	for width := 1; width < n; width *= 2 {
		for low := 0; low < n; low += 2 * width {
			middle, high := min(low+width, n), min(low+2*width, n)
			i, j := low, middle
			for k := low; k < high; k++ {
				second := i >= middle
				if !second && j < high {
					second = less(order[j], order[i])
				}
				if second {
					merged[k] = order[j]
					j++
				} else {
					merged[k] = order[i]
					i++
				}
			}
		}
		copy(order, merged)
	}
	return order
}

// ranks gives each element's rank; elements of which none is less share theirs.
func ranks(order []int, less func(i, j int) bool) []int {
	rank := make([]int, len(order))
	r := 0
	for k := 1; k < len(order); k++ {
		if less(order[k-1], order[k]) {
			r++
		}
		rank[order[k]] = r
	}
	return rank
}

// exchanges gives pairs of places whose exchange, one after the other, puts
// elements into the order.
func exchanges(order []int) []int {
	var pairs []int
	for i := range order {
		j := order[i]
		for j < i {
			j = order[j]
		}
		if j != i {
			pairs = append(pairs, i, j)
		}
	}
	return pairs
}
`

// ordering are the functions of orderingSource, by name.
var ordering = sync.OnceValue(func() map[string]*Body {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", orderingSource, 0)
	if err != nil {
		panic(err)
	}
	info := newInfo()
	pkg, err := new(types.Config).Check("ordering", fset, []*ast.File{file}, info)
	if err != nil {
		panic(err)
	}
	bodies := map[string]*Body{}
	for _, d := range file.Decls {
		fn := d.(*ast.FuncDecl)
		bodies[fn.Name.Name] = &Body{Decl: fn, Info: info, Pkg: pkg, Func: info.Defs[fn.Name].(*types.Func)}
	}
	return bodies
})

// own expands one of chainrule's own functions of one result.
func (l *lowerer) own(n ast.Node, name string, args ...operand) operand {
	body := ordering()[name]
	sig := body.Func.Signature()
	for i := range args {
		args[i].t = sig.Params().At(i).Type()
	}
	return l.single(nil, l.expand(n, &frame{body: body, code: body.Decl.Body}, "ordering."+name, sig, body.Decl.Type, nil, args))
}

// native is a function that the lowering itself is.
type native func(args []operand) operand
