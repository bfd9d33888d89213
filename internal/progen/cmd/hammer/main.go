// Hammer makes random programs and checks them, in batches, until there were as
// many as asked for or the time is over:
//
//	go run ./internal/progen/cmd/hammer -n 100000 -seed 1 -time 1h
//
// What is wrong with one is printed with the seed, and then as small as it gets.
// Files that are named are checked instead: programs of package p with a comment
// above, as in testdata.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"chainrule/internal/progen"
	"chainrule/internal/progen/check"
	"chainrule/internal/progen/reduce"
)

type options struct {
	check.Options
	seed     uint64
	n, batch int
	limit    time.Duration
	keep     string
	reduce   time.Duration
	seen     []check.Finding
}

func main() {
	var o options
	flag.IntVar(&o.n, "n", 2000, "how many programs")
	flag.Uint64Var(&o.seed, "seed", 1, "the seed of the first program; the next has the next seed")
	flag.DurationVar(&o.limit, "time", time.Hour, "the most time")
	flag.IntVar(&o.batch, "batch", 250, "programs compiled together")
	flag.IntVar(&o.Points, "points", 3, "sets of arguments for each program")
	flag.StringVar(&o.Dir, "dir", "", "a folder for the Go code, kept; a temporary one if empty")
	flag.StringVar(&o.keep, "keep", "", "a folder to write findings to as Go files")
	flag.DurationVar(&o.reduce, "reduce", 2*time.Minute, "the most time for making a finding small; 0 leaves it as it is")
	flag.Parse()
	debug.SetGCPercent(400)
	run := o.run
	if flag.NArg() > 0 {
		run = o.files
	}
	if found, err := run(); err != nil || found > 0 {
		fmt.Fprintln(os.Stderr, found, "findings", err)
		os.Exit(1)
	}
}

// most is how many findings that look alike are made small.
const most = 4

// run checks all programs.
func (o *options) run() (found int, err error) {
	var total check.Stats
	start := time.Now()
	for done := 0; done < o.n && time.Since(start) < o.limit; done += o.batch {
		var programs []progen.Program
		for i := range min(o.batch, o.n-done) {
			programs = append(programs, o.program(o.seed+uint64(done+i)))
		}
		findings, stats, err := check.Batch(programs, o.Options)
		if err != nil {
			return found, err
		}
		found += len(findings)
		total.Add(stats)
		for _, f := range findings {
			o.report(f, o.reduce > 0 && o.alike(f) < most)
			o.seen = append(o.seen, f)
		}
		fmt.Printf("%v: %v; %d findings\n", time.Since(start).Round(time.Second), total, found)
	}
	counts("skipped", total.Skipped)
	counts("refused", total.Refused)
	return found, nil
}

// alike is how many findings looked like this one.
func (o *options) alike(f check.Finding) (n int) {
	for _, g := range o.seen {
		if f.Like(g) {
			n++
		}
	}
	return n
}

// files checks programs that are kept as files.
func (o *options) files() (found int, err error) {
	var programs []progen.Program
	for _, name := range flag.Args() {
		p, err := progen.Read(name)
		if err != nil {
			return 0, err
		}
		programs = append(programs, p)
	}
	findings, stats, err := check.Batch(programs, o.Options)
	for _, f := range findings {
		o.report(f, o.reduce > 0)
	}
	fmt.Println(stats)
	return len(findings), err
}

// program makes one; every tenth is an expression file.
func (o *options) program(seed uint64) progen.Program {
	if seed%10 == 0 {
		return progen.NewExpression(seed)
	}
	return progen.New(seed)
}

// report prints a finding.
func (o *options) report(f check.Finding, small bool) {
	fmt.Printf("--- %s\n", head(f.String(), 1))
	if small {
		f = o.reduced(f)
	}
	text, _ := f.Program.File("p", progen.Stem)
	fmt.Printf("%s\n%s\n", text, head(f.String(), 25))
	if o.keep != "" {
		os.MkdirAll(o.keep, 0o777)
		os.WriteFile(fmt.Sprintf("%s/seed%d.go", o.keep, f.Program.Seed), []byte(fmt.Sprintf("// %s\n\n%s\n\n/*\n%s\n*/\n", head(f.String(), 1), text, f.Text)), 0o666)
	}
}

// head is the first lines of a text.
func head(text string, lines int) string {
	list := strings.SplitAfterN(text, "\n", lines+1)
	return strings.TrimSpace(strings.Join(list[:min(lines, len(list))], ""))
}

// reduced makes a finding small: what is left fails in the same way.
func (o *options) reduced(f check.Finding) check.Finding {
	small := f
	fails := func(list []progen.Program) []bool {
		out := make([]bool, len(list))
		c := o.Options
		c.Dir, c.Points, c.Until = "", 5, strings.Fields(f.Stage)[0]
		findings, _, err := check.Batch(list, c)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return out
		}
		for _, g := range findings {
			if g.Like(f) {
				out[g.Index] = true
				if len(g.Program.Text) < len(small.Program.Text) {
					small = g
				}
			}
		}
		return out
	}
	p := reduce.Program(f.Program, fails, o.reduce)
	if small.Program.Text != p.Text {
		small.Program = p
	}
	return small
}

func counts(what string, m map[string]int) {
	for _, k := range slices.SortedFunc(maps.Keys(m), func(a, b string) int { return m[b] - m[a] }) {
		fmt.Printf("%s %5d: %s\n", what, m[k], k)
	}
}
