package expr

import (
	"math"
	"strings"
	"testing"

	"chainrule/ir"
)

type meaning struct {
	name string
	src  string // defines f
	args []any
	want []float64
}

type vec = []float64

// TestMeaning evaluates whole functions; the numbers are worked out by hand.
func TestMeaning(t *testing.T) {
	for _, c := range []meaning{
		{"matrix times vector", "func f(W [m, n], x [n]) = W·x", []any{vec{1, 2, 3, 4, 5, 6}, vec{1, 0, -1}}, vec{-2, -2}},
		{"vector times matrix", "func f(x [m], W [m, n]) = x*W", []any{vec{1, -1}, vec{1, 2, 3, 4, 5, 6}}, vec{-3, -3, -3}},
		{"matrix product", "func f(A [m, k], B [k, n], m int, n int) = A·B", []any{vec{1, 2, 3, 4}, vec{0, 1, 1, 0}, 2, 2}, vec{2, 1, 4, 3}},
		{"chain of products", "func f(A [n, n], x [n]) = A·A·x", []any{vec{1, 1, 0, 1}, vec{0, 1}}, vec{2, 1}},
		{"product of an expression", "func f(A [n, n], x [n]) = A·(A·x + x)", []any{vec{1, 1, 0, 1}, vec{0, 1}}, vec{3, 2}},
		{"scalar product", "func f(x [n], y [n]) = x·y + dot(x, y)", []any{vec{1, 2}, vec{3, 4}}, vec{22}},
		{"transpose", "func f(A [m, n], x [m]) = Aᵀ·x", []any{vec{1, 2, 3, 4, 5, 6}, vec{1, 1}}, vec{5, 7, 9}},
		{"elementwise", "func f(x [n], a) = a*exp(x) - x/2 + 1", []any{vec{0, 0}, 3.0}, vec{4, 4}},
		{"piecewise elementwise", "func f(x [n], y [n], a) = if a > 0 then x else 2y", []any{vec{1}, vec{5}, -1.0}, vec{10}},
		{"power elementwise", "func f(x [n]) = x²", []any{vec{2, 3}}, vec{4, 9}},
		{"negation", "func f(x [n]) = -x", []any{vec{2, -3}}, vec{-2, 3}},
		{"row of a matrix", "func f(X [n, d], i int, d int) = X[i]", []any{vec{1, 2, 3, 4}, 1, 2}, vec{3, 4}},
		{"rank three", "func f(X [2, 3, k]) = sum(i, j, l) X[i,j,l]*(i + 10j + 100l)", []any{vec{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}, vec{12*0.5 + 10*12 + 100*6}},
		{"whole array", "func f(x [n]) = sum(x)*prod(x) + max(x) - min(x) + mean(x) + norm(x)", []any{vec{3, 4}}, vec{7*12 + 4 - 3 + 3.5 + 5}},
		{"whole matrix", "func f(X [2, 2]) = max(X) + logsumexp(X) - logsumexp(i, j) X[i,j]", []any{vec{3, 4, 9, 1}}, vec{9}},
		{"reduction of an expression", "func f(x [n], y [n]) = norm(x - y)²", []any{vec{3, 4}, vec{0, 0}}, vec{25}},
		{"nan wins", "func f(x [n]) = max(x)", []any{vec{3, math.NaN(), 5}}, vec{math.NaN()}},
		{"infinite logsumexp", "func f(x [n]) = logsumexp(x)", []any{vec{math.Inf(-1), math.Inf(-1)}}, vec{math.Inf(-1)}},
		{"infinite logsumexp up", "func f(x [n]) = logsumexp(x)", []any{vec{0, math.Inf(1)}}, vec{math.Inf(1)}},
		{"empty arrays", "func f(X [n, d], w [d]) = sum(X·w)", []any{vec{}, vec{}}, vec{0}},
		{"integers", "func f(label [n] int, x [k]) = sum(i) x[label[i]]", []any{[]int{2, 0, 2}, vec{1, 10, 100}}, vec{201}},
		{"integer arithmetic", "func f(k int) = k^2 - div(k, 2)*3 + k/2", []any{5}, vec{25 - 6 + 2.5}},
		{"integer result", "func g(i int, j int, n int) = i*n + j\nfunc f(x [n]) = x[g(0, 1, 2)]", []any{vec{5, 6}}, vec{6}},
		{"two results", "func f(x) (y, z) {\n y = x²\n z = 2y\n}", []any{3.0}, vec{9, 18}},
		{"return several", "func f(x) {\n return x, x + 1\n}", []any{3.0}, vec{3, 4}},
		{"result of several kinds", "func f(x [n]) {\n s = sum(x)\n return s, x, 2x\n}", []any{vec{1, 2}}, vec{3, 1, 2, 2, 4}},
		{"simultaneous", "func f(x, y) {\n a, b = x, y\n a, b = b, a\n return a - b\n}", []any{1.0, 5.0}, vec{4}},
		{"rebinding", "func f(x) {\n x = x + 1\n x = x*x\n return x\n}", []any{2.0}, vec{9}},
		{"loop of a scalar", "func f(n int, x) {\n s = 0\n for i in 0..n { s = s + x^i }\n return s\n}", []any{4, 2.0}, vec{15}},
		{"integer carried", "func f(n int) {\n k = 1\n for i in 0..n { k = mod(3*k, 7) }\n return k\n}", []any{4}, vec{4}},
		{"float carried from an integer", "func f(n int) {\n s = 1\n for i in 0..n {\n for j in 0..2 { s = s/2 }\n}\n return s\n}", []any{2}, vec{1.0 / 16}},
		{"local to an iteration", "func f(n int) {\n s = 0\n for i in 0..n {\n d = 2i\n d = d + 1\n s = s + d\n}\n return s\n}", []any{3}, vec{9}},
		{"recurrence of an array", "func f(x [n]) {\n h = x\n for t in 0..2 { h[i] = sum(j) h[j] + t*h[i] }\n return h\n}", []any{vec{1, 2}}, vec{9, 9}},
		{"recurrence from 1", "func f(x [n], T int) {\n h = x\n for t in 1..T { h = h*t }\n return h\n}", []any{vec{1, 2}, 4}, vec{6, 12}},
		{"no iteration", "func f(x [n], T int) {\n h = x\n for t in 1..T { h = 2h }\n return h\n}", []any{vec{1, 2}, -3}, vec{1, 2}},
		{"array twice an iteration", "func f(x [n]) {\n h = x\n for t in 0..2 {\n h = h + 1\n h = 2h\n }\n return h\n}", []any{vec{1}}, vec{10}},
		{"nested recurrence", "func f(x [n]) {\n h = x\n for t in 0..2 {\n for s in 0..2 { h = h + 1 }\n }\n return h\n}", []any{vec{1}}, vec{5}},
		{"recurrence swaps arrays", "func f(x [n], y [n]) {\n a, b = x, y\n for t in 0..3 { a, b = b, a + b }\n return a, b\n}", []any{vec{1}, vec{1}}, vec{3, 5}},
		{"array kept", "func f(x [n]) {\n h = x\n for t in 0..3 { h = h }\n return h\n}", []any{vec{7}}, vec{7}},
		{"if statement", "func f(x) {\n y = 1\n if x < 0 { y = -x } else if x > 10 { y = 10 }\n return y\n}", []any{-3.0}, vec{3}},
		{"if statement, last", "func f(x) {\n if x < 0 {\n y = 1\n } else {\n y = 2x\n }\n return y\n}", []any{3.0}, vec{6}},
		{"if in a loop", "func f(x [n]) {\n s = 0\n for i in 0..n {\n if x[i] > 0 { s = s + x[i] }\n }\n return s\n}", []any{vec{1, -5, 3}}, vec{4}},
		{"lazy and", "func f(x [n], k int) = if k < n and x[k] > 0 then 1 else 2", []any{vec{1}, 5}, vec{2}},
		{"lazy or", "func f(x [n], k int) = if k >= n or x[k] > 0 then 1 else 2", []any{vec{1}, 5}, vec{1}},
		{"lazy branch", "func f(x [n], k int) = if k < n then x[k] else 0", []any{vec{1}, 5}, vec{0}},
		{"guarded neighbour", "func f(x [n]) = sum(i) (x[i] + (if i < n - 1 then x[i+1] else 0))", []any{vec{1, 2}}, vec{5}},
		{"call with an array", "func g(x [n], w [n]) = sum(i) x[i]*w[i]\nfunc f(X [m, k], w [k]) = sum(i) g(X[i], w)", []any{vec{1, 2, 3, 4}, vec{1, 1}}, vec{10}},
		{"call gives an array", "func g(x [n]) = 2x\nfunc f(x [n]) = sum(i) g(g(x))[i]", []any{vec{1, 2}}, vec{12}},
		{"call of fixed size", "func g(p [3]) = p[0] + p[2]\nfunc f(x [n]) = g(x)", []any{vec{1, 2, 4}}, vec{5}},
		{"call with a size", "func g(A [n, n]) = A[0,n-1]\nfunc f(A [2, 2]) = g(A, 2)", []any{vec{1, 2, 3, 4}}, vec{2}},
		{"several results of a call", "func g(x) (a, b) {\n a = x\n b = 2x\n}\nfunc f(x) {\n p, q = g(x)\n return q - p\n}", []any{3.0}, vec{3}},
		{"packed triangle", "func f(L [d*(d+1)/2], d int) = sum(i in 0..d) L[div(i*(i+1), 2) + i]", []any{vec{1, 9, 2, 9, 9, 3}, 3}, vec{6}},
		{"size of two arrays", "func f(x [n], y [n+1]) = n*y[n]", []any{vec{1, 2}, vec{5, 6, 7}}, vec{14}},
		{"size from n+1", "func f(y [n+1]) = n*y[n]", []any{vec{5, 6, 7}}, vec{14}},
		{"size from 2n", "func f(y [2n]) = n*y[2n-1]", []any{vec{5, 6, 7, 8}}, vec{16}},
		{"invariant reduction", "func f(x [n]) {\n p[i] = exp(x[i] - logsumexp(x))\n return p\n}", []any{vec{0, 0}}, vec{0.5, 0.5}},
		{"maximum of a sum", "func f(A [m, n], w [n]) = max(i) sum(j) (A[i,j]*sum(k) w[k])", []any{vec{1, 2, 3, 4}, vec{1, 1}}, vec{14}},
		{"constants", "const g = 2\nconst h = g^10 + √4\nfunc f(x) = g(x+1) + h", []any{1.0}, vec{1030}},
		{"shadowed e", "func f(e) = e^2", []any{3.0}, vec{9}},
		{"own function before a row", "func relu(x) = 7x\nfunc f(x) = relu(x)", []any{3.0}, vec{21}},
		{"whole reduction times", "func f(x [n], y) = sum(x)y", []any{vec{1, 2}, 5.0}, vec{15}},
		{"implicit size in the body", "func f(x [n]) = sum(x)/n", []any{vec{1, 2}}, vec{1.5}},
		{"range by an expression", "func f(x [n]) = sum(i in 0..div(n, 2)) x[2i]", []any{vec{1, 2, 4, 8}}, vec{5}},
		{"definition by an expression", "func f(x [n]) {\n z[i in 0..div(n, 2)] = x[2*i]\n return z\n}", []any{vec{1, 2, 4, 8}}, vec{1, 4}},
		{"array of negative extent", "func f(k int) {\n z[i in 0..k-1] = i\n return sum(z)\n}", []any{-3}, vec{0}},
		{"differences", "func f(x [n]) {\n d[i in 0..n-1] = x[i+1] - x[i]\n return d\n}", []any{vec{1, 4, 9}}, vec{3, 5}},
		{"mixed maximum", "func f(x [n], k int) = sum(max(x, 0)) + max(k, 3)", []any{vec{-1, 2}, 5}, vec{7}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := load(t, c.src+"\n")["f"]
			if got := run(t, f, c.args...); !same(got, c.want) {
				t.Errorf("got %v, want %v\n%s\n%s", got, c.want, c.src, f)
			}
			again, err := ir.Parse("f.ir", f.String())
			if err != nil || again.String() != f.String() {
				t.Errorf("the text form does not read back: %v", err)
			}
		})
	}
}

// TestRequire checks the messages of lengths that do not fit.
func TestRequire(t *testing.T) {
	for _, c := range []struct {
		src  string
		args []any
		want string
	}{
		{"func F(x [n], y [n]) = x·y", []any{vec{1, 2}, vec{1}}, "F: len(y) is 1, want n = 2"},
		{"func F(W [m, n], x [n]) = sum(W·x)", []any{vec{1, 2, 3}, vec{1, 2}}, "F: len(W) is 3, want m*n = 2"},
		{"func F(x [3]) = x[0]", []any{vec{1}}, "F: len(x) is 1, want 3"},
		{"func F(x [2n]) = x[0]", []any{vec{1}}, "F: len(x) is 1, want 2*n = 0"},
		{"func F(x [n+1]) = x[n]", []any{vec{}}, "F: len(x) is 0, want n+1 = 1"},
		{"func F(x [k], k int) = x[0]", []any{vec{1}, 2}, "F: len(x) is 1, want k = 2"},
		{"func g(x [3]) = x[0]\nfunc F(x [n]) = g(x)", []any{vec{1}}, "F: axis 0 of x of g has 1 elements, want 3"},
	} {
		_, err := ir.Eval(load(t, c.src+"\n")["F"], args(c.args...)...)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.src, err, c.want)
		}
	}
}

// TestExpression checks single expressions and the parameters they get.
func TestExpression(t *testing.T) {
	for _, c := range []struct {
		src    string
		params string
		args   []any
		want   float64
	}{
		{"sin(ln(x^2+1))", "x", []any{0.7}, math.Sin(math.Log(1.49))},
		{"b*a + e^x", "b a x", []any{2.0, 3.0, 0.0}, 7},
		{"sum(i) x[i]*w[i] + b", "x w b", []any{vec{1, 2}, vec{3, 4}, 5.0}, 16},
		{"norm(x)", "x", []any{vec{3, 4}}, 5},
		{"x + x(x+1)", "x", []any{2.0}, 8},
		{"(x+1)²", "x", []any{2.0}, 9},
	} {
		f, ds := Expression(c.src)
		if len(ds) > 0 {
			t.Errorf("%s: %v", c.src, ds)
			continue
		}
		var names []string
		for _, p := range f.Body.Params {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, " "); got != c.params {
			t.Errorf("%s: parameters %s, want %s", c.src, got, c.params)
			continue
		}
		if got := run(t, f, c.args...); !same(got, []float64{c.want}) {
			t.Errorf("%s = %v, want %v", c.src, got, c.want)
		}
	}
	for src, want := range map[string]string{
		"sin(":    "-e:1:5: unexpected end of file",
		"x x":     "-e:1:3: two names side by side",
		"":        "-e:1:1: unexpected end of file",
		"x\ny":    "-e:2:1: unexpected y after the end of the expression",
		"foo(x)":  "-e:1:1: unknown function foo",
		"x + 2 3": "-e:1:7: a number after 2",
		"sin²(x)": "-e:1:1: sin is a function: write sin(…)",
	} {
		if _, ds := Expression(src); len(ds) == 0 || !strings.HasPrefix(ds[0].Error(), want) {
			t.Errorf("%q: %v, want %s", src, ds, want)
		}
	}
}
