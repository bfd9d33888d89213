// The files of derivatives: all functions are differentiated, then all files are
// written, as many at a time as there are processors.

package main

import (
	"runtime"
	"sync"

	"chainrule/codegen"
	"chainrule/frontend"
)

// write gives the planned files. One in which something is refused is left out.
func (j *goJob) write() (outputs []output) {
	j.derive()
	for _, g := range j.files {
		j.claims(g)
	}
	j.texts()
	for _, g := range j.files {
		j.ds = append(j.ds, g.ds...)
		if len(g.ds) > 0 {
			continue
		}
		outputs = append(outputs, output{g.name, g.text})
		if j.flags.test {
			outputs = append(outputs, output{testName(g.name), g.test})
		}
	}
	return outputs
}

// derive differentiates the functions of all files.
func (j *goJob) derive() {
	j.phase = "differentiating Go functions"
	var all []*goDerived
	for _, g := range j.files {
		for _, r := range g.requests {
			g.derived = append(g.derived, &goDerived{request: r})
		}
		all = append(all, g.derived...)
	}
	failed := each(len(all), func(i int) { all[i].run(j.prog) })
	for i, r := range failed {
		if r != nil {
			j.phase = "differentiating " + all[i].request.Func()
			panic(r)
		}
	}
}

// texts writes the Go of the files of which nothing was refused.
func (j *goJob) texts() {
	j.phase = "writing Go"
	var files []codegen.File
	for _, g := range j.files {
		files = append(files, j.codegen(g))
	}
	failed := each(len(files), func(i int) {
		g := j.files[i]
		if len(g.ds) == 0 {
			g.text = goText(files[i], &g.ds)
		}
		if j.flags.test && len(g.ds) == 0 {
			g.test = j.test(g)
		}
	})
	for i, r := range failed {
		if r != nil {
			j.phase = "writing Go for " + files[i].Source
			panic(r)
		}
	}
}

// codegen is what is to be written into a file.
func (j *goJob) codegen(g *goFile) codegen.File {
	cf := codegen.File{
		Package: g.target.Name, PackagePath: g.target.Path, Source: g.sources(), Header: j.command(g), Helpers: helpersOf(g.name, g.sources()),
		Constraint: g.constraint(), Line: j.prog.Line, Accessor: j.prog.Accessor, Taken: j.declared(g),
	}
	stamp := frontend.Stamp{Version: frontend.Version()}
	for _, d := range g.derived {
		cf.Funcs = append(cf.Funcs, d.funcs...)
		stamp.Add(d.request.Func(), d.hash)
	}
	cf.Stamp = stamp.Lines()
	return cf
}

// each calls f with 0 to n-1, several at a time, and gives what the calls
// panicked with.
func each(n int, f func(int)) (panics []any) {
	panics = make([]any, n)
	free := make(chan bool, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i := range n {
		free <- true
		wait.Go(func() {
			defer func() { panics[i] = recover(); <-free }()
			f(i)
		})
	}
	wait.Wait()
	return panics
}
