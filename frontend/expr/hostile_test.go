package expr

import (
	"fmt"
	"strings"
	"testing"
)

// repeat joins n texts made from their number.
func repeat(n int, text func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(text(i))
	}
	return b.String()
}

// TestHostile gives files made to exhaust the stack, memory or time; each is
// refused with a message.
func TestHostile(t *testing.T) {
	const many = 100_000
	for _, c := range []struct{ src, want string }{
		{"func f(x) = " + strings.Repeat("(", many) + "x", "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("-", many) + "x", "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("√", many) + "x", "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("not ", many) + "x", "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("if ", many) + "x", "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("if x < 1 then ", many) + "x", "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("if x < 1 then 1 else ", many) + "x", "more than 1000 cases"},
		{"func f(x) = " + strings.Repeat("2^", many) + "x", "nested more than 1000"},
		{"func f(x) = x" + strings.Repeat("ᵀ", many), "nested more than 1000"},
		{"func f(x) = x" + strings.Repeat("[0]", many), "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("sum(", many), "nested more than 1000"},
		{"func f(x) = " + strings.Repeat("sum(i) ", many), "nested more than 1000"},
		{"func f(x) {" + strings.Repeat("for i in 0..3 {", many), "nested more than 1000"},
		{"func f(x [" + strings.Repeat("n*", many) + "n]) = x[0]", "too complicated"},
		{"func f(x) = x" + strings.Repeat("+x", 2*maxChain), "more than 200000 operands"},
		{"func f(x) = x" + strings.Repeat("²", many), "more than 10000 digits"},
		{"func f(x) = x*" + strings.Repeat("9", many), "more than 10000 digits"},
		{"func f(x) = x*1e1000000000", "malformed or too large"},
		{"func f(x) = x*1e309", "too large for a float64"},
		{"func f(x [1e30]) = x[0]", "too large for an int"},
		{"func f(x) = 1\xff", "invalid UTF-8"},
		{"func f(x) = 1\x00", "NUL byte"},
		{"// \xff\n", "invalid UTF-8 or control character in a comment"},
		{strings.Repeat("@", many), "unexpected character '@'"},
		{strings.Repeat(" ", maxFile), "split it"},
		{"func f0(x) = x\n" + repeat(60, func(i int) string { return fmt.Sprintf("func f%d(x) = f%d(f%d(x))\n", i+1, i, i) }), "grow without bound"},
		{repeat(3000, func(i int) string { return fmt.Sprintf("func f%d(x) = f%d(x)\n", i, i+1) }), "more than 1000 functions deep"},
		{"func f(x) = " + strings.Repeat("max(i in 0..2) ", 40) + "x", "already an index"},
		{"func f(x) = " + "max(i0 in 0..2) " + repeat(40, func(i int) string { return fmt.Sprintf("max(i%d in 0..i%d) ", i+1, i) }) + "x", "expands to more than"},
	} {
		p, ds := Load(Source{"a.grad", []byte("package p\n" + c.src + "\n")})
		_, more := p.Lower()
		if ds = append(ds, more...); len(ds) == 0 || !strings.Contains(ds[0].Msg, c.want) {
			t.Errorf("%.40q: %.300v, want %s", c.src, ds, c.want)
		}
		for _, d := range ds {
			if d.Pos.Line < 1 || d.Pos.Column < 1 {
				t.Errorf("%.40q: position %v", c.src, d.Pos)
			}
		}
	}
}

// TestLarge checks that legitimate large files pass, and that the ir grows in
// proportion to them.
func TestLarge(t *testing.T) {
	for name, text := range largeFiles {
		var sizes []int
		for _, n := range []int{10_000, 20_000, 40_000} {
			total := 0
			for _, f := range load(t, text(n)) {
				total += strings.Count(f.String(), "\n")
			}
			sizes = append(sizes, total)
		}
		if r := float64(sizes[2]) / float64(sizes[0]); r < 3.5 || r > 4.5 {
			t.Errorf("%s: %v lines of ir for sizes 1, 2, 4", name, sizes)
		}
	}
}

// BenchmarkLarge shows the time at three sizes.
func BenchmarkLarge(b *testing.B) {
	for name, text := range largeFiles {
		for _, n := range []int{12_500, 25_000, 50_000} {
			src := []byte("package p\n" + text(n))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					p, ds := Load(Source{"a.grad", src})
					if _, more := p.Lower(); len(ds)+len(more) > 0 {
						b.Fatal(ds, more)
					}
				}
			})
		}
	}
}

// largeFiles make files of about n operations.
var largeFiles = map[string]func(n int) string{
	"terms":   func(n int) string { return "func f(x) = x" + strings.Repeat("+x*x", n/2) + "\n" },
	"factors": func(n int) string { return "func f(x) = 2" + strings.Repeat("(x+1)", n/2) + "\n" },
	"logic": func(n int) string {
		return "func f(x) = if x < 1" + strings.Repeat(" and x < 2", n/2) + " then 1 else 2\n"
	},
	"arrays":   func(n int) string { return "func f(x [n]) = sum(x" + strings.Repeat("+x", n) + ")\n" },
	"integers": func(n int) string { return "func f(x int) = x" + strings.Repeat("+x", n) + "\n" },
	"statements": func(n int) string {
		return "func f(x) {\na0 = x\n" + repeat(n, func(i int) string { return fmt.Sprintf("a%d = a%d + 1\n", i+1, i) }) + fmt.Sprintf("return a%d\n}\n", n)
	},
	"loop": func(n int) string {
		return "func f(x) {\na = x\nfor i in 0..3 {\n" + repeat(n, func(i int) string { return fmt.Sprintf("a = a + %d\n", i) }) + "}\nreturn a\n}\n"
	},
	"functions": func(n int) string {
		return repeat(n/50, func(i int) string {
			return fmt.Sprintf("// F%d is one of many.\nfunc F%d(x, y [n]) {\na = sin(x)²\nz[i] = y[i] + a\nreturn sum(z)*exp(x)\n}\n", i, i)
		})
	},
}
