// chainrule gen -check: is what is there what would be written?

package main

import (
	"bytes"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"

	"chainrule/frontend"
)

// stale names the files that are not what would be written, and the functions
// that have changed. Comments do not count, because they hold the numbers of
// lines; the command in the header does, and the version does not.
func stale(outputs []output) error {
	var names []string
	for _, o := range outputs {
		old, err := readOld(o.name, mostBytes)
		if err == nil && same(old, o.text) {
			continue
		}
		name := o.name
		if err == nil {
			name += changed(old, o.text)
		}
		names = append(names, name)
	}
	if len(names) > 0 {
		return refusef("not up to date: %s; run chainrule gen", strings.Join(names, ", "))
	}
	return nil
}

// changed lists the functions whose hashes differ.
func changed(old, text []byte) string {
	a, _ := frontend.ReadStamp(old)
	b, _ := frontend.ReadStamp(text)
	if names := a.Changed(b); len(names) > 0 {
		return " (" + strings.Join(names, ", ") + ")"
	}
	return ""
}

// same compares all of two files that matters.
func same(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	return changed(a, b) == "" && how(a) == how(b) && bytes.Equal(code(a), code(b))
}

// made is the line of the header that says by which command.
var made = regexp.MustCompile(`(?m)^// chainrule gen.*$`)

func how(text []byte) string {
	head, _, _ := bytes.Cut(text, []byte("\npackage "))
	return string(made.Find(head))
}

// code is a file without its comments, but for build constraints.
func code(text []byte) []byte {
	var b bytes.Buffer
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, text, nil, scanner.ScanComments)
	for {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return b.Bytes()
		case tok == token.COMMENT && !strings.HasPrefix(lit, "//go:build"):
			continue
		}
		b.WriteString(tok.String() + " " + lit + "\n")
	}
}
