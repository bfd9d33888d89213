// chainrule vet: what gen would refuse or replace, without writing.

package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"chainrule/frontend/gofunc"
	"chainrule/frontend/gofunc/analyzer"
	"chainrule/ir"

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

func (a *app) vetPackages(tags, args []string) error {
	in := &inputs{patterns: map[string][]string{}}
	if len(args) == 0 {
		args = []string{"."}
	}
	for _, arg := range args {
		before, wild := strings.CutSuffix(arg, "...")
		var err error
		switch {
		case isDir(arg):
			in.folders = append(in.folders, arg)
			in.folderPattern(arg, "")
		case wild && isDir(filepath.Clean(before)):
			err = in.below(filepath.Clean(before))
		default:
			in.pattern(moduleOf("."), arg)
		}
		if err != nil {
			return err
		}
	}
	return a.vetModules(tags, in)
}

// vetModules reports what there is to say of the packages of each module.
func (a *app) vetModules(tags []string, in *inputs) error {
	var all ir.Diagnostics
	for _, module := range slices.Sorted(maps.Keys(in.patterns)) {
		a.phase = "loading Go packages"
		p, ds := gofunc.Load(gofunc.Config{Dir: module, Tests: true, Tags: tags, Pending: pending(in.folders)}, in.patterns[module]...)
		if len(ds) == 0 {
			a.phase = "differentiating Go functions"
			ds = analyzer.Check(p)
		}
		all = append(all, ds...)
	}
	return refuse(all.Err())
}

// isVetTool reports whether go vet called: it asks for the version and the flags,
// and then gives packages as .cfg files.
func isVetTool(args []string) bool {
	return len(args) == 1 && (args[0] == "-V=full" || args[0] == "-flags") ||
		len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg") && !slices.ContainsFunc(args[:len(args)-1], func(arg string) bool { return !strings.HasPrefix(arg, "-") })
}
