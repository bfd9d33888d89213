// Compiling and running a batch.

package check

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"chainrule/internal/progen/run"
	"chainrule/ir"
)

// compile builds the program of the batch; what does not compile is a finding.
func (b *batch) compile() error {
	for range 5 {
		if len(b.cases()) == 0 {
			return nil
		}
		if err := b.write("main.go", b.mainText()); err != nil {
			return err
		}
		cmd := exec.Command("go", "build", "-gcflags=batch/...=-e", "-o", "batch", ".")
		cmd.Dir, cmd.Env = b.dir, append(os.Environ(), "GOAMD64=v1", "GOFLAGS=-mod=mod", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err == nil {
			return nil
		}
		if !b.blame(string(out)) {
			return fmt.Errorf("check: go build: %v\n%s", err, out)
		}
	}
	return errors.New("check: too many programs do not compile")
}

var compileError = regexp.MustCompile(`(?m)^(?:\./)?((?:p|twin)/F[0-9]+(?:_deriv)?\.go):[0-9:]+ (.*)$`)

// blame drops the programs that the compiler complains of.
func (b *batch) blame(out string) bool {
	found := false
	for _, m := range compileError.FindAllStringSubmatch(out, -1) {
		if u := b.unitOf(m[1]); u != nil && !u.out {
			found = true
			text := m[2]
			if strings.Contains(m[1], "_deriv") {
				text += "\n" + u.made.text
			}
			b.drop(u, "compile", "%s: %s", m[1], text)
		}
		b.remove(b.unitOf(m[1]))
	}
	return found
}

// cases are the programs that can be run.
func (b *batch) cases() (list []*unit) {
	for _, u := range b.units {
		if !u.out && u.made != nil {
			list = append(list, u)
		}
	}
	return list
}

// mainText is the program that runs the cases.
func (b *batch) mainText() string {
	var t strings.Builder
	t.WriteString("package main\n\nimport (\n\"batch/p\"\n\"batch/run\"\n\"batch/twin\"\n)\n\nvar _ = twin.None\n\nfunc main() {\nrun.Main([]run.Case{\n")
	for _, u := range b.cases() {
		t.WriteString(u.caseText())
	}
	t.WriteString("})\n}\n")
	return t.String()
}

// caseText is the Go of the program's run.Case.
func (u *unit) caseText() string {
	var t strings.Builder
	fmt.Fprintf(&t, "{Name: %q, Primal: %s", u.name, u.function("p", u.name))
	if u.Mixed() {
		fmt.Fprintf(&t, ", Mixed: true, Twin: %s", u.function("twin", u.name))
	}
	if u.Expression {
		fmt.Fprintf(&t, ", Lengths: %#v", lengths(u.made.lowered))
	}
	fmt.Fprintf(&t, ", Writes: %v, Derived: []run.Derived{\n", writes(u.made.lowered))
	for _, d := range u.made.derived {
		params, results := roles(u.made.sig, d.sig)
		fmt.Fprintf(&t, "{Kind: %q, Func: %s, Params: %s, Results: %s},\n", d.kind, u.function("p", d.scheduled.Name), params, results)
	}
	t.WriteString("}},\n")
	return t.String()
}

// writes reports whether the function may write memory that it did not make.
func writes(f *ir.Func) (found bool) {
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Effect().Writes {
			d := v.Object().Def
			found = found || d == nil || !d.Makes()
		}
	})
	return found
}

// function is a function of a package as a value: a method as a method expression.
func (u *unit) function(pkg, name string) string {
	recv := u.made.sig.Recv
	if recv == nil {
		return pkg + "." + name
	}
	_, typ, _ := strings.Cut(recv.Type, "}.")
	if strings.HasPrefix(recv.Type, "*") {
		return fmt.Sprintf("(*%s.%s).%s", pkg, typ, name)
	}
	return fmt.Sprintf("%s.%s.%s", pkg, typ, name)
}

// roles says what a derivative's parameters and results are that the primal
// does not have.
func roles(primal, derivative *ir.Signature) (params, results string) {
	index := func(list []ir.GoParam, name string) int {
		for i, p := range list {
			if p.Name == name {
				return i
			}
		}
		return -1
	}
	in := primal.Params
	if primal.Recv != nil {
		in = append([]ir.GoParam{*primal.Recv}, in...)
	}
	role := func(name string, result bool) string {
		name = strings.TrimRight(name, "_")
		if base, ok := strings.CutSuffix(name, "Dot"); ok {
			if i := index(primal.Results, base); i >= 0 && result {
				return fmt.Sprintf("{\"tangent\", %d}", i)
			}
			return fmt.Sprintf("{\"tangent\", %d}", index(in, base))
		}
		base := strings.TrimPrefix(name, "d")
		if result {
			return fmt.Sprintf("{\"by\", %d}", index(in, base))
		}
		if i := index(primal.Results, base); i >= 0 {
			return fmt.Sprintf("{\"seed\", %d}", i)
		}
		return fmt.Sprintf("{\"shadow\", %d}", index(in, base))
	}
	var ps, rs []string
	for _, p := range derivative.Params[len(primal.Params):] {
		ps = append(ps, role(p.Name, false))
	}
	errs := len(primal.Results) > 0 && primal.Results[len(primal.Results)-1].Type == "error"
	own := len(primal.Results)
	list := derivative.Results
	if errs {
		own, list = own-1, list[:len(list)-1]
	}
	for _, p := range list[own:] {
		rs = append(rs, role(p.Name, true))
	}
	return "[]run.Role{" + strings.Join(ps, ", ") + "}", "[]run.Role{" + strings.Join(rs, ", ") + "}"
}

// execute runs the cases. What ends the program ends one case only.
func (b *batch) execute() error {
	b.reports = map[string]run.Report{}
	cases := b.cases()
	for first := 0; first < len(cases); {
		done, failure := b.runFrom(first)
		if first += done; failure == "" {
			break
		}
		if first >= len(cases) {
			return errors.New("check: " + failure)
		}
		b.drop(cases[first], "run", "ends the program: %s", failure)
		first++
	}
	for _, u := range cases {
		b.note(u, b.reports[u.name])
	}
	return nil
}

// note counts what a report says.
func (b *batch) note(u *unit, r run.Report) {
	b.stats.Points += r.Points
	b.stats.Compared += r.Compared
	b.stats.Rough += r.Rough
	b.stats.Skipped = added(b.stats.Skipped, r.Skipped)
	if r.Finding != "" {
		b.drop(u, "run", "%s", r.Finding)
	}
}

// runFrom runs the cases from the one of that number; it gives how many were
// done and, if not all were, what ended them.
func (b *batch) runFrom(first int) (done int, failure string) {
	cmd := exec.Command(filepath.Join(b.dir, "batch"), strconv.Itoa(first), strconv.Itoa(b.Points), b.Patience.String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	s := bufio.NewScanner(bytes.NewReader(out))
	s.Buffer(nil, 1<<28)
	for s.Scan() {
		var r run.Report
		if json.Unmarshal(s.Bytes(), &r) != nil {
			break
		}
		if r.Finding == "does not end" && err != nil {
			return done, r.Finding
		}
		b.reports[r.Name] = r
		done++
	}
	if err != nil {
		text := stderr.String()
		return done, fmt.Sprintf("%v: %s", err, text[:min(len(text), 2000)])
	}
	return done, ""
}
