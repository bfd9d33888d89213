// Diagnostics: order, repetition, the limit, and where the caret stands.

package ir

import (
	"fmt"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"
)

func at(file string, line, column int) token.Position {
	return token.Position{Filename: file, Line: line, Column: column}
}

// caretCases hold a line, the byte column, and what stands under the line.
var caretCases = []struct {
	line   string
	column int
	under  string
}{
	{"x = y", 5, "    ^"},
	{"\t\tx = y", 7, "\t\t    ^"},
	{"θ = y", 6, "    ^"},     // θ is two bytes and one place
	{"a\tb\tc", 5, " \t \t^"}, // tabs inside stay tabs
	{"x", 1, "^"},
	{"x", 9, " ^"}, // behind the end
	{"x", 0, "^"},
}

func TestCaretStandsUnderThePlace(t *testing.T) {
	for _, c := range caretCases {
		d := Diagnostic{Pos: at("f", 1, c.column), Msg: "m", Line: c.line}
		want := fmt.Sprintf("%v: m\n\t%s\n\t%s", d.Pos, c.line, c.under)
		if got := d.String(); got != want {
			t.Errorf("%q column %d gives\n%q\nwant\n%q", c.line, c.column, got, want)
		}
	}
}

func TestWithoutALineThereIsNoCaret(t *testing.T) {
	d := Diagnostic{Pos: at("f", 3, 4), Msg: "m"}
	if got := d.String(); got != "f:3:4: m" {
		t.Errorf("got %q", got)
	}
}

// TestLongLinesAreClipped puts a mark somewhere in a very long line: it must be
// shown, above the caret, in not much of the line, and in whole characters.
func TestLongLinesAreClipped(t *testing.T) {
	for _, fill := range []string{"x", "θ", "変"} {
		for _, place := range []int{0, 1, 50, 99, 100, 101, 150, 398, 399} {
			line := strings.Repeat(fill, place) + "!" + strings.Repeat(fill, 399-place)
			d := Diagnostic{Pos: at("f", 1, place*len(fill)+1), Msg: "m", Line: line}
			parts := strings.Split(d.String(), "\n\t")
			shown, caret := parts[1], parts[2]
			if !utf8.ValidString(shown) || len(shown) > 200 {
				t.Errorf("%d bytes of the line are shown, valid: %v", len(shown), utf8.ValidString(shown))
			}
			if over := []rune(shown)[len([]rune(caret))-1]; over != '!' {
				t.Errorf("%q at %d: the caret stands under %q", fill, place, over)
			}
		}
	}
}

func TestShortLinesAreNotClipped(t *testing.T) {
	line := strings.Repeat("x", 200)
	d := Diagnostic{Pos: at("f", 1, 200), Msg: "m", Line: line}
	if !strings.Contains(d.String(), line) {
		t.Errorf("got %q", d.String())
	}
}

func TestListsAreSortedWithoutRepetitions(t *testing.T) {
	var ds Diagnostics
	for _, p := range []token.Position{at("b", 1, 1), at("a", 10, 1), at("a", 2, 9), at("a", 2, 10), at("a", 2, 9)} {
		ds.Add(p, "m%d", 1)
	}
	ds.Add(at("a", 2, 9), "m2") // another message at one place stays
	const want = "a:2:9: m1\na:2:9: m2\na:2:10: m1\na:10:1: m1\nb:1:1: m1"
	if got := ds.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if ds[0].Pos.Filename != "b" || len(ds) != 6 {
		t.Error("the list itself has changed")
	}
}

func TestLongListsEnd(t *testing.T) {
	var ds Diagnostics
	for i := range 20 {
		ds.Add(at("f", i+1, 1), "m")
	}
	if got := strings.Count(ds.Error(), "\n"); got != 19 || strings.Contains(ds.Error(), "more") {
		t.Errorf("20 take %d lines", got+1)
	}
	ds.Add(at("f", 21, 1), "m")
	ds.Add(at("f", 22, 1), "m")
	if got := ds.Error(); !strings.HasSuffix(got, "f:20:1: m\nand 2 more") {
		t.Errorf("22 end with %q", got[len(got)-30:])
	}
}

func TestAnEmptyListIsNoError(t *testing.T) {
	var ds Diagnostics
	if err := ds.Err(); err != nil {
		t.Errorf("got %v", err)
	}
	ds.Add(at("f", 1, 1), "m")
	if err := ds.Err(); err == nil {
		t.Error("got nil")
	}
}

func TestLinesAreFilledIn(t *testing.T) {
	var ds Diagnostics
	for _, p := range []token.Position{at("f", 2, 1), at("g", 2, 1), at("f", 9, 1), at("f", 0, 0)} {
		ds.Add(p, "m")
	}
	ds = ds.WithLines("f", []byte("one\r\ntwo\r\n"))
	for k, want := range []string{"two", "", "", ""} {
		if ds[k].Line != want {
			t.Errorf("line %d is %q, want %q", k, ds[k].Line, want)
		}
	}
}
