package ir

import "testing"

func TestReasonsAreCutOff(t *testing.T) {
	for text, want := range map[string][2]string{
		"{m}.F($0)":                          {"{m}.F($0)", ""},
		"{m}.F($0)  // no source":            {"{m}.F($0)", "no source"},
		`{fmt}.Println("a  // b", $0)`:       {`{fmt}.Println("a  // b", $0)`, ""},
		`{m}.F("\"  // b", '"', $0)  // why`: {`{m}.F("\"  // b", '"', $0)`, "why"},
		"{m}.F(`  // \\`, $0)  // x  // y":   {"{m}.F(`  // \\`, $0)", "x  // y"},
	} {
		in := &Instr{Op: goCallOp, Attr: text}
		if in.Template() != want[0] || in.Reason() != want[1] {
			t.Errorf("%s is %q for %q, want %q for %q", text, in.Template(), in.Reason(), want[0], want[1])
		}
	}
}

func TestWhichCodeOnlyReads(t *testing.T) {
	for _, c := range []struct {
		op       *Op
		text, of string
		want     bool
	}{
		{goCallOp, "{fmt}.Println($0)", "any", true},
		{goCallOp, "panic($0)", "any", true},
		{goCallOp, "{sort}.Float64s($0)", "[]float64", false},
		{goCallOp, "{sort}.Float64s($0)  // inactive", "[]float64", true},
		{goCallOp, "{fmt}.Fprintln($0)", "*{bytes}.Buffer", false},
		{goCallOp, "{math/rand}.Shuffle($0)", "int", false},
		{goCallOp, "$0.Float64()", "*{math/rand}.Rand", true},
		{goCallOp, "$0.Float64()", "*{example.com/m}.T", false},
		{goExprOp, "{m}.F($0)", "[]float64", true},
	} {
		in := &Instr{Op: c.op, Attr: c.text, Args: []*Value{{Type: GoType(c.of)}}}
		if in.OnlyReads() != c.want {
			t.Errorf("%s of %s: %v, want %v", c.text, c.of, in.OnlyReads(), c.want)
		}
	}
}
