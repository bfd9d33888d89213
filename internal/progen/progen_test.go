package progen

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"strings"
	"testing"

	"chainrule/frontend/expr"
)

// TestSameSeedSameProgram: a seed is all that a finding needs to be found again.
func TestSameSeedSameProgram(t *testing.T) {
	for seed := range uint64(50) {
		if New(seed) != New(seed) || NewExpression(seed) != NewExpression(seed) {
			t.Errorf("seed %d makes two programs", seed)
		}
		if New(seed).Text == New(seed+1).Text {
			t.Errorf("seeds %d and %d make one program", seed, seed+1)
		}
	}
}

// TestProgramsAreGo type-checks programs, twins included.
func TestProgramsAreGo(t *testing.T) {
	library := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for seed := range uint64(600) {
		p := New(seed)
		for _, q := range []Program{p, p.Twin()} {
			if err := typeCheck(library, q); err != nil {
				t.Errorf("seed %d: %v\n%s", seed, err, q.Text)
			}
		}
		if strings.Contains(p.Twin().Text, "float32") {
			t.Errorf("seed %d: the twin has float32", seed)
		}
	}
}

func typeCheck(library types.Importer, p Program) error {
	text, err := p.File("p", "F")
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "f.go", text, 0)
	if err != nil {
		return err
	}
	if f.Scope.Lookup("F") == nil && !strings.Contains(text, ") F(") {
		return errors.New("no function F")
	}
	_, err = (&types.Config{Importer: library}).Check("p", set, []*ast.File{f}, nil)
	return err
}

// TestExpressionFilesLoad loads and lowers expression files.
func TestExpressionFilesLoad(t *testing.T) {
	for seed := range uint64(500) {
		text, _ := NewExpression(seed).File("p", "F")
		p, ds := expr.Load(expr.Source{Name: "f.grad", Text: []byte(text)})
		if len(ds) == 0 {
			_, ds = p.Lower()
		}
		if len(ds) > 0 {
			t.Errorf("seed %d: %v\n%s", seed, ds, text)
		}
	}
}

// features are patterns of what programs must have, and in how many of a thousand
// at least.
var features = map[string]int{
	`for i\d* := \d; i\d* < `:     100,
	`for i\d* := -1; `:            5,
	`for i\d* := len\(.*; i\d*--`: 30,
	`i\d* \+= 2 \{`:               50,
	`for i\d* := range \w`:        100,
	`for range `:                  10,
	`for _, e\d* := range `:       30,
	`for i\d*, e\d* := range `:    50,
	`for it\d* < \d+ && `:         50,
	`for \{`:                      30,
	`for done\d* := false; !done`: 30,
	`(?s)for i\d* := range 4 \{.*for i\d* := (i\d*|i\d* \+ 1|0); i\d* < 4`: 10,
	`continue Loop`:                        10,
	`break Loop`:                           10,
	`\tbreak\n`:                            50,
	`\tcontinue\n`:                         30,
	`switch .* \{`:                         80,
	`fallthrough`:                          5,
	` else if `:                            50,
	`if t\d* := `:                          30,
	`:= func\(u\d* float64\) float64 \{\n`: 50,
	`:= func\(by float64\) \{ .* \+= `:     30,
	`\[1:\]|\[:2\]|\[1:3\]`:                100,
	`\[\d:\d:\d\]`:                         20,
	`= append\(\w+, `:                      80,
	`append\(\[\]float64\(nil\), `:         50,
	`copy\(`:                               50,
	`clear\(`:                              10,
	`delete\(`:                             1,
	`, ok := m`:                            5,
	`:= &\w`:                               80,
	`&PrimalT\d\{`:                         50,
	`func \(p PrimalT`:                     50,
	`func \(q \*PrimalT`:                   50,
	`if n <= 0 \{\n\t*return`:              80,
	`\[T ~float32 \| ~float64\]`:           80,
	`f func\(float64\) float64`:            30,
	`vs \.\.\.float64`:                     30,
	`float64, error\)`:                     30,
	`err == nil`:                           5,
	`float32`:                              300,
	`\w+, \w+ = \w+, \w+\n`:                20,
	`panic\(`:                              20,
	`fmt\.Sprint|strconv|strings\.Repeat`:  20,
	`\(out0 `:                              50,
	`(?m)^\treturn$`:                       5,
	`max\(|min\(`:                          100,
	`sort\.Float64s|slices\.Sort`:          5,
	`PrimalUnit\(`:                         30,
	`\+\+\n|--\n`:                          100,
	`map\[string\]float64`:                 100,
	`\[\]\*PrimalT`:                        20,
	`\[\]\[\]float64`:                      80,
	`(?m)^\tPrimalT\d$`:                    5,
	`interface ?\{ ?PrimalMeasure`:         80,
	`shape.*\.PrimalMeasure\(`:             30,
	`switch t := shape`:                    10,
	`method\d* := `:                        10,
	`range slices\.(Values|All|Backward)`:  10,
	`range PrimalEach`:                     2,
	`for _, r\d* := range `:                10,
	`range \[\]struct`:                     10,
	`defer `:                               10,
	`sync\.WaitGroup`:                      10,
	`map\[string\]\*PrimalT`:               10,
	`map\[string\]PrimalT`:                 10,
	`slices\.(Max|Min)\(`:                  20,
}

// TestProgramsHaveEverything: no kind of statement is lost unnoticed.
func TestProgramsHaveEverything(t *testing.T) {
	count := map[string]int{}
	for seed := range uint64(1000) {
		text, err := New(seed).File("p", Stem)
		if err != nil {
			t.Fatal(err)
		}
		for f := range features {
			if regexp.MustCompile(f).MatchString(text) {
				count[f]++
			}
		}
	}
	for f, least := range features {
		if count[f] < least {
			t.Errorf("%d of 1000 programs have %s, want %d", count[f], f, least)
		}
	}
}
