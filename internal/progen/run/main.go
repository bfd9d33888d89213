// Main: the program that runs a batch of cases.

package run

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"time"
)

// Report is what is found out about a case: one line of JSON of the output.
type Report struct {
	Name     string
	Finding  string // empty if there is none
	Points   int    // compared
	Compared int    // derivatives compared with differences
	Rough    int    // derivatives at kinks or jumps, not compared
	Skipped  map[string]int
	Calls    []Call // for the interpreter
}

// Main runs the cases from the one whose number is the first argument; the
// second argument is the number of points for each, the third how long each may
// take.
func Main(cases []Case) {
	first, err1 := strconv.Atoi(os.Args[1])
	points, err2 := strconv.Atoi(os.Args[2])
	patience, err3 := time.ParseDuration(os.Args[3])
	if err := errors.Join(err1, err2, err3); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	debug.SetMaxStack(64 << 20)
	out := bufio.NewWriter(os.Stdout)
	for _, c := range cases[first:] {
		done := make(chan Report, 1)
		go func() { done <- c.check(points) }()
		r := Report{Name: c.Name, Finding: "does not end"}
		select {
		case r = <-done:
		case <-time.After(patience):
		}
		line, err := json.Marshal(r)
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\n'))
		out.Flush()
		if r.Finding == "does not end" {
			os.Exit(3)
		}
	}
}

// check compares at some points.
func (c *Case) check(points int) (r Report) {
	r = Report{Name: c.Name, Skipped: map[string]int{}}
	if c.Twin == nil {
		c.Twin = c.Primal
	}
	for i := range points {
		c.at(&r, uint64(i+1))
		if r.Finding != "" {
			break
		}
	}
	return r
}

// at compares at one point.
func (c *Case) at(r *Report, seed uint64) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case skip:
			r.Skipped[e.why]++
		case finding:
			r.Finding = fmt.Sprintf("at point %d: %s", seed, e.what)
		default:
			r.Finding = fmt.Sprintf("at point %d: the comparison panics: %v\n%s", seed, e, debug.Stack())
		}
	}()
	p := newPoint(c, seed)
	if r.Points == 0 {
		p.weigh(1)
		r.Calls = p.calls()
	}
	compared, rough := p.compare()
	r.Points++
	r.Compared += compared
	r.Rough += rough
}
