// Read: programs that are kept as files.

package progen

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

var imports = regexp.MustCompile(`(?m)^import (\([^)]*\)|.*)$`)

// Read reads a program from a Go file, or from an expression file, whose name
// ends in .grad. The function that is differentiated is named Stem.
func Read(name string) (Program, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return Program{}, err
	}
	_, rest, ok := strings.Cut(string(text), "\npackage p\n")
	if !ok || !strings.Contains(rest, Stem) {
		return Program{}, fmt.Errorf("%s: no comment, package p and function %s", name, Stem)
	}
	return Program{Text: imports.ReplaceAllString(rest, ""), Expression: strings.HasSuffix(name, ".grad")}, nil
}
