// Package check takes programs through the whole of chainrule, many at a time,
// and compares everything with everything that should be equal:
//
//   - lowering, derivatives and generated Go come without a panic, verify, have
//     a text form that reads back the same, and are the same bytes when made twice (of every third program);
//   - a batch is compiled once and run (package run): reverse mode against
//     forward mode against differences, memory and values against the primal's;
//   - what the compiled functions computed is computed again by the interpreter,
//     of the function as it was lowered, cleaned, with one pass left out, and of
//     the derivatives.
package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"chainrule/internal/progen"
	"chainrule/internal/progen/run"
)

// Options say how thoroughly to check.
type Options struct {
	Points   int           // sets of arguments for each program
	Patience time.Duration // how long a program may run; 20 seconds if zero
	Dir      string        // a folder for the module, emptied first; a temporary one if empty
	Until    string        // the last stage that matters: lower, derive, generate, compile or run; empty for all
}

// Finding is something that is wrong with a program.
type Finding struct {
	Program progen.Program
	Index   int    // of the program in its batch
	Stage   string // what found it: lower, derive, generate, compile, run, interpret, pass, text, twice
	Text    string
}

func (f Finding) String() string {
	return fmt.Sprintf("seed %d, %s: %s", f.Program.Seed, f.Stage, f.Text)
}

// Like reports whether two findings seem to be of one cause: found in the same
// way, in the same words but for names and numbers.
func (f Finding) Like(o Finding) bool {
	return strings.Fields(f.Stage)[0] == strings.Fields(o.Stage)[0] && words(f.Text) == words(o.Text)
}

var (
	nameOrNumber = regexp.MustCompile(`[-+]?[0-9][\w.+-]*|\w+[0-9]\w*|"[^"]*"|\[[^\]]*\]|argument \S+|result \S+`)
	spaces       = regexp.MustCompile(`\s+`)
)

// words are the first line of a text without names and numbers.
func words(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if k := strings.Index(line, " is {"); k >= 0 {
		line = line[:k]
	}
	if k := strings.Index(line, "at point"); k >= 0 && strings.Contains(line, " mode gives") {
		return line[strings.Index(line, " mode gives")-7:][:7]
	}
	return spaces.ReplaceAllString(nameOrNumber.ReplaceAllString(line, ""), " ")
}

// Stats count what a batch did.
type Stats struct {
	Programs, Points, Compared, Rough int
	Interpreted, NotInterpreted       int
	Skipped                           map[string]int // points, by reason
	Refused                           map[string]int // derivatives, by reason
}

// Add adds the counts of another batch.
func (s *Stats) Add(o Stats) {
	s.Programs, s.Points, s.Compared, s.Rough = s.Programs+o.Programs, s.Points+o.Points, s.Compared+o.Compared, s.Rough+o.Rough
	s.Interpreted, s.NotInterpreted = s.Interpreted+o.Interpreted, s.NotInterpreted+o.NotInterpreted
	s.Skipped, s.Refused = added(s.Skipped, o.Skipped), added(s.Refused, o.Refused)
}

func added(a, b map[string]int) map[string]int {
	if a == nil {
		a = map[string]int{}
	}
	for k, n := range b {
		a[k] += n
	}
	return a
}

// String is a line on the counts.
func (s Stats) String() string {
	return fmt.Sprintf("%d programs, %d points compared, %d derivatives with differences (%d more at kinks), %d calls interpreted (%d not)",
		s.Programs, s.Points, s.Compared, s.Rough, s.Interpreted, s.NotInterpreted)
}

// batch is the state of checking programs together.
type batch struct {
	Options
	dir      string
	units    []*unit
	stats    Stats
	findings []Finding
	reports  map[string]run.Report
}

// unit is one program of a batch.
type unit struct {
	progen.Program
	index int
	name  string // F and the number
	out   bool   // nothing more is to be done with it
	made  *made
}

// drop notes a finding; nothing more is done with the program.
func (b *batch) drop(u *unit, stage, format string, args ...any) {
	u.out = true
	b.findings = append(b.findings, Finding{u.Program, u.index, stage, fmt.Sprintf(format, args...)})
}

// Batch checks programs together. An error says that the batch could not be run.
func Batch(programs []progen.Program, o Options) ([]Finding, Stats, error) {
	b := &batch{Options: o, stats: Stats{Programs: len(programs), Skipped: map[string]int{}, Refused: map[string]int{}}}
	if b.Patience == 0 {
		b.Patience = 20 * time.Second
	}
	for i, p := range programs {
		b.units = append(b.units, &unit{Program: p, index: i, name: fmt.Sprintf("F%d", i)})
	}
	done, err := b.module()
	if err != nil {
		return nil, b.stats, err
	}
	defer done()
	for _, step := range []struct {
		last []string
		run  func() error
	}{{[]string{"load", "lower", "derive", "schedule", "generate"}, b.differentiate}, {[]string{"compile"}, b.compile}, {[]string{"run"}, b.execute}, {nil, b.interpret}} {
		if err := step.run(); err != nil || slices.Contains(step.last, b.Until) {
			return b.findings, b.stats, err
		}
	}
	return b.findings, b.stats, nil
}
