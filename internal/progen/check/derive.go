// From source to generated Go, each step made twice.

package check

import (
	"fmt"
	"go/token"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"chainrule/adjoint"
	"chainrule/codegen"
	"chainrule/frontend/gofunc"
	"chainrule/ir"
	"chainrule/ir/pass"
)

// made is what chainrule makes of a program.
type made struct {
	lowered *ir.Func
	sig     *ir.Signature // of the function in Go
	derived []*derived
	text    string // the generated Go
}

// derived is a derivative, before and after it was prepared for Go.
type derived struct {
	kind            string
	open, scheduled *ir.Func
	sig             *ir.Signature
}

// differentiate lowers, derives and generates.
func (b *batch) differentiate() error {
	requests, err := b.requests()
	if err != nil {
		return err
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	free := make(chan bool, runtime.GOMAXPROCS(0))
	for _, r := range append(requests, b.formulas()...) {
		u := r.unit
		if u == nil || u.out {
			continue
		}
		free <- true
		wait.Go(func() {
			m := &maker{prog: r.prog, request: r.Request, unit: u}
			if !within(patience, m.run) {
				m = &maker{stage: "derive", finding: "does not end"}
			}
			<-free
			mu.Lock()
			defer mu.Unlock()
			b.take(u, m)
		})
	}
	wait.Wait()
	return nil
}

// patience is how long chainrule may take for a program.
const patience = time.Minute

// within runs f, and reports whether it ends in time; if not, it is left to itself.
func within(limit time.Duration, f func()) bool {
	done := make(chan bool)
	go func() { f(); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}

// request is one with the program that it is of.
type request struct {
	gofunc.Request
	prog *gofunc.Program // nil for an expression file
	unit *unit
}

// formulas are the requests for expression files.
func (b *batch) formulas() (list []request) {
	for _, u := range b.units {
		if u.Expression {
			list = append(list, request{unit: u})
		}
	}
	return list
}

// requests loads package p. Programs that are no Go are the generator's fault.
func (b *batch) requests() (list []request, err error) {
	for range 5 {
		if !slices.ContainsFunc(b.units, func(u *unit) bool { return !u.out && !u.Expression }) {
			return nil, nil
		}
		prog, ds := gofunc.Load(gofunc.Config{Dir: b.dir}, "./p")
		if len(ds) == 0 {
			var found []gofunc.Request
			if found, ds = prog.Requests(); len(ds) == 0 {
				for _, r := range found {
					list = append(list, request{r, prog, b.unitOf(r.File())})
				}
				return list, nil
			}
		}
		before := len(b.findings)
		for _, d := range ds {
			if u := b.unitOf(d.Pos.Filename); u != nil && !u.out {
				b.drop(u, "load", "%v", d)
				b.remove(u)
			}
		}
		if len(b.findings) == before {
			return nil, ds
		}
	}
	return nil, fmt.Errorf("check: too many programs do not load: %v", b.findings[0])
}

// take keeps what was made of a program, or notes why nothing was.
func (b *batch) take(u *unit, m *maker) {
	for why := range m.refused {
		b.stats.Refused[why]++
	}
	switch {
	case m.stage != "":
		b.drop(u, m.stage, "%s", m.finding)
	case len(m.made.derived) == 0:
		u.out = true
	default:
		u.made = &m.made
		if err := b.write("p/"+u.name+"_deriv.go", m.made.text); err != nil {
			b.drop(u, "write", "%v", err)
		}
	}
}

// maker makes the derivatives of one program.
type maker struct {
	prog           *gofunc.Program
	request        gofunc.Request
	unit           *unit
	primal         *codegen.Func // generated too, if it is not Go already
	made           made
	refused        map[string]bool
	stage, finding string
}

// fault ends the making with a finding.
type fault struct{ text string }

func (m *maker) run() {
	m.refused = map[string]bool{}
	defer func() {
		switch e := recover().(type) {
		case nil:
			m.stage = ""
		case fault:
			m.finding = e.text
		default:
			m.finding = fmt.Sprintf("panic: %v\n%s", e, debug.Stack())
		}
	}()
	if m.unit.Expression {
		m.formula()
	} else {
		m.function()
	}
	if len(m.made.derived) > 0 {
		m.generate()
	}
}

// function makes the derivatives of a Go function.
func (m *maker) function() {
	m.stage = "lower"
	f, ds := m.prog.Lower(m.request)
	if len(ds) > 0 {
		m.refuse(ds)
		return
	}
	m.made.lowered, m.made.sig = f, f.Sig
	m.verify(f)
	m.again("lowered", f.String(), func() string {
		g, _ := m.prog.Lower(m.request)
		return g.String()
	})
	for _, k := range m.request.Kinds {
		m.derive(f, k)
	}
}

// refuse notes why a derivative is refused, without what differs from program
// to program.
func (m *maker) refuse(ds ir.Diagnostics) {
	text := ds[0].Msg
	for _, r := range []struct {
		find *regexp.Regexp
		with string
	}{{ownName, "F"}, {quotedText, "…"}} {
		text = r.find.ReplaceAllString(text, r.with)
	}
	m.refused[text] = true
	if dir := os.Getenv("PROGEN_REFUSED"); dir != "" {
		os.WriteFile(fmt.Sprintf("%s/%d.txt", dir, m.unit.Seed), []byte(ds.Error()+"\n"+m.unit.Text), 0o666)
	}
}

var (
	ownName    = regexp.MustCompile(`\bF[0-9]+\w*`)
	quotedText = regexp.MustCompile(`"[^"]*"`)
)

func (m *maker) verify(f *ir.Func) {
	if err := ir.Verify(f); err != nil {
		panic(fault{fmt.Sprintf("%v\n%s", err, f)})
	}
	text := f.String()
	g, err := ir.Parse("text", text)
	if err != nil {
		panic(fault{fmt.Sprintf("the text form does not read back: %v\n%s", err, text)})
	}
	if back := g.String(); back != text {
		panic(fault{"the text form reads back as another: " + firstDifference(back, text)})
	}
}

// again demands that what was made once is the same when it is made again.
func (m *maker) again(what, text string, make func() string) {
	if m.unit.Seed%3 != 0 {
		return // it takes as long as all else
	}
	if again := make(); again != text {
		panic(fault{"the " + what + " is another when made again: " + firstDifference(again, text)})
	}
}

// firstDifference is the first line that differs.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n%s\n%s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(g), len(w))
}

// derive makes the derivative of a kind.
func (m *maker) derive(f *ir.Func, kind string) {
	m.stage = "derive " + kind
	g, ds := adjoint.Derive(f, adjoint.Kind(kind), adjoint.Options{})
	if len(ds) > 0 {
		m.refuse(ds)
		return
	}
	m.verify(g)
	m.again("derivative", g.String(), func() string {
		g, _ := adjoint.Derive(f, adjoint.Kind(kind), adjoint.Options{})
		return g.String()
	})
	m.stage = "schedule " + kind
	s, _ := g.Clone()
	pass.Run(s, pass.Schedule, nil)
	m.verify(s)
	s.Name = adjoint.Kind(kind).Name(m.unit.name)
	m.made.derived = append(m.made.derived, &derived{kind, g, s, signatureOf(g)})
}

// line is the source at a place, for comments.
func (m *maker) line(pos token.Position) string {
	if m.prog == nil {
		return ""
	}
	return m.prog.Line(pos)
}

// generate writes the Go.
func (m *maker) generate() {
	m.stage = "generate"
	write := func() string {
		cf := codegen.File{Package: "p", PackagePath: "batch/p", Source: m.unit.name + ".go", Helpers: "deriv" + m.unit.name, Line: m.line}
		if m.primal != nil {
			f, _ := m.primal.IR.Clone()
			cf.Funcs = append(cf.Funcs, codegen.Func{IR: f, Base: m.primal.Base})
		}
		for _, d := range m.made.derived {
			s, _ := d.scheduled.Clone()
			cf.Funcs = append(cf.Funcs, codegen.Func{IR: s, Base: m.unit.name})
		}
		text, err := codegen.Generate(cf)
		if err != nil {
			panic(fault{err.Error()})
		}
		return string(text)
	}
	m.made.text = write()
	m.again("generated Go", m.made.text, write)
}
