// What can go wrong, told apart by exit status.

package main

import (
	"fmt"
	"io"
	"strings"
)

// refusal is an error of the input or the output, not of usage.
type refusal struct{ err error }

func (r refusal) Error() string { return r.err.Error() }
func (r refusal) Unwrap() error { return r.err }

// refuse marks an error as a refusal; nil stays nil.
func refuse(err error) error {
	if err == nil {
		return nil
	}
	return refusal{err}
}

// refusef makes a refusal, in the form of the command's own messages.
func refusef(format string, args ...any) error {
	return refuse(fmt.Errorf("chainrule: "+format, args...))
}

// checkedWriter remembers that something could not be written.
type checkedWriter struct {
	w   io.Writer
	err error
}

func (c *checkedWriter) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.err = err
	return n, err
}

// oneOf reports that a value is none of those allowed.
func oneOf(what, got string, allowed []string) error {
	for _, a := range allowed {
		if got == a {
			return nil
		}
	}
	return fmt.Errorf("%s %q: it is one of %s", what, got, strings.Join(allowed, ", "))
}
