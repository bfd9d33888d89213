// Roles of parameters and results whose names are alike.

package derive

import (
	"reflect"
	"testing"

	"chainrule/generated/public/check"
	"chainrule/ir"
)

func TestRoles(t *testing.T) {
	p := func(name, typ string) ir.GoParam { return ir.GoParam{Name: name, Type: typ} }
	recv := p("g", "*G")
	primal := &ir.Signature{
		Recv: &recv, Params: []ir.GoParam{p("x", "float64"), p("n", "int"), p("s", "S"), p("dx", "float64")},
		Results: []ir.GoParam{p("y", "int"), p("y2", "float64"), p("", "[]float64"), p("err", "error")},
	}
	derivative := &ir.Signature{
		Recv:    &recv,
		Params:  append(primal.Params[:4:4], p("dy2", "float64"), p("dr", "[]float64"), p("dg", "*G"), p("ds", "*S")),
		Results: append(primal.Results[:3:3], p("dx2", "float64"), p("ddx", "float64"), p("err", "error")),
	}
	want := check.Roles{Seeds: []int{1, 2}, Shadows: []int{0, 3}, Partials: []int{1, 4}}
	if got := rolesOf(primal, derivative); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
