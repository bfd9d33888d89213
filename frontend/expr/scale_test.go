package expr

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTmpScale(t *testing.T) {
	gen := map[string]func(n int) string{
		"terms":    func(n int) string { return "func f(x) = x" + strings.Repeat("+x*x", n/2) + "\n" },
		"factors":  func(n int) string { return "func f(x) = x" + strings.Repeat("*x", n) + "\n" },
		"implicit": func(n int) string { return "func f(x) = 2" + strings.Repeat("(x+1)", n/2) + "\n" },
		"ands": func(n int) string {
			return "func f(x) = if x < 1" + strings.Repeat(" and x < 2", n/2) + " then 1 else 2\n"
		},
		"cmps":     func(n int) string { return "func f(x) = if x < 1" + strings.Repeat("< x", n/2) + " then 1 else 2\n" },
		"arrays":   func(n int) string { return "func f(x [n]) = sum(x" + strings.Repeat("+x", n/2) + ")\n" },
		"ints":     func(n int) string { return "func f(x int) = x" + strings.Repeat("+x", n) + "\n" },
		"indexsum": func(n int) string { return "func f(x [n]) = sum(i) (x[i]" + strings.Repeat("+x[i]", n/2) + ")\n" },
		"stmts": func(n int) string {
			var b strings.Builder
			b.WriteString("func f(x) {\n a0 = x\n")
			for i := 1; i < n; i++ {
				fmt.Fprintf(&b, "a%d = a%d + 1\n", i, i-1)
			}
			fmt.Fprintf(&b, "return a%d\n}\n", n-1)
			return b.String()
		},
		"rebind": func(n int) string {
			var b strings.Builder
			b.WriteString("func f(x) {\n a = x\nfor i in 0..3 {\n")
			for i := 1; i < n; i++ {
				fmt.Fprintf(&b, "a = a + %d\n", i)
			}
			fmt.Fprintf(&b, "}\nreturn a\n}\n")
			return b.String()
		},
		"funcs": func(n int) string {
			var b strings.Builder
			for i := range n / 50 {
				fmt.Fprintf(&b, "// doc\nfunc f%d(x, y [n]) {\n a = sin(x)²\nz[i] = y[i] + a\nreturn sum(z)*exp(x)\n}\n", i)
			}
			return b.String()
		},
		"consts": func(n int) string {
			var b strings.Builder
			b.WriteString("const a0 = 1.5\n")
			for i := 1; i < n/10; i++ {
				fmt.Fprintf(&b, "const a%d = a%d*a%d\n", i, i-1, i-1)
			}
			return b.String()
		},
		"elseifs": func(n int) string { return "func f(x) = " + strings.Repeat("if x < 1 then 1 else ", n/100) + "2\n" },
		"calls": func(n int) string {
			var b strings.Builder
			b.WriteString("func f0(x) = x\n")
			for i := 1; i < n/100; i++ {
				fmt.Fprintf(&b, "func f%d(x) = f%d(x) + 1\n", i, i-1)
			}
			return b.String()
		},
	}
	for name, g := range gen {
		for _, n := range []int{12500, 25000, 50000} {
			src := "package p\n" + g(n)
			t0 := time.Now()
			_, ds := Parse("a.grad", []byte(src))
			t1 := time.Now()
			p, ds2 := Load(Source{"a.grad", []byte(src)})
			t2 := time.Now()
			fs, ds3 := p.Lower()
			t3 := time.Now()
			_, _ = Format("a.grad", []byte(src))
			t4 := time.Now()
			t.Logf("%s %d: parse %v load %v lower %v fmt %v (%d) %v %v %v", name, n, t1.Sub(t0), t2.Sub(t1), t3.Sub(t2), t4.Sub(t3), len(fs), cut(ds), cut(ds2), cut(ds3))
		}
	}
}

func cut(e error) string {
	s := e.Error()
	return s[:min(len(s), 150)]
}

func TestTmpHostile(t *testing.T) {
	for _, src := range []string{
		"func f(x) = " + strings.Repeat("(", 100000) + "x" + strings.Repeat(")", 100000),
		"func f(x) = " + strings.Repeat("-", 100000) + "x",
		"func f(x) = " + strings.Repeat("√", 100000) + "x",
		"func f(x) = " + strings.Repeat("not ", 100000) + "x",
		"func f(x) = " + strings.Repeat("if ", 100000) + "x",
		"func f(x) = " + strings.Repeat("if x < 1 then ", 100000) + "x",
		"func f(x) = " + strings.Repeat("if x < 1 then 1 else ", 100000) + "x",
		"func f(x) = " + strings.Repeat("2^", 100000) + "x",
		"func f(x) = x" + strings.Repeat("²", 100000),
		"func f(x) = x" + strings.Repeat("ᵀ", 100000),
		"func f(x) = x" + strings.Repeat("[0]", 100000),
		"func f(x) = x" + strings.Repeat("[", 100000),
		"func f(x) = " + strings.Repeat("sin(", 100000),
		"func f(x) = " + strings.Repeat("sum(i) ", 100000),
		"func f(x) = " + strings.Repeat("sum(i in 0..3) ", 100000) + "i",
		"func f(x) = " + strings.Repeat("sum(i in ", 100000),
		"func f(x) {" + strings.Repeat("for i in 0..3 {", 100000),
		"func f(x) {" + strings.Repeat("if x < 1 {", 100000),
		"func f(x) {" + strings.Repeat("if x < 1 {\n", 900) + strings.Repeat("}", 900) + "\n\nreturn x}",
		"func f(x) { s=0;" + func() string {
			b := ""
			for i := range 300 {
				b += fmt.Sprintf("for i%d in 0..3 {s = s+1\n", i)
			}
			return b
		}() + "s = x\n" + strings.Repeat("}", 300) + "\nreturn s}",
		"func f(x) { if x < 1 {y=1}" + strings.Repeat(" else if x < 1 {y=1}", 100000) + "\nreturn y}",
		"func f(" + strings.Repeat("x,", 100000) + "y) = x",
		"func f(x [" + strings.Repeat("(", 100000) + "]) = x",
		"func f(x [" + strings.Repeat("n*", 100000) + "n]) = x[0]",
		"func f(x [" + strings.Repeat("(n+1)*", 10000) + "n]) = x[0]",
		"func f(x [" + strings.Repeat("(n+m+k+l)*", 16) + "n]) = x[0]",
		"func f(x) = 9^9^9^9^9",
		"func f(x) = x*1e1000000000",
		"func f(x) = x*1e-1000000000",
		"func f(x) = x*" + strings.Repeat("9", 1000000),
		"func f(x) = x*0x" + strings.Repeat("f", 1000000) + "p-4000000",
		"func f(x) = 2^4096^2",
		"func f(x) = x*1e99999999999999999999",
		"func f(x [1e30]) = x[0]",
		"func f(x [99999999999999999999]) = x[0]",
		"func f(x [n]) = x[99999999999999999999]",
		"func f(x) = sum(i in 0..99999999999999999999) i",
		"func f(x) = " + strings.Repeat("x+", 2000000) + "x",
		"func f(x) = " + strings.Repeat(")", 1000000),
		strings.Repeat("\n", 1000000) + "func f(x) = x",
		"func f(x) = x" + strings.Repeat("\n", 1000000) + "else",
		strings.Repeat("@", 1000000),
		strings.Repeat("x ", 1000000),
		strings.Repeat("func f(x) = \n", 100000),
		strings.Repeat("func f(x) = x\n", 100000),
		"func f(x) = \xff\x00",
		"// \xff\nfunc f(x) = x",
		"func f(x) {\n" + strings.Repeat("x = )\n", 100000) + "}",
		func() string {
			b := "func f0(x) = x\n"
			for i := range 60 {
				b += fmt.Sprintf("func f%d(x) = f%d(f%d(x))\n", i+1, i, i)
			}
			return b
		}(),
		func() string {
			b := "func f0(x) = x\n"
			for i := range 3000 {
				b += fmt.Sprintf("func f%d(x) = f%d(x)\n", i+1, i)
			}
			return b
		}(),
		func() string {
			b := ""
			for i := range 3000 {
				b += fmt.Sprintf("func f%d(x) = f%d(x)\n", i, i+1)
			}
			return b + "func f3000(x) = x\n"
		}(),
		func() string {
			b := ""
			for i := range 20000 {
				b += fmt.Sprintf("const c%d = c%d\n", i, i+1)
			}
			return b + "const c20000 = 1\n"
		}(),
	} {
		src = "package p\n" + src + "\n"
		t0 := time.Now()
		p, ds := Load(Source{"a.grad", []byte(src)})
		_, ds2 := p.Lower()
		_, _ = Format("a.grad", []byte(src))
		name := src[10:min(len(src), 40)]
		d := time.Since(t0)
		flag := ""
		if d > 500*time.Millisecond {
			flag = "SLOW"
		}
		msg := cut(append(ds, ds2...))
		t.Logf("%q %v %s: %s", name, d, flag, msg)
	}
}
