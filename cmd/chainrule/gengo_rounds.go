// Functions that call derivatives which are generated in the same run. They are
// differentiated in a later round, which finds what the one before wrote as if it
// were on disk already.

package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// mostRounds is how many derivatives may wait for one another.
const mostRounds = 8

// rounds generates for the packages of a module until nothing changes.
func (a *app) rounds(f *genFlags, in *inputs, module string, before []output) (*goJob, []output, error) {
	overlay, found := overlayOf(before), slices.Clone(f.found)
	for round := 1; ; round++ {
		f.found = slices.Clone(found)
		j := &goJob{app: a, flags: f, overlay: overlay, taken: nameTable{}}
		requests, err := j.load(module, in)
		if err == nil {
			err = j.plan(requests)
		}
		if err != nil {
			return nil, nil, err
		}
		outputs := j.write()
		next := j.ahead()
		if next == nil || round == mostRounds || maps.EqualFunc(next, overlay, bytes.Equal) {
			return j, outputs, nil
		}
		overlay = next
	}
}

// overlayOf is what will be written from expression files and is not there yet.
func overlayOf(outputs []output) map[string][]byte {
	overlay := map[string][]byte{}
	for _, o := range outputs {
		name, err := filepath.Abs(o.name)
		if old, _ := os.ReadFile(name); err == nil && o.name != "-" && !bytes.Equal(old, o.text) {
			overlay[name] = o.text
		}
	}
	return overlay
}

// ahead is what the next round is to find in the place of files; nil if none is needed.
func (j *goJob) ahead() map[string][]byte {
	waits := j.prog.Awaits()
	if !waits && !j.prog.ReadsGenerated() {
		return nil
	}
	next, changed := maps.Clone(j.overlay), waits
	for _, g := range j.files {
		name, err := filepath.Abs(g.name)
		if g.name == "-" {
			name, err = filepath.Abs(g.requests[0].Output())
		}
		text := j.partly(g)
		if err != nil || text == nil {
			continue
		}
		changed = changed || !bytes.Equal(j.prog.Text(name), text)
		next[name] = text
	}
	if !changed {
		return nil
	}
	return next
}

// partly is the Go of a file with those derivatives that there are.
func (j *goJob) partly(g *goFile) []byte {
	if g.text != nil {
		return g.text
	}
	some := *g
	some.derived = slices.DeleteFunc(slices.Clone(g.derived), func(d *goDerived) bool { return len(d.ds) > 0 })
	some.ds = nil
	if len(some.derived) == 0 {
		return nil
	}
	text := goText(j.codegen(&some), &some.ds)
	if len(some.ds) > 0 {
		return nil
	}
	return text
}
