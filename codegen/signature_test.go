// Signatures in fixtures.

package codegen

import (
	"go/token"
	"strings"
	"testing"

	"chainrule/ir"
)

// signatures reads the signatures of a fixture. A line names a function, and the
// lines below it, indented, its parameters and results with their leaves:
//
//	Loss
//	  recv m | *{example.com/want}.Model | m
//	  param p | {example.com/want}.Point | .X=p_X .T=p_T:float32
//	  result y | float64 | y
func signatures(t *testing.T, text string) map[string]*ir.Signature {
	t.Helper()
	sigs := map[string]*ir.Signature{}
	var s *ir.Signature
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if !strings.HasPrefix(line, " ") {
			s = &ir.Signature{Package: "example.com/want"}
			sigs[line] = s
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			t.Fatalf("signature line %q", line)
		}
		what, name, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
		p := ir.GoParam{Name: name, Type: strings.TrimSpace(parts[1]), Leaves: leaves(parts[2])}
		switch what {
		case "recv":
			s.Recv = &p
		case "param":
			s.Params = append(s.Params, p)
		case "variadic":
			p.Variadic = true
			s.Params = append(s.Params, p)
		case "result":
			s.Results = append(s.Results, p)
		}
	}
	return sigs
}

// program gives functions their signatures and lets them call each other. Those
// that are not exported are there to be called only, and signatures without a
// function are of functions that are elsewhere.
func program(fns []Func, sigs map[string]*ir.Signature) (written []Func) {
	callees := map[string]*ir.Func{}
	for name, s := range sigs {
		callees[name] = &ir.Func{Name: name, Sig: s, Results: resultNames(s)}
	}
	for _, fn := range fns {
		fn.IR.Sig = sigs[fn.IR.Name]
		fn.IR.Callees = callees
		callees[fn.IR.Name] = fn.IR
		if token.IsExported(fn.IR.Name) {
			written = append(written, fn)
		}
	}
	return written
}

func resultNames(s *ir.Signature) (names []string) {
	for _, r := range s.Results {
		for _, l := range r.Leaves {
			names = append(names, l.Name)
		}
	}
	return names
}

func leaves(text string) (ls []ir.Leaf) {
	for _, f := range strings.Fields(text) {
		path, name, ok := strings.Cut(f, "=")
		if !ok {
			path, name = "", f
		}
		name, typ, _ := strings.Cut(name, ":")
		ls = append(ls, ir.Leaf{Path: path, Name: name, Type: typ})
	}
	return ls
}
