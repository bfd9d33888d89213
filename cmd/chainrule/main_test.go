package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chainrule": main})
}

func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("CHAINRULE", root)
			e.Setenv("GOFLAGS", "-mod=mod")
			e.Setenv("GOPROXY", "off")
			e.Setenv("GOSUMDB", "off")
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} {
				if dir := goEnv(name); dir != "" {
					e.Setenv(name, dir)
				}
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": status,
		},
	})
}

// status runs chainrule and checks its exit status: status 2 eval -x.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: status N args...")
	}
	err := ts.Exec("chainrule", args[1:]...)
	if got := exitStatus(err); got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// Output into a full device cannot be written.
func TestFullDevice(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full")
	}
	defer full.Close()
	errs := filepath.Join(t.TempDir(), "errs")
	w, err := os.Create(errs)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if got := run([]string{"eval", "-e", "x", "x=1"}, os.Stdin, full, w); got != refused {
		t.Errorf("exit status %d, want %d", got, refused)
	}
	if text, _ := os.ReadFile(errs); len(text) == 0 {
		t.Error("no message")
	}
}
