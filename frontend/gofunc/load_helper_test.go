package gofunc

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"chainrule/ir"

	"golang.org/x/tools/txtar"
)

// module writes the files of an archive into a folder of their own.
func module(t *testing.T, archive string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.org/m\n\ngo 1.26\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOFLAGS", "-mod=mod")
	t.Setenv("GOPROXY", "off")
	t.Chdir(dir)
	return dir
}

// loaded loads a module that has no mistakes.
func loaded(t *testing.T, c Config, archive string, patterns ...string) *Program {
	t.Helper()
	module(t, archive)
	p, ds := Load(c, patterns...)
	if len(ds) > 0 {
		t.Fatalf("unexpected: %v", ds)
	}
	return p
}

// expectation is a comment such as // ERROR 12 "regexp", the number being the
// column, if it is given.
var expectation = regexp.MustCompile(`// ERROR (\d+ )?"([^"]*)"`)

// expected compares diagnostics with the comments of the files: a comment, a
// diagnostic on its line.
func expected(t *testing.T, archive string, ds ir.Diagnostics) {
	t.Helper()
	left := append(ir.Diagnostics(nil), ds...)
	for _, f := range txtar.Parse([]byte(archive)).Files {
		for i, line := range strings.Split(string(f.Data), "\n") {
			for _, m := range expectation.FindAllStringSubmatch(line, -1) {
				if !take(&left, f.Name, i+1, strings.TrimSpace(m[1]), regexp.MustCompile(m[2])) {
					t.Errorf("%s:%d: no diagnostic %s%q", f.Name, i+1, m[1], m[2])
				}
			}
		}
	}
	for _, d := range left {
		t.Errorf("unexpected: %v", d)
	}
}

// take removes a diagnostic that fits.
func take(ds *ir.Diagnostics, file string, line int, column string, msg *regexp.Regexp) bool {
	for i, d := range *ds {
		fits := d.Pos.Filename == file && d.Pos.Line == line && msg.MatchString(d.Msg)
		if fits && (column == "" || column == strconv.Itoa(d.Pos.Column)) && d.Line != "" {
			*ds = append((*ds)[:i:i], (*ds)[i+1:]...)
			return true
		}
	}
	return false
}
