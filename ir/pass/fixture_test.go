// Fixtures: testdata/PASS.txtar holds functions in the text form and what the
// pass makes of them. A case is a pair of files, name.in.ir and name.want.ir;
// go test -update rewrites the second. Both are run on random arguments and must
// give the same results and memory to the bit.

package pass

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainrule/ir"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted files")

// approximate names the passes whose cases round otherwise or turn 0 + (-0) into
// -0, since they change the order in which accums come. The other passes must
// leave every bit.
var approximate = map[string]bool{"linear": true, "carry": true, "accrue": true, "relax": true, "flatten": true, "skip": true}

// every lists the passes by name.
var every = map[string]Pass{}

func init() {
	for _, list := range [][]Pass{Clean, Schedule, {Expand}} {
		for _, p := range list {
			if every[p.Name].Run == nil { // resimplify has a name that is taken
				every[p.Name] = p
			}
		}
	}
}

func TestFixtures(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) { fixtures(t, path, every[name]) })
	}
}

func fixtures(t *testing.T, path string, p Pass) {
	if p.Run == nil {
		t.Fatal("no such pass")
	}
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for k := 0; k+1 < len(a.Files); k += 2 {
		in, want := a.Files[k], &a.Files[k+1]
		name, ok := strings.CutSuffix(in.Name, ".in.ir")
		if !ok || want.Name != name+".want.ir" {
			t.Fatalf("%s and %s are no pair", in.Name, want.Name)
		}
		t.Run(name, func(t *testing.T) { fixture(t, p, string(in.Data), want) })
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fixture runs one case; under -update it puts the text into want.
func fixture(t *testing.T, p Pass, in string, want *txtar.File) {
	before, after := parse(t, in), parse(t, in)
	Run(after, []Pass{p}, nil)
	readsBack(t, after)
	sameMeaning(t, before, after, !approximate[p.Name])
	if *update {
		want.Data = []byte(after.String())
	}
	if got := after.String(); got != string(want.Data) {
		t.Errorf("got\n%s\nwant\n%s\ngo test -update rewrites", got, want.Data)
	}
}

func parse(t *testing.T, text string) *ir.Func {
	t.Helper()
	f, err := ir.Parse("in.ir", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := ir.Verify(f); err != nil {
		t.Fatal(err)
	}
	return f
}

func readsBack(t *testing.T, f *ir.Func) {
	t.Helper()
	text := f.String()
	if g := parse(t, text); g.String() != text {
		t.Errorf("wrote\n%s\nread and wrote\n%s", text, g)
	}
}
