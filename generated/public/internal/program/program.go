// Package program writes, builds and runs the programs that compare derivatives
// with differences: one for each surveyed module.
package program

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"

	"golang.org/x/mod/modfile"
)

// modulePath is the module of the programs; its place lets it use internal packages.
const modulePath = "chainrule/generated/public/work"

// Space is a folder that holds a module with the programs.
type Space struct{ Dir string }

// NewSpace makes the module in dir, with what the module in home requires.
func NewSpace(dir, home string) (*Space, error) {
	home, err := filepath.Abs(home)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(home, "go.mod"))
	if err != nil {
		return nil, err
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return nil, err
	}
	if err := redirect(mod, home); err != nil {
		return nil, err
	}
	if text, err = mod.Format(); err != nil {
		return nil, err
	}
	sums, err := os.ReadFile(filepath.Join(home, "go.sum"))
	if err != nil {
		return nil, err
	}
	return &Space{dir}, errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, "go.mod"), text, 0o644),
		os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o644))
}

// redirect makes a copy of home's go.mod one for the programs.
func redirect(mod *modfile.File, home string) error {
	for _, r := range mod.Replace {
		if !filepath.IsAbs(r.New.Path) {
			if err := mod.AddReplace(r.Old.Path, r.Old.Version, filepath.Join(home, r.New.Path), ""); err != nil {
				return err
			}
		}
	}
	own := mod.Module.Mod.Path
	return errors.Join(mod.AddRequire(own, "v0.0.0"), mod.AddReplace(own, "", home, ""), mod.AddModuleStmt(modulePath))
}

// Path is the import path of a package of the module.
func (s *Space) Path(name string) string { return modulePath + "/" + name }

// Write writes a file of the module.
func (s *Space) Write(name, text string) error {
	name = filepath.Join(s.Dir, name)
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644))
}

// Renew makes an empty package in the place of one that there may be.
func (s *Space) Renew(pkg string) error {
	if err := os.RemoveAll(filepath.Join(s.Dir, pkg)); err != nil {
		return err
	}
	return s.Write(pkg+"/doc.go", "package "+filepath.Base(pkg)+"\n")
}

// compileError is how the compiler reports an error.
var compileError = regexp.MustCompile(`(?m)^(\S+\.go):\d+:\d+: (.*)$`)

// Build builds packages. It gives the compiler's first message for each file
// that does not compile.
func (s *Space) Build(output string, pkgs ...string) (map[string]string, error) {
	cmd := exec.Command("go", append([]string{"build", "-gcflags=-e", "-o", output}, pkgs...)...)
	cmd.Dir = s.Dir
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil, nil
	}
	bad := map[string]string{}
	for _, m := range compileError.FindAllStringSubmatch(string(out), -1) {
		if bad[m[1]] == "" {
			bad[m[1]] = m[2]
		}
	}
	if len(bad) == 0 {
		return nil, fmt.Errorf("go build %s: %s", pkgs, bytes.TrimSpace(out))
	}
	return bad, nil
}

// Clean makes packages compile by taking away the files that do not, of those
// that were written; it gives their messages.
func (s *Space) Clean(written []string, pkgs ...string) (map[string]string, error) {
	all := map[string]string{}
	for {
		bad, err := s.Build(os.DevNull, pkgs...)
		if err != nil || len(bad) == 0 {
			return all, err
		}
		for name, message := range bad {
			if name = filepath.Clean(name); !slices.Contains(written, name) {
				return all, fmt.Errorf("%s: %s", name, message)
			}
			all[name] = message
			if err := os.Remove(filepath.Join(s.Dir, name)); err != nil {
				return all, err
			}
		}
	}
}
