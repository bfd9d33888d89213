// Package reduce makes a program smaller while it stays a finding: statements,
// parts of expressions, declarations, fields and parameters are left out, many
// smaller programs at a time, since a batch is compiled as fast as one program.
// (Shrinking by package rapid makes one program at a time, and each would have to
// be compiled.)
package reduce

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"chainrule/internal/progen"
)

// Fails reports for each program whether it still is the finding.
type Fails func([]progen.Program) []bool

// width is how many programs are tried together.
const width = 120

// Program reduces p until nothing can be left out, or the time is over.
func Program(p progen.Program, fails Fails, limit time.Duration) progen.Program {
	deadline := time.Now().Add(limit)
	p.Text = gofmted(p)
	for time.Now().Before(deadline) {
		smaller, ok := round(p, fails, deadline)
		if !ok {
			return p
		}
		p = smaller
	}
	return p
}

// round tries all edits, and takes as many of those that fail as go together.
func round(p progen.Program, fails Fails, deadline time.Time) (progen.Program, bool) {
	edits := editsOf(p)
	for len(edits) > 0 && time.Now().Before(deadline) {
		n := min(width, len(edits))
		good := try(p, edits[:n], fails)
		edits = edits[n:]
		if len(good) > 0 {
			return together(p, good, fails), true
		}
	}
	return p, false
}

// candidate is a program with some edits made.
type candidate struct {
	edits   []edit
	program progen.Program
}

// try gives the candidates of one edit each that still fail.
func try(p progen.Program, edits []edit, fails Fails) (good []candidate) {
	var list []candidate
	for _, e := range edits {
		if q, ok := apply(p, []edit{e}); ok && q.Text != p.Text {
			list = append(list, candidate{[]edit{e}, q})
		}
	}
	return failing(list, fails)
}

func failing(list []candidate, fails Fails) (good []candidate) {
	if len(list) == 0 {
		return nil
	}
	var programs []progen.Program
	for _, c := range list {
		programs = append(programs, c.program)
	}
	for i, bad := range fails(programs) {
		if bad {
			good = append(good, list[i])
		}
	}
	return good
}

// together makes as many of the edits as still fail when made at once: all, or
// a half, a quarter, …, or the one that leaves least.
func together(p progen.Program, good []candidate, fails Fails) progen.Program {
	slices.SortFunc(good, func(a, b candidate) int { return cmp.Compare(len(a.program.Text), len(b.program.Text)) })
	var list []candidate
	for n := len(good); n > 1; n /= 2 {
		for from := 0; from < len(good); from += n {
			edits := disjoint(good[from:min(from+n, len(good))])
			if q, ok := apply(p, edits); ok {
				list = append(list, candidate{edits, q})
			}
		}
	}
	list = append(failing(list, fails), good[0])
	best := slices.MinFunc(list, func(a, b candidate) int { return cmp.Compare(len(a.program.Text), len(b.program.Text)) })
	return best.program
}

// disjoint are the edits that do not touch the same text.
func disjoint(list []candidate) (edits []edit) {
	for _, c := range list {
		e := c.edits[0]
		if !slices.ContainsFunc(edits, func(o edit) bool { return e.from < o.to && o.from < e.to }) {
			edits = append(edits, e)
		}
	}
	return edits
}

// apply makes the edits; ok is false if what comes out is no Go.
func apply(p progen.Program, edits []edit) (q progen.Program, ok bool) {
	text := p.Text
	slices.SortFunc(edits, func(a, b edit) int { return b.from - a.from })
	for _, e := range edits {
		text = text[:e.from] + e.with + text[e.to:]
	}
	q = p
	q.Text = text
	for range 30 {
		q.Text = gofmted(q)
		c := checked(q)
		if c == nil {
			return q, false
		}
		if len(c.unused) == 0 {
			return q, c.ok
		}
		if q.Text, ok = c.withoutUnused(q.Text); !ok {
			return q, false
		}
	}
	return q, false
}

// gofmted is the text of the program as gofmt would have it.
func gofmted(p progen.Program) string {
	text, err := p.File("p", progen.Stem)
	if err != nil {
		return p.Text
	}
	lines := strings.SplitAfter(text, "\n")
	k := 1
	for k < len(lines) && (strings.TrimSpace(lines[k]) == "" || strings.HasPrefix(lines[k], "import ")) {
		k++
	}
	return strings.Join(lines[k:], "")
}
