// Errors of the reader of the text form, with their positions.

package ir

import (
	"errors"
	"strings"
	"testing"
)

// inBody is a function around the lines of a body; the first is line 2.
func inBody(lines string) string { return "func F(x f64, n int) (r) {\n" + lines + "\n}" }

// parseErrors holds texts with the error that each gives.
var parseErrors = map[string]string{
	"":                            `1:1: found "", want "func"`,
	"fun F":                       `1:1: found "fun", want "func"`,
	"func 3":                      `1:6: found "3", want a name`,
	"func F x":                    `1:8: found "x", want "("`,
	"func F(x":                    `1:9: found "", want a name`,
	"func F(x f32) () { yield }":  `1:10: no type "f32"`,
	"func F(x [f64) () { yield }": `1:11: found "f64", want "]"`,
	"func F(x f64 y f64) () {":    `1:14: found "y", want ")"`,
	"func F(x f64, x f64) () {":   `1:15: x is defined twice`,
	"func F() (3) { yield }":      `1:11: found "3", want a name`,
	"func F() () wrt 3 { yield }": `1:17: found "3", want a name`,
	"func F() () yield":           `1:13: found "yield", want "{"`,
	"func F() () { yield } x":     `1:23: "x" after the function`,
	"func F() () {":               `1:14: found "", want a name`,
	"func F() () { yield":         `1:20: found "", want a name`,
	"func F(x f64) () { yield x":  `1:27: found "", want "}"`,
	"func F() () { yield x }":     `1:21: x is not defined here`,
	"func F() () /* open":         `1:13: comment not terminated`,

	inBody("  r f64 = sum x\n  yield r"):                  `2:11: no operation "sum"`,
	inBody("  r f64 = clip x, x, x\n  yield r"):           `2:11: no operation "clip"`, // an alias of expression files
	inBody("  r f64 = sin y\n  yield r"):                  `2:15: y is not defined here`,
	inBody("  r f64 = sin r\n  yield r"):                  `2:15: r is not defined here`,
	inBody("  r f64 sin x\n  yield r"):                    `2:9: found "sin", want "="`,
	inBody("  r f64, = sin x\n  yield r"):                 `2:10: found "=", want a name`,
	inBody("\tr f64 = const\n  yield r"):                  `3:3: attribute of const: `,
	inBody("  θ f64 = const 1.2.3\n  yield θ"):            `2:21: found ".3", want a name`,
	inBody("  x f64 = sin x\n  yield x"):                  `2:3: x is defined twice`,
	inBody("  note \"open\n  yield x"):                    `2:8: literal not terminated`,
	inBody("  for n, n (i int, i f64) { yield }\n yield"): `2:20: i is defined twice`,
	inBody("  for n, n (i int) { yield\n yield"):          `3:2: yield is not defined here`,
}

func TestParseErrors(t *testing.T) {
	for text, want := range parseErrors {
		f, err := Parse("f.ir", text)
		var ds Diagnostics
		if !errors.As(err, &ds) || f != nil {
			t.Errorf("%q gives %v, %v, want diagnostics", text, f, err)
			continue
		}
		if got := ds[0].Error(); !strings.HasPrefix(got, "f.ir:"+want) {
			t.Errorf("%q\n gives %s\n want  f.ir:%s", text, got, want)
		}
	}
}

func TestParseErrorShowsTheLine(t *testing.T) {
	_, err := Parse("f.ir", inBody("\tθ f64 = sin y // here\n  yield θ"))
	const want = "f.ir:2:15: y is not defined here\n\t\tθ f64 = sin y // here\n\t\t            ^"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestParseKeepsPositions(t *testing.T) {
	f := mustParse(t, inBody("  a f64, b int = for n, n, x, n (i int, a f64, b int) {\n    yield a, b\n  }\n\tr f64 = sin a\n  yield r"))
	for k, want := range []string{"test.ir:2:18", "test.ir:5:10"} {
		if got := f.Body.Instrs[k].Pos.String(); got != want {
			t.Errorf("instruction %d stands at %s, want %s", k, got, want)
		}
	}
}
