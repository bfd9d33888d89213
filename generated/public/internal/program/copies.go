// Copies of modules, so that derivatives can go into their packages.

package program

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// language is the version of Go that generated code is written in.
const language = "1.22"

// copies is the folder with the copies.
const copies = "modules"

// Copy makes the module use a copy of another one instead.
func (s *Space) Copy(module string) error {
	from, err := s.golang("list", "-m", "-f", "{{.Dir}}", module)
	if err != nil {
		return err
	}
	to := s.copyOf(module)
	if err := errors.Join(os.RemoveAll(to), os.CopyFS(to, os.DirFS(from))); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(to, "go.mod")); errors.Is(err, os.ErrNotExist) {
		err = os.WriteFile(filepath.Join(to, "go.mod"), []byte("module "+module+"\n"), 0o644)
		if err != nil {
			return err
		}
	}
	if _, err := s.golang("mod", "edit", "-go="+language, filepath.Join(to, "go.mod")); err != nil {
		return err
	}
	_, err = s.golang("mod", "edit", "-replace", module+"="+to)
	return err
}

// Within is the name, in the copy of a module, of a file of one of its packages.
func (s *Space) Within(module, pkg, file string) string {
	return filepath.Join(copies, module, strings.TrimPrefix(pkg, module), file)
}

func (s *Space) copyOf(module string) string { return filepath.Join(s.Dir, copies, module) }

// golang runs the go command.
func (s *Space) golang(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = s.Dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out)), nil
}
