// Go code that is carried: refused where a derivative would pass through it, with
// position and reason, and carried where it does not matter.

package adjoint

import (
	"testing"
)

var codeRefusals = []struct{ name, text, want string }{
	{"printing", "func F(x f64) (r) {\n  r f64 = sin x\n  gocall r \"{fmt}.Println($0)\"\n  yield r\n}", ""},
	{"a panic", "func F(x f64) (r) {\n  r f64 = sin x\n  gocall r \"panic($0)\"\n  yield r\n}", ""},
	{"an error with a value", "func F(x f64) (r, err) {\n  r f64 = sin x\n  err `error` = gocall x \"{fmt}.Errorf(\\\"%v\\\", $0)\"\n  yield r, err\n}", ""},
	{"unknown code", "func F(x f64) (r) {\n  y f64 = gocall x \"{m}.G($0)  // {m}.G has no source; write //chainrule:rule for=m.G\"\n  r f64 = sin y\n  yield r\n}",
		"f.ir:2:11: F runs {m}.G($0), which is not understood, and a derivative passes through it: {m}.G has no source; write //chainrule:rule for=m.G"},
	{"accepted code", "func F(x f64) (r) {\n  y f64 = gocall x \"{m}.G($0)  // inactive\"\n  r f64 = mul y, x\n  yield r\n}", ""},
	{"a text and back", "func F(x f64) (r) {\n  s `string` = goexpr x \"{strconv}.FormatFloat($0, 'g', -1, 64)\"\n  y f64 = goexpr s \"{m}.MustParse($0)\"\n  r f64 = sin y\n  yield r\n}",
		"f.ir:2:16: F runs {strconv}.FormatFloat($0, 'g', -1, 64), which is not understood"},
	{"a text that is only counted", "func F(x f64) (r, n) {\n  s `string` = goexpr x \"{strconv}.FormatFloat($0, 'g', -1, 64)\"\n  n int = goexpr s \"len($0)\"\n  r f64 = sin x\n  yield r, n\n}", ""},
	{"code that writes memory", "func F(x `[]float64`, n int) (r) {\n  gocall x \"{m}.Sort($0)\"\n  r f64 = get x, n \"[$]\"\n  yield r\n}",
		"f.ir:2:3: F runs {m}.Sort($0), which is not understood, and a derivative passes through it"},
	{"code that writes memory of ints", "func F(x `[]float64`, k `[]int`, n int) (r) {\n  gocall k \"{sort}.Ints($0)\"\n  i int = get k, n \"[$]\"\n  r f64 = get x, i \"[$]\"\n  yield r\n}", ""},
	{"code that keeps a value for other code", "func F(x f64) (r) {\n  gocall x \"{m}.Set($0)\"\n  y f64 = gocall \"{m}.Get()\"\n  r f64 = sin y\n  yield r\n}",
		"f.ir:3:11: F runs {m}.Get(), which is not understood, and it may give what other code kept"},
	{"code that kept nothing yet", "func F(x f64) (r) {\n  y f64 = gocall \"{m}.Get()\"\n  r f64 = mul y, x\n  gocall r \"{m}.Set($0)\"\n  yield r\n}", ""},
	{"a table of a package", "func F(x f64, n int) (r) {\n  t `[]float64` = goexpr \"{m}.Table\"\n  y f64 = get t, n \"[$]\"\n  r f64 = mul y, x\n  yield r\n}", ""},
	{"writing to a table of a package", "func F(x f64, n int) (x) {\n  t `[]float64` = goexpr \"{m}.Table\"\n  put t, n, x \"[$]\"\n  yield x\n}",
		"f.ir:2:19: F runs {m}.Table, which is not understood, and what it refers to has no place for derivatives"},
	{"a choice between a table and a parameter", "func F(x `[]float64`, c bool, n int) (r) {\n  t `[]float64` = goexpr \"{m}.Table\"\n  y `[]float64` = if c () { yield t } () { yield x }\n  r f64 = get y, n \"[$]\"\n  yield r\n}",
		"f.ir:2:19: F runs {m}.Table, which is not understood, and what it refers to has no place for derivatives"},
	{"integers behind what kept a value", "func F(x f64) (r) {\n  gocall x \"{m}.Set($0)\"\n  n `uint` = goexpr \"uint(7)\"\n  k `uint8` = gocall n \"{m}.Next($0)\"\n  y f64 = goexpr k \"float64($0)\"\n  r f64 = mul y, x\n  yield r\n}", ""},
	{"keys", "func F(x f64, m `map[float64]float64`, n int) (r) {\n  o f64 = const 1\n  enter m, x, o \"\"\n  k `[]float64` = keys m\n  r f64 = get k, n \"[$]\"\n  yield r\n}",
		"f.ir:4:19: F uses keys of a map that depend on what it is differentiated by"},
}

func TestGoCodeIsRefusedOrCarried(t *testing.T) {
	for _, c := range codeRefusals {
		f := parse(t, "f.ir", c.text)
		for _, k := range []Kind{VJP, JVP} {
			_, diags := Derive(f, k, Options{})
			checkRefusal(t, string(k)+" of "+c.name, diags.Err(), c.want)
		}
	}
}

func TestGradientsOfListsAreRefused(t *testing.T) {
	f := goCases["a linked list"].function(t, "a linked list")
	_, diags := Derive(f, Grad, Options{})
	checkRefusal(t, "grad", diags.Err(), "-: FGrad cannot set all that p leads to to zero, for it may lead to itself; generate vjp, which adds to shadows")
}

func TestPathsThatAreNotUsed(t *testing.T) {
	f := parse(t, "f.ir", goReadOnly["only a path"].text)
	for wrt, want := range map[string]string{
		"p.Sigma": "", "p": "",
		"p.Gamma": "-: F uses no float at p.Gamma to differentiate by",
		"q.Sigma": "-: F has no float parameter q.Sigma to differentiate by",
	} {
		_, diags := Derive(f, Grad, Options{Wrt: []string{wrt}})
		checkRefusal(t, "wrt "+wrt, diags.Err(), want)
	}
}

// TestErrors has a result that depends on the input where the error is not nil:
// its derivative is zero there.
func TestErrors(t *testing.T) {
	const text = "func F(x f64, bad bool) (r, err) {\n  e `error` = if bad () {\n    e `error` = goexpr \"{m}.Err\"\n    yield e\n  } () {\n    n `error` = goexpr \"nil\"\n    yield n\n  }\n  r f64 = mul x, x\n  yield r, e\n}"
	for _, k := range Kinds {
		for _, bad := range []bool{true, false} {
			g := must(t, parse(t, "f.ir", text), k)
			want := map[bool]float64{true: 0, false: 6}[bad]
			if (k == HVP || k == Hess) && !bad {
				want = 2
			}
			if r, d, err := derivativeOf(g, k, 3, bad); err != nil || r != 9 || d != want {
				t.Errorf("%s, bad %v: %v, %v, %v, want 9 and %v", k, bad, r, d, err, want)
			}
		}
	}
}
