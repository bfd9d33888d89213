package expr

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"chainrule/ir"

	"pgregory.net/rapid"
)

// expression draws the text of an expression in the scalars x, y, the integer
// k and the vector v, with the spacing of a careless person.
func expression(t *rapid.T, depth int) string {
	if depth == 0 {
		return rapid.SampledFrom([]string{"x", "y", "k", "2", "0.5", "1e-3", ".5", "v[0]", "v[k]", "π", "e", "3x"}).Draw(t, "leaf")
	}
	sub := func() string { return expression(t, depth-1) }
	gap := rapid.SampledFrom([]string{"", " ", "  "})
	switch rapid.IntRange(0, 12).Draw(t, "kind") {
	case 0, 1:
		op := rapid.SampledFrom([]string{"+", "-", "*", "/", "·", "−"}).Draw(t, "op")
		return "(" + sub() + ")" + gap.Draw(t, "gap") + op + gap.Draw(t, "gap") + "(" + sub() + ")"
	case 2:
		op := rapid.SampledFrom([]string{"+", "-", "*"}).Draw(t, "op")
		return "(" + sub() + gap.Draw(t, "gap") + op + gap.Draw(t, "gap") + "(" + sub() + "))"
	case 3:
		return "-" + gap.Draw(t, "gap") + "(" + sub() + ")"
	case 4:
		return "(" + sub() + ")" + rapid.SampledFrom([]string{"²", "³", "⁻¹", "^2", "^-2", "^0.5", " ^ k"}).Draw(t, "power")
	case 5:
		return rapid.SampledFrom([]string{"sin", "exp", "abs", "√", "σ", "ln"}).Draw(t, "function") + "(" + sub() + ")"
	case 6:
		return "(" + sub() + ")(" + sub() + ")"
	case 7:
		return "2(" + sub() + ")"
	case 8:
		return "(if " + sub() + rapid.SampledFrom([]string{"<", " ≥ ", " != "}).Draw(t, "sign") + sub() + " then " + sub() + " else " + sub() + ")"
	case 9:
		i := "i" + strconv.Itoa(depth)
		return "(sum( " + i + " in 0..3 )(" + sub() + "+" + i + "))"
	case 10:
		return "max(" + sub() + "," + sub() + ")"
	case 11:
		return "(" + sub() + gap.Draw(t, "gap") + "// remark\n + 1)"
	}
	return "x(" + sub() + ")"
}

// TestRandom formats, checks and lowers random functions: formatting keeps tree
// and value, and the value does not depend on the spacing.
func TestRandom(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := expression(rt, rapid.IntRange(0, 4).Draw(rt, "depth"))
		src := "package p\nfunc f(x,y,k int,v[n])=" + x + "\n"
		file, ds := Parse("f.grad", []byte(src))
		if len(ds) > 0 {
			rt.Fatalf("%v", ds)
		}
		checkFormat(t, file, []byte(src))
		out, _ := Format("f.grad", []byte(src))
		if a, b := value(rt, src), value(rt, string(out)); math.Float64bits(a) != math.Float64bits(b) {
			rt.Fatalf("%v before formatting, %v after:\n%s", a, b, out)
		}
	})
}

func value(t *rapid.T, src string) float64 {
	p, ds := Load(Source{"f.grad", []byte(src)})
	if len(ds) > 0 {
		if strings.Contains(ds.Error(), "division by zero") || strings.Contains(ds.Error(), "too large") {
			return 0
		}
		t.Fatalf("%v", ds)
	}
	fs, _ := p.Lower()
	if err := ir.Verify(fs[0]); err != nil {
		t.Fatalf("%v", err)
	}
	rs, err := ir.Eval(fs[0], args(1.5, -0.5, 1, []float64{0.3, 2})...)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return rs[0].F
}

// TestMutations deletes, repeats and exchanges tokens of real files: nothing
// panics, what formats keeps its tree, and what passes the check verifies.
func TestMutations(t *testing.T) {
	var decls [][]string
	for _, src := range corpus(t) {
		tokens, _ := scan("", string(src), newErrorList(""))
		var decl []string
		for _, tok := range tokens {
			if tok.Value == "func" || tok.Value == "const" {
				decls = append(decls, decl)
				decl = nil
			}
			decl = append(decl, tok.Value)
		}
		decls = append(decls, decl)
	}
	rapid.Check(t, func(rt *rapid.T) {
		words := append([]string(nil), rapid.SampledFrom(decls).Draw(rt, "declaration")...)
		other := rapid.SampledFrom(decls).Draw(rt, "other")
		for range rapid.IntRange(1, 4).Draw(rt, "mutations") {
			if len(words) == 0 || len(other) == 0 {
				return
			}
			i := rapid.IntRange(0, len(words)-1).Draw(rt, "at")
			w := other[rapid.IntRange(0, len(other)-1).Draw(rt, "word")]
			switch rapid.IntRange(0, 3).Draw(rt, "kind") {
			case 0:
				words = append(words[:i:i], words[i+1:]...)
			case 1:
				words = append(words[:i:i], append([]string{w}, words[i:]...)...)
			case 2:
				words[i] = w
			case 3:
				j := rapid.IntRange(0, len(words)-1).Draw(rt, "with")
				words[i], words[j] = words[j], words[i]
			}
		}
		survive(t, rt, "package p\n"+strings.Join(words, " ")+"\n")
	})
}

func survive(t *testing.T, rt *rapid.T, src string) {
	file, ds := Parse("f.grad", []byte(src))
	if len(ds) > 0 {
		return
	}
	checkFormat(t, file, []byte(src))
	p, ds := Load(Source{"f.grad", []byte(src)})
	fs, more := p.Lower()
	if ds = append(ds, more...); len(ds) > 0 {
		noInternal(t, ds)
		return
	}
	for _, f := range fs {
		if err := ir.Verify(f); err != nil {
			rt.Fatalf("%v\n%s\n%s", err, src, f)
		}
	}
}
