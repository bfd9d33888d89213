// Which package may import which: every arrow points at ir.

package structure

import (
	"strings"
	"testing"
)

// mayImport lists, for the packages below each name, the packages of this
// module that they may import besides those below the name itself. The longest
// name counts.
var mayImport = map[string][]string{
	"ir":       {"ir"},
	"adjoint":  {"ir"},
	"codegen":  {"ir"},
	"frontend": {"ir"},
	// It tells what is refused, which the adjoint pass does too.
	"frontend/gofunc/analyzer": {"frontend", "adjoint", "ir"},
	"internal/gradcheck":       {"internal/gradcheck"},
	"internal/structure":       nil,
	"generated":                nil,
	"generated/internal":       {"internal/gradcheck"}, // helpers of tests
	// The same, of Go functions.
	"generated/gofuncs/internal": {"internal/gradcheck", "generated/internal"},
}

// only lists who may import a module of others outside tests.
var only = map[string]string{
	"github.com/alecthomas/participle": "frontend",
	"golang.org/x/tools":               "frontend",
	"github.com/dave/jennifer":         "codegen",
	"github.com/spf13/cobra":           "cmd",
	"github.com/spf13/pflag":           "cmd",
	"github.com/rogpeppe/go-internal":  "cmd",
	"pgregory.net/rapid":               progen,
}

// progen tries the whole compiler on random programs; nothing else needs it.
const progen = "internal/progen"

// standard reports whether a path is of the standard library.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != module && !strings.Contains(first, ".")
}

func TestImportsWithinTheModule(t *testing.T) {
	for from, to := range mayImport {
		each(t, from, func(p *pkg) {
			if longest(p.name()) != from {
				return
			}
			for _, path := range p.Imports {
				name, ours := strings.CutPrefix(path, module+"/")
				if ours && !within(name, from) && !below(name, to) {
					t.Errorf("%s imports %s", p.name(), path)
				}
			}
		})
	}
}

// longest is the longest name in mayImport that the package is below.
func longest(name string) (best string) {
	for from := range mayImport {
		if within(name, from) && len(from) > len(best) {
			best = from
		}
	}
	return best
}

func below(name string, list []string) bool {
	for _, l := range list {
		if within(name, l) {
			return true
		}
	}
	return false
}

func TestImportsOfOtherModules(t *testing.T) {
	each(t, "", func(p *pkg) {
		for _, path := range p.Imports {
			if standard(path) || within(path, module) {
				continue
			}
			if home := homeOf(path); home == "" || !within(p.name(), home) {
				t.Errorf("%s imports %s", p.name(), path)
			}
		}
	})
}

// homeOf is who may import a package of another module; "" is nobody.
func homeOf(path string) string {
	for prefix, home := range only {
		if within(path, prefix) {
			return home
		}
	}
	return ""
}

// TestDependencies looks at everything below: nothing that ir or what is
// generated needs is of another module.
func TestDependencies(t *testing.T) {
	for _, from := range []string{"ir", "adjoint", "generated", "internal"} {
		each(t, from, func(p *pkg) {
			if within(p.name(), progen) {
				return
			}
			for _, path := range p.Deps {
				if !standard(path) && !within(path, module) {
					t.Errorf("%s depends on %s", p.name(), path)
				}
			}
		})
	}
}
