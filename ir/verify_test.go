// The verifier, on text whose mistakes are marked and on trees broken by hand.

package ir

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestVerifyReportsWhatIsMarked compares the reports, in order, with comments
// // ERROR "regexp" … at the lines of the instructions.
func TestVerifyReportsWhatIsMarked(t *testing.T) {
	paths, err := filepath.Glob("testdata/verify/*.ir")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(path, string(text))
		if err != nil {
			t.Fatal(err)
		}
		compareReports(t, path, strings.Split(Verify(f).Error(), "\n"), marked(t, path, string(text)))
	}
}

type mark struct {
	line int
	want *regexp.Regexp
}

var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// marked lists the expected reports of a text.
func marked(t *testing.T, path, text string) (list []mark) {
	t.Helper()
	for k, line := range strings.Split(text, "\n") {
		_, comment, _ := strings.Cut(line, "// ERROR ")
		for _, q := range quoted.FindAllString(comment, -1) {
			s := strings.NewReplacer(`\"`, `"`).Replace(q[1 : len(q)-1])
			re, err := regexp.Compile(s)
			if err != nil {
				t.Fatalf("%s:%d: %v", path, k+1, err)
			}
			list = append(list, mark{k + 1, re})
		}
	}
	return list
}

func compareReports(t *testing.T, path string, got []string, want []mark) {
	t.Helper()
	for k := range max(len(got), len(want)) {
		switch {
		case k >= len(want):
			t.Errorf("%s: not expected: %s", path, got[k])
		case k >= len(got):
			t.Errorf("%s:%d: not reported: %s", path, want[k].line, want[k].want)
		case !want[k].want.MatchString(got[k]):
			t.Errorf("%s:%d: reported %s, want %s", path, want[k].line, strconv.Quote(got[k]), want[k].want)
		}
	}
}

// broken are ways to break the tree of nested by hand, with the report.
var broken = map[string]func(f *Func){
	`sin: "v" is used outside the scope of its definition`: func(f *Func) { // of a loop's value behind the loop
		f.Body.Instrs[1].Args[0] = f.Body.Instrs[0].Regions[0].Instrs[0].Result()
	},
	`yield: "s" is used outside the scope of its definition`: func(f *Func) { // its definition is gone
		f.Body.Instrs = f.Body.Instrs[:1]
	},
	`sin: "s" is used outside the scope of its definition`: func(f *Func) { // before its definition
		f.Body.Instrs[1].Args[0] = f.Body.Instrs[1].Result()
	},
	"a region's parent is not the instruction that owns it": func(f *Func) {
		f.Body.Instrs[0].Regions[0].Parent = nil
	},
	"sin: not of the region that holds it": func(f *Func) {
		f.Body.Instrs[0].Regions[0].Instrs[0].In = f.Body
	},
	"sin: result s is not its own": func(f *Func) {
		f.Body.Instrs[1].Results[0].Def = f.Body.Instrs[0]
	},
	"parameter x is not of its region": func(f *Func) {
		f.Body.Params[0].Of = f.Body.Instrs[0].Regions[0]
	},
	"s is defined twice": func(f *Func) {
		f.Body.Instrs = append(f.Body.Instrs, f.Body.Instrs[1])
	},
	"attribute 3 of type int":       func(f *Func) { f.Body.Instrs[1].Attr = 3 },
	"attribute <nil> of type <nil>": func(f *Func) { f.Body.Instrs[1].Op = constOp },
}

func TestVerifyReportsBrokenTrees(t *testing.T) {
	const nested = `func F(x f64, n int) (s) {
  r f64 = for n, n, x (i int, a f64) {
    v f64 = sin a
    yield v
  }
  s f64 = sin r
  yield s
}`
	for want, breakIt := range broken {
		f := mustParse(t, nested)
		breakIt(f)
		if err := Verify(f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("reported %v, want %s", err, want)
		}
	}
}
