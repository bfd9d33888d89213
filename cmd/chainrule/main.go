// Command chainrule differentiates expression files, formulas and functions of
// Go, and writes the derivatives as plain Go.
//
// Run "chainrule -help" for the manual.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"chainrule/frontend/gofunc/analyzer"
)

func main() {
	if isVetTool(os.Args[1:]) {
		analyzer.Main()
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// Exit statuses.
const (
	done    = 0
	refused = 1 // the input was refused, or the output could not be written
	misused = 2 // wrong usage
)

// app is one run of the command.
type app struct {
	in    io.Reader
	out   io.Writer
	err   io.Writer
	phase string // what is being done, for the report of an internal error
}

// run runs the command and gives its exit status.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	checked := &checkedWriter{w: out}
	a := &app{in: in, out: checked, err: errs, phase: "reading the command line"}
	return a.protected(func() int {
		root := a.root()
		root.SetArgs(normalise(root, args))
		err := root.Execute()
		if err == nil && checked.err != nil {
			err = refusef("standard output: %v", checked.err)
		}
		return a.report(err)
	})
}

// protected turns a panic, which is our mistake, into a message.
func (a *app) protected(f func() int) (status int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(a.err, "chainrule: internal error while %s: %v\nThis is a mistake in chainrule, not in your input.\n", a.phase, r)
			if os.Getenv("CHAINRULE_TRACE") != "" {
				fmt.Fprintf(a.err, "%s", debug.Stack())
			}
			status = refused
		}
	}()
	return f()
}

// report writes the error the way its kind asks for.
func (a *app) report(err error) int {
	var r refusal
	switch {
	case err == nil:
		return done
	case errors.As(err, &r):
		fmt.Fprintln(a.err, r.err)
		return refused
	}
	fmt.Fprintf(a.err, "chainrule: %v\nRun 'chainrule -help', or -help after a subcommand, for how it is used.\n", err)
	return misused
}
