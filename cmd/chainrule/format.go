// chainrule fmt: expression files in their one layout.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"chainrule/frontend/expr"
	"chainrule/ir"

	"github.com/spf13/cobra"
)

type formatFlags struct{ write, list, diff bool }

func (a *app) format() *cobra.Command {
	var f formatFlags
	cmd := &cobra.Command{
		Use:   "fmt [-w] [-l] [-d] FILE.grad...",
		Short: "Format expression files",
		Long: `Format expression files the way gofmt formats Go: comments stay, the meaning
stays, and formatting twice changes nothing. Without flags the result is printed.
A file named - is standard input.`,
		Example:           "  chainrule fmt model.grad\n  chainrule fmt -l -w *.grad\n  chainrule fmt -d model.grad",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: gradFiles,
		RunE:              func(_ *cobra.Command, files []string) error { return a.formatAll(&f, files) },
	}
	cmd.Flags().BoolVarP(&f.write, "write", "w", false, "write the result to the file")
	cmd.Flags().BoolVarP(&f.list, "list", "l", false, "list the files whose layout differs")
	cmd.Flags().BoolVarP(&f.diff, "diff", "d", false, "show the differences")
	return cmd
}

// formatAll formats every file before it changes any.
func (a *app) formatAll(f *formatFlags, files []string) error {
	var sources, results [][]byte
	var ds ir.Diagnostics
	for _, name := range files {
		src, err := a.readAny(name)
		if err != nil {
			return err
		}
		a.phase = "formatting " + name
		out, bad := expr.Format(name, src)
		ds = append(ds, bad...)
		sources, results = append(sources, src), append(results, out)
	}
	if len(ds) > 0 {
		return refuse(ds)
	}
	for i, name := range files {
		if err := a.formatted(f, name, sources[i], results[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) readAny(name string) ([]byte, error) {
	if name != "-" {
		return readFile(name)
	}
	return io.ReadAll(io.LimitReader(a.in, mostBytes))
}

func (a *app) formatted(f *formatFlags, name string, src, out []byte) error {
	if !f.write && !f.list && !f.diff {
		_, err := a.out.Write(out)
		return refuse(err)
	}
	if bytes.Equal(src, out) {
		return nil
	}
	if f.list {
		fmt.Fprintln(a.out, name)
	}
	if f.diff {
		fmt.Fprint(a.out, unified(name, src, out))
	}
	if f.write {
		if name == "-" {
			return errors.New("-w cannot write to standard input")
		}
		return writeFiles([]output{{name, out}})
	}
	return nil
}
