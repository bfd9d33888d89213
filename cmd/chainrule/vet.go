// chainrule vet: what gen would refuse or replace, without writing.

package main

import (
	"slices"
	"strings"

	"chainrule/frontend/gofunc"
	"chainrule/frontend/gofunc/analyzer"

	"github.com/spf13/cobra"
)

const vetHelp = `Report, for the Go functions that directives name: mistakes in the directives,
what cannot be differentiated and why, and derivatives that are not generated or
out of date. PACKAGES are folders, ./... or import paths; the default is the
current folder.

The same runs within go vet, which keeps its results, and within other drivers of
go/analysis by package chainrule/frontend/gofunc/analyzer:

  go vet -vettool=$(which chainrule) ./...

A generated file is out of date if the hash of a function in its header is another
one; files that another version wrote are not looked into. That a file was edited
by hand is what gen -check finds.`

func (a *app) vet() *cobra.Command {
	var tags []string
	cmd := &cobra.Command{
		Use:     "vet [PACKAGES]",
		Short:   "Report what cannot be generated, or has to be again",
		Long:    vetHelp,
		Example: "  chainrule vet ./...\n  go vet -vettool=$(which chainrule) ./...",
		RunE:    func(_ *cobra.Command, patterns []string) error { return a.vetPackages(tags, patterns) },
	}
	cmd.Flags().StringSliceVar(&tags, "tags", nil, "build tags under which the packages are loaded")
	return cmd
}

func (a *app) vetPackages(tags, patterns []string) error {
	for i, pattern := range patterns {
		if isDir(strings.TrimSuffix(pattern, "...")) && !strings.HasPrefix(pattern, ".") && !strings.HasPrefix(pattern, "/") {
			patterns[i] = "./" + pattern
		}
	}
	a.phase = "loading Go packages"
	p, ds := gofunc.Load(gofunc.Config{Tests: true, Tags: tags, Pending: pending([]string{"."})}, patterns...)
	if len(ds) == 0 {
		a.phase = "differentiating Go functions"
		ds = analyzer.Check(p)
	}
	return refuse(ds.Err())
}

// isVetTool reports whether go vet called: it asks for the version and the flags,
// and then gives packages as .cfg files.
func isVetTool(args []string) bool {
	return len(args) == 1 && (args[0] == "-V=full" || args[0] == "-flags") ||
		len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg") && !slices.ContainsFunc(args[:len(args)-1], func(arg string) bool { return !strings.HasPrefix(arg, "-") })
}
