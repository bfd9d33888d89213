// Survey differentiates the exported functions of public modules that take and
// give floats, compares the derivatives with differences, and writes what it
// found as tables.
//
// Usage:
//
//	go run ./cmd/survey [flags]
//
// The flags are:
//
//	-module re   only the modules whose paths match
//	-func re     only the functions whose paths match
//	-work dir    where the programs go, and stay (a folder that is removed)
//	-o dir       where results.md and results.json go (.)
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"chainrule/generated/public"
	"chainrule/generated/public/internal/derive"
	"chainrule/generated/public/internal/program"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == derive.Worker {
		exit(derive.Serve(os.Args[2:], os.Stdin, os.Stdout))
	}
	modules := flag.String("module", "", "only the modules whose paths match this regular expression")
	funcs := flag.String("func", "", "only the functions whose paths match this regular expression")
	work := flag.String("work", "", "where the programs go, and stay")
	out := flag.String("o", ".", "where results.md and results.json go")
	flag.Parse()
	exit(run(*modules, *funcs, *work, *out))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "survey:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// run surveys the modules and functions whose paths match.
func run(modules, funcs, work, out string) error {
	inModules, err := regexp.Compile(modules)
	if err != nil {
		return err
	}
	inFuncs, err := regexp.Compile(funcs)
	if err != nil {
		return err
	}
	if work == "" {
		if work, err = os.MkdirTemp("", "survey"); err != nil {
			return err
		}
		defer os.RemoveAll(work)
	}
	if work, err = filepath.Abs(work); err != nil {
		return err
	}
	space, err := program.NewSpace(work, ".")
	if err != nil {
		return err
	}
	var all []Survey
	for _, m := range public.Modules {
		if !inModules.MatchString(m.Path) {
			continue
		}
		start := time.Now()
		s, err := surveyModule(space, m, inFuncs)
		if err != nil {
			return fmt.Errorf("%s: %w", m.Path, err)
		}
		fmt.Fprintf(os.Stderr, "%s: %d functions in %v\n", m.Path, len(s.Results), time.Since(start).Round(time.Second))
		all = append(all, s)
	}
	return write(out, all)
}
