// The bodies of generated tests.

package codegen

import (
	"strconv"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// body compares at one point: the value with the primal's, and the derivative
// by each coordinate with differences.
func (t *testFunc) body() []jen.Code {
	code := []jen.Code{jen.Id("p").Op(":=").Op("&").Id("points").Index(jen.Id("i"))}
	code = append(code, t.makeSeeds()...)
	code = append(code, t.makeShadows()...)
	code = append(code, t.call(t.Derivative.Name, nil, ":="), t.valueFunc())
	return append(code, t.slopes()...)
}

// makeSeeds sets the seeds: 1 for numbers, and for arrays, whose length only
// the primal tells, other numbers for each element.
func (t *testFunc) makeSeeds() []jen.Code {
	seeds, _ := t.added()
	if len(seeds) == 0 {
		return nil
	}
	var code, lhs []jen.Code
	k, arrays := 0, false
	for i, v := range t.Primal.Body.Yield {
		if v.Type.Kind != ir.F64 {
			lhs = append(lhs, jen.Id("_"))
			continue
		}
		s := goName(seeds[k].Name)
		k++
		if v.Type.Scalar() {
			code = append(code, jen.Id(s).Op(":=").Lit(1+0.5*float64(i)))
			lhs = append(lhs, jen.Id("_"))
			continue
		}
		arrays = true
		lhs = append(lhs, jen.Id(s))
		code = append(code, jen.For(jen.Id("k").Op(":=").Range().Id(s)).Block(
			jen.Id(s).Index(jen.Id("k")).Op("=").Lit(1).Op("+").Lit(0.25).Op("*").Float64().Parens(jen.Id("k"))))
	}
	if !arrays {
		return code
	}
	return append([]jen.Code{jen.List(lhs...).Op(":=").Add(t.primal())}, code...)
}

func (t *testFunc) makeShadows() []jen.Code {
	_, shadows := t.added()
	var code []jen.Code
	k := 0
	for _, p := range t.active() {
		if p.Type.Scalar() {
			continue
		}
		code = append(code, jen.Id(goName(shadows[k].Name)).Op(":=").Make(jen.Index().Float64(), jen.Len(t.field(p))))
		k++
	}
	return code
}

// primal calls the primal at the point.
func (t *testFunc) primal() *jen.Statement {
	var args []jen.Code
	for _, p := range t.Primal.Body.Params {
		args = append(args, t.field(p))
	}
	return jen.Id(t.Primal.Name).Call(args...)
}

// call calls the derivative; the primal's results are dropped unless there is
// one number.
func (t *testFunc) call(name string, first jen.Code, assign string) *jen.Statement {
	var args, lhs []jen.Code
	if first != nil {
		args = append(args, first)
	}
	for _, p := range t.Primal.Body.Params {
		args = append(args, t.field(p))
	}
	seeds, shadows := t.added()
	for _, v := range append(seeds[:len(seeds):len(seeds)], shadows...) {
		args = append(args, jen.Id(goName(v.Name)))
	}
	if assign == "" {
		return jen.Id(name).Call(args...)
	}
	n := len(t.Primal.Body.Yield)
	for i := range t.Derivative.Body.Yield {
		switch {
		case i >= n:
			lhs = append(lhs, jen.Id(t.gradient(i-n)))
		case !t.Seeded && t.Primal.Body.Yield[i].Type.Kind == ir.F64:
			lhs = append(lhs, jen.Id("value"))
		default:
			lhs = append(lhs, jen.Id("_"))
		}
	}
	if t.Seeded && len(lhs) == n { // nothing is left to declare
		return jen.Id(name).Call(args...)
	}
	return jen.List(lhs...).Op(assign).Id(name).Call(args...)
}

// gradient names the result that holds the derivative by the k-th scalar.
func (t *testFunc) gradient(k int) string {
	for _, p := range t.active() {
		if p.Type.Scalar() {
			if k == 0 {
				return "d" + goName(p.Name)
			}
			k--
		}
	}
	return "_"
}

// valueFunc is the function whose slopes are compared: the primal's number, or
// the sum of all its results weighted by their seeds.
func (t *testFunc) valueFunc() *jen.Statement {
	if !t.Seeded && len(t.Primal.Body.Yield) == 1 {
		f := jen.Func().Params().Float64().Block(jen.Return(t.primal()))
		return jen.Id("f").Op(":=").Add(f).Line().Add(t.sameValue())
	}
	seeds, _ := t.added()
	var lhs []jen.Code
	sum := jen.Null()
	k := 0
	for i, v := range t.Primal.Body.Yield {
		if v.Type.Kind != ir.F64 {
			lhs = append(lhs, jen.Id("_"))
			continue
		}
		r := "r" + strconv.Itoa(i)
		lhs = append(lhs, jen.Id(r))
		if k > 0 {
			sum.Op("+")
		}
		sum.Add(t.weighted(v, r, seeds, k))
		k++
	}
	f := jen.Func().Params().Float64().Block(jen.List(lhs...).Op(":=").Add(t.primal()), jen.Return(sum))
	s := jen.Id("f").Op(":=").Add(f)
	if !t.Seeded {
		s.Line().Add(t.sameValue())
	}
	return s
}

func (t *testFunc) weighted(v *ir.Value, r string, seeds []*ir.Value, k int) *jen.Statement {
	switch {
	case !t.Seeded:
		return jen.Id(r)
	case v.Type.Scalar():
		return jen.Id(goName(seeds[k].Name)).Op("*").Id(r)
	}
	t.w.dot = true
	return jen.Id(t.w.inner()).Call(jen.Id(goName(seeds[k].Name)), jen.Id(r))
}

// sameValue checks the value that comes with a gradient. Go may fuse products
// and sums, so the last bits may differ.
func (t *testFunc) sameValue() *jen.Statement {
	differs := jen.Op("!").Parens(jen.Qual("math", "Abs").Call(jen.Id("value").Op("-").Id("want")).
		Op("<=").Lit(1e-9).Op("*").Qual("math", "Abs").Call(jen.Id("want")))
	return jen.If(jen.Id("want").Op(":=").Id("f").Call(), differs).Block(
		jen.Id("t").Dot("Errorf").Call(jen.Lit("point %d: the value is %v, want %v"), jen.Id("i"), jen.Id("value"), jen.Id("want")))
}

// slopes compares every coordinate.
func (t *testFunc) slopes() []jen.Code {
	_, shadows := t.added()
	var code []jen.Code
	k := 0
	for _, p := range t.active() {
		at := t.field(p)
		if p.Type.Scalar() {
			code = append(code, t.slopeCall(p, jen.Op("&").Add(at), jen.Id("d"+goName(p.Name))))
			continue
		}
		d := goName(shadows[k].Name)
		k++
		code = append(code, jen.For(jen.Id("k").Op(":=").Range().Add(at)).Block(
			t.slopeCall(p, jen.Op("&").Add(t.field(p)).Index(jen.Id("k")), jen.Id(d).Index(jen.Id("k")))))
	}
	return code
}

func (t *testFunc) slopeCall(p *ir.Value, at, got jen.Code) jen.Code {
	return jen.Id(t.w.slope()).Call(jen.Id("t"), jen.Lit(clean(p.Name)), jen.Id("i"), at, got, jen.Id("f"))
}

// allocations tests that a call with a work space allocates nothing; nil where
// the function makes its results.
func (t *testFunc) allocations() *jen.Statement {
	for _, v := range t.Derivative.Body.Yield {
		if !v.Type.Scalar() {
			return nil
		}
	}
	name := testName(t.Derivative.Name) + "Allocates"
	code := []jen.Code{jen.Id("p").Op(":=").Struct(t.fields()...).Values(t.literal(t.Points[0].Args)...)}
	code = append(code, t.makeSeeds()...)
	code = append(code, t.makeShadows()...)
	call := t.call(t.Derivative.Name, nil, "")
	if t.Workspace != "" {
		code = append(code, jen.Var().Id("ws").Id(t.Workspace))
		call = t.call(t.Derivative.Name+"WS", jen.Op("&").Id("ws"), "")
	}
	code = append(code, jen.If(
		jen.Id("n").Op(":=").Qual("testing", "AllocsPerRun").Call(jen.Lit(10), jen.Func().Params().Block(call)),
		jen.Id("n").Op("!=").Lit(0),
	).Block(jen.Id("t").Dot("Errorf").Call(jen.Lit("%v allocations in a call, want none"), jen.Id("n"))))
	doc := "// " + name + " tests that a call allocates nothing."
	return jen.Comment(doc).Line().Func().Id(name).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(code...)
}

// helpers declares what the tests share.
func (w *testWriter) helpers() {
	if len(w.Funcs) == 0 {
		return
	}
	w.out.Add(withMath(slopeText(w.slope())))
	if w.dot {
		w.out.Line()
		w.out.Id(innerText(w.inner()))
	}
}
