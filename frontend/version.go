package frontend

// The version that generated files name.

import (
	"regexp"
	"runtime/debug"
)

// module is the path of the module that this package is in.
const module = "chainrule"

// released is how the version of a release looks; those of commits between
// releases hold a time.
var released = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[a-z]+[.\d]*)?$`)

// Version is the version of the release that this program was built with, or
// devel, so that what is generated does not change with every commit.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == module && m.Replace == nil && released.MatchString(m.Version) {
			return m.Version
		}
	}
	return "devel"
}
