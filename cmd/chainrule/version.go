// chainrule version: what was built.

package main

import (
	"fmt"
	"regexp"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(a.out, "chainrule", builtVersion())
			return nil
		},
	}
}

// builtVersion is the module's version, with the commit where it is known.
func builtVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	text := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && text == "(devel)" {
			text += " " + s.Value
		}
	}
	return text + " " + info.GoVersion
}

// released is how the version of a release looks; those of commits between
// releases hold a time.
var released = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[a-z]+[.\d]*)?$`)

// release is the version for the headers of files: that of the release, or devel,
// so that what is generated does not change with every commit.
func release() string {
	if info, ok := debug.ReadBuildInfo(); ok && released.MatchString(info.Main.Version) {
		return info.Main.Version
	}
	return "devel"
}
