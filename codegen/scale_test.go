// Time grows linearly with the input.

package codegen

import (
	"fmt"
	"testing"
	"time"

	"chainrule/ir"
)

// straight is a function of n operations in one line, with loads and stores.
func straight(n int) Func {
	f := ir.NewFunc("Straight")
	x := f.Body.AddParam("x", ir.Array(ir.F64, 1))
	b := f.Body.Build()
	v := []*ir.Value{b.Load(x, b.Int(0)), b.Load(x, b.Int(1))}
	for i := range n {
		operands := []*ir.Value{v[len(v)-1], v[i*7919%len(v)]}
		w := b.Op([]string{"add", "mul", "sub", "sin"}[i%4], operands[:2-i%4/3]...)
		v = append(v, w)
		if i%100 == 0 {
			b.Accum(x, w, b.Int(i%50))
			v = append(v, b.Load(x, b.Int(i%50)))
		}
	}
	f.Body.Yield, f.Results = v[len(v)-1:], []string{"f"}
	return Func{IR: f, Base: "Straight"}
}

// nested is a function with n operations in nested loops and branches.
func nested(n int) Func {
	f := ir.NewFunc("Nested")
	x := f.Body.AddParam("x", ir.Array(ir.F64, 1))
	b := f.Body.Build()
	s := b.Float(0)
	for range n / 12 {
		loop := b.For(b.Int(0), b.Len(x, 0), s, s)
		body := loop.Regions[0]
		c := body.Build()
		e := c.Load(x, loop.Index())
		br := c.If(c.Op("lt", e, loop.Carried()[0]), ir.TF64)
		th := br.Regions[0].Build()
		br.Regions[0].Yield = []*ir.Value{th.Op("mul", e, e)}
		br.Regions[1].Yield = []*ir.Value{e}
		body.Yield = []*ir.Value{c.Op("add", loop.Carried()[0], br.Results[0]), loop.Carried()[0]}
		s = b.Op("add", loop.Results[0], loop.Results[1])
	}
	f.Body.Yield, f.Results = []*ir.Value{s}, []string{"f"}
	return Func{IR: f, Base: "Nested"}
}

func TestTimeGrowsLinearly(t *testing.T) {
	for _, build := range []func(int) Func{straight, nested} {
		var last time.Duration
		for _, n := range []int{12500, 25000, 50000} {
			f := build(n)
			start := time.Now()
			text, err := Generate(File{Package: "p", Source: "p.ir", Funcs: []Func{f}})
			if err != nil {
				t.Fatal(err)
			}
			took := time.Since(start)
			t.Logf("%s of %d operations: %v, %d bytes", f.IR.Name, n, took, len(text))
			if last > 0 && took > 4*last+time.Second {
				t.Errorf("%d operations took %v, half as many %v", n, took, last)
			}
			last = took
		}
	}
}

func TestManyFunctions(t *testing.T) {
	var fns []Func
	for i := range 1000 {
		f := straight(50)
		f.IR.Name = fmt.Sprintf("F%d", i)
		fns = append(fns, Func{IR: f.IR, Base: f.IR.Name})
	}
	start := time.Now()
	if _, err := Generate(File{Package: "p", Source: "p.ir", Funcs: fns}); err != nil {
		t.Fatal(err)
	}
	t.Logf("1000 functions: %v", time.Since(start))
}
