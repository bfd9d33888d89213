package check

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainrule/internal/progen"
)

// kept are the programs that were findings.
func kept(t *testing.T) (list []progen.Program, names []string) {
	for _, pattern := range []string{"*.go", "*.grad"} {
		found, err := filepath.Glob(filepath.Join("..", "testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	for _, name := range names {
		p, err := progen.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list, names
}

// TestKept checks what was found before.
func TestKept(t *testing.T) {
	programs, names := kept(t)
	findings, stats, err := Batch(programs, Options{Points: 6})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Errorf("%s: %v", names[f.Index], f)
	}
	for why := range stats.Refused {
		t.Errorf("refused: %s", why)
	}
	if stats.Points < 3*len(programs) || stats.Compared == 0 || stats.Interpreted == 0 {
		t.Errorf("too little was compared: %v, %v", stats, stats.Skipped)
	}
}

// TestRandomPrograms checks two thousand, fewer where that takes longer than two
// minutes; the command hammer checks any number.
func TestRandomPrograms(t *testing.T) {
	batches := uint64(4)
	if testing.Short() {
		batches = 1
	}
	const size = 500
	start := time.Now()
	for first := uint64(0); first < batches*size && time.Since(start) < 2*time.Minute; first += size {
		var programs []progen.Program
		for seed := first; seed < first+size; seed++ {
			if seed%10 == 9 {
				programs = append(programs, progen.NewExpression(seed))
			} else {
				programs = append(programs, progen.New(seed))
			}
		}
		checkBatch(t, programs)
	}
}

// checkBatch demands that nothing is found, and that much was compared.
func checkBatch(t *testing.T, programs []progen.Program) {
	t.Helper()
	findings, stats, err := Batch(programs, Options{Points: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Errorf("%v\n%s", f, f.Program.Text)
	}
	t.Log(stats, stats.Skipped, stats.Refused)
	if stats.Points < len(programs) || stats.Compared < 3*len(programs) || stats.Interpreted < 5*len(programs) {
		t.Error("too little was compared")
	}
	refused := 0
	for _, k := range stats.Refused {
		refused += k
	}
	if refused > len(programs)/20 {
		t.Errorf("%d derivatives of accepted Go are refused: %v", refused, stats.Refused)
	}
}

// TestFindings: what is wrong is found, and where.
func TestFindings(t *testing.T) {
	good := progen.Program{Text: "//chainrule:vjp\n//chainrule:jvp\nfunc Primal(x float64) float64 { return x * x }\n"}
	bad := progen.Program{Text: "//chainrule:vjp\nfunc Primal(x float64) float64 { return x * y }\n"}
	panics := progen.Program{Text: "//chainrule:vjp\nfunc Primal(s []float64) float64 { return s[7] }\n"}
	forever := progen.Program{Text: "//chainrule:vjp\nfunc Primal(x float64) float64 {\nfor x != 0.123456 {\n}\nreturn x\n}\n"}
	unsure := progen.Program{Text: "//chainrule:vjp\nfunc Primal(x float64) float64 {\n//chainrule:stop\ny := x * x\nreturn y + x }\n"}
	findings, stats, err := Batch([]progen.Program{good, bad, panics, unsure, forever}, Options{Points: 2, Patience: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	stage := map[int]string{}
	for _, f := range findings {
		stage[f.Index] = f.Stage
	}
	if len(findings) != 3 || stage[1] != "load" || stage[3] != "run" || stage[4] != "run" {
		t.Errorf("findings %v", findings)
	}
	if stats.Skipped["panics"] != 2 {
		t.Errorf("skipped %v", stats.Skipped)
	}
}

// TestLike: findings are alike apart from names and numbers.
func TestLike(t *testing.T) {
	a := Finding{Stage: "run", Text: "at point 3: forward mode gives 0.25, reverse mode -1e-3 (|terms| 2, 3)"}
	b := Finding{Stage: "run", Text: "at point 1: forward mode gives -7, reverse mode 5 (|terms| 1, 1)"}
	c := Finding{Stage: "run", Text: "at point 1: vjp: panic: index out of range [0] with length 2"}
	d := Finding{Stage: "compile", Text: "p/F1_deriv.go: cannot use b2 (variable of type float32) as float64 value in assignment"}
	e := Finding{Stage: "compile", Text: "p/F22_deriv.go: cannot use dy3 (variable of type float32) as float64 value in assignment\n" + strings.Repeat("x", 9)}
	if !a.Like(b) || a.Like(c) || !d.Like(e) || a.Like(d) {
		t.Error(a.Like(b), a.Like(c), d.Like(e), a.Like(d))
	}
}
