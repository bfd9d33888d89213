// The module that a batch is compiled in.

package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"chainrule/internal/progen/run"
)

// module writes the sources: the programs in package p, those that compute in
// float32 also in package twin with float64 instead, and package run.
func (b *batch) module() (done func(), err error) {
	done = func() {}
	if b.dir = b.Dir; b.dir == "" {
		if b.dir, err = os.MkdirTemp("", "progen"); err != nil {
			return done, err
		}
		done = func() { os.RemoveAll(b.dir) }
	} else if err := os.RemoveAll(b.dir); err != nil {
		return done, err
	}
	if err := os.CopyFS(filepath.Join(b.dir, "run"), run.Source); err != nil {
		return done, err
	}
	if err := b.write("go.mod", "module batch\n\ngo 1.26\n"); err != nil {
		return done, err
	}
	for _, u := range b.units {
		if err := b.sources(u); err != nil {
			return done, err
		}
	}
	return done, b.write("twin/doc.go", "package twin\n\n// None is here so that the package may be imported.\nconst None = 0\n")
}

func (b *batch) sources(u *unit) error {
	text, err := u.File("p", u.name)
	if err != nil {
		b.drop(u, "generator", "%v", err)
		return nil
	}
	if u.Expression {
		return nil
	}
	if u.Mixed() {
		twin, err := u.Twin().File("twin", u.name)
		if err != nil {
			return err
		}
		if err := b.write("twin/"+u.name+".go", twin); err != nil {
			return err
		}
	}
	return b.write("p/"+u.name+".go", text)
}

func (b *batch) write(name, text string) error {
	path := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o666)
}

// remove takes a program out of the module.
func (b *batch) remove(u *unit) {
	for _, name := range []string{"p/%s.go", "twin/%s.go", "p/%s_deriv.go"} {
		os.Remove(filepath.Join(b.dir, fmt.Sprintf(name, u.name)))
	}
}

// unitOf is the program that a file of the module belongs to; nil if none does.
func (b *batch) unitOf(path string) *unit {
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".go"), "_deriv")
	for _, u := range b.units {
		if u.name == name {
			return u
		}
	}
	return nil
}
