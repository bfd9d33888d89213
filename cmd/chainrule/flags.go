// Flags with one dash or two: what pflag cannot read is rewritten for it.

package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// normalise rewrites -name to --name where the subcommand has a flag of that
// name, and --n to -n where n is the short name of one. What follows a flag
// that takes a value is its value, even if it begins with a dash; what follows
// a lone -- is left alone.
func normalise(root *cobra.Command, args []string) []string {
	cmd := subcommand(root, args)
	if cmd == nil {
		return args
	}
	var out []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return append(out, args[i:]...)
		}
		flag, text := rewrite(cmd, arg)
		out = append(out, text)
		if flag != nil && flag.NoOptDefVal == "" && !strings.Contains(text, "=") && i+1 < len(args) {
			i++
			out = append(out, args[i])
		}
	}
	return out
}

// subcommand is the command that the arguments name; nil for those by which a
// shell asks for completions.
func subcommand(root *cobra.Command, args []string) *cobra.Command {
	cmd := root
	for _, a := range args {
		if strings.HasPrefix(a, "__complete") {
			return nil
		}
		if strings.HasPrefix(a, "-") {
			continue
		}
		for _, c := range root.Commands() {
			if c.Name() == a || c.HasAlias(a) {
				cmd = c
			}
		}
		break
	}
	cmd.InitDefaultHelpFlag()
	return cmd
}

// rewrite gives the flag that arg is, if any, and the form that pflag reads.
func rewrite(cmd *cobra.Command, arg string) (*pflag.Flag, string) {
	name := strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-")
	if arg == name || name == "" || strings.HasPrefix(name, "-") {
		return nil, arg
	}
	name, value, given := strings.Cut(name, "=")
	if given {
		value = "=" + value
	}
	if f := lookup(cmd, name); f != nil {
		return f, "--" + name + value
	}
	if f := cmd.Flags().ShorthandLookup(name[:1]); f != nil && (len(name) == 1 || !strings.HasPrefix(arg, "--")) {
		if len(name) == 1 {
			return f, "-" + name + value
		}
		return nil, arg // -ofile, or several short flags in one word
	}
	return nil, "--" + name + value // which pflag reports by its whole name
}

func lookup(cmd *cobra.Command, name string) *pflag.Flag {
	if f := cmd.Flags().Lookup(name); f != nil {
		return f
	}
	return cmd.InheritedFlags().Lookup(name)
}
