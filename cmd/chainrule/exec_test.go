package main

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
)

// exitStatus is the status in the error of a command that ran.
func exitStatus(err error) string {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return "0"
	case errors.As(err, &exit):
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}

// goEnv asks the go command where it keeps things, as the scripts have a home
// of their own.
func goEnv(name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
