// Program: the text of a function with the declarations that it needs.

package progen

import (
	"fmt"
	"go/format"
	"strings"
)

// Stem is the name of the function that is differentiated, and how the names
// of all else that a program declares begin.
const Stem = "Primal"

// Program is a function named Stem with directives, and the declarations that it needs.
type Program struct {
	Seed uint64 // 0 if it is not from a generator
	Text string // Go declarations, without package clause and imports

	Expression bool // the text is of an expression file instead
}

// packages are those that programs may use.
var packages = []string{"errors", "fmt", "math", "slices", "sort", "strconv", "strings", "sync"}

// File is the program as a Go file of the package, with name for Stem.
func (p Program) File(pkg, name string) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\n", pkg)
	if p.Expression {
		return b.String() + strings.ReplaceAll(p.Text, Stem, name), nil
	}
	for _, path := range packages {
		if strings.Contains(p.Text, path+".") {
			fmt.Fprintf(&b, "import %q\n", path)
		}
	}
	b.WriteString("\n" + strings.ReplaceAll(p.Text, Stem, name))
	text, err := format.Source([]byte(b.String()))
	if err != nil {
		return b.String(), fmt.Errorf("progen: seed %d: %w", p.Seed, err)
	}
	return string(text), nil
}

// Twin is the program with float64 for float32: what a derivative of the program
// is the derivative of, since roundings have none.
func (p Program) Twin() Program {
	p.Text = strings.ReplaceAll(p.Text, "~float32 | ~float64", "~float64")
	p.Text = strings.ReplaceAll(p.Text, "float32", "float64")
	return p
}

// Mixed reports whether the program computes in float32.
func (p Program) Mixed() bool { return strings.Contains(p.Text, "float32") }
